import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';

const { app, site } = await openGuide();
const pages = await Promise.all(
  [...site.edition.pages.keys()].map(
    async (address) => [address, load((await request(app).get(address)).text)] as const,
  ),
);

/** What a listing may say, in the order in which it is read aloud. */
const PARTS = [
  ['its name', ':is(h3, h4, h5)'],
  ['whose it is', '.part-of'],
  ['what it is', 'p:not([class])'],
  ['whether it is open', '.status'],
  ['whether it is sure', 'p.doubt'],
  ['the numbers', '.phones'],
  ['where, when, what it costs', 'dl'],
  ['notes', ':is(dl, .phones, .doubt) ~ p:not([class])'],
  ['who checked it', '.trust'],
] as const;

describe.each(pages)('read aloud on %s', (_address, $) => {
  test('every listing says what it is, then how to call, then where and when, then who checked it', () => {
    const inDisorder = $('.listing')
      .map((_, listing) => {
        const said = $(listing)
          .children()
          .map((_, child) => {
            // The last that fits: a paragraph after the numbers is a note.
            const place = PARTS.findLastIndex(([, selector]) => $(child).is(selector));
            return place;
          })
          .get();
        const isInOrder = said.every((place, at) => place >= (said[at - 1] ?? 0));
        return isInOrder && said[0] === 0 ? [] : [[$(listing).find('h3, h4, h5').text(), said]];
      })
      .get();
    expect(inDisorder).toEqual([]);
  });

  test('a number that is in doubt says so right after it, before the next number', () => {
    const doubts = $('.phones .doubt');
    const astray = doubts.filter((_, doubt) => $(doubt).closest('li').children('a.phone').length !== 1);
    expect(astray.length).toBe(0);
  });
});

test.each([
  ['/en/find-someone/', '1-888-351-4024', /belongs to ICE/],
  ['/es/buscar-a-alguien/', '1-888-351-4024', /es de ICE/],
  ['/en/food-shelter/', '(860) 838-8467', /Try CT Safe Connect first/],
  ['/es/comida-y-techo/', '(860) 838-8467', /primero a CT Safe Connect/],
  ['/en/fair-treatment/', '(860) 713-3860', /happening now, call 911/],
  ['/es/ayuda-legal/2/', '(860) 240-3881', /hable con un abogado antes de ir/],
])('on %s the warning about %s is read before the number', (address, number, warning) => {
  const $ = pages.find(([one]) => one === address)?.[1] ?? load('');
  const listing = $('.listing').filter((_, one) => $(one).find('.phones').text().includes(number));
  expect(listing.find('.phones').prevAll('p').text()).toMatch(warning);
});

test('nothing is shown in another order than it is read in', async () => {
  const style = pages[0]?.[1]('style').text() ?? '';
  expect(style).toContain('.listing');
  expect(style).not.toMatch(/[;{\s]order:|(?:row|column|wrap)-reverse|direction: rtl/);
});
