import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openTown } from '../town.ts';

const ORIGIN = 'https://town.example.org';
const town = await openTown({ origin: ORIGIN, base: '/guide' });

async function sitemap() {
  const { text, headers } = await request(town.app).get('/guide/sitemap.xml').buffer(true);
  return { headers, $: load(text, { xml: true }) };
}

describe('the map of the site', () => {
  test('has every page once, and each of them is there', async () => {
    const { $, headers } = await sitemap();
    expect(headers['content-type']).toBe('application/xml');
    const all = $('url > loc')
      .toArray()
      .map((loc) => $(loc).text());
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(`${ORIGIN}/guide/en/food/`);
    for (const address of all) {
      expect((await request(town.app).get(address.slice(ORIGIN.length))).status, address).toBe(200);
    }
  });

  test('names the other languages of a page, as the page does itself', async () => {
    const { $ } = await sitemap();
    for (const url of $('url').toArray()) {
      const links = $(url)
        .find('xhtml\\:link')
        .toArray()
        .map((link) => [$(link).attr('hreflang'), $(link).attr('href')]);
      const { text } = await request(town.app).get($(url).children('loc').text().slice(ORIGIN.length));
      const page = load(text);
      const said = page('link[rel=alternate]')
        .toArray()
        .map((link) => [page(link).attr('hreflang'), page(link).attr('href')])
        .filter(([tag]) => tag !== 'x-default');
      expect(links).toEqual(said);
    }
  });

  test('is told to programs that ask what they may read, and nothing is kept from them', async () => {
    const { text, headers } = await request(town.app).get('/guide/robots.txt').buffer(true);
    expect(text).toBe(`User-agent: *\nAllow: /\nSitemap: ${ORIGIN}/guide/sitemap.xml\n`);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});

test('a site that does not know where it stands has no map: it could not write one whole address', async () => {
  const { app } = await openTown();
  expect((await request(app).get('/sitemap.xml')).status).toBe(404);
  expect((await request(app).get('/robots.txt').buffer(true)).text).toBe('User-agent: *\nAllow: /\n');
});
