import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'cheerio';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/http/app.ts';
import { openSite } from '../src/site.ts';
import { staticCopyOf } from '../src/static-copy.ts';
import { PROJECT, TOWN } from './town.ts';

const run = promisify(execFile);
const BASE = '/guide';
const ORIGIN = 'https://town.example.org';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-'));
  await exported(join(folder, 'copy'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** What the command says, and how it ends. */
async function exported(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, CONTENT_DIR: TOWN, BASE_PATH: BASE, SITE_URL: ORIGIN };
  const command = [join(PROJECT, 'src', 'export.ts'), ...words];
  return run(join(PROJECT, 'node_modules', '.bin', 'tsx'), command, { cwd: PROJECT, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

async function namesIn(copy: string): Promise<string[]> {
  const entries = await readdir(copy, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(copy, join(parentPath, name)));
}

type Rule = { address: string; headers: [string, string][] };

/** The rules of `_headers`, as the hosts that have them describe them: an address, or what stands before a `*`. */
async function rulesIn(copy: string): Promise<Rule[]> {
  const text = await readFile(join(copy, '_headers'), 'utf8');
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [address = '', ...lines] = block.split('\n');
      const headers = lines.map((line): [string, string] => {
        const at = line.indexOf(': ');
        return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 2)];
      });
      return { address, headers };
    });
}

