import { load } from 'cheerio';
import jsqr from 'jsqr';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openGuide } from '../town.ts';
import { validator } from './validator.ts';

const guide = await openGuide();
const published = await openGuide({ origin: 'https://guide.example.org' });

async function read(address: string, { app } = guide) {
  const { status, text } = await request(app).get(address);
  expect(status, address).toBe(200);
  return load(text);
}

const choose = (ids: readonly string[], address = '/en/paper/') =>
  request(guide.app)
    .post(address)
    .type('form')
    .send(ids.map((id) => `listing=${id}`).join('&'));

describe('the choice of places', () => {
  test('is made with plain check boxes, one for each place that is there, and named after it', async () => {
    const $ = await read('/es/en-papel/');
    const boxes = $('.choice input[type=checkbox]');
    const alphabet = [...guide.site.edition.pages.keys()].filter((address) => address.startsWith('/es/a-z/'));
    const all = await Promise.all(alphabet.map(async (address) => (await read(address))('.listing').length));
    expect(boxes.length).toBe(all.reduce((sum, count) => sum + count, 0));
    for (const box of boxes.toArray()) expect($(box).closest('label').text().trim()).not.toBe('');
    expect($('.choice').attr('method')).toBe('post');
    expect($('.choice').attr('autocomplete')).toBe('off');
  });

  test('becomes a list of exactly these places, whole, each under its need', async () => {
    const { status, text } = await choose(['interval-house', 'wic']);
    const $ = load(text);
    expect(status).toBe(200);
    const whole = await read('/en/food-shelter/');
    expect(
      $('.booklet .listing')
        .map((_, one) => $(one).attr('id'))
        .get(),
    ).toEqual(['interval-house', 'wic']);
    expect($('#wic .phones').text()).toBe(whole('#wic .phones').text());
    expect($('#wic').text()).toContain(whole('#wic summary').text());
  });

  test('stands neither in the address nor in the title, and nothing is kept of it', async () => {
    const { headers, text } = await choose(['interval-house']);
    const $ = load(text);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    expect($('title').text()).toBe('On paper – Hartford Resource Guide');
    expect($('[href*="interval-house"]')).toHaveLength(0);
    expect($('link[rel=canonical]').attr('href')).toBe('/en/paper/');
  });

  test('of nothing, or of what is not there, says so on the page to choose from', async () => {
    for (const ids of [[], ['no-such-place'], ['<script>']]) {
      const { status, text } = await choose(ids, '/es/en-papel/');
      const $ = load(text);
      expect(status).toBe(200);
      expect($('[role=alert]').text()).toBe('Primero marque al menos un lugar.');
      expect($('.choice input').length).toBeGreaterThan(30);
      expect(text).not.toContain('no-such-place');
    }
  });

  test('of everything is answered, and of more than there can be is refused', async () => {
    const $ = await read('/en/paper/');
    const ids = $('.choice input')
      .map((_, box) => $(box).attr('value') ?? '')
      .get();
    const all = load((await choose(ids)).text);
    expect(all('.booklet .listing')).toHaveLength(ids.length);
    expect((await choose(Array.from({ length: 121 }, () => 'wic'))).status).toBe(413);
    expect((await choose(['w'.repeat(8_192)])).status).toBe(413);
  });

  test('prints valid HTML', async () => {
    const report = await validator.validateString((await choose(['interval-house', 'wic'])).text);
    expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('leaves out a place that closed meanwhile', async () => {
    const town = await openChangedTown({
      'sections/food.yaml': [
        ['For food call (312) 555-0101.', 'It is free.'],
        ['Para comida llame al (312) 555-0101.', 'Es gratis.'],
        [
          '    checked:',
          '    retired: { on: 2026-11-01, reason: { en: It closed., es: Cerró. }, instead: [town-hall] }\n    checked:',
        ],
      ],
    });
    const $ = load((await request(town.app).get('/en/paper/')).text);
    const ids = $('.choice input')
      .map((_, box) => $(box).attr('value'))
      .get();
    const gone = load((await request(town.app).get('/en/a-to-z/')).text)(
      '.listing a[href*="/closed/"]',
    ).length;
    expect(gone).toBe(1);
    expect(ids).not.toContain('elm-pantry');
    const { text } = await request(town.app).post('/en/paper/').type('form').send('listing=elm-pantry');
    expect(load(text)('[role=alert]')).toHaveLength(1);
  });
});

describe.each([
  ['/en/print/', 'en'],
  ['/es/imprimir/', 'es'],
])('the booklet of the whole guide, %s,', (address, locale) => {
  test('has every guide and every section as a chapter, what is happening now first', async () => {
    const $ = await read(address);
    const home = await read(`/${locale}/`);
    const titles = $('.chapter > h2[id]')
      .map((_, title) => $(title).text())
      .get();
    expect(titles).toHaveLength(home('.urgent a').length + home('.needs a').length);
    const [first = ''] = home('.urgent a')
      .map((_, link) => home(link).attr('href') ?? '')
      .get();
    expect(titles[0]).toBe(`1. ${(await read(first))('h1').text()}`);
  });

  test('has every place in full exactly once, and in its list from A to Z', async () => {
    const $ = await read(address);
    const choice = await read(locale === 'en' ? '/en/paper/' : '/es/en-papel/');
    const ids = choice('.choice input')
      .map((_, box) => choice(box).attr('value'))
      .get();
    const whole = $('.listing')
      .map((_, one) => $(one).attr('id'))
      .get();
    expect(whole.toSorted()).toEqual(ids.toSorted());
    expect($('.places-index li')).toHaveLength(ids.length);
  });

  test('names the number of a place wherever it mentions it, with its warning and its chapter', async () => {
    const $ = await read(address);
    expect($('.mention').length).toBeGreaterThan(5);
    for (const mention of $('.mention').toArray()) {
      const anchor = $(mention).find('a').attr('href') ?? '';
      const place = $(anchor).closest('.listing');
      const numbersIn = (one: typeof place) =>
        one
          .find('.phone')
          .map((_, phone) => $(phone).attr('href'))
          .get();
      expect(numbersIn($(mention))).toEqual(numbersIn(place));
      expect($(mention).find('p.doubt').text()).toContain(place.children('.doubt').text());
      const chapter = place.closest('.chapter').children('h2').text().split('.')[0];
      expect($(mention).text()).toMatch(new RegExp(`(chapter|capítulo) ${chapter}\\b`));
    }
  });

  test('says the day on which it was made, and not what is open', async () => {
    const $ = await read(address);
    expect($('.made').text()).toMatch(
      locale === 'en' ? /^Made on November 24, 2026\./ : /^Hecho el 24 de noviembre de 2026\./,
    );
    expect($('.status')).toHaveLength(0);
  });
});

describe('a code to scan', () => {
  test.each([
    ['/en/print/', 'https://guide.example.org/en/'],
    ['/es/imprimir/', 'https://guide.example.org/es/'],
    ['/en/print/at-home/', 'https://guide.example.org/en/at-home/'],
    ['/en/door-sheet/', 'https://guide.example.org/en/door-sheet/'],
    ['/es/hoja-del-plan/', 'https://guide.example.org/es/hoja-del-plan/'],
  ])('on %s leads to %s', async (address, target) => {
    const $ = await read(address, published);
    const code = $('.return svg');
    expect(code).toHaveLength(1);
    expect(scanned(code.attr('viewBox') ?? '', code.find('path').attr('d') ?? '')).toBe(target);
    expect($('.return a').attr('href')).toBe(target);
    expect(code.attr('aria-label')).toContain('guide.example.org');
  });

  test.each(['/guide/en/print/', '/guide/es/hoja-para-la-puerta/'])(
    'leads under the path that the guide stands at: %s',
    async (address) => {
      const guest = await openGuide({ base: '/guide', origin: 'https://city.example.org' });
      const $ = await read(address, guest);
      const code = $('.return svg');
      const target = scanned(code.attr('viewBox') ?? '', code.find('path').attr('d') ?? '');
      expect(target).toMatch(/^https:\/\/city\.example\.org\/guide\//);
      expect($('.return a').attr('href')).toBe(target);
    },
  );

  test('is left out where nobody knows the address, and on a list that has none', async () => {
    expect((await read('/en/print/'))('.return')).toHaveLength(0);
    const { text } = await request(published.app).post('/en/paper/').type('form').send('listing=wic');
    expect(load(text)('.return')).toHaveLength(0);
  });
});

/** Reads a code as a telephone's camera would. */
function scanned(viewBox: string, path: string): string | undefined {
  const side = Number(viewBox.split(' ')[2]);
  const scale = 4;
  const pixels = new Uint8ClampedArray(4 * (side * scale) ** 2).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column += 1) {
      for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
        pixels.set([0, 0, 0], 4 * (row * side * scale + column));
      }
    }
  }
  return jsqr.default(pixels, side * scale, side * scale)?.data;
}

