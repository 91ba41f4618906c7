import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  answering,
  Copies,
  configuration,
  FRONT,
  PORTS,
  type Running,
  run,
  withProgram,
} from './programs.ts';
import type { Row } from './row.ts';

/**
 * Varnish before two copies, with the configuration of `deploy/`: how much it answers itself, what browsers are told, how soon a
 * change of the content is seen, and what it remembers of readers.
 */

const [PORT] = PORTS;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const CACHED = `http://127.0.0.1:${FRONT}`;
const READERS = 12;
/** How often each of them reads the whole guide. */
const VISITS = 25;
/** What phones and libraries ask for. */
const BROWSERS = ['gzip, deflate, br, zstd', 'gzip, deflate, br', 'gzip, deflate', 'br;q=1.0, gzip;q=0.8'];
const WORDS = 'canary-where-is-my-husband';
/** Two copies on a machine that others use take a change within three seconds. */
const TAKEN_MS = 3_000;
const NEVER = 60_000;

const agent = new Agent({ keepAlive: true, maxSockets: READERS });

export async function behindCache(): Promise<Row[]> {
  const tasks = [
    crawled,
    async (folder: string) => [await changed(folder, 'without a purge', 5)],
    async (folder: string) => [await changed(folder, 'with a purge', 300)],
  ];
  const rows: Row[] = [];
  for (const task of tasks)
    rows.push(...(await withProgram({ name: 'varnishd', asked: '-V', from: 'varnish' }, task)));
  return rows;
}

/** Two copies with content of their own that may be kept so long, and Varnish before them. */
async function cache<Result>(
  folder: string,
  maxAge: number,
  task: (content: string, name: string, copies: Copies) => Promise<Result>,
): Promise<Result> {
  const content = join(folder, 'content');
  const name = join(folder, 'varnish');
  await cp('content', content, { recursive: true });
  const copies = new Copies();
  let varnish: Running | null = null;
  try {
    for (const port of PORTS) {
      await copies.start(port, {
        CONTENT_DIR: content,
        CDN_MAX_AGE: String(maxAge),
        SITE_URL: 'https://guide.example.org',
      });
    }
    const args = await argumentsIn(await configuration('varnish.vcl', folder));
    varnish = await run('varnishd', ['-F', '-n', name, ...args]);
    await answering(`${CACHED}/en/`, varnish);
    return await task(content, name, copies);
  } finally {
    await varnish?.end();
    await copies.endAll();
  }
}

/** What the head of the configuration says to start it with. */
async function argumentsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const command = /# +varnishd ((?:.+\\\n# +)*.+)/.exec(text)?.[1]?.replace(/\\\n#/g, ' ') ?? '';
  return command
    .replace(/\S+varnish\.vcl/, file)
    .trim()
    .split(/\s+/);
}

async function crawled(folder: string): Promise<Row[]> {
  return cache(folder, 60, async (_, name, copies) => {
    const addresses = await addressesOfGuide();
    const faults = new Set<string>();
    let asked = 0;
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: READERS }, async (_nobody, reader) => {
        for (let visit = 0; visit < VISITS; visit += 1) {
          for (const [index] of addresses.entries()) {
            const path = addresses[(index + reader * 7) % addresses.length] ?? '/en/';
            const { status, headers } = await ask('GET', `${CACHED}${path}?from=${reader}-${visit}`, {
              'Accept-Encoding': BROWSERS[(reader + visit) % BROWSERS.length] ?? '',
              'User-Agent': `browser ${reader}`,
              Cookie: `of-the-city=${reader}`,
            });
            asked += 1;
            if (status !== 200) faults.add(`${path}: ${status}`);
            if (headers['cache-control'] !== 'no-store') faults.add(`${path}: ${headers['cache-control']}`);
            for (const header of FOR_CACHES) if (headers[header]) faults.add(`${path}: ${header}`);
          }
        }
      }),
    );
    const seconds = Math.round((performance.now() - begun) / 1000);
    // Varnish adds a reader's requests to its numbers when the connection ends.
    agent.destroy();
    await pause(2_000);
    const { hits, all } = await counts(name);
    if (all < asked) faults.add(`${all} of ${asked} requests were counted`);
    for (const path of addresses) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const [mine, theirs] = await Promise.all(
          [ORIGIN, CACHED].map((host) => ask('GET', `${host}${path}`, { 'Accept-Encoding': encoding })),
        );
        // The cache may have the first compressed bytes, and the guide its smaller ones.
        if (!mine || !theirs || !decoded(theirs).equals(decoded(mine)))
          faults.add(`${path}: other bytes for ${encoding}`);
      }
    }
    const refused = await ask('GET', `${CACHED}/en/health/`, { 'Accept-Encoding': 'gzip, br;q=0' });
    if (refused.headers['content-encoding'] !== 'gzip') faults.add('an encoding that was refused');
    const before = (await counts(name)).objects;
    for (let turn = 0; turn < 20; turn += 1) {
      await ask('GET', `${CACHED}/hsds/services?x=${turn}`);
      await ask('GET', `${CACHED}/en/health/?x=/hsds/services?${turn}`);
    }
    const grown = (await counts(name)).objects - before;
    const searched = await Promise.all(['food', 'lawyer'].map(search));
    if (searched[0] === searched[1] || searched.some((text) => !text.includes('<h1'))) faults.add('a search');
    const other = await ask('GET', `${CACHED}/`, { 'Accept-Language': 'es' });
    const language = await ask('GET', `${CACHED}/`, { 'Accept-Language': 'en' });
    if (other.headers.location !== '/es/' || language.headers.location !== '/en/') faults.add('a language');
    await ask('GET', `${CACHED}/en/${WORDS}/?q=${WORDS}`, { 'User-Agent': WORDS });
    const { stdout } = await promisify(execFile)('varnishlog', ['-d', '-g', 'raw', '-n', name], {
      maxBuffer: 1e9,
    });
    const remembered = stdout.includes(WORDS) || /browser \d/.test(stdout);
    const ratio = hits / all;
    await copies.end(PORT, 'SIGKILL');
    const alone = await Promise.all(
      Array.from({ length: 20 }, async (_nobody, turn) => {
        const page = await ask('GET', `${CACHED}/`, { 'Accept-Language': turn % 2 ? 'en' : 'es' });
        const answer = await search(`food ${turn}`);
        return page.status === 302 && answer.includes('<h1');
      }),
    );
    const lost = alone.filter((isAnswered) => !isAnswered).length;
    return [
      {
        what: `${asked} requests of ${READERS} readers for ${addresses.length} addresses in ${seconds} s, kept for 60 s`,
        found: `${hits} of ${all} from the cache: ${ratio.toFixed(4)}`,
        wanted: '≥ 0.99',
        ok: ratio >= 0.99,
      },
      {
        what: 'browsers are told no-store, get the bytes of the guide and nothing that is for caches; searches and languages are their own',
        found: faults.size === 0 ? 'yes' : [...faults].slice(0, 5).join('; '),
        wanted: 'yes',
        ok: faults.size === 0,
      },
      {
        what: 'things kept because of questions that the guide does not read',
        found: String(grown),
        wanted: '≤ 1',
        ok: grown <= 1,
      },
      {
        what: 'searches and languages that were lost right after one of two copies was killed',
        found: `${lost} of ${alone.length}`,
        wanted: '0',
        ok: lost === 0,
      },
      {
        what: 'readers’ words in what Varnish remembers',
        found: remembered ? 'yes' : 'none',
        wanted: 'none',
        ok: !remembered,
      },
    ];
  });
}

