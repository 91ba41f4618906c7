/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { visitTo } from './visit.ts';

const { app, site } = await openGuide();
const addresses = [...site.edition.pages.keys()];

const visit = visitTo(app);

type Screen = { width: number; colorScheme: 'light' | 'dark' };

async function read<Result>(
  { width, colorScheme }: Screen,
  use: (page: Page) => Promise<Result>,
  javaScriptEnabled = true,
): Promise<Result> {
  const context = await visit.browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    javaScriptEnabled,
  });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

test('a visit to every page asks no other host, and leaves no cookie and nothing stored', async () => {
  const trace = await read({ width: 320, colorScheme: 'light' }, async (page) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const stored: number[] = [];
    for (const address of addresses) {
      await page.goto(visit.origin + address);
      stored.push(
        await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
      );
      stored.push(await page.evaluate(async () => (await indexedDB.databases()).length));
      stored.push(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length));
    }
    return {
      foreign: requests.filter((url) => !url.startsWith(`${visit.origin}/`) && !url.startsWith('data:')),
      own: requests.filter((url) => url.startsWith(`${visit.origin}/`)).length,
      cookies: await page.context().cookies(),
      stored: stored.reduce((sum, one) => sum + one, 0),
    };
  });
  // One request for each page view: style and icon come with the page.
  expect(trace).toEqual({ foreign: [], own: addresses.length, cookies: [], stored: 0 });
});

describe.each([true, false])('with script %s', (javaScriptEnabled) => {
  const phone: Screen = { width: 320, colorScheme: 'light' };

  test('a reader finds what to do at the door, changes the language, and stays on the page', async () => {
    const seen = await read(
      phone,
      async (page) => {
        await page.goto(`${visit.origin}/en/`);
        await page.getByRole('link', { name: 'Is ICE at your door?' }).click();
        const english = await page.locator('h1').textContent();
        await page.getByRole('link', { name: 'Español' }).click();
        return {
          english,
          spanish: await page.locator('h1').textContent(),
          path: new URL(page.url()).pathname,
        };
      },
      javaScriptEnabled,
    );
    expect(seen).toEqual({
      english: 'If ICE comes to your home',
      spanish: 'Si ICE llega a su casa',
      path: '/es/en-casa/',
    });
  });

  test('the way out is in view at the foot of a long page, and leads to an everyday site', async () => {
    const exit = await read(
      phone,
      async (page) => {
        await page.goto(`${visit.origin}/es/comida-y-techo/`);
        await page.locator('footer .about').scrollIntoViewIfNeeded();
        const link = page.getByRole('link', { name: 'Salir ya' });
        const box = await link.boundingBox();
        return { href: await link.getAttribute('href'), top: box?.y ?? -1, height: box?.height ?? 0 };
      },
      javaScriptEnabled,
    );
    expect(exit.href).toBe('https://www.weather.gov/');
    expect(exit.top).toBeGreaterThanOrEqual(0);
    expect(exit.height).toBeGreaterThanOrEqual(44);
  });
});

test('the number is the biggest thing on a listing', async () => {
  const sizes = await read({ width: 320, colorScheme: 'light' }, async (page) => {
    await page.goto(`${visit.origin}/en/health/`);
    return page.evaluate(() => {
      const size = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
      return [...document.querySelectorAll('.listing')].map((listing) => {
        const number = listing.querySelector('.phone strong');
        const others = [...listing.querySelectorAll('*')].filter(
          (element) => element !== number && !element.matches('.phone strong'),
        );
        return number ? size(number) - Math.max(...others.map(size)) : 1;
      });
    });
  });
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});
