/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { barriersOn, NO_BARRIERS } from './barriers.ts';
import { visitTo } from './visit.ts';

const { app } = await openGuide();
const GUIDES = {
  '/en/at-home/': { show: 'Show it large', shrink: 'Make it small', exit: 'Leave now' },
  '/es/en-casa/': { show: 'Mostrar en grande', shrink: 'Hacer pequeño', exit: 'Salir ya' },
  '/es/si-es-usted/': { show: 'Mostrar en grande', shrink: 'Hacer pequeño', exit: 'Salir ya' },
};
const PHONE = { width: 320, height: 568 };
const SCREENS = [PHONE, { width: 568, height: 320 }, { width: 1280, height: 900 }];

const visit = visitTo(app);

async function read<Result>(
  address: string,
  options: Parameters<Browser['newContext']>[0],
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await visit.browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(visit.origin + address);
    return await use(page);
  } finally {
    await context.close();
  }
}

describe.each(Object.entries(GUIDES))('on %s, without script', (address, words) => {
  describe.each(SCREENS)('at $width × $height', (viewport) => {
    const options = { viewport, javaScriptEnabled: false };

    test('every sentence to say fills the view, nothing cut, in letters of at least 40 px', async () => {
      await read(address, options, async (page) => {
        const buttons = page.locator('.poster summary');
        expect(await buttons.count()).toBeGreaterThan(2);
        for (const button of await buttons.all()) {
          await button.click();
          const poster = page.locator('.poster[open] p');
          const seen = await poster.evaluate((element) => {
            const { width, height } = element.getBoundingClientRect();
            const words = element.querySelector('strong')?.getBoundingClientRect();
            const { fontSize, color, backgroundColor } = getComputedStyle(element);
            return {
              language: element.getAttribute('lang'),
              fills: width === innerWidth && height === innerHeight,
              cut:
                element.scrollWidth > element.clientWidth ||
                element.scrollHeight > element.clientHeight ||
                (words?.width ?? 0) > innerWidth,
              letters: Number.parseFloat(fontSize) >= 40,
              colours: `${color} on ${backgroundColor}`,
            };
          });
          expect([await poster.textContent(), seen]).toEqual([
            await poster.textContent(),
            {
              language: 'en',
              fills: true,
              cut: false,
              letters: true,
              colours: 'rgb(0, 0, 0) on rgb(255, 255, 255)',
            },
          ]);
          await button.click();
        }
      });
    });

    test('the words are clear of the way out above and the way back', async () => {
      await read(address, options, async (page) => {
        for (const button of await page.locator('.poster summary').all()) {
          await button.click();
          const places = await page.evaluate(() =>
            ['.exit', '.poster[open] summary', '.poster[open] strong'].map((selector) => {
              const box = document.querySelector(selector)?.getBoundingClientRect();
              return { top: box?.top ?? 0, bottom: box?.bottom ?? 0, height: box?.height ?? 0 };
            }),
          );
          const [exit, back, sentence] = places;
          expect(exit?.top).toBeGreaterThanOrEqual(0);
          expect(exit?.bottom).toBeLessThanOrEqual(sentence?.top ?? 0);
          expect(back?.height).toBeGreaterThanOrEqual(44);
          const isClear =
            (back?.bottom ?? 0) <= (sentence?.top ?? 0) || (sentence?.bottom ?? 0) <= (back?.top ?? 0);
          expect(isClear).toBe(true);
          await button.click();
        }
      });
    });

    test('the way out is the thing that is clicked where it is seen', async () => {
      const path = await read(address, options, async (page) => {
        await page.locator('.poster summary').first().click();
        await page.route('https://www.weather.gov/**', (route) => route.fulfill({ body: 'the weather' }));
        await page.getByRole('link', { name: words.exit }).click();
        return page.url();
      });
      expect(path).toBe('https://www.weather.gov/');
    });
  });

  test('the keyboard opens it and closes it again, and no entry of the history tells of it', async () => {
    const seen = await read(address, { viewport: PHONE }, async (page) => {
      const entries = () => page.evaluate(() => history.length);
      const before = await entries();
      const isOpen = async () => (await page.locator('.poster[open]').count()) > 0;
      await page.locator('.poster summary').first().focus();
      await page.keyboard.press('Enter');
      const opened = [await isOpen(), await page.locator('.poster[open] summary').innerText()];
      await page.keyboard.press('Space');
      return {
        opened,
        closed: !(await isOpen()),
        button: await page.locator('.poster summary').first().innerText(),
        address: new URL(page.url()).pathname,
        entries: (await entries()) - before,
      };
    });
    expect(seen).toEqual({
      opened: [true, words.shrink],
      closed: true,
      button: words.show,
      address,
      entries: 0,
    });
  });
});

test('while a sentence fills the view, Tab reaches only the way out and the way back', async () => {
  const reached = await read('/en/at-home/', { viewport: PHONE }, async (page) => {
    await page.locator('.poster summary').first().click();
    const names = new Set<string>();
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press('Tab');
      names.add(
        await page.evaluate(() => document.querySelector<HTMLElement>(':focus')?.innerText.trim() ?? ''),
      );
    }
    return [...names];
  });
  expect(reached.filter((name) => !/^(Leave\s+now|Make it small|Skip to the page)?$/.test(name))).toEqual([]);
  expect(reached.join()).toMatch(/Leave\s+now/);
});

test('a voice reads a sentence once while it is small, and only the large one while it is large', async () => {
  const [small, large] = await read('/es/en-casa/', { viewport: PHONE }, async (page) => {
    const small = await heardOn(page);
    await page.locator('.poster summary').first().click();
    return [small, await heardOn(page)];
  });
  expect(small.filter((words) => words === 'Who are you?')).toHaveLength(1);
  expect(small).toContain('¿Quiénes son ustedes?');
  expect(large).toEqual(['Ir al contenido', 'Salir ya', 'Hacer pequeño', 'Who are you?']);
});

/** Every text in the tree that Chromium gives to a screen reader. */
async function heardOn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored, role }) => !ignored && role?.value === 'StaticText')
    .map(({ name }) => String(name?.value));
}

test.each([
  ['in light colours', {}],
  ['in dark colours', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
] as const)('it is black on white %s, and axe finds nothing', async (_what, options) => {
  await read('/es/en-casa/', { viewport: PHONE, ...options }, async (page) => {
    await page.locator('.poster summary').first().click();
    const colours = await page.locator('.poster[open] p').evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return [color, backgroundColor];
    });
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    // axe computes the colours of the bar, and does not know that forced ones replace them.
    if (!('forcedColors' in options)) expect(await barriersOn(page)).toEqual(NO_BARRIERS);
  });
});

test('on paper each sentence stands once, also when it was left large', async () => {
  const printed = await read('/en/at-home/', { viewport: PHONE }, async (page) => {
    await page.locator('.poster summary').first().click();
    await page.emulateMedia({ media: 'print' });
    return page.evaluate(() => ({
      posters: [...document.querySelectorAll<HTMLElement>('.poster')].filter((one) => one.offsetHeight > 0)
        .length,
      main: getComputedStyle(document.querySelector('main') ?? document.body).visibility,
    }));
  });
  expect(printed).toEqual({ posters: 0, main: 'visible' });
});