describe('the card', () => {
  test.each([
    ['/en/card/', 0],
    ['/es/tarjeta/', 1],
  ])('%s has eight cards to a sheet, the officer’s side in English', async (address, translated) => {
    const $ = await read(address);
    const [front, back] = $('.sheet').toArray();
    expect($(front).find('.card .officer')).toHaveLength(8);
    expect($(back).find('.card .reader')).toHaveLength(8);
    const officer = $(front).find('.card').first();
    expect(officer.find('p[lang=en]').first().text()).toBe('I want to remain silent.');
    expect(officer.find('p:not([lang=en]):not(.version)')).toHaveLength(0);
    // Whoever hands it over knows what it says: in a line on the other side, and word for word on the page.
    expect($(back).find('.card li').first().text()).toMatch(/^(The other side tells|El otro lado le dice)/);
    const lines = officer.find('p[lang=en]').length;
    expect($('main article > ul:not(.how) > li')).toHaveLength(translated * lines);
    expect($(back).find('.card .version').first().text()).toMatch(
      /lawyer has not reviewed|abogado todavía no ha/,
    );
  });

  test('carries the month of the law and a mark that changes with every word', async () => {
    const mark = async (town: Awaited<ReturnType<typeof openChangedTown>>) =>
      (await read('/en/card/', town as typeof guide))('.sample .version').first().text();
    const before = await mark(await openChangedTown({}));
    const after = await mark(
      await openChangedTown({ 'papers.yaml': [['{ en: Stay calm.,', '{ en: Stay quiet.,']] }),
    );
    expect(before).toMatch(/^2026-05 · [0-9a-f]{6}$/);
    expect(after).toMatch(/^2026-05 · [0-9a-f]{6}$/);
    expect(after).not.toBe(before);
    expect(await mark(await openChangedTown({ 'about.yaml': [] }))).toBe(before);
  });
});

