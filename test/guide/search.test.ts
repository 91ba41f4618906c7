import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, createServer, request as send } from 'node:http';
import { join } from 'node:path';
import { load } from 'cheerio';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { judge, readQueries } from '../../bench/queries.ts';
import { readYaml } from '../../src/content/yaml.ts';
import { LOCALES, type Locale } from '../../src/locale.ts';
import { find as findIn } from '../../src/model/search.ts';
import { openGuide, PROJECT } from '../town.ts';
import { validator } from './validator.ts';

const { app, site, index, errors } = await openGuide();
const queries = readQueries(await readFile(join(PROJECT, 'bench', 'queries.yaml'), 'utf8'));
const { synonyms } = readYaml(await readFile(join(PROJECT, 'content', 'synonyms.yaml'), 'utf8')).value as {
  synonyms: ({ page?: string; listing?: string } & Readonly<Record<Locale, readonly string[]>>)[];
};

const ADDRESS = { en: '/en/search/', es: '/es/buscar/' } as const;
const FORM = 'application/x-www-form-urlencoded';

const find = (typed: string, within = index) => findIn(within, typed);

/** The ids of everything that answers; not what the words touch in passing. */
function answersTo(typed: string): string[] {
  const { urgent, listings, pages, risky } = find(typed);
  return [...urgent, ...listings, ...pages, ...risky].map(({ id }) => id);
}

async function answerTo(typed: string, locale: Locale) {
  const { status, text } = await request(app).post(ADDRESS[locale]).type('form').send({ q: typed });
  expect(status, typed).toBe(200);
  return load(text);
}

