import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { inScript } from '../../src/pages/open-data/in-script.ts';
import { openChangedTown, openGuide, openTown } from '../town.ts';

/** A day on which the pantry's check is good. */
const GOOD_DAY = '2026-03-02T12:00:00-05:00';
const town = await openTown({ now: GOOD_DAY, origin: 'https://town.example.org' });

type Thing = { '@id': string; name: string; telephone?: string | string[]; address?: object; url?: string };

async function thingsOn(path: string, { app }: { app: typeof town.app } = town): Promise<Thing[]> {
  const $ = load((await request(app).get(path)).text);
  const words = $('script[type="application/ld+json"]');
  if (words.length === 0) return [];
  expect(words).toHaveLength(1);
  const { '@context': context, '@graph': things } = JSON.parse(words.text());
  expect(context).toBe('https://schema.org');
  return things;
}

describe('what a page says to programs that read pages', () => {
  test('is who is where at which number, where all of it is sure', async () => {
    expect(await thingsOn('/en/food/')).toEqual([
      {
        '@type': 'Organization',
        '@id': '#n1',
        name: 'Elm Pantry',
        // The second number takes messages, and nobody has confirmed it.
        telephone: '+13125550101',
        address: {
          '@type': 'PostalAddress',
          streetAddress: '1 Elm Street',
          addressLocality: 'Elmbridge',
          addressRegion: 'CT',
          postalCode: '06103',
        },
        url: 'https://pantry.example.org/',
      },
    ]);
    expect((await thingsOn('/es/comida/')).map(({ name }) => name)).toEqual(['Despensa Elm']);
  });

  test('is nothing of a place whose check is too old', async () => {
    const later = await openTown({ now: '2026-11-24T12:00:00-05:00' });
    expect(await thingsOn('/en/food/', later)).toEqual([]);
  });

  test.each([
    ['where a call can put somebody at risk', '    caution: true\n    fees: {'],
    [
      'that is not there any more',
      '    retired: { on: 2026-03-01, reason: { en: Closed., es: Cerró. }, instead: [town-hall] }\n    fees: {',
    ],
  ])('is nothing of a place %s', async (_, words) => {
    const changed = await openChangedTown(
      {
        'sections/food.yaml': [
          // A number in a sentence must be one of a place that is there.
          ['For food call (312) 555-0101.', 'Food is free.'],
          ['Para comida llame al (312) 555-0101.', 'La comida es gratis.'],
          ['    fees: {', words],
        ],
      },
      { now: GOOD_DAY },
    );
    expect(await thingsOn('/en/food/', changed)).toEqual([]);
  });

  test('has no number, address or website that nobody has confirmed', async () => {
    const doubtful = await openChangedTown(
      {
        'sections/food.yaml': [
          ['- number: (312) 555-0101', '- number: (312) 555-0101\n        unconfirmed: true'],
          ['zip: 06103 }', 'zip: 06103, unconfirmed: true }'],
        ],
      },
      { now: GOOD_DAY },
    );
    const [thing] = await thingsOn('/en/food/', doubtful);
    expect([thing?.name, thing?.telephone, thing?.address]).toEqual(['Elm Pantry', undefined, undefined]);
  });
});

test('in the real guide nothing is said to programs of a place with a risk, a secret address or an old check', async () => {
  const guide = await openGuide();
  const quiet = new Set(
    [...guide.directory.listings.values()]
      .filter(({ caution, address, checked }) => caution || address === 'withheld' || !checked)
      .map(({ name }) => name.text.en),
  );
  expect(quiet.size).toBeGreaterThan(0);
  const said: string[] = [];
  for (const address of guide.site.edition.pages.keys()) {
    if (address.startsWith('/en/')) said.push(...(await thingsOn(address, guide)).map(({ name }) => name));
  }
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((name) => quiet.has(name))).toEqual([]);
});

test.each(['</script><script>alert(1)</script>', '<!--<script>', ']]>', '"\\u003c"'])(
  'a name like %s cannot end its element, and programs read it as it is',
  (name) => {
    const $ = load(`<script type="application/ld+json">${inScript({ name })}</script><p>after</p>`);
    expect([$('script').length, $('p').text(), JSON.parse($('script').text()).name]).toEqual([
      1,
      'after',
      name,
    ]);
  },
);
