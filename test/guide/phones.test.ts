import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openGuide } from '../town.ts';

const { app, site } = await openGuide();
// A page that is not there has numbers, too.
const pages = [...site.edition.pages.keys(), '/en/not-there/'];

/** What is seen, what is heard, and what is dialled, for every number of a page. */
async function numbersOn(address: string) {
  const $ = load((await request(app).get(address)).text);
  return $('a[href^="tel:"], a[href^="sms:"]')
    .map((_, link) => ({
      seen: $(link).text().trim().replace(/\s+/g, ' '),
      heard: $(link).attr('aria-label') ?? '',
      dialled: ($(link).attr('href') ?? '').replace(/^(tel|sms):(\+1)?/, '').replace(/;ext=\d+$/, ''),
    }))
    .get();
}

describe.each(pages)('every number on %s', (address) => {
  test('is heard with the words that are seen first, as who speaks to the computer needs it', async () => {
    const numbers = await numbersOn(address);
    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers.filter(({ seen, heard }) => !heard.startsWith(`${seen}. `))).toEqual([]);
  });

  test('is heard digit by digit, in groups of at most four', async () => {
    const wrong = (await numbersOn(address)).filter(({ seen, heard, dialled }) => {
      const digits = heard.slice(seen.length + 2).split(',')[0] ?? '';
      const isDigits = /^\d( \d){0,3}(\. \d( \d){0,3})*$/.test(digits);
      return !isDigits || digits.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '') !== dialled;
    });
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['/en/', '911 Danger now: police, fire, ambulance. 9 1 1'],
  ['/es/', '911 Peligro ahora: policía, bomberos, ambulancia. 9 1 1'],
  ['/en/health/', 'Call (860) 550-7500. 8 6 0. 5 5 0. 7 5 0 0'],
  ['/es/salud/', 'Llamar (860) 550-7500. 8 6 0. 5 5 0. 7 5 0 0'],
  ['/es/ayuda-legal/', 'Enviar un mensaje de texto (860) 300-3845. 8 6 0. 3 0 0. 3 8 4 5'],
  ['/en/food-shelter/', '1-888-774-2900. 1. 8 8 8. 7 7 4. 2 9 0 0'],
])('on %s one of them is “%s”', async (address, heard) => {
  expect((await numbersOn(address)).map((number) => number.heard)).toContain(heard);
});

test('what the number is for, its doubt and its extension stay outside the link, where they are heard too', async () => {
  const town = await openChangedTown({
    'sections/food.yaml': [
      ['- number: (312) 555-0101\n', '- number: (312) 555-0101\n        extension: "12"\n'],
    ],
  });
  const $ = load((await request(town.app).get('/en/food/')).text);
  const link = $('.phones a[href$=";ext=12"]').first();
  expect(link.attr('aria-label')).toMatch(/, ext\. 1 2$/);
  expect(link.parent().find('.detail').text()).toContain('ext. 12');
});
