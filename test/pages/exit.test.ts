import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openTown } from '../town.ts';

const town = await openTown();
const EXIT = 'https://weather.example.org/';
const PAGES = [...town.site.edition.pages.keys()];
const ERRORS = ['/en/nada/', '/es/nada/', '/fr/', '/en/%ff/'];

type Page = ReturnType<typeof load>;

async function read(path: string, { app } = town): Promise<Page> {
  return load((await request(app).get(path)).text);
}

async function answerTo(words: string, path = '/en/search/'): Promise<Page> {
  return load((await request(town.app).post(path).type('form').send({ q: words })).text);
}

const hrefsOf = ($: Page): string[] =>
  $('[href]')
    .toArray()
    .map((link) => $(link).attr('href') ?? '');

describe('the way out', () => {
  test.each([...PAGES, ...ERRORS])(
    'stands once on %s, as a plain link that is the same everywhere',
    async (path) => {
      const $ = await read(path);
      expect(
        $('.exit')
          .toArray()
          .map(({ name, attribs }) => [name, attribs]),
      ).toEqual([['a', { class: 'exit', href: EXIT, rel: 'noreferrer noopener', draggable: 'false' }]]);
    },
  );

  test('is the same on an answer, whatever was searched', async () => {
    for (const words of ['food', 'elm pantry', '<b>', 'zqxwvkj']) {
      expect((await answerTo(words))('.exit').attr('href')).toBe(EXIT);
    }
  });

  test.each(PAGES)('of %s is followed at once by its own script', async (path) => {
    const $ = await read(path);
    const after = $('.exit').nextAll().toArray();
    expect(after.map(({ name }) => name)).toEqual(['div', 'script']);
    // Nothing in it can wait for the rest of the page.
    expect($('.exit ~ script').text()).toContain('location.replace');
  });

  test.each(ERRORS)('of %s has a name in each language, and no script', async (path) => {
    const $ = await read(path);
    const names = $('.exit span')
      .toArray()
      .map((half) => [$(half).attr('lang'), $(half).text()]);
    expect(names).toHaveLength(2);
    expect(Object.fromEntries(names)).toEqual({ en: 'Leave now', es: 'Salir ya' });
    expect($('script')).toHaveLength(0);
  });

  test('leads where the content says', async () => {
    const changed = await openChangedTown({ 'site.yaml': [[EXIT, 'https://news.example.org/today']] });
    for (const path of ['/en/', '/es/comida/', '/es/nada/']) {
      expect((await read(path, changed))('.exit').attr('href'), path).toBe('https://news.example.org/today');
    }
  });
});

describe('the page on who could see it', () => {
  test.each(PAGES)('can be reached from beside the way out and from the foot of %s', async (path) => {
    const $ = await read(path);
    const page = path.startsWith('/en/') ? '/en/using-this-guide/' : '/es/como-usar-esta-guia/';
    expect($('.hint a').attr('href')).toBe(page);
    expect($(`footer .about a[href="${page}"]`)).toHaveLength(1);
  });

  test('asks nobody for mistakes of the guide', async () => {
    expect((await read('/en/using-this-guide/'))('main').text()).not.toContain('Found a mistake?');
    expect((await read('/en/about/'))('main').text()).toContain('Found a mistake?');
  });
});

describe('what a history could keep', () => {
  const ids = ['elm-pantry', 'town-hall', 'safe-harbor-house'];
  const named = (hrefs: readonly string[]) =>
    hrefs.filter((href) => ids.some((id) => href.includes(`#${id}`)));

  test.each([...PAGES, ...ERRORS])('no link of %s names a place behind #', async (path) => {
    expect(named(hrefsOf(await read(path)))).toEqual([]);
  });

  test('no link of an answer does', async () => {
    for (const words of ['food', 'elm pantry', 'town hall', 'safe harbor', 'bread']) {
      expect(named(hrefsOf(await answerTo(words)))).toEqual([]);
    }
  });

  test.each(['/en/a-to-z/', '/es/a-z/', '/en/kept-current/'])(
    'the links of %s lead to numbers, and each to the place that it names',
    async (path) => {
      const $ = await read(path);
      const links = $('main a[href*="#"]').toArray();
      expect(links).toHaveLength(3);
      for (const link of links) {
        const [page = '', anchor = ''] = ($(link).attr('href') ?? '').split('#');
        expect(anchor).toMatch(/^n\d+$/);
        const place = (await read(page))(`#${anchor}`);
        expect(place.text()).toBe($(link).text());
        // The name stays for links from elsewhere.
        expect(ids).toContain(place.parent('article').attr('id'));
      }
    },
  );

  test('no place can take a number for its id, which belongs to another', async () => {
    const town = openChangedTown({
      'sections/shelter.yaml': [
        ['listings: [safe-harbor-house]', 'listings: [n1]'],
        ['- id: safe-harbor-house', '- id: n1'],
      ],
    });
    await expect(town).rejects.toThrow('the pages use “n1” themselves');
  });
});
