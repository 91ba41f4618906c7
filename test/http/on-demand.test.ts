import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { completed } from '../../src/pages/edition.ts';
import { openSite } from '../../src/site.ts';
import { openTown, PROJECT, TOWN } from '../town.ts';

const NOON = new Date('2026-11-24T12:00:00-05:00');
const settings = { content: TOWN, project: PROJECT, base: '', origin: '' };
const whole = await openTown({ now: NOON.toISOString() });

// As a server begins: it answers before it has printed anything.
const { site } = await openSite(settings, NOON, 'on demand');
const errors: unknown[] = [];
const app = createApp(site, (error) => errors.push(error));
const addresses = [...whole.site.edition.pages.keys(), ...whole.site.edition.files.keys()];

describe('a page that nobody has asked for yet', () => {
  test.each(addresses)('is printed as it would have been before: %s', async (address) => {
    const [late, early] = [await request(app).get(address), await request(whole.app).get(address)];
    const { date: _, ...headers } = late.headers;
    const { date: __, ...others } = early.headers;
    expect([late.status, headers, late.text]).toEqual([early.status, others, early.text]);
  });

  test('is the same the second time', async () => {
    const [first, second] = [await request(app).get('/en/'), await request(app).get('/en/')];
    expect(second.text).toBe(first.text);
  });

  test('can be asked for by many at once', async () => {
    const fresh = await openSite(settings, NOON, 'on demand');
    const busy = createApp(fresh.site, (error) => errors.push(error));
    const answers = await Promise.all(Array.from({ length: 20 }, () => request(busy).get('/es/comida/')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  test.each([
    ['/en/food', 301],
    ['/EN/FOOD/', 301],
    ['/en/nothing/', 404],
  ])('is told from what stands at %s', async (address, status) => {
    const fresh = await openSite(settings, NOON, 'on demand');
    expect((await request(createApp(fresh.site, () => {})).get(address)).status).toBe(status);
  });

  test('that cannot be printed is an error page, and the others are there', async () => {
    const failure = new Error('canary-5c1d');
    const reported: unknown[] = [];
    const unprinted = new Map(site.edition.unprinted).set('/en/food/', () => Promise.reject(failure));
    const broken = createApp({ ...site, edition: { ...site.edition, unprinted } }, (error) =>
      reported.push(error),
    );
    const [food, home] = [await request(broken).get('/en/food/'), await request(broken).get('/en/')];
    expect([food.status, home.status, reported]).toEqual([500, 200, [failure]]);
    expect(load(food.text)('html').attr('lang')).toBe('en');
    expect(food.text).not.toContain('canary');
  });
});

test('an edition that was completed is the one that was printed at once', async () => {
  const { edition } = whole.site;
  const late = await completed(site.edition);
  expect(late.version).toBe(edition.version);
  expect(late.unprinted.size).toBe(0);
  const words = (one: typeof edition) =>
    [...one.pages, ...one.files].map(([address, { bytes }]) => [address, bytes.identity.toString()]);
  expect(words(late)).toEqual(words(edition));
});

test('no request of this file made an error', () => {
  expect(errors).toEqual([]);
});