describe('the list of what people type', () => {
  test('has at least sixty searches in each language, none of them twice', () => {
    for (const locale of LOCALES) {
      const own = queries.filter((one) => one.locale === locale).map(({ q }) => q.trim().toLowerCase());
      expect(own.length, locale).toBeGreaterThanOrEqual(60);
      expect(new Set(own).size, locale).toBe(own.length);
    }
  });

  test('expects only what is there', () => {
    const ids = new Set(index.documents.map(({ id }) => id));
    expect(queries.filter(({ expect: right }) => right.length === 0)).toEqual([]);
    expect(queries.flatMap(({ expect: right }) => right.filter((id) => !ids.has(id)))).toEqual([]);
  });

  const { atFirst, atThird, misses } = judge(index, queries);
  const shareIn = (shares: typeof atFirst, locale: string) =>
    shares.find((one) => one.locale === locale)?.share;

  test.each(LOCALES)('is answered in %s with what was meant, first or among the first three', (locale) => {
    const missed = misses.filter((one) => one.locale === locale).map(({ q, found }) => `${q}: ${found[0]}`);
    expect(shareIn(atFirst, locale), missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(shareIn(atThird, locale), missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test('is judged: what is not expected counts as missed', () => {
    const wrong = queries.slice(0, 10).map((one) => ({ ...one, expect: ['nowhere'] }));
    expect(judge(index, wrong).atThird.find(({ locale }) => locale === 'both')?.share).toBe(0);
  });
});

test('what staff wrote down leads to what they mean, typed alone', () => {
  const typed = synonyms.flatMap(({ page, listing, ...words }) =>
    LOCALES.flatMap((locale) => words[locale].map((word) => ({ word, meant: page ?? listing ?? '' }))),
  );
  expect(typed.length).toBeGreaterThan(100);
  const lost = typed.filter(({ word, meant }) => !answersTo(word).includes(meant));
  expect(lost.map(({ word, meant }) => `${word} → ${meant}, not ${answersTo(word).join(', ')}`)).toEqual([]);
});

describe('the right thing comes first for', () => {
  test.each(LOCALES)(
    '“migra”, in %s: what to do first, and every guide that can be meant',
    async (locale) => {
      const $ = await answerTo('migra', locale);
      const urgent = $('main .urgent');
      expect($('main .part').first().is(urgent)).toBe(true);
      expect(urgent.find('.links a').length).toBeGreaterThanOrEqual(3);
      expect(urgent.find('.found')).toHaveLength(1);
      expect(urgent.find('.found > h3 a').attr('href')).toBe(
        locale === 'en' ? '/en/at-home/' : '/es/en-casa/',
      );
      expect(urgent.find('.found section').length).toBeGreaterThan(0);
    },
  );

  test.each([
    ['abogado gratis', 'es', 'statewide-legal-services'],
    ['lawer', 'en', 'statewide-legal-services'],
    ['me corrieron del trabajo', 'es', 'chro'],
    ['clinicas', 'es', 'charter-oak-health-center'],
  ] as const)('“%s”: a place with a number to call', async (typed, locale, id) => {
    const first = (await answerTo(typed, locale))('main article').first();
    expect(first.attr('id')).toBe(id);
    expect(first.find('a[href^="tel:"]').length).toBeGreaterThan(0);
  });

  test('“food stamps”: help with them, with a number to call', async () => {
    const $ = await answerTo('food stamps', 'en');
    const right = queries.find(({ q }) => q === 'food stamps')?.expect ?? [];
    expect(right).toContain(answersTo('food stamps')[0]);
    expect($('main .listing a[href^="tel:"]').length).toBeGreaterThan(0);
    expect($('main').text()).toMatch(/SNAP/);
  });

  test.each([
    ['5507500', 'charter-oak-health-center'],
    ['860 550 7500', 'charter-oak-health-center'],
  ])('%s: the place with this number, and nothing is called misspelt', (typed, id) => {
    expect(answersTo(typed)[0]).toBe(id);
    expect(find(typed).corrections).toEqual([]);
  });

  test('a number that nobody here has: nothing is called misspelt', () => {
    expect(find('860-555-0000').corrections).toEqual([]);
  });
});

test('keys that are held down mean no guide for something that is happening now', () => {
  const alarmed = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => {
    const { urgent, corrections } = find(letter.repeat(10));
    return urgent.length > 0 || corrections.length > 0;
  });
  expect(alarmed).toEqual([]);
});

describe('every answer to what people type', async () => {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true });
  afterAll(() => {
    agent.destroy();
    server.close();
    server.closeAllConnections();
  });

  /** All that travels: the status line, the headers and the page. */
  async function weightOf(typed: string, locale: Locale, encoding: string): Promise<number> {
    const bound = server.address();
    if (typeof bound !== 'object' || !bound) throw new Error('the server listens on a port');
    const body = `q=${encodeURIComponent(typed)}`;
    const asking = send({
      agent,
      port: bound.port,
      host: '127.0.0.1',
      path: ADDRESS[locale],
      method: 'POST',
      headers: { 'Content-Type': FORM, 'Content-Length': body.length, 'Accept-Encoding': encoding },
    });
    asking.end(body);
    const [answer] = await once(asking, 'response');
    expect(answer.headers['content-encoding'], typed).toBe(encoding);
    let weight = 'HTTP/1.1 200 OK\r\n\r\n'.length;
    for (const word of answer.rawHeaders as string[]) weight += word.length + 2;
    for await (const chunk of answer) weight += chunk.length;
    return weight;
  }

  test.each(['br', 'gzip'])('weighs at most 14,600 bytes with %s', async (encoding) => {
    const heavy: string[] = [];
    for (const { q, locale } of queries) {
      const weight = await weightOf(q, locale, encoding);
      if (weight > 14_600) heavy.push(`${locale} ${q}: ${weight}`);
    }
    expect(heavy).toEqual([]);
  });

  const sample = queries.filter((_, at) => at % 12 === 0);

  test.each([
    ...sample.map(({ locale, q }) => [locale, q] as const),
    ['en', 'fodo'] as const,
    ['es', 'xqzwvk'] as const,
    ['en', 'where is the'] as const,
    ['es', '"><b>&'] as const,
  ])('is valid HTML: %s “%s”', async (locale, q) => {
    const html = site.edition.searches.get(ADDRESS[locale])?.print(q) ?? '';
    const { results } = await validator.validateString(html);
    const mistakes = results.flatMap(({ messages }) =>
      messages.map((one) => `${one.ruleId} ${one.line}: ${one.message}`),
    );
    expect(mistakes).toEqual([]);
  });

  test('dials the numbers it shows, and leads nowhere that is not there', async () => {
    const wrong: string[] = [];
    for (const { q, locale } of sample) {
      const $ = await answerTo(q, locale);
      for (const link of $('main a').toArray()) {
        const href = $(link).attr('href') ?? '';
        const path = href.split('#')[0] ?? '';
        if (path.startsWith('/') && !site.edition.pages.has(path)) wrong.push(`${q}: ${href}`);
        if (!/^(tel|sms):/.test(href)) continue;
        const digits = ($(link).find('strong').text() || $(link).text()).replace(/\D/g, '');
        const dialled = href.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
        if (dialled !== digits.replace(/^1(?=\d{10}$)/, '')) wrong.push(`${q}: ${href} shows ${digits}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('shows no heading, listing or part twice', async () => {
    const twice: string[] = [];
    for (const { q, locale } of queries) {
      const $ = load(site.edition.searches.get(ADDRESS[locale])?.print(q) ?? '');
      const ids = $('[id]')
        .toArray()
        .map((one) => $(one).attr('id'));
      if (new Set(ids).size < ids.length) twice.push(q);
    }
    expect(twice).toEqual([]);
  });
});

describe('anything that can be typed', () => {
  const said = [...new Set(queries.flatMap(({ q }) => q.split(/\s+/)))];
  const typing = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.array(fc.constantFrom(...said), { maxLength: 14 }).map((words) => words.join(' ')),
    // Words with a slip, which take the longest.
    fc
      .array(fc.tuple(fc.constantFrom(...said), fc.nat(), fc.constantFrom(...'aeiosrnz')), { maxLength: 10 })
      .map((words) =>
        words
          .map(
            ([word, at, letter]) =>
              word.slice(0, at % word.length) + letter + word.slice((at % word.length) + 1),
          )
          .join(' '),
      ),
    fc.string({ unit: fc.constantFrom('\uFDFA', 'ﷲ', '\u0301', 'ñ', ' ', 's'), maxLength: 120 }),
  );
  const { best, score, covered } = index.scratch;

  test('leaves nothing behind for the next search', () => {
    fc.assert(
      fc.property(typing, typing, (one, other) => {
        const before = find(one);
        find(other);
        expect(find(one)).toEqual(before);
        for (const zeros of [best, score, covered]) expect(zeros.every((value) => value === 0)).toBe(true);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  test('finds few enough things to read, each of them once', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const { urgent, listings, pages, risky, more, suggestions, corrections } = find(typed);
        const all = [...urgent, ...listings, ...pages, ...risky, ...more].map(
          ({ kind, id }) => `${kind} ${id}`,
        );
        expect(new Set(all).size).toBe(all.length);
        expect(listings.length).toBeLessThanOrEqual(10);
        expect(pages.length + urgent.length).toBeLessThanOrEqual(12);
        expect(more.length).toBeLessThanOrEqual(6);
        expect(suggestions.length).toBeLessThanOrEqual(3);
        expect(corrections.length).toBeLessThanOrEqual(8);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test('looks into a small part of the index at most', () => {
    let looks = 0;
    const counted = <Values extends object>(values: Values): Values =>
      new Proxy(values, {
        get: (target, key) => {
          looks += 1;
          return Reflect.get(target, key);
        },
      });
    const { postings, pairs } = index;
    const watched: typeof index = {
      ...index,
      postings: { ...postings, weights: counted(postings.weights) },
      pairs: { ...pairs, weights: counted(pairs.weights) },
    };
    let most = 0;
    fc.assert(
      fc.property(typing, (typed) => {
        looks = 0;
        expect(find(typed, watched)).toEqual(find(typed));
        most = Math.max(most, looks);
        expect(looks).toBeLessThanOrEqual(postings.weights.length);
      }),
      { seed: 6, numRuns: 400 },
    );
    expect(most).toBeGreaterThan(0);
  });

  test('asks about eight words at most', () => {
    let asked = 0;
    const { vocabulary } = index;
    const meaningsOf: typeof vocabulary.meaningsOf = (typed) => {
      asked += 1;
      return vocabulary.meaningsOf(typed);
    };
    const asking = { ...index, vocabulary: { ...vocabulary, meaningsOf } };
    fc.assert(
      fc.property(typing, (typed) => {
        asked = 0;
        find(typed, asking);
        expect(asked).toBeLessThanOrEqual(8);
      }),
      { seed: 7, numRuns: 400 },
    );
    asked = 0;
    find('lawyer food bed doctor court police school bus money', asking);
    expect(asked).toBe(8);
  });
});

test('no request of this file made an error', () => {
  expect(errors).toEqual([]);
});
