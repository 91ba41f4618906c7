import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  answering,
  Copies,
  configuration,
  FRONT,
  nginxWith,
  PORTS,
  type Running,
  run,
  withProgram,
} from './programs.ts';
import type { Row } from './row.ts';

/**
 * The guide under a path of a site that nginx hands out and writes down visits of, with `deploy/nginx-path.conf` as the guide
 * for operators says: every page is the guide's, the rest stays the site's, and the site's log knows nothing of the guide.
 */

const BASE = '/guide';
const SITE = `http://127.0.0.1:${FRONT}`;
const [FIRST] = PORTS;
const PLAIN = FRONT + 5;

export function underAPath(): Promise<Row[]> {
  return withProgram({ name: 'nginx', asked: '-v' }, crawled);
}

async function crawled(folder: string): Promise<Row[]> {
  const copies = new Copies();
  const log = join(folder, 'access.log');
  const http = await configuration('nginx-path-http.conf', folder);
  const path = await configuration('nginx-path.conf', folder);
  const file = join(folder, 'site.conf');
  const kept = `access_log ${log} combined if=$is_elsewhere;`;
  // What sites have besides: a rule for some kinds of files, and a server that only leads to https.
  const others = 'location / { return 200 "the city"; } location ~* \\.(?:css|js|xml|vcf)$ { expires 1d; }';
  const plain = `server { listen 127.0.0.1:${PLAIN}; return 301 https://$host$request_uri; }`;
  await writeFile(
    file,
    `include ${http}; ${kept} ${plain} server { listen 127.0.0.1:${FRONT}; ${others} include ${path}; }`,
  );
  let nginx: Running | null = null;
  try {
    for (const port of PORTS) {
      await copies.start(port, { BASE_PATH: BASE, SITE_URL: 'https://city.example.org' });
    }
    nginx = await run('nginx', await nginxWith(file, folder));
    await answering(`${SITE}${BASE}/en/`, nginx);
    const map = await (await fetch(`http://127.0.0.1:${FIRST}${BASE}/sitemap.xml`)).text();
    const addresses = [...map.matchAll(/<loc>https:\/\/city\.example\.org([^<]+)<\/loc>/g)].map(
      ([, one]) => one ?? '',
    );
    const faults: string[] = [];
    for (const address of addresses) {
      const [mine, theirs] = await Promise.all(
        [`http://127.0.0.1:${FIRST}`, SITE].map(async (from) => (await fetch(`${from}${address}`)).text()),
      );
      if (mine !== theirs || !address.startsWith(`${BASE}/`)) faults.push(address);
    }
    const search = await fetch(`${SITE}${BASE}/es/buscar/`, {
      method: 'POST',
      body: new URLSearchParams({ q: 'comida' }),
    });
    if (search.status !== 200) faults.push(`a search: ${search.status}`);
    const bare = await fetch(`${SITE}${BASE}`, { redirect: 'manual' });
    if (bare.status !== 301 || bare.headers.get('location') !== `${BASE}/`)
      faults.push(`the path alone: ${bare.status}`);
    const city = await (await fetch(`${SITE}/city-hall`)).text();
    if (city !== 'the city') faults.push('the rest of the site');
    const contact = await fetch(`${SITE}${BASE}/contact/en/n1.vcf`);
    if (contact.status !== 200) faults.push(`a contact: ${contact.status}`);
    // On the way to https, and with the cookies of a whole city.
    await fetch(`http://127.0.0.1:${PLAIN}${BASE}/en/at-home/`, { redirect: 'manual' });
    const cookies = await fetch(`${SITE}${BASE}/en/at-home/`, { headers: { Cookie: 'x'.repeat(9_000) } });
    if (cookies.status !== 400) faults.push(`too many cookies: ${cookies.status}`);
    await nginx.end();
    const visits = (await readFile(log, 'utf8')).trim().split('\n');
    const told = visits.filter((line) => line.includes(BASE)).length;
    return [
      {
        what: `${addresses.length} pages, a search and the rest of the site`,
        found: faults.length === 0 ? 'as they should be' : faults.slice(0, 5).join('; '),
        wanted: 'as they should be',
        ok: addresses.length > 40 && faults.length === 0,
      },
      {
        what: 'visits of the guide in the log of the site, which has its own',
        found: `${told} of ${visits.length}`,
        wanted: '0 of 1',
        ok: told === 0 && visits.length === 1,
      },
    ];
  } finally {
    await nginx?.end();
    await copies.endAll();
  }
}
