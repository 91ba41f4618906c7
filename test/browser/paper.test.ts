/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { dense, printed } from './printed.ts';
import { visitTo } from './visit.ts';

const { app, site } = await openGuide({ origin: 'https://guide.example.org' });
const visit = visitTo(app);
let page: Page;
beforeAll(async () => {
  page = await visit.browser.newPage();
});

/** What is on a page that nobody needs on paper. */
const MENUS =
  /Skip to the page|Ir al contenido|Everything in this guide|Todo lo que hay en esta guía|Print now|Imprimir ya|Make my list|Hacer mi lista/;

async function paperOf(address: string) {
  await page.goto(visit.origin + address);
  const pages = await printed(page);
  const first = pages[0] ?? '';
  expect(first, address).not.toBe('');
  await page.emulateMedia({ media: 'print' });
  const shown = await page.$$eval(
    '.bar, .hint, .skip, form, button, .contents, .about, .leaflet, .status',
    (menus) => menus.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)),
  );
  await page.emulateMedia({ media: null });
  expect(shown, address).toEqual([]);
  return pages;
}

/** Listings whose first and last words are not on one page, as far as they fit on one. */
async function cutListings(pages: readonly string[]) {
  const listings = await page.$$eval('.listing, .mention', (all) =>
    all.map((one) => {
      const copy = one.cloneNode(true) as HTMLElement;
      for (const hidden of copy.querySelectorAll(
        'details > :not(summary), .trust:not(.dated), .status, script, style',
      ))
        hidden.remove();
      return copy.textContent ?? '';
    }),
  );
  const densePages = pages.map(dense);
  return listings.map(dense).filter((words) => {
    const [start, end] = [words.slice(0, 24), words.slice(-24)];
    return !densePages.some((one) => one.includes(start) && one.includes(end));
  });
}

describe.each([
  ['/en/card/', 2],
  ['/es/tarjeta/', 2],
  ['/en/door-sheet/', 2],
  ['/es/hoja-para-la-puerta/', 2],
  ['/en/plan-sheet/', 2],
  ['/es/hoja-del-plan/', 2],
])('%s', (address, count) => {
  test(`is ${count} sheets of paper, none of them empty, without menus`, async () => {
    const pages = await paperOf(address);
    expect(pages).toHaveLength(count);
    for (const words of pages) {
      expect(words.length).toBeGreaterThan(150);
      expect(words).not.toMatch(MENUS);
    }
    expect(pages[0]).toMatch(/^1 \/ 2 /);
  });
});

test.each(['/en/card/', '/es/tarjeta/'])('every card of %s holds all of its words', async (address) => {
  await page.goto(visit.origin + address);
  await page.emulateMedia({ media: 'print' });
  const cut = await page.$$eval(
    '.card',
    (cards) =>
      cards.filter((card) => card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth)
        .length,
  );
  const sizes = await page.$$eval('.card', (cards) =>
    cards.map((card) => {
      const { width, height } = card.getBoundingClientRect();
      return [Math.round(width), Math.round(height)].join(' x ');
    }),
  );
  await page.emulateMedia({ media: null });
  expect(cut).toBe(0);
  // 96 CSS pixels are an inch.
  expect(new Set(sizes)).toEqual(new Set(['360 x 240']));
});

describe.each([
  ['/en/print/', 32],
  ['/es/imprimir/', 34],
])('the booklet %s', (address, most) => {
  test('is whole: no page is empty, no place is cut, no menu is printed, every page has its number', async () => {
    const pages = await paperOf(address);
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.length).toBeLessThanOrEqual(most);
    for (const [index, words] of pages.entries()) {
      expect(words.length, `page ${index + 1}`).toBeGreaterThan(200);
      expect(words).not.toMatch(MENUS);
      expect(words).toContain(`${index + 1} / ${pages.length}`);
    }
    expect(await cutListings(pages)).toEqual([]);
  });
});

test('a hand-picked list prints as one or two sheets with the chosen places whole', async () => {
  await page.goto(`${visit.origin}/en/paper/`);
  for (const id of ['interval-house', 'wic', 'statewide-legal-services']) await page.check(`[value="${id}"]`);
  await page.click('.choice button');
  await page.waitForSelector('.booklet');
  const pages = await printed(page);
  expect(pages.length).toBeLessThanOrEqual(2);
  expect(await cutListings(pages)).toEqual([]);
  expect(pages.join(' ')).not.toMatch(MENUS);
  expect(page.url()).toBe(`${visit.origin}/en/paper/`);
});

describe('every page', () => {
  const addresses = [...site.edition.pages.keys()];

  test('prints without menus and without an empty page, with its places whole', async () => {
    for (const address of addresses) {
      const pages = await paperOf(address);
      for (const [index, words] of pages.entries()) {
        expect(words.length, `${address} ${index + 1}`).toBeGreaterThan(100);
        expect(words, address).not.toMatch(MENUS);
      }
      expect(await cutListings(pages), address).toEqual([]);
    }
  }, 240_000);

  test('prints the addresses of its links and the day of every check', async () => {
    for (const address of ['/en/health/', '/es/comida-y-techo/', '/en/print/legal-help/', '/es/en-casa/']) {
      const words = dense((await paperOf(address)).join(' '));
      const { links, checks } = await page.evaluate(() => ({
        links: [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="http"]')]
          .filter((link) => !link.closest('details') && !link.closest('.return'))
          .map((link) => link.getAttribute('href') ?? ''),
        checks: [...document.querySelectorAll('.dated')].map(
          (one) => (one.querySelector('summary') ?? one).textContent ?? '',
        ),
      }));
      expect(
        links.filter((href) => !words.includes(dense(href))),
        address,
      ).toEqual([]);
      expect(
        checks.filter((check) => !words.includes(dense(check))),
        address,
      ).toEqual([]);
    }
  });
});

describe('what somebody marked on a shared computer', () => {
  test('makes no entry of the history, and is gone when they come back', async () => {
    await page.goto(`${visit.origin}/es/en-papel/`);
    const before = await page.evaluate(() => history.length);
    await page.check('[value="interval-house"]');
    await page.click('.choice button');
    await page.waitForSelector('.booklet');
    expect(await page.evaluate(() => history.length)).toBe(before);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.textContent('output')).toBe('');
    await page.goto(`${visit.origin}/es/`);
    await page.goBack();
    await page.waitForSelector('.choice');
    expect(await page.$$('.booklet')).toHaveLength(0);
    expect(await page.$$eval('.choice :checked', (marked) => marked.length)).toBe(0);
  });

  test('is printed without script, too', async () => {
    const plain = await visit.browser.newContext({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    await reader.goto(`${visit.origin}/en/paper/`);
    await reader.check('[value="wic"]');
    await reader.click('.choice button');
    await reader.waitForSelector('.booklet');
    expect(await reader.textContent('.listing :is(h3, h4)')).toBe(
      'WIC (food for pregnancy and small children)',
    );
    expect(reader.url()).toBe(`${visit.origin}/en/paper/`);
    expect(await reader.isVisible('.print-now')).toBe(false);
    await plain.close();
  });

  test('and of nothing is answered with what to do', async () => {
    await page.goto(`${visit.origin}/en/paper/`);
    await page.click('.choice button');
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toBe('Mark at least one place first.');
  });
});