const FOR_CACHES = ['cdn-cache-control', 'cache-tag', 'age', 'via', 'x-varnish'];

function decoded({ headers, body }: Answer): Buffer {
  const encoding = headers['content-encoding'];
  return encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
}

/** How soon everybody sees a new alert that an editor saves. */
async function changed(folder: string, what: string, maxAge: number): Promise<Row> {
  return cache(folder, maxAge, async (content, name) => {
    const isPurged = what === 'with a purge';
    const ban = `varnishadm -n ${name} ban "obj.http.Cache-Tag != $EDITION"`;
    const purge = isPurged
      ? await run('sh', [resolve('deploy/on-new-edition.sh'), ORIGIN, 'sh', '-c', ban])
      : null;
    try {
      // Until whatever watches has seen the edition that is there.
      await pause(2_500);
      await ask('GET', `${CACHED}/en/health/`);
      const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
      const alert = `alerts:\n  - id: new\n    text: { en: A new alert., es: Un aviso nuevo. }\n    starts: ${day(-2)}\n    ends: ${day(2)}\n`;
      await writeFile(join(content, 'alerts.yaml'), alert);
      const begun = performance.now();
      const isThere = async () => (await ask('GET', `${CACHED}/en/health/`)).body.includes('A new alert.');
      while (!(await isThere()) && performance.now() - begun < NEVER) await pause(100);
      const waited = Math.round(performance.now() - begun);
      const most = TAKEN_MS + (isPurged ? 2_000 : maxAge * 1000);
      return {
        what: `a change of the content, ${what}, kept for ${maxAge} s`,
        found: `seen after ${waited} ms`,
        wanted: `≤ ${most} ms`,
        ok: waited <= most,
      };
    } finally {
      await purge?.end();
    }
  });
}

/** Every page, and everything that is for programs. */
async function addressesOfGuide(): Promise<string[]> {
  const map = await (await fetch(`${ORIGIN}/sitemap.xml`)).text();
  const pages = [...map.matchAll(/<loc>https:\/\/guide\.example\.org([^<]+)<\/loc>/g)].map(
    ([, path]) => path ?? '',
  );
  const { contents } = (await (await fetch(`${ORIGIN}/hsds/services?per_page=100`)).json()) as {
    contents: { id: string }[];
  };
  const contacts = await (await fetch(`${ORIGIN}/en/contacts/`)).text();
  return [
    ...pages,
    '/hsds/',
    '/sitemap.xml',
    '/robots.txt',
    ...contents.map(({ id }) => `/hsds/services/${id}`),
    ...[...contacts.matchAll(/href="([^"]+\.vcf)"/g)].map(([, path]) => path ?? ''),
  ];
}

async function counts(name: string): Promise<{ hits: number; all: number; objects: number }> {
  const { stdout } = await promisify(execFile)('varnishstat', ['-1', '-j', '-n', name]);
  const { counters } = JSON.parse(stdout) as { counters: Record<string, { value: number }> };
  const of = (counter: string) => counters[`MAIN.${counter}`]?.value ?? Number.NaN;
  // A pass is a request that no cache could have answered.
  return {
    hits: of('cache_hit'),
    objects: of('n_object'),
    all: of('cache_hit') + of('cache_miss') + of('cache_hitmiss') + of('s_pass'),
  };
}

async function search(words: string): Promise<string> {
  const answer = await fetch(`${CACHED}/en/search/`, {
    method: 'POST',
    body: new URLSearchParams({ q: words }),
  });
  return answer.text();
}

/** An answer with its bytes as they came. */
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

function ask(method: string, url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, agent, headers }, (response) => {
      buffer(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    })
      .on('error', reject)
      .end();
  });
}
