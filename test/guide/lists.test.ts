import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/locale.ts';
import { openGuide } from '../town.ts';

type Guide = Awaited<ReturnType<typeof openGuide>>;

const LISTS = {
  openNow: { en: '/en/open-now/', es: '/es/abierto-ahora/' },
  free: { en: '/en/free/', es: '/es/gratis/' },
  inSpanish: { en: '/en/in-spanish/', es: '/es/en-espanol/' },
  noAppointment: { en: '/en/no-appointment/', es: '/es/sin-cita/' },
} as const;
const ALPHABET = { en: '/en/a-to-z/', es: '/es/a-z/' } as const;
const LOCALES: readonly Locale[] = ['en', 'es'];

const TUESDAY_NOON = '2026-11-24T12:00:00-05:00';
const guide = await openGuide({ now: TUESDAY_NOON });

async function read(address: string, { app }: Guide = guide) {
  const { status, text } = await request(app).get(address);
  expect(status, address).toBe(200);
  return load(text);
}

async function idsOn(address: string, from: Guide = guide): Promise<string[]> {
  const $ = await read(address, from);
  return $('main .listing')
    .toArray()
    .map((listing) => $(listing).attr('id') ?? '');
}

describe.each(LOCALES)('the list from A to Z in %s', async (locale) => {
  const addresses = [...guide.site.edition.pages.keys()].filter((one) => one.startsWith(ALPHABET[locale]));
  const pages = await Promise.all(addresses.map((address) => read(address)));
  const links = pages.flatMap(($) =>
    $('main .listing h3 a')
      .toArray()
      .map((link) => ({ name: $(link).text(), href: $(link).attr('href') ?? '' })),
  );

  test('leads to every listing of the guide, to each once', async () => {
    const everywhere = new Set<string>();
    for (const address of guide.site.edition.pages.keys()) {
      if (!address.startsWith(`/${locale}/`)) continue;
      for (const id of await idsOn(address)) everywhere.add(id);
    }
    // The entries of this very list have no id.
    everywhere.delete('');
    const listed: string[] = [];
    for (const { href } of links) {
      const [page = '', anchor] = href.split('#');
      listed.push((await read(page))(`#${anchor}`).parent('article').attr('id') ?? '');
    }
    expect([...listed].sort()).toEqual([...everywhere].sort());
  });

  test('is in order, with 211 first and The American Place under A', () => {
    const letters = pages.flatMap(($) =>
      $('main .part:has(.listing) > h2')
        .toArray()
        .map((heading) => $(heading).text()),
    );
    expect(letters).toEqual([...letters].sort((one, other) => one.localeCompare(other, locale)));
    expect(letters[0]).toBe('0–9');
    const names = links.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['211', 'Access Health CT', 'The American Place']);
    const counted = names.map((name) => name.replace(/^(The|La|El|Los|Las) /, ''));
    expect(counted).toEqual([...counted].sort((one, other) => one.localeCompare(other, locale)));
  });

  test('warns wherever a number is not confirmed', () => {
    const houses = pages
      .map(($) => $('.listing:contains("Interval House")'))
      .filter(({ length }) => length > 0);
    expect(houses).toHaveLength(1);
    for (const house of houses) {
      expect(house.find('.phone').length).toBeGreaterThan(0);
      expect(house.find('.doubt').length).toBeGreaterThan(0);
    }
  });
});

describe.each(LOCALES)('in %s', (locale) => {
  test.each([
    ['openNow', ['ct-safe-connect', 'ice-detention-line', 'immigration-court-line', 'service-211']],
    ['free', ['chro', 'family-preparedness-plan', 'ice-locator', 'interval-house']],
    [
      'inSpanish',
      [
        'ct-safe-connect',
        'family-preparedness-plan',
        'ice-detention-line',
        'ice-locator',
        'immigration-court-line',
        'interval-house',
      ],
    ],
    ['noAppointment', ['ct-safe-connect', 'immigration-court-line', 'service-211']],
  ] as const)('the list “%s” has exactly what it should on a Tuesday at noon', async (name, ids) => {
    expect((await idsOn(LISTS[name][locale])).sort()).toEqual(ids);
  });

  test('CT Safe Connect stands before Interval House, whose numbers are not confirmed', async () => {
    for (const now of [TUESDAY_NOON, '2027-06-01T12:00:00-04:00']) {
      const ids = await idsOn(LISTS.inSpanish[locale], await openGuide({ now }));
      expect(ids.indexOf('ct-safe-connect')).toBeGreaterThanOrEqual(0);
      expect(ids.indexOf('ct-safe-connect')).toBeLessThan(ids.indexOf('interval-house'));
    }
  });

  test('the line that belongs to ICE never stands without its warning', async () => {
    const warning = locale === 'en' ? 'This line belongs to ICE.' : 'Esta línea es de ICE.';
    for (const address of [ALPHABET[locale], LISTS.openNow[locale], LISTS.inSpanish[locale]]) {
      const $ = await read(address);
      const line = $('.listing:has([href="tel:+18883514024"])');
      expect(line, address).toHaveLength(1);
      expect(line.text(), address).toContain(warning);
    }
  });

  test('the address of the safe house is on no list', async () => {
    for (const address of [ALPHABET[locale], ...Object.values(LISTS).map((list) => list[locale])]) {
      const $ = await read(address);
      expect($('.listing:contains("Interval House")').text(), address).not.toMatch(
        /Street|Avenue|Road|\b06\d{3}\b/,
      );
    }
  });

  test('when the line of ICE has closed, it is not open now', async () => {
    const at = async (now: string) => idsOn(LISTS.openNow[locale], await openGuide({ now }));
    expect(await at('2026-11-24T19:59:00-05:00')).toContain('ice-detention-line');
    expect(await at('2026-11-24T20:00:00-05:00')).not.toContain('ice-detention-line');
  });

  test('when every check is too old, “open now” still leads to 211 and to every place', async () => {
    const late = await openGuide({ now: '2027-12-01T12:00:00-05:00' });
    const $ = await read(LISTS.openNow[locale], late);
    expect($('main .listing')).toHaveLength(0);
    expect($('main .phone[href="tel:211"]')).toHaveLength(1);
    expect($(`main a[href="${ALPHABET[locale]}"]`)).toHaveLength(1);
  });
});

test('“open now” is printed again when a place on it closes', () => {
  expect(guide.site.edition.goodUntil).toEqual(new Date('2026-11-24T20:00:00-05:00'));
});