test('what waits to be read again says so on every sheet', async () => {
  const late = await openGuide({ now: '2027-06-01T12:00:00-04:00' });
  for (const [address, place] of [
    ['/en/card/', '.card .reader'],
    ['/en/door-sheet/', '.inside'],
    ['/en/plan-sheet/', '.plan'],
  ] as const) {
    expect((await read(address, late))(place).text(), address).toContain(
      'should have checked this page again',
    );
  }
});

test('the family plan has nothing to type in, and asks for no status', async () => {
  for (const address of ['/en/plan-sheet/', '/es/hoja-del-plan/']) {
    const $ = await read(address);
    expect($('main').find('input, textarea, select, form, [contenteditable]')).toHaveLength(0);
    expect($('.blanks li').length).toBeGreaterThan(20);
    expect($('.plan .group').text()).not.toMatch(
      /status|estatus|A-number|Número A|nationality|nacionalidad|born|nació/i,
    );
  }
});

describe.each([
  ['/en/hartford-guide.html', '/en/print/', 'en'],
  ['/es/guia-hartford.html', '/es/imprimir/', 'es'],
])('the guide as one file, %s,', (address, booklet, locale) => {
  test('is saved under its name, smaller than 150 KB', async () => {
    const { headers, text } = await request(published.app).get(address);
    const name = address.split('/').at(-1);
    expect(headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(Buffer.byteLength(text)).toBeLessThan(150_000);
  });

  test('says all that the booklet says', async () => {
    const file = await read(address);
    expect(file('html').attr('lang')).toBe(locale);
    const words = ($: typeof file) => $('main').text().replace(/\s+/g, ' ').trim();
    expect(words(file)).toBe(words(await read(booklet)));
  });

  test('needs no script and nothing that is not in it', async () => {
    for (const opened of [guide, published]) {
      const $ = await read(address, opened);
      expect($('script, link, img, iframe, object, form, input, [src], [style]')).toHaveLength(0);
      const leading = $('a')
        .map((_, link) => $(link).attr('href') ?? '')
        .get()
        .filter((href) => !/^(?:tel:|sms:|https:\/\/)/.test(href));
      expect(
        leading.filter((href) => !href.startsWith('#') || $(`[id="${href.slice(1)}"]`).length !== 1),
      ).toEqual([]);
    }
  });

  test('is valid HTML', async () => {
    const report = await validator.validateString((await request(guide.app).get(address)).text);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map((one) => `${one.ruleId} ${one.line}: ${one.message}`),
      ),
    ).toEqual([]);
  });
});

test('a leaflet leads to whole addresses, which can be printed', async () => {
  const $ = await read('/en/print/at-home/', published);
  const links = $('.booklet .links a')
    .map((_, link) => $(link).attr('href') ?? '')
    .get();
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((href) => !href.startsWith('https://guide.example.org/en/'))).toEqual([]);
  expect((await read('/en/at-home/', published))('.own-address').text()).toBe(
    'https://guide.example.org/en/at-home/',
  );
});

test('the page that offers the file says what it leaves behind, before the link', async () => {
  for (const [address, words] of [
    ['/en/paper/', /stays where you save it until somebody deletes it.*Downloads.*USB/],
    ['/es/en-papel/', /queda donde lo guarde hasta que alguien lo borre.*Descargas.*USB/],
  ] as const) {
    const $ = await read(address);
    const part = $('.save').closest('.part');
    expect(part.text()).toMatch(words);
    expect(part.children().index(part.find('.warning'))).toBeLessThan(
      part.children().index(part.find('.save').parent()),
    );
  }
});
