import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { openTown } from '../town.ts';

const cached = await openTown({ base: '/guide', origin: 'https://town.example.org', cdnMaxAge: 60 });
const alone = await openTown({ base: '/guide', origin: 'https://town.example.org' });
const [record = ''] = cached.site.edition.records();

/** What an answer tells a cache in front, and what it tells browsers. */
function told({ headers }: Response): Record<string, string | undefined> {
  return {
    cache: headers['cdn-cache-control'],
    edition: headers['cache-tag'],
    browsers: headers['cache-control'],
    encodings: headers['vary'],
  };
}

describe('with CDN_MAX_AGE=60', () => {
  test.each([
    ['a page', '/guide/en/food/'],
    ['a page that is asked for in another way', '/guide/en/food/?from=paper'],
    ['the map for search engines', '/guide/sitemap.xml'],
    ['the list of services', '/guide/hsds/services'],
    ['a part of it', '/guide/hsds/services?page=2&per_page=1'],
    ['one service', record],
  ])(
    '%s may be kept for a minute in front, under the name of its edition, and by no browser',
    async (_, path) => {
      const response = await request(cached.app).get(path).set('Accept-Encoding', 'br');
      expect([response.status, told(response)]).toEqual([
        200,
        {
          cache: 'max-age=60',
          edition: cached.site.edition.version,
          browsers: 'no-store',
          encodings: 'Accept-Encoding',
        },
      ]);
    },
  );

  test('a page that is only asked about is told the same', async () => {
    expect(told(await request(cached.app).head('/guide/en/food/'))).toEqual(
      told(await request(cached.app).get('/guide/en/food/')),
    );
  });

  test.each([
    [
      'an answer to a search',
      () => request(cached.app).post('/guide/en/search/').type('form').send('q=food'),
    ],
    [
      'a choice of places',
      () => request(cached.app).post('/guide/en/print/choose/').type('form').send('id=1'),
    ],
    ['a wrong address', () => request(cached.app).get('/guide/en/nowhere/')],
    ['a wrong method', () => request(cached.app).delete('/guide/en/food/')],
    ['the choice of a language', () => request(cached.app).get('/guide/')],
    ['an address in capitals', () => request(cached.app).get('/guide/EN/Food/')],
    ['the health check', () => request(cached.app).get('/healthz')],
    ['the check for readers', () => request(cached.app).get('/readyz')],
  ])('%s is kept by nobody', async (_, ask) => {
    const { cache, edition, browsers } = told(await ask());
    expect([cache, edition, browsers]).toEqual([undefined, undefined, 'no-store']);
  });
});

test('without CDN_MAX_AGE nothing may be kept by anybody', async () => {
  for (const path of ['/guide/en/food/', '/guide/sitemap.xml', '/guide/hsds/services', record]) {
    const response = await request(alone.app).get(path);
    expect([path, response.status, told(response)]).toEqual([
      path,
      200,
      { cache: undefined, edition: undefined, browsers: 'no-store', encodings: 'Accept-Encoding' },
    ]);
  }
});

test('what was made of one edition never carries the name of the next', async () => {
  const { edition } = cached.site;
  const next = { ...edition, version: 'next' };
  const { services } = edition;
  // A new edition comes while the list is made.
  const page: typeof services.page = (...part) => {
    site.edition = next;
    return services.page(...part);
  };
  const site = { ...cached.site, edition: { ...edition, services: { ...services, page } } };
  const response = await request(createApp(site, () => {})).get('/guide/hsds/services');
  expect([site.edition.version, told(response)['edition']]).toEqual(['next', edition.version]);
});
