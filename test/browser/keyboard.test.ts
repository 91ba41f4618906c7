/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { openAll } from './barriers.ts';
import { visitTo } from './visit.ts';

const { app } = await openGuide();

const visit = visitTo(app);

type Size = { width: number; height: number };

const LONG = '/es/comida-y-techo/';
const ROUTES: readonly { address: string; words?: string; sizes: readonly Size[] }[] = [
  {
    address: LONG,
    sizes: [
      { width: 320, height: 568 },
      { width: 320, height: 256 },
      { width: 568, height: 320 },
      { width: 1280, height: 800 },
    ],
  },
  ...['/en/', '/en/at-home/', '/en/a-to-z/', '/en/accessibility/', '/en/not-there/'].map((address) => ({
    address,
    sizes: [
      { width: 320, height: 568 },
      { width: 1280, height: 800 },
    ],
  })),
  { address: '/en/', words: 'food', sizes: [{ width: 320, height: 568 }] },
];

/** What has the focus, and what is wrong with its place; null outside of the page. */
type Stop = { at: number; html: string; faults: string[] };

// Runs in the page.
function stopWithFocus(): Stop | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')].filter(
    (one) => one.checkVisibility(),
  );
  const faults: string[] = [];
  const { left, right, top, bottom, height } = focused.getBoundingClientRect();
  const fits = height <= innerHeight / 2;
  if (left < -1 || right > innerWidth + 1 || (fits && (top < -1 || bottom > innerHeight + 1)))
    faults.push(`outside the window: ${Math.round(top)} to ${Math.round(bottom)}`);
  for (const cover of document.querySelectorAll('.bar, .exit, .presses:not(:empty)')) {
    const stays = ['fixed', 'sticky'].includes(getComputedStyle(cover).position);
    const other = cover.getBoundingClientRect();
    const isOver =
      left < other.right - 1 && right > other.left + 1 && top < other.bottom - 1 && bottom > other.top + 1;
    if (stays && isOver && !cover.contains(focused) && !focused.matches('.skip'))
      faults.push(`under ${cover.className}`);
  }
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
  const behind = (one: Element | null): string => {
    const own = one ? getComputedStyle(one).backgroundColor : '';
    return own === 'rgba(0, 0, 0, 0)' && one ? behind(one.parentElement) : own;
  };
  const lightOf = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? [])
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [one, other] = [lightOf(outlineColor), lightOf(behind(focused.parentElement))];
  if (
    outlineStyle === 'none' ||
    Number.parseFloat(outlineWidth) < 2 ||
    Math.max(one / other, other / one) < 3
  )
    faults.push(`outline ${outlineStyle} ${outlineWidth} ${outlineColor}`);
  return { at: all.indexOf(focused), html: focused.outerHTML.slice(0, 80), faults };
}

async function stopsOf(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
  const stops: Stop[] = [];
  // A page that lets nobody out would never end.
  while (stops.length < 400) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(stopWithFocus);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error('there is no way out');
}

// Runs in the page: whether the eye goes the same way as the keyboard; where it would have to go back, and from what.
function backwards(): string[] {
  const all = [...document.querySelectorAll('a[href]:not(.skip), button, input:not([type=hidden]), summary')]
    .filter((one) => one.checkVisibility())
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  return all.flatMap(({ one, box }, at) => {
    const before = all[at - 1]?.box;
    const isBefore = before && box.bottom <= before.top + 1 && box.left < before.right - 1;
    return isBefore ? [one.outerHTML.slice(0, 80)] : [];
  });
}

describe.each(
  ROUTES.flatMap(({ sizes, ...route }) =>
    sizes.map((size) => ({ ...route, ...size, words: route.words ?? '' })),
  ),
)('at $width × $height, $words', ({ address, words, width, height }) => {
  test.each([address])(
    'Tab leads over %s in the order in which it is read, in full view, and back',
    async (path) => {
      // Scrolling that takes its time would be looked at half-way.
      const context = await visit.browser.newContext({
        viewport: { width, height },
        reducedMotion: 'reduce',
      });
      try {
        const page = await context.newPage();
        await page.goto(visit.origin + path);
        if (words) {
          await page.locator('#q').fill(words);
          await page.locator('#q').press('Enter');
          await page.locator('main .answer').waitFor();
          // The heading of an answer has the focus; the way begins at the top.
          await stopsOf(page, 'Shift+Tab');
        }
        await openAll(page);
        const count = await page
          .locator('a[href], button, input:not([type=hidden]), summary')
          .filter({ visible: true })
          .count();
        const there = await stopsOf(page, 'Tab');
        const back = await stopsOf(page, 'Shift+Tab');
        const order = [...Array(count).keys()];
        expect(there.map(({ at }) => at)).toEqual(order);
        expect(back.map(({ at }) => at)).toEqual(order.reverse());
        expect([...there, ...back].filter(({ faults }) => faults.length > 0)).toEqual([]);
        expect(await page.evaluate(backwards)).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});

test.each([
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const)(
  'the place of the focus stands out: $colorScheme, forced colours $forcedColors',
  async (colours) => {
    const context = await visit.browser.newContext({
      viewport: { width: 320, height: 568 },
      reducedMotion: 'reduce',
      ...colours,
    });
    const page = await context.newPage();
    await page.goto(`${visit.origin}/en/at-home/`);
    const faint = (await stopsOf(page, 'Tab')).filter(({ faults }) => faults.length > 0);
    await context.close();
    expect(faint).toEqual([]);
  },
);

test('the link that skips is the first stop, can be seen then, and leads past the bar and the search', async () => {
  const context = await visit.browser.newContext({
    viewport: { width: 320, height: 568 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(visit.origin + LONG);
  await page.keyboard.press('Tab');
  const box = await page.locator('.skip:focus').boundingBox();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const next = await page.evaluate(
    () => document.activeElement?.closest('main, header, form, aside')?.tagName,
  );
  await context.close();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(next).toBe('MAIN');
});
