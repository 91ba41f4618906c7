import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openTown } from '../town.ts';

const town = await openTown();

async function read(address: string, { app } = town) {
  return load((await request(app).get(address)).text);
}

describe('a listing', () => {
  test('shows its numbers as people write them, and a text number opens a message', async () => {
    const $ = await read('/en/food/');
    const phones = $('#elm-pantry .phone')
      .map((_, phone) => [[$(phone).text().trim(), $(phone).attr('href')]])
      .get();
    expect(phones).toEqual([
      ['Call (312) 555-0101', 'tel:+13125550101'],
      ['Send a text (312) 555-0102', 'sms:+13125550102'],
    ]);
  });

  test('with an extension dials it and says it', async () => {
    const town = await openChangedTown({
      'sections/food.yaml': [
        ['- number: (312) 555-0101\n', '- number: (312) 555-0101\n        extension: 42\n'],
      ],
    });
    const $ = await read('/en/food/', town);
    expect($('#elm-pantry .phone').attr('href')).toBe('tel:+13125550101;ext=42');
    expect($('#elm-pantry .phone + .detail').first().text()).toBe('ext. 42');
  });

  test.each([
    [
      '/en/food/',
      [
        '1 Elm Street, Elmbridge, CT 06103',
        'Monday to Wednesday, Friday: 9:00 AM to 5:30 PM',
        'December 25, 2026: closed (Christmas)',
        'English, Spanish, and Portuguese',
      ],
    ],
    [
      '/es/comida/',
      [
        '1 Elm Street, Elmbridge, CT 06103',
        'Lunes a miércoles, viernes: de 9:00 a.m. a 5:30 p.m.',
        '25 de diciembre de 2026: cerrado (Navidad)',
        'inglés, español y portugués',
      ],
    ],
  ])('on %s says where, when and in which languages', async (address, facts) => {
    const $ = await read(address);
    const said = $('#elm-pantry dd')
      .map((_, fact) =>
        $(fact)
          .text()
          .replace(/\s/g, ' ')
          .replace(/([ap])\. m\./g, '$1.m.')
          .trim(),
      )
      .get();
    expect(said).toEqual(expect.arrayContaining(facts));
  });

  test('that somebody checked says who, how and when', async () => {
    expect((await read('/en/food/'))('#elm-pantry summary').text()).toBe(
      'Checked by phone, February 3, 2026, by a volunteer.',
    );
    expect((await read('/es/comida/'))('#elm-pantry summary').text()).toBe(
      'Revisado por teléfono, 3 de febrero de 2026, por una voluntaria.',
    );
  });

  test('that nobody checked says so before its number', async () => {
    const $ = await read('/en/food/');
    expect($('#town-hall .phones').prevAll('.doubt').text()).toBe('Not confirmed yet: call first');
  });

  test('whose address is withheld says only that', async () => {
    expect((await read('/en/shelter/'))('#safe-harbor-house dd').first().text()).toMatch(
      /^The address is kept private/,
    );
  });

  test('is shown once, where the page asks for it', async () => {
    expect((await read('/en/shelter/'))('article.listing')).toHaveLength(1);
  });

  test('with a proper name in English is marked as English on a Spanish page', async () => {
    expect((await read('/es/techo/'))('#safe-harbor-house h3 [lang=en]').text()).toBe('Safe Harbor');
    expect((await read('/en/shelter/'))('#safe-harbor-house h3 [lang]')).toHaveLength(0);
  });
});

describe('a sentence', () => {
  test('dials the numbers it names', async () => {
    const $ = await read('/en/food/');
    const links = $('.part p a')
      .map((_, link) => [[$(link).text(), $(link).attr('href')]])
      .get();
    expect(links).toEqual([
      ['911', 'tel:911'],
      ['(312) 555-0101', 'tel:+13125550101'],
    ]);
  });

  test('marks words of the other language', async () => {
    expect((await read('/en/food/'))('.part li [lang=es]').text()).toBe('despensa');
    expect((await read('/es/comida/'))('.part > ul [lang=en]').text()).toBe('pantry');
  });

  test('that nobody confirmed says so', async () => {
    expect((await read('/es/comida/'))('.part > ul:not(.phones) .doubt').text()).toBe(
      'Sin confirmar todavía: pregunte antes',
    );
  });
});

test('a sentence to say aloud stands in both languages, each marked', async () => {
  const $ = await read('/es/en-casa/');
  const said = $('.say blockquote span')
    .map((_, half) => [[$(half).attr('lang'), $(half).text()]])
    .get();
  expect(said).toEqual([
    ['en', 'I do not consent.'],
    ['es', 'No doy mi consentimiento.'],
  ]);
});

test('a comparison keeps its headings with its cells', async () => {
  const $ = await read('/en/at-home/');
  expect(
    $('thead th[scope=col]')
      .map((_, cell) => $(cell).text())
      .get(),
  ).toEqual(['From a judge', 'From an office']);
  expect($('tbody th[scope=rowgroup]').text()).toBe('Signed by');
});

describe('an alert', () => {
  test.each([
    ['2026-01-09T23:59:00-05:00', 0],
    ['2026-01-10T00:00:00-05:00', 1],
    ['2026-01-12T23:59:00-05:00', 1],
    ['2026-01-13T00:00:00-05:00', 0],
  ])('at %s stands on %i of one page', async (now, shown) => {
    const $ = await read('/en/shelter/', await openTown({ now }));
    expect($('.alerts p')).toHaveLength(shown);
  });
});

test('the policy allows exactly the styles and the scripts that pages carry', async () => {
  const carried = { style: new Set<string>(), script: new Set<string>() };
  for (const { bytes } of town.site.edition.pages.values()) {
    const $ = load(bytes.identity.toString());
    for (const kind of ['style', 'script'] as const) {
      for (const one of $(kind).toArray()) {
        const hash = createHash('sha256').update($(one).html() ?? '');
        carried[kind].add(`'sha256-${hash.digest('base64')}'`);
      }
    }
    expect($('[style], [script], [src]')).toHaveLength(0);
  }
  const { styles, scripts } = town.site.edition.hashes;
  expect([...carried.style].toSorted()).toEqual(styles.toSorted());
  expect([...carried.script].toSorted()).toEqual(scripts.toSorted());
});

test('the same content makes the same edition', async () => {
  expect((await openTown()).site.edition.version).toBe(town.site.edition.version);
});
