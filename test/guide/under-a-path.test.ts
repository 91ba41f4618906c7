import { load } from 'cheerio';
import request from 'supertest';
import { expect, test } from 'vitest';
import { openGuide } from '../town.ts';

const BASE = '/guide';
const ORIGIN = 'https://town.example.org';
const { app } = await openGuide({ base: BASE, origin: ORIGIN });

/** Every address that a page names: where it leads, where its forms go, and whole addresses of this site. */
function addressesIn(text: string): string[] {
  const $ = load(text);
  const said = $('a[href], link[href], form[action]')
    .toArray()
    .flatMap((element) => $(element).attr('href') ?? $(element).attr('action') ?? []);
  return said
    .filter((address) => address.startsWith('/') || address.startsWith(ORIGIN))
    .map((address) => address.replace(ORIGIN, '').replace(/#.*/, ''));
}

test('under a path of another site, everything that can be reached is under that path', async () => {
  const reached = new Set<string>();
  const waiting = [`${BASE}/en/`, `${BASE}/es/`];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (reached.has(address)) continue;
    reached.add(address);
    expect(address.startsWith(`${BASE}/`), address).toBe(true);
    const { status, text, headers } = await request(app).get(address);
    // The bare path asks the browser for its language.
    expect([address, status]).toEqual([address, address === `${BASE}/` ? 302 : 200]);
    if (status === 302) waiting.push(String(headers['location']));
    else waiting.push(...addressesIn(text));
  }
  expect(reached.size).toBeGreaterThan(80);
});

test('nothing answers above the path', async () => {
  for (const address of ['/', '/en/', '/hsds/', '/sitemap.xml', '/robots.txt', '/contact/en/n1.vcf']) {
    expect([address, (await request(app).get(address)).status]).toEqual([address, 404]);
  }
});

test('a search and a choice of places are answered under the path', async () => {
  const searched = await request(app).post(`${BASE}/es/buscar/`).type('form').send({ q: 'comida' });
  const chosen = await request(app).post(`${BASE}/en/paper/`).type('form').send({ listing: 'city-311' });
  for (const { status, text } of [searched, chosen]) {
    expect(status).toBe(200);
    for (const address of addressesIn(text)) expect(address.startsWith(`${BASE}/`), address).toBe(true);
  }
});
