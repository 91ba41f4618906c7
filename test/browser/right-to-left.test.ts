/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPseudo, PSEUDO } from '../pseudo.ts';
import { PROJECT } from '../town.ts';
import { barriersOn, NO_BARRIERS } from './barriers.ts';
import { visitTo } from './visit.ts';

// The guide in a third language, read from right to left, that comes from a folder alone.
const { app } = await openPseudo(`${PROJECT}content`);
/** One page of each kind. */
const KINDS = [
  '',
  'xb-at-home/',
  'xb-food-shelter/',
  'xb-a-to-z/',
  'xb-kept-current/',
  'xb-search/',
  'not-there/',
].map((slug) => `/${PSEUDO}/${slug}`);

const visit = visitTo(app);

async function on<Result>(width: number, address: string, use: (page: Page) => Promise<Result>) {
  const page = await visit.browser.newPage({ viewport: { width, height: 800 } });
  try {
    await page.goto(visit.origin + address);
    return await use(page);
  } finally {
    await page.close();
  }
}

/** Where the middle of the first element of each kind stands, from the left edge of the page. */
function middles<const Names extends readonly string[]>(page: Page, names: Names): Promise<number[]> {
  return page.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const { left, right } = document.querySelector(selector)?.getBoundingClientRect() ?? {
          left: Number.NaN,
          right: Number.NaN,
        };
        return (left + right) / 2;
      }),
    names,
  );
}

describe.each([320, 1280])('at %d px', (width) => {
  test.each(KINDS)('axe finds nothing on %s, and nothing is cut off at a side', async (address) => {
    const { left, ...barriers } = await on(width, address, async (page) => ({
      ...(await barriersOn(page)),
      // What sticks out of a page that runs from right to left sticks out at its left.
      left: await page.evaluate(() => {
        scrollTo(-1000, 0);
        return scrollX;
      }),
    }));
    expect(barriers).toEqual(NO_BARRIERS);
    expect(left).toBe(0);
  });

  test('the bar begins with the mark at the right and ends with the way out at the left', async () => {
    for (const address of KINDS.slice(0, 2)) {
      const [mark = 0, languages = 0, exit = 0] = await on(width, address, (page) =>
        middles(page, ['.mark', '.bar nav', '.exit']),
      );
      expect(mark, address).toBeGreaterThan(languages);
      expect(languages, address).toBeGreaterThan(exit);
      expect(exit, address).toBeLessThan(width / 2);
    }
  });

  test('icons stand to the right of their words', async () => {
    const [icon = 0, words = 0] = await on(width, `/${PSEUDO}/`, (page) =>
      middles(page, ['.urgent .links .icon', '.urgent .links span']),
    );
    expect(icon).toBeGreaterThan(words);
  });

  test('the number of a step and its drawing stand to the right of it', async () => {
    const steps = await on(width, `/${PSEUDO}/xb-at-home/`, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('.steps > li')].map((step) => {
          const { left, right } = getComputedStyle(step, '::before');
          const { paddingLeft, paddingRight } = getComputedStyle(step);
          const [box, drawing] = [step, step.querySelector('svg')].map((one) => one?.getBoundingClientRect());
          return {
            isNumberAtTheRight: Number.parseFloat(right) < Number.parseFloat(left),
            isRoomAtTheRight: Number.parseFloat(paddingRight) > Number.parseFloat(paddingLeft) + 40,
            isDrawingAtTheRight: drawing ? Math.abs((box?.right ?? 0) - drawing.right) < 2 : null,
          };
        }),
      ),
    );
    expect(new Set(steps.map(({ isDrawingAtTheRight }) => isDrawingAtTheRight))).toEqual(
      new Set([true, null]),
    );
    expect(steps.filter((one) => !one.isNumberAtTheRight || !one.isRoomAtTheRight)).toEqual([]);
  });

  test('the button of the search stands to the left of its field, and they meet', async () => {
    const [field, button] = await on(width, `/${PSEUDO}/`, (page) =>
      page.evaluate(() =>
        ['.search input', '.search button'].map((selector) => {
          const element = document.querySelector(selector);
          if (!element) return null;
          const { left, right } = element.getBoundingClientRect();
          const { borderTopLeftRadius, borderTopRightRadius } = getComputedStyle(element);
          return { left, right, corners: [borderTopLeftRadius, borderTopRightRadius] };
        }),
      ),
    );
    expect(field?.left).toBeCloseTo(button?.right ?? 0, 0);
    expect(field?.corners[0]).toBe('0px');
    expect(button?.corners[1]).toBe('0px');
    expect(field?.corners[1]).toBe(button?.corners[0]);
  });

  test('telephone numbers run from left to right, on buttons and in sentences', async () => {
    const ends = await on(width, `/${PSEUDO}/xb-legal-help/`, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('.phone strong, p a[href^="tel:"], li a[href^="tel:"]:not(.phone)')]
          .filter((element) => element.getClientRects().length === 1)
          .map((element) => {
            const text = element.firstChild;
            const place = (from: number) => {
              const range = document.createRange();
              if (text) range.setStart(text, from);
              if (text) range.setEnd(text, from + 1);
              return range.getBoundingClientRect().left;
            };
            const words = text?.textContent ?? '';
            return { words, isInOrder: place(0) < place(words.length - 1) };
          }),
      ),
    );
    expect(ends.length).toBeGreaterThan(10);
    expect(ends.filter(({ isInOrder }) => !isInOrder)).toEqual([]);
  });
});

test('a search that was sent before the script was there leaves its words in no way to another language', async () => {
  const carried = await on(320, `/${PSEUDO}/`, async (page) => {
    const answer = page.waitForNavigation();
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#q');
      if (field) field.value = 'lawyer';
      // Like a form without the script: nothing hears of it.
      field?.form?.submit();
    });
    await answer;
    return {
      inputs: await page.locator('.bar input').count(),
      forms: await page.locator('.bar form').count(),
    };
  });
  expect(carried).toEqual({ inputs: 0, forms: 2 });
});

test.each(['/en/', '/es/salud/', `/${PSEUDO}/`])(
  'with three languages, the bar of %s is one row on a small phone, and each can be hit',
  async (address) => {
    const { heights, bar, right } = await on(320, address, (page) =>
      page.evaluate(() => ({
        heights: [...document.querySelectorAll('.switch')].map((one) => one.getBoundingClientRect().height),
        bar: document.querySelector('.bar')?.getBoundingClientRect().height ?? 0,
        right: document.documentElement.scrollWidth,
      })),
    );
    expect(heights).toHaveLength(2);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(bar).toBeLessThan(72);
    expect(right).toBe(320);
  },
);
