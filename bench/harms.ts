import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A bad state: what it touches, relative to the root, and how it is made. */
export type Harm = { kind: string; touches: readonly string[]; do: (path: string) => Promise<unknown> };

/** Writes a file in two halves, 100 ms apart. */
export async function inHalves(path: string, bytes: Buffer): Promise<void> {
  const middle = Math.floor(bytes.length / 2);
  await writeFile(path, bytes.subarray(0, middle));
  await pause(100);
  await writeFile(path, bytes.subarray(middle), { flag: 'a' });
}

const SECTION = 'content/sections/health.yaml';
const GUIDE = 'content/guides/ice-home.yaml';
const SITE = 'content/site.yaml';
const ABOUT = 'content/about.yaml';
const ORGANIZATIONS = 'content/organizations.yaml';
const ENGLISH = 'locales/en.json';

/** Everything that editors, disks and strangers can do to a file of the content. */
export function harmsOf(): Harm[] {
  const text = (kind: string, place: string, change: (text: string) => string | Buffer): Harm => ({
    kind,
    touches: [place],
    do: async (path) => writeFile(path, change(await readFile(path, 'utf8'))),
  });
  const instead = (kind: string, place: string, make: (path: string) => Promise<unknown>): Harm => ({
    kind,
    touches: [place],
    do: async (path) => {
      await rm(path, { recursive: true });
      await make(path);
    },
  });
  const size = 60 * 1_024;
  const cutAt = (share: number) => (whole: string) => whole.slice(0, Math.floor(whole.length * share));
  const isRoot = process.getuid?.() === 0;
  return [
    text('cut off at a tenth', SECTION, cutAt(0.1)),
    text('cut off in the middle', GUIDE, cutAt(0.5)),
    text('cut off near the end', ORGANIZATIONS, cutAt(0.97)),
    text('cut off at a whole line', SECTION, (whole) => whole.slice(0, whole.lastIndexOf('\n  - id:') + 1)),
    { kind: 'written in two halves', touches: [GUIDE], do: halves },
    text('empty', SITE, () => ''),
    instead('deleted', ABOUT, async () => {}),
    instead('deleted folder', 'content/guides', async () => {}),
    instead('folder that is a file', 'content/sections', (path) => writeFile(path, 'none')),
    text('binary', SECTION, () =>
      Buffer.from(Array.from({ length: 9_000 }, (_, index) => (index * 151) % 256)),
    ),
    instead('10 GB', GUIDE, async (path) => {
      await writeFile(path, '');
      await truncate(path, 10 * 1_024 ** 3);
    }),
    instead('folder in place of a file', SITE, (path) => mkdir(path)),
    instead('link to another file', ORGANIZATIONS, (path) => symlink('/etc/passwd', path)),
    instead('link to itself', SECTION, (path) => symlink(path, path)),
    instead('pipe', GUIDE, (path) => promisify(execFile)('mkfifo', [path])),
    ...(isRoot ? [] : [{ kind: 'unreadable', touches: [SECTION], do: (path: string) => chmod(path, 0) }]),
    text('too deep', SECTION, () =>
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ),
    text('60 KB of brackets', ORGANIZATIONS, () => '['.repeat(size)),
    text('60 KB of invisible characters', GUIDE, (whole) => whole + '\u200b'.repeat(size / 3 - whole.length)),
    text('60 KB of quotes', ABOUT, () => `title: ${'"'.repeat(size)}`),
    text('60 KB of fields', SITE, () =>
      Array.from({ length: 6_000 }, (_, index) => `f${index}: a`).join('\n'),
    ),
    text('60 KB in one word', SECTION, (whole) =>
      whole.replace(/^(summary:\n +en: ).*/m, `$1${'a'.repeat(40_000)}`),
    ),
    text('HTML', SECTION, (whole) => whole.replace(/^(summary:\n +en: ).*/m, '$1<script>alert(1)</script>')),
    text('tabs', ABOUT, (whole) => whole.replace(/^ +/gm, '\t')),
    { kind: 'swapped files', touches: [GUIDE, SITE], do: swapped },
    text('half of it, from an old Macintosh', ABOUT, (whole) =>
      whole.slice(0, whole.length / 2).replaceAll('\n', '\r'),
    ),
    instead('bad, by another name', SECTION, async (path) => {
      await writeFile(`${path}~`, 'title: @none\n');
      await rename(`${path}~`, path);
    }),
    text('page that nobody names', SITE, (whole) => whole.replace('sections: [', 'sections: [nowhere, ')),
    text('words of the site broken', ENGLISH, (whole) => whole.slice(0, -40)),
    instead('words of the site deleted', 'locales/es.json', async () => {}),
    text('words of the site lack one', ENGLISH, (whole) => whole.replace(/^ {2}"[^"]+": .*\n/m, '')),
    text('every listing gone', 'content/sections/legal-help.yaml', (whole) =>
      whole.slice(0, whole.search(/^listings:/m)),
    ),
  ];
}

async function halves(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let time = 0; time < 4; time += 1) {
    await inHalves(path, bytes);
    await pause(100);
  }
}

async function swapped(guide: string): Promise<void> {
  const site = join(guide, '../../site.yaml');
  await rename(guide, `${guide}~`);
  await rename(site, guide);
  await rename(`${guide}~`, site);
}
