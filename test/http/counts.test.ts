import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { tallyOf } from '../../src/http/counts.ts';
import type { Site } from '../../src/site.ts';
import { openTown } from '../town.ts';

const { site } = await openTown();

async function visited(paths: readonly string[], running: Site = site) {
  const tally = tallyOf();
  const app = createApp(running, () => {}, tally);
  for (const path of paths) await request(app).get(path);
  return { tally, app };
}

const times = (count: number, path: string) => Array<string>(count).fill(path);
const TEN_PAGES = times(10, '/en/');

test('an hour is written down in tens: no page, no language, no reader', async () => {
  const { tally, app } = await visited([
    ...times(17, '/en/'),
    ...times(14, '/es/comida/'),
    ...times(6, '/'),
    ...times(6, '/EN'),
    ...times(5, '/es/nada/'),
  ]);
  const search = (path: string) => request(app).post(path).type('form').send({ q: 'food' });
  for (const path of [...times(12, '/en/search/'), ...times(9, '/es/buscar/')]) await search(path);
  for (const path of times(6, '/en/')) await request(app).post(path);
  expect(tally.endOfHour()).toEqual({
    pages: 30,
    searches: 20,
    redirects: 10,
    '4xx': 10,
    '5xx': 0,
    dropped: 0,
  });
});

test('fewer than ten of anything are none: one search in an hour could be somebody’s', async () => {
  const { tally, app } = await visited([...TEN_PAGES, ...times(9, '/es/nada/')]);
  await request(app).post('/en/search/').type('form').send({ q: 'food' });
  expect(tally.endOfHour()).toMatchObject({ pages: 10, searches: 0, '4xx': 0 });
});

test('each hour is counted anew', async () => {
  const { tally, app } = await visited([...TEN_PAGES, ...TEN_PAGES, ...times(10, '/en/nada/')]);
  tally.endOfHour();
  for (const path of TEN_PAGES) await request(app).get(path);
  expect(tally.endOfHour()).toMatchObject({ pages: 10, '4xx': 0 });
});

test('an hour with fewer than ten pages is not written down: it could be one person', async () => {
  const { tally } = await visited([...TEN_PAGES.slice(1), ...Array<string>(20).fill('/en/nada/')]);
  expect(tally.endOfHour()).toBeNull();
});

test('health checks are nobody’s visit', async () => {
  const { tally } = await visited([...TEN_PAGES, '/healthz', '/readyz']);
  expect(tally.endOfHour()).toMatchObject({ pages: 10 });
  const stopping = await visited(['/readyz', ...TEN_PAGES], { ...site, isStopping: true });
  expect(stopping.tally.endOfHour()).toMatchObject({ pages: 10, '5xx': 0 });
});

test('an error of our own is counted', async () => {
  const print = () => {
    throw new Error('broken');
  };
  const failing = new Map([['/en/search/', { language: 'en' as const, print }]]);
  const tally = tallyOf();
  const app = createApp({ ...site, edition: { ...site.edition, searches: failing } }, () => {}, tally);
  for (const path of times(10, '/en/search/')) await request(app).post(path).type('form').send({ q: 'food' });
  for (const path of TEN_PAGES) await request(app).get(path);
  expect(tally.endOfHour()).toMatchObject({ pages: 10, searches: 0, '5xx': 10 });
});