/** A host for files that knows nothing of the guide: it hands out files, and says what `_headers` says. */
async function hostFor(copy: string) {
  const rules = await rulesIn(copy);
  const isFor = (address: string, path: string) =>
    address.endsWith('*') ? path.startsWith(address.slice(0, -1)) : address === path;
  const server = createServer(async ({ url = '' }, response) => {
    const said = rules.filter(({ address }) => isFor(address, url)).flatMap(({ headers }) => headers);
    const names = said.map(([name]) => name);
    if (new Set(names).size < names.length) response.setHeader('x-said-twice', names.join());
    const path = url.slice(BASE.length);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const file = await readFile(join(copy, name)).catch(() => null);
    const body = file ?? (await readFile(join(copy, '404.html')));
    response.writeHead(file ? 200 : 404, said.flat()).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('a copy on a host for files', () => {
  const of = async () => {
    const settings = { content: TOWN, project: PROJECT, base: BASE, origin: ORIGIN, host: 'files' } as const;
    const { site } = await openSite(settings, new Date());
    return { site, app: createApp(site, () => {}) };
  };

  test('answers at every address with the bytes and the headers of the site', async () => {
    const { site, app } = await of();
    const { server, origin } = await hostFor(join(folder, 'copy'));
    try {
      const addresses = [
        ...site.edition.pages.keys(),
        ...site.edition.files.keys(),
        ...site.edition.data.keys(),
      ];
      expect(addresses.length).toBeGreaterThan(40);
      for (const address of [...addresses, ...site.edition.records()]) {
        const [mine, theirs] = await Promise.all([
          request(app).get(address).set('Accept-Encoding', 'identity').buffer(true).parse(bytes),
          request(origin).get(address).set('Accept-Encoding', 'identity').buffer(true).parse(bytes),
        ]);
        expect([address, theirs.status, theirs.body]).toEqual([address, mine.status, mine.body]);
        expect([address, ofTheGuide(theirs.headers)]).toEqual([address, ofTheGuide(mine.headers)]);
      }
    } finally {
      server.close();
    }
  }, 60_000);

  test('has every page, though a guide may be too large to be printed before anybody asks', async () => {
    const settings = { content: TOWN, project: PROJECT, base: BASE, origin: ORIGIN, host: 'files' } as const;
    const { site } = await openSite(settings, new Date(), 'on demand');
    expect(site.edition.pages.size).toBe(0);
    const written = [...(await staticCopyOf(site)).keys(), 'edition.json'].sort();
    expect(written).toEqual((await namesIn(join(folder, 'copy'))).sort());
  });

  test('has a page for wrong addresses, in the folder of each language and for all', async () => {
    const titles = await Promise.all(
      ['404.html', 'en/404.html', 'es/404.html'].map(async (name) => {
        const $ = load(await readFile(join(folder, 'copy', name), 'utf8'));
        return [$('html').attr('lang'), $('h1').text()];
      }),
    );
    expect(titles).toEqual([
      ['en', 'This page is not here'],
      ['en', 'This page is not here'],
      ['es', 'Esta página no está aquí'],
    ]);
  });

  test('begins with a page that leads to both languages: nobody asks the browser for one', async () => {
    const $ = load(await readFile(join(folder, 'copy', 'index.html'), 'utf8'));
    const links = $('a.start')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual([`${BASE}/en/`, `${BASE}/es/`]);
  });

  test('says nothing about what is open now, which a server does', async () => {
    const statusesOf = async (host: 'server' | 'files') => {
      const settings = { content: `${PROJECT}content`, project: PROJECT, base: '', origin: '', host };
      const { site } = await openSite(settings, new Date('2026-11-30T12:00:00-05:00'));
      const pages = [...site.edition.pages.values()].map(({ bytes }) => load(String(bytes.identity)));
      return pages.reduce((sum, $) => sum + $('.status').length, 0);
    };
    expect(await statusesOf('server')).toBeGreaterThan(0);
    expect(await statusesOf('files')).toBe(0);
  }, 30_000);

  test('has no form, and no list that only a server can keep', async () => {
    const names = await namesIn(join(folder, 'copy'));
    expect(names.filter((name) => /open-now|abierto-ahora|search|buscar/.test(name))).toEqual([]);
    for (const name of names.filter((one) => one.endsWith('.html'))) {
      const text = await readFile(join(folder, 'copy', name), 'utf8');
      if (text.startsWith('{')) continue;
      const $ = load(text);
      expect([name, $('form').length]).toEqual([name, 0]);
    }
  });

  test('has all services in one list', async () => {
    const list = JSON.parse(await readFile(join(folder, 'copy', 'hsds', 'services', 'index.html'), 'utf8'));
    expect([list.total_items, list.total_pages, list.contents.length]).toEqual([3, 1, 3]);
  });

  test('leads nowhere that is not in it', async () => {
    const names = new Set(await namesIn(join(folder, 'copy')));
    for (const name of [...names].filter((one) => one.endsWith('.html') && !one.startsWith('hsds/'))) {
      const $ = load(await readFile(join(folder, 'copy', name), 'utf8'));
      for (const link of $('a[href]').toArray()) {
        const href = ($(link).attr('href') ?? '').replace(/#.*/, '');
        if (!href.startsWith(`${BASE}/`)) continue;
        const path = href.slice(BASE.length + 1);
        const target = path.endsWith('/') || path === '' ? `${path}index.html` : path;
        expect(names.has(target), `${name} → ${href}`).toBe(true);
      }
    }
  });
});

describe('npm run export', () => {
  test('says how many files it wrote and until when they are true', async () => {
    const { code, out, err } = await exported(join(folder, 'copy'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\d+ files written to .+\. They say the truth until \d{4}-\d\d-\d\dT/);
    const { good_until } = JSON.parse(await readFile(join(folder, 'copy', 'edition.json'), 'utf8'));
    expect(out).toContain(good_until);
  }, 60_000);

  test('takes away what an earlier copy wrote and this one has not, and nothing else', async () => {
    const copy = await mkdtemp(join(folder, 'daily-'));
    await mkdir(join(copy, '.git'));
    await writeFile(join(copy, '.git', 'HEAD'), 'ref');
    expect((await exported(copy)).code).toBe(0);
    await writeFile(join(copy, 'CNAME'), 'town.example.org');
    // An earlier edition had a page that is not there any more.
    const mark = JSON.parse(await readFile(join(copy, 'edition.json'), 'utf8'));
    await writeFile(join(copy, 'en', 'old.html'), 'old');
    await writeFile(
      join(copy, 'edition.json'),
      JSON.stringify({ ...mark, files: [...mark.files, 'en/old.html'] }),
    );
    await exported(copy);
    const names = await namesIn(copy);
    expect(names).toContain('CNAME');
    expect(names).toContain(join('.git', 'HEAD'));
    expect(names).not.toContain(join('en', 'old.html'));
    expect(names).toContain('index.html');
  }, 60_000);

  test('goes on after a copy that was cut off in the middle', async () => {
    const copy = await mkdtemp(join(folder, 'half-'));
    await exported(copy);
    await rm(join(copy, 'index.html'));
    await rm(join(copy, 'es'), { recursive: true });
    expect((await exported(copy)).code).toBe(0);
    expect((await namesIn(copy)).sort()).toEqual((await namesIn(join(folder, 'copy'))).sort());
  }, 60_000);

  test('takes no other program’s edition.json for a copy', async () => {
    const other = await mkdtemp(join(folder, 'paper-'));
    await writeFile(join(other, 'edition.json'), '{"number":1}');
    expect((await exported(other)).err).toContain('holds files that are no copy of this guide');
  });

  test('writes nothing through a shortcut that leads out of the folder', async () => {
    const copy = await mkdtemp(join(folder, 'linked-'));
    const outside = await mkdtemp(join(folder, 'outside-'));
    await exported(copy);
    await rm(join(copy, 'en'), { recursive: true });
    await symlink(outside, join(copy, 'en'));
    expect((await exported(copy)).code).toBe(1);
    expect(await namesIn(outside)).toEqual([]);
  }, 60_000);

  test('says so when a file stands where it should write', async () => {
    const file = join(folder, 'letter.txt');
    await writeFile(file, 'Dear');
    expect(await exported(file)).toEqual({ code: 1, out: '', err: `${file} is a file; name a folder\n` });
  });

  test('leaves a folder alone that holds something else', async () => {
    const other = await mkdtemp(join(folder, 'other-'));
    await writeFile(join(other, 'letter.txt'), 'Dear');
    const { code, err } = await exported(other, '--lang', 'es');
    expect([code, await namesIn(other)]).toEqual([1, ['letter.txt']]);
    expect(err).toContain('tiene archivos que no son una copia de esta guía');
  });

  test('asks for a folder when none is named', async () => {
    expect(await exported()).toEqual({
      code: 2,
      out: '',
      err: 'name the folder for the copy: npm run export -- DIR\n',
    });
  });
});

function bytes(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

/** Headers but for those that a host has of its own. */
function ofTheGuide(headers: Record<string, string>): Record<string, string> {
  const own = ['date', 'connection', 'keep-alive', 'content-length', 'vary', 'transfer-encoding'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
}
