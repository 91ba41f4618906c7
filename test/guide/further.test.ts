import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { isForPrograms } from '../for-programs.ts';
import { inPseudo, openPseudo, PSEUDO, PSEUDO_NAME } from '../pseudo.ts';
import { outsideBrackets } from '../spoken.ts';
import { openChangedTown, openGuide, PROJECT, TOWN } from '../town.ts';
import { validator } from './validator.ts';

// A third language from a folder alone: made of the real content, read from right to left, all of it in ⟦brackets⟧.
const guide = await openPseudo(`${PROJECT}content`);
const before = await openGuide();
const addresses = [...guide.site.edition.pages.keys()];
const own = addresses.filter((address) => address.startsWith(`/${PSEUDO}/`));
const htmlOf = ({ site }: Pick<typeof guide, 'site'>, address: string) =>
  site.edition.pages.get(address)?.bytes.identity.toString() ?? '';
const page = (address: string) => load(htmlOf(guide, address));

const NEVER_ENGLISH = 'says nothing that was not translated';

test('every page of the guide stands in it', () => {
  const english = [...before.site.edition.pages.keys()].filter((address) => address.startsWith('/en/'));
  expect(own).toHaveLength(english.length);
  expect(own).toEqual(
    english.map((address) =>
      address.replace('/en/', `/${PSEUDO}/`).replace(/(?<=^\/ar-xb\/(?:.+\/)?)(?=[^/\d][^/]*\/)/g, 'xb-'),
    ),
  );
});

test('a word that somebody wrote into the code would be found', () => {
  const html = (body: string) => `<html lang="${PSEUDO}"><body>${body}</body></html>`;
  expect(outsideBrackets(html('<p>⟦Cåll <a>211</a> nøw⟧.</p> <p lang="en">Hi</p>'))).toEqual([]);
  expect(outsideBrackets(html('<p>⟦Cåll⟧ now</p>'))).toEqual(['now']);
  expect(outsideBrackets(html('<p aria-label="News">⟦Cåll⟧</p>'))).toEqual(['News']);
  expect(outsideBrackets(html('<p data-busy="Wait">⟦Cåll</p>'))).toEqual([
    'Wait',
    'a bracket that is left open',
  ]);
});

describe.each(own)('%s', (address) => {
  const $ = page(address);

  test(NEVER_ENGLISH, () => {
    expect(outsideBrackets(htmlOf(guide, address))).toEqual([]);
    expect($('h1').text()).not.toBe('');
  });

  test('is valid HTML, in its language and direction', async () => {
    const report = await validator.validateString(htmlOf(guide, address));
    expect(report.results.flatMap(({ messages }) => messages.map((one) => one.message))).toEqual([]);
    expect([$('html').attr('lang'), $('html').attr('dir')]).toEqual([PSEUDO, 'rtl']);
  });

  test('leads to itself in both other languages, each named in itself, and they lead back', () => {
    const twins = $('.bar .switch')
      .map((_, link) => [
        [$(link).attr('lang'), $(link).attr('hreflang'), $(link).attr('dir'), $(link).text()],
      ])
      .get();
    expect(twins).toEqual([
      ['en', 'en', 'ltr', 'English'],
      ['es', 'es', 'ltr', 'Español'],
    ]);
    for (const link of $('.bar .switch')) {
      const $twin = page($(link).attr('href') ?? '');
      const back = $twin(`.bar .switch[lang="${PSEUDO}"]`);
      expect([back.attr('href'), back.attr('dir'), back.text()]).toEqual([address, 'rtl', PSEUDO_NAME]);
      expect($twin(`link[rel=alternate][hreflang="${PSEUDO}"]`).attr('href')).toBe(address);
    }
  });

  test('leads nowhere that is not there', () => {
    const broken = $('a[href^="/"], a[href^="#"]')
      .map((_, link) => $(link).attr('href') ?? '')
      .get()
      .filter((href) => {
        const [path = '', anchor] = href.split('#');
        return (
          (path && !addresses.includes(path) && !isForPrograms(guide.site.edition, path)) ||
          (anchor && page(path || address)(`#${anchor}`).length !== 1)
        );
      });
    expect(broken).toEqual([]);
  });
});

test('to readers, English and Spanish pages are as they were, but for the way to the new language', () => {
  // A longer bar can take the room that programs had on a full page.
  const toReaders = (html: string) => html.replace(/<script type="application\/ld\+json">.*<\/script>\n/, '');
  for (const [address, { language }] of before.site.edition.pages) {
    const html = htmlOf(guide, address)
      .replace(new RegExp(`<link rel="alternate" hreflang="${PSEUDO}" [^>]*>\n`), '')
      .replace(new RegExp(`<a class="switch" [^>]* lang="${PSEUDO}" dir="rtl">[^<]*</a>\n`), '');
    expect(toReaders(html) === toReaders(htmlOf(before, address)), address).toBe(true);
    expect(['en', 'es']).toContain(language);
  }
});

test('what is said to an officer is said in English first, then in the reader’s language', () => {
  const $ = page(`/${PSEUDO}/xb-at-home/`);
  const [officer, reader] = $('.say blockquote').first().find('span').toArray();
  expect([$(officer).attr('lang'), $(officer).attr('dir'), $(officer).text()]).toEqual([
    'en',
    'ltr',
    'Who are you?',
  ]);
  expect([$(reader).attr('lang'), $(reader).text()]).toEqual([PSEUDO, inPseudo('Who are you?')]);
});

