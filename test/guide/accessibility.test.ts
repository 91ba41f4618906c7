import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import es from '../../locales/es.json' with { type: 'json' };
import { loadContent } from '../../src/content/load.ts';
import { dateInWords } from '../../src/pages/dates.ts';
import { openGuide, PROJECT } from '../town.ts';

const { app, site } = await openGuide();

const WORDS = { en, es };
const LANDMARKS = [
  ['header', 'banner'],
  ['main', 'main'],
  ['footer', 'contentinfo'],
  ['aside', 'complementary'],
  ['[role=search]', 'search'],
] as const;

/** Every page of the guide, and an answer of each search. */
const pages: readonly (readonly [address: string, html: string])[] = [
  ...(await Promise.all(
    [...site.edition.pages.keys()].map(
      async (address) => [address, (await request(app).get(address)).text] as const,
    ),
  )),
  ...[...site.edition.searches].map(
    ([address, { print }]) => [`${address} (an answer)`, print('ice')] as const,
  ),
];

/** What an element is called aloud, as far as this guide uses ways to name one. */
function nameOf($: CheerioAPI, selector: string): string[] {
  return $(selector)
    .toArray()
    .map((one) => {
      const by = $(one).attr('aria-labelledby');
      return ($(one).attr('aria-label') ?? (by ? $(`[id="${by}"]`).text() : $(one).text()))
        .replace(/\s+/g, ' ')
        .trim();
    });
}

describe.each(pages)('%s', (address, html) => {
  const $ = load(html);
  const locale = address.startsWith('/en/') ? 'en' : 'es';
  const say = WORDS[locale];

  test('has one main heading, and skips no level', () => {
    const levels = $('h1, h2, h3, h4, h5, h6')
      .toArray()
      .map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect($('main h1')).toHaveLength(1);
    const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
    expect(skipped).toEqual([]);
  });

  test('has each landmark once, with a name in its own language', () => {
    // A booklet cannot be searched.
    const isBooklet = $('.booklet').length > 0;
    for (const [selector, landmark] of LANDMARKS) {
      const inBody = $(selector).filter((_, one) => $(one).parent().is('body'));
      expect(inBody, landmark).toHaveLength(isBooklet && landmark === 'search' ? 0 : 1);
    }
    const named = [...nameOf($, 'nav'), ...nameOf($, 'section[aria-label], section[aria-labelledby]')];
    expect(named).toEqual(expect.arrayContaining([say['switch.label'], say['emergency.heading']]));
    expect(named.filter((name) => !name)).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect($('form[role=search] label').text()).toBe(isBooklet ? '' : say['search.title']);
  });

  test('offers the other language by its own name, and says which language that is', () => {
    const way = $('.switch');
    expect(way).toHaveLength(1);
    expect(way.text()).toBe(locale === 'en' ? 'Español' : 'English');
    expect(way.attr('lang')).toBe(locale === 'en' ? 'es' : 'en');
  });

  test('has a name for every link and every button', () => {
    const nameless = $('a, button, summary')
      .toArray()
      .filter((one) => !/[\p{L}\d]/u.test($(one).text()))
      .map((one) => $.html(one));
    expect(nameless).toEqual([]);
  });

  test('has no two links of one name in one part that lead to different places', () => {
    const confusing = [...$('header, aside, main, footer nav, footer .about').toArray()].flatMap((part) => {
      const targets = new Map<string, Set<string>>();
      for (const link of $(part).find('a').toArray()) {
        // What stands around a source and a website says whose it is.
        if ($(link).closest('.sources, dd').length > 0) continue;
        const name = $(link).text().replace(/\s+/g, ' ').trim();
        targets.set(name, (targets.get(name) ?? new Set()).add($(link).attr('href') ?? ''));
      }
      return [...targets].filter(([, hrefs]) => hrefs.size > 1).map(([name, hrefs]) => [name, ...hrefs]);
    });
    expect(confusing).toEqual([]);
  });

  test('says with every large number what it is for', () => {
    const bare = $('a.phone')
      .toArray()
      .filter((one) => !/\p{L}{3}/u.test($(one).text()) || !/\d{3}/.test($(one).text()))
      .map((one) => $.html(one));
    expect(bare).toEqual([]);
  });
});

describe('the page on accessibility', async () => {
  const { content } = await loadContent(join(PROJECT, 'content'));
  const { slug, checked, checks } = content.accessibility.value;
  const read = async (locale: 'en' | 'es') =>
    load((await request(app).get(`/${locale}/${slug[locale]}/`)).text);

  test.each(['en', 'es'] as const)(
    'says in %s when everything on it was checked, and is one step away from every page',
    async (locale) => {
      const $ = await read(locale);
      expect($('main h2').text()).toContain(dateInWords(checked, { dates: `${locale}-US` }));
      for (const [address, html] of pages.filter(([path]) => path.startsWith(`/${locale}/`))) {
        expect(load(html)(`footer a[href="/${locale}/${slug[locale]}/"]`), address).toHaveLength(1);
      }
    },
  );

  test.each(['en', 'es'] as const)(
    'says in %s what has not been tested, and whom to call',
    async (locale) => {
      const $ = await read(locale);
      const words = $('main').text().replace(/\s+/g, ' ');
      expect(words).toMatch(
        locale === 'en'
          ? /No person with a disability has tested.*screen reader on a real phone/
          : /Ninguna persona con discapacidad ha probado.*lector de pantalla/,
      );
      expect(words).toMatch(/WCAG 2\.2/);
      expect($('main .phones a[href="tel:311"]').length).toBeGreaterThan(0);
    },
  );

  test.each(checks.map(({ en: check, held_by }) => ({ check, held_by })))(
    '“$check” is done by tests that are there',
    async ({ held_by }) => {
      const [, file = '', names = ''] = /^(test\/[a-z/-]+\.test\.ts): (.+)$/.exec(held_by) ?? [];
      expect(file, held_by).not.toBe('');
      const source = await readFile(join(PROJECT, file), 'utf8');
      for (const name of names.split('; ')) {
        expect(source.includes(`'${name}'`), name).toBe(true);
      }
    },
  );
});
