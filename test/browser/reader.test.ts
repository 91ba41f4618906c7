/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { openChromium } from './chromium.ts';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const { app, site } = await openGuide();
const addresses = [...site.edition.pages.keys()];

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

type Screen = { width: number; colorScheme: 'light' | 'dark' };

async function read<Result>(
  { width, colorScheme }: Screen,
  use: (page: Page) => Promise<Result>,
  javaScriptEnabled = true,
): Promise<Result> {
  const context = await browser.newContext({
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

// Runs in the page: axe is put there by its source, since the policy of the page lets no script in.
type AxeWindow = { axe: { run(options: object): Promise<{ violations: AxeViolation[] }> } };
type AxeViolation = { id: string; nodes: { html: string; failureSummary: string }[] };

describe.each<Screen>([
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
])('at $width px, $colorScheme', (screen) => {
  test.each([...addresses, '/en/not-there/'])(
    'axe finds nothing on %s, and nothing is cut off at the side',
    async (address) => {
      const found = await read(screen, async (page) => {
        await page.goto(origin + address);
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as AxeWindow;
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          return (await axe.run({ runOnly: tags })).violations;
        });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        return {
          violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          overflow,
        };
      });
      expect(found).toEqual({ violations: [], overflow: 0 });
    },
  );
});

test('a visit to every page asks no other host, and leaves no cookie and nothing stored', async () => {
  const trace = await read({ width: 320, colorScheme: 'light' }, async (page) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const stored: number[] = [];
    for (const address of addresses) {
      await page.goto(origin + address);
      stored.push(
        await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
      );
      stored.push(await page.evaluate(async () => (await indexedDB.databases()).length));
      stored.push(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length));
    }
    return {
      foreign: requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:')),
      own: requests.filter((url) => url.startsWith(`${origin}/`)).length,
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
        await page.goto(`${origin}/en/`);
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
        await page.goto(`${origin}/es/comida-y-techo/`);
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

test('everything to tap outside a sentence is at least 44 px high on a phone', async () => {
  const small = await read({ width: 320, colorScheme: 'light' }, async (page) => {
    const found: string[] = [];
    for (const address of ['/en/', '/es/salud/']) {
      await page.goto(origin + address);
      found.push(
        ...(await page.evaluate(() =>
          [...document.querySelectorAll('.bar a, .phone, .links a, summary, .contents li a')]
            .filter((element) => element.getBoundingClientRect().height < 43.5)
            .map((element) => element.outerHTML),
        )),
      );
    }
    return found;
  });
  expect(small).toEqual([]);
});

test('the number is the biggest thing on a listing', async () => {
  const sizes = await read({ width: 320, colorScheme: 'light' }, async (page) => {
    await page.goto(`${origin}/en/health/`);
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