test('English terms and names run from left to right', () => {
  const $ = page(`/${PSEUDO}/xb-legal-help/`);
  const english = $('main [lang="en"]').toArray();
  expect(english.length).toBeGreaterThan(10);
  expect(english.filter((one) => $(one).attr('dir') !== 'ltr')).toEqual([]);
});

describe('a search', async () => {
  const answerTo = async (typed: string, address = `/${PSEUDO}/xb-search/`) =>
    (await request(guide.app).post(address).type('form').send({ q: typed })).text;

  test.each(['låwyër', 'lawyër', 'lawyr', 'ICE døør', 'hungry', 'zzzzz', 'help'])(
    `for “%s” ${NEVER_ENGLISH}`,
    async (typed) => {
      const html = await answerTo(typed);
      expect(outsideBrackets(html.replaceAll(`>${typed}<`, '><'))).toEqual([]);
      expect(load(html)('.answer').length).toBe(1);
    },
  );

  test('finds a word of the language itself, whole and by its beginning', async () => {
    for (const typed of ['ïmmïgråtïøn', 'døctør', 'døct']) {
      const $ = load(await answerTo(typed));
      expect($('.listing, .found').length, typed).toBeGreaterThan(0);
    }
  });

  test('carries its words over to the other languages', async () => {
    const $ = load(await answerTo('lawyer'));
    expect($('.bar form').length).toBe(2);
    expect($('.bar form input').first().attr('value')).toBe('lawyer');
    expect($('.bar form button').first().text()).toBe('English');
  });

  test('in English finds what it found before', async () => {
    for (const typed of ['lawyer', 'doctr', 'hungry']) {
      const now = load(await answerTo(typed, '/en/search/'));
      const then = load((await request(before.app).post('/en/search/').type('form').send({ q: typed })).text);
      expect(now('main').html(), typed).toBe(then('main').html());
    }
  });
});

test('the guide as a file, and chosen places on paper, say nothing that was not translated', async () => {
  const { text } = await request(guide.app).get(`/${PSEUDO}/xb-hartford-guide.html`).buffer(true);
  expect([load(text)('html').attr('dir'), outsideBrackets(text)]).toEqual(['rtl', []]);
  for (const listing of ['city-311', 'nowhere']) {
    const chosen = (await request(guide.app).post(`/${PSEUDO}/xb-paper/`).type('form').send({ listing }))
      .text;
    expect(load(chosen)('h1').text()).toMatch(/^⟦/);
    expect(outsideBrackets(chosen)).toEqual([]);
  }
});

test('a browser is sent to the language that it asks for first', async () => {
  for (const [wish, home] of [
    ['ar-EG,ar;q=0.9,en;q=0.5', `/${PSEUDO}/`],
    ['es-MX', '/es/'],
    ['fr, ar;q=0.5', `/${PSEUDO}/`],
    ['fr', '/en/'],
  ] as const) {
    const { headers } = await request(guide.app).get('/').set('Accept-Language', wish);
    expect(headers['location'], wish).toBe(home);
  }
});

test('a wrong address is answered in its language, and in English', async () => {
  const { status, text, headers } = await request(guide.app).get(`/${PSEUDO}/not-there/`);
  const $ = load(text);
  expect(status).toBe(404);
  expect(headers['content-language']).toBe(`en, ${PSEUDO}`);
  expect([$('html').attr('lang'), $('html').attr('dir')]).toEqual([PSEUDO, 'rtl']);
  expect(
    $('section')
      .map((_, one) => [[$(one).attr('lang'), $(one).attr('dir')]])
      .get(),
  ).toEqual([
    [PSEUDO, undefined],
    ['en', 'ltr'],
  ]);
  expect($('h1').text()).toBe(inPseudo('This page is not here'));
});

describe('in the invented town', () => {
  const RETIRED = {
    'sections/food.yaml': [
      [
        '  - id: elm-pantry\n',
        '  - id: elm-pantry\n    retired: { on: 2026-01-02, reason: { en: It closed., es: Cerró. }, instead: [town-hall] }\n',
      ],
      ['For food call (312) 555-0101.', 'For food call 311.'],
      ['Para comida llame al (312) 555-0101.', 'Para comida llame al 311.'],
    ],
  } as const;

  test.each<[string, Parameters<typeof openChangedTown>[0], string]>([
    ['an alert, and a street', {}, `/${PSEUDO}/xb-food/`],
    ['a place that closed', RETIRED, `/${PSEUDO}/xb-closed/elm-pantry/`],
  ])('every page with %s says nothing that was not translated', async (_what, changes, address) => {
    const town = await openChangedTown(changes, { now: '2026-01-11T12:00:00-05:00' }, openPseudo);
    const pages = [...town.site.edition.pages.keys()].filter((one) => one.startsWith(`/${PSEUDO}/`));
    expect(pages).toContain(address);
    expect(pages.flatMap((one) => outsideBrackets(htmlOf(town, one)))).toEqual([]);
    expect(load(htmlOf(town, address))('.alerts p').text()).toMatch(/^⟦/);
  });

  test('the address of a house runs from left to right', async () => {
    const $ = load(htmlOf(await openPseudo(TOWN), `/${PSEUDO}/xb-food/`));
    const streets = $('dd > span[lang="en"][dir="ltr"]').map((_, one) => $(one).text());
    expect(streets.get()).toEqual(['1 Elm Street, Elmbridge, CT 06103']);
  });
});
