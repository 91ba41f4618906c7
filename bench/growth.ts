import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './flags.ts';
import { writeGrownGuide } from './grown.ts';
import { inventedWords } from './invented.ts';
import { rateOf, waitsAt } from './load.ts';
import { CORES, canPin, editionAt, pinned, type Started, started } from './started.ts';
import { median } from './statistics.ts';

/**
 * How the site grows: guides with invented listings, each served by a fresh process. The first page is waited for twice:
 * from a process that reads and checks everything, and from one that begins with what a build prepared.
 *
 *     npm run bench:growth [-- LISTINGS …]
 */

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [30, 300, 3_000, 10_000];
const PORT = 4100;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const SECTION = '/en/health/';
const SEARCHES = 400;
/** From what an editor saves to the new edition; at most this long. */
const RELOADED_WITHIN_MS = 120_000;

async function run(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build']);
  const isPinned = await canPin();
  const rows = [];
  for (const listings of SIZES) {
    process.stderr.write(`\r${listings} listings   `);
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const content = join(folder, 'content');
      await writeGrownGuide(content, listings);
      rows.push({ listings, ...(await grownTo(content, isPinned)) });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  await prepare('content');
  process.stderr.write('\r');
  console.log(`\nNode ${process.version}`);
  console.table(rows);
}

async function grownTo(content: string, isPinned: boolean) {
  const command = {
    command: process.execPath,
    args: [...NODE_FLAGS, 'dist/src/server.js'],
    env: { PORT: String(PORT), CONTENT_DIR: content },
  };
  const begin = () => started(pinned(command, isPinned ? CORES.server : null), PORT, SECTION);
  // What is prepared now is of another content.
  const unprepared = await begin();
  await unprepared.stop();
  await prepare(content);
  const server = await begin();
  try {
    // The first search waits for its index.
    await search('clinic');
    const searchable = server.sinceStart();
    await server.rest();
    const atRest = await server.memory();
    const waits = await searchWaits();
    const pages = await pagesOf(SECTION);
    const rate = await rateOf(`${ORIGIN}${SECTION}`, 2, { cores: isPinned ? CORES.load : null });
    const reload = await reloaded(content, server);
    return {
      'first page, all read, ms': Math.round(unprepared.readyAfter),
      'prepared, ms': Math.round(server.readyAfter),
      'first search, ms': Math.round(searchable),
      'memory at rest, MB': Math.round(atRest ?? Number.NaN),
      'after reload, MB': Math.round(reload.memory ?? Number.NaN),
      'reload, ms': Math.round(reload.took),
      'longest wait in it, ms': Math.round(reload.longest),
      'search p50, ms': at(waits, 0.5),
      'search p99, ms': at(waits, 0.99),
      'pages of a section': pages.length,
      'heaviest, bytes': Math.max(...pages.map(({ bytes }) => bytes)),
      'printing a page, ms': at(
        pages.map(({ took }) => took).sort((one, other) => one - other),
        0.5,
      ),
      'pages/s': Math.round(rate),
    };
  } finally {
    await server.stop();
  }
}

async function prepare(content: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['dist/src/prepare.js', content]);
}

async function search(words: string): Promise<number> {
  const asked = performance.now();
  const response = await fetch(`${ORIGIN}/en/search/`, {
    method: 'POST',
    body: new URLSearchParams({ q: words }),
  });
  await response.text();
  if (response.status !== 200) throw new Error(`a search was answered with ${response.status}`);
  return performance.now() - asked;
}

async function searchWaits(): Promise<number[]> {
  const word = inventedWords(7);
  const waits: number[] = [];
  for (let number = 0; number < SEARCHES; number += 1) {
    const words = Array.from({ length: 1 + (number % 4) }, word).join(' ');
    waits.push(await search(number % 3 === 0 ? `clinic ${words}` : words));
  }
  return waits.sort((one, other) => one - other);
}

/** Every page that a section goes on to: what it weighs with gzip, and how long the first to ask for it waits. */
async function pagesOf(section: string): Promise<{ bytes: number; took: number }[]> {
  const pages: { bytes: number; took: number }[] = [];
  for (let number = 1; ; number += 1) {
    const asked = performance.now();
    const url = `${ORIGIN}${section}${number > 1 ? `${number}/` : ''}`;
    const response = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    await response.arrayBuffer();
    if (response.status === 404) return pages;
    const bytes = Number(response.headers.get('content-length'));
    pages.push({ bytes, took: performance.now() - asked });
  }
}

async function reloaded(content: string, server: Started) {
  const file = join(content, 'sections', 'health.yaml');
  const before = await editionAt(ORIGIN);
  const waits = waitsAt(`${ORIGIN}${SECTION}`, 20, 15);
  await writeFile(file, `${await readFile(file, 'utf8')}\n# Changed.\n`);
  const saved = performance.now();
  while ((await editionAt(ORIGIN)) === before) {
    if (performance.now() - saved > RELOADED_WITHIN_MS) throw new Error('the change was not taken');
    await pause(20);
  }
  const took = performance.now() - saved;
  const longest = (await waits).at(-1) ?? Number.NaN;
  return { took, longest, memory: await server.memory() };
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? median(sorted)).toFixed(
    2,
  );
}

await run();
