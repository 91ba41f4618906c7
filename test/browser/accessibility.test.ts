/// <reference lib="dom" />
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import es from '../../locales/es.json' with { type: 'json' };
import { openChangedTown, openGuide, openTown } from '../town.ts';
import { barriersOn, faintOnPage, NO_BARRIERS, openAll, smallOnPage } from './barriers.ts';
import { openChromium } from './chromium.ts';
import { serve } from './serving.ts';
import { visitTo } from './visit.ts';

const { app, site } = await openGuide();
const addresses = [...site.edition.pages.keys(), '/en/not-there/', '/es/no-existe/'];

const visit = visitTo(app);

/** A page that is opened once and goes from address to address: it keeps nothing between them. */
function onePage(options: BrowserContextOptions, openBrowser?: () => Promise<Browser>): () => Page {
  let own: Browser | undefined;
  let page: Page | undefined;
  beforeAll(async () => {
    own = await openBrowser?.();
    page = await (await (own ?? visit.browser).newContext(options)).newPage();
  });
  afterAll(async () => {
    await page?.context().close();
    await own?.close();
  });
  return () => {
    if (!page) throw new Error('it is not open yet');
    return page;
  };
}

const SMALL = { width: 320, height: 800 };
const LARGE = { width: 1280, height: 1024 };

describe('with everything open,', () => {
  const open = onePage({ viewport: SMALL });

  test.each(addresses)(
    'on %s axe finds no barrier, no word is faint, and nothing to tap is small',
    async (address) => {
      const page = open();
      await page.goto(visit.origin + address);
      await openAll(page);
      for (const [viewport, colorScheme, other] of [
        [SMALL, 'light', 'dark'],
        [LARGE, 'dark', 'light'],
      ] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: other });
        const faint = await page.evaluate(faintOnPage);
        await page.emulateMedia({ colorScheme });
        expect(await barriersOn(page), `${viewport.width} px, ${colorScheme}`).toEqual(NO_BARRIERS);
        expect(faint, `${viewport.width} px, ${other}`).toEqual([]);
      }
    },
  );
});

const FOOD = 'sections/food.yaml';
const CLOSED = `  - id: old-pantry
    organization: elm-kitchen
    name: Old Pantry
    summary: { en: It gave food., es: Daba comida. }
    sources:
      - { name: Elm Kitchen, accessed: 2026-02-03 }
    checked: none
    retired:
      on: 2026-05-01
      reason: { en: The house was sold., es: Se vendió la casa. }
      instead: [elm-pantry]
`;

describe('no barrier either', () => {
  const open = onePage({ viewport: SMALL });

  async function barriersAt(address: string, other: { app: typeof app }, selector: string) {
    const others = await serve(other.app);
    try {
      const page = open();
      await page.goto(others.origin + address);
      expect(await page.locator(selector).count(), selector).toBeGreaterThan(0);
      await openAll(page);
      const found = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(await barriersOn(page));
      }
      return found;
    } finally {
      await others.stop();
    }
  }

  test.each(['en', 'es'])('while there is news, in %s', async (locale) => {
    const town = await openTown({ now: '2026-01-11T12:00:00-05:00' });
    expect(await barriersAt(`/${locale}/`, town, '.alerts')).toEqual([NO_BARRIERS, NO_BARRIERS]);
  });

  test.each(['/en/at-home/', '/es/en-casa/', '/en/kept-current/', '/es/al-dia/'])(
    'when the check of the law is late, on %s',
    async (address) => {
      const late = await openGuide({ now: '2027-06-01T12:00:00-04:00' });
      expect(await barriersAt(address, late, '.doubt, main li')).toEqual([NO_BARRIERS, NO_BARRIERS]);
    },
  );

  test.each(['/en/closed/old-pantry/', '/es/cerrado/old-pantry/', '/en/food/', '/es/comida/'])(
    'where a place has closed, on %s',
    async (address) => {
      const town = await openChangedTown({
        [FOOD]: [['  - id: town-hall\n', `${CLOSED}  - id: town-hall\n`]],
      });
      expect(await barriersAt(address, town, '.lead')).toEqual([NO_BARRIERS, NO_BARRIERS]);
    },
  );

  test.each(Object.entries(site.edition.errors))('on the page of error %s', async (_status, pages) => {
    const page = await visit.browser.newPage({ viewport: SMALL });
    const found = [];
    for (const { bytes } of pages.values()) {
      // The policy of a page that is open would not let another be written over it.
      await page.goto('about:blank');
      await page.setContent(bytes.identity.toString());
      found.push(await barriersOn(page));
    }
    await page.close();
    expect(found).toEqual([NO_BARRIERS, NO_BARRIERS]);
  });
});

test('words that are too faint, and what is too small to tap, are found', async () => {
  const page = await visit.browser.newPage();
  await page.setContent(
    `<p style="color: #767676; background: #fff">Faint</p><p style="color: #111; background: #fff">Clear</p>
    <p><a href="/">Small</a></p><p>Inside <a href="/">a sentence</a></p>
    <p><a href="/" style="display: inline-block; padding: 1rem">Large enough</a></p>`,
  );
  const [faint, small] = [await page.evaluate(faintOnPage), await page.evaluate(smallOnPage)];
  await page.close();
  expect(faint).toEqual([expect.stringMatching(/^words 4\.54 of 7: .*Faint/)]);
  expect(small).toEqual([expect.stringMatching(/Small/)]);
});

// Runs in the page: the text spacing of WCAG 2.2, success criterion 1.4.12.
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
      'p { margin-block-end: 2em !important }',
  );
  document.adoptedStyleSheets = [sheet];
}

// Runs in the page: what is cut off, lies outside the window, or lies over another part of the bar.
function cutOff(): string[] {
  const found: string[] = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
  const say = (what: string, one: Element) => found.push(`${what}: ${one.outerHTML.slice(0, 100)}`);
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility() || one.closest('.skip, svg')) continue;
    const { left, right } = one.getBoundingClientRect();
    // The name of the guide may be cut off beside its leaf; it stands at the foot of the page as well.
    if (one.matches('.mark span')) continue;
    if (left < -1 || right > innerWidth + 1) say('outside', one);
    if (one.matches('.mark')) {
      const leaf = one.querySelector('.leaf')?.getBoundingClientRect();
      if (!leaf || leaf.right > right + 1 || leaf.width < 24) say('without its leaf', one);
      continue;
    }
    const { overflowX, overflowY, display } = getComputedStyle(one);
    if (display === 'inline') continue;
    const isCut =
      (overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1) ||
      (overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1);
    if (isCut && !one.matches('input')) say('cut off', one);
    if (one.matches('a, button, summary') && one.scrollWidth > one.clientWidth + 1) say('runs over', one);
  }
  const bar = [...document.querySelectorAll('.mark, .switch, .exit')].map((one) =>
    one.getBoundingClientRect(),
  );
  for (const [at, box] of bar.entries()) {
    const before = bar[at - 1];
    if (before && before.right > box.left + 1 && before.bottom > box.top + 1 && before.top < box.bottom - 1)
      found.push(`part ${at} of the bar lies over the one before it`);
  }
  return found;
}

const isHomeAtTheFoot = (page: Page) =>
  page.evaluate(() => {
    const mark = document.querySelector<HTMLAnchorElement>('.mark');
    const foot = [...document.querySelectorAll<HTMLAnchorElement>('footer .about a')];
    return (
      !mark ||
      foot.some(({ href, textContent }) => href === mark.href && textContent === mark.textContent?.trim())
    );
  });

describe('a reader who needs it large sees everything:', () => {
  const open = onePage({ viewport: SMALL });
  const openTwice = onePage({ viewport: LARGE }, () =>
    openChromium({ args: ['--blink-settings=defaultFontSize=32'] }),
  );

  test.each(addresses)(
    'nothing of %s is cut off, with small windows, more space or letters of twice the size',
    async (address) => {
      const found: Record<string, string[]> = {};
      const page = open();
      await page.goto(visit.origin + address);
      await openAll(page);
      const look = async (on: Page, how: string, width: number, height: number) => {
        await on.setViewportSize({ width, height });
        const seen = await on.evaluate(cutOff);
        if (seen.length > 0) found[`${how} at ${width} × ${height}`] = seen;
      };
      expect(await isHomeAtTheFoot(page)).toBe(true);
      // 1280 × 1024 at 400 % is 320 × 256.
      await look(page, 'plain', 320, 800);
      await look(page, 'plain', 320, 256);
      await page.evaluate(spaceOut);
      await look(page, 'spaced', 320, 800);
      await look(page, 'spaced', 1280, 1024);
      const twice = openTwice();
      await twice.goto(visit.origin + address);
      await openAll(twice);
      await look(twice, 'letters of 200 %', 640, 800);
      await look(twice, 'letters of 200 %', 1280, 1024);
      expect(found).toEqual({});
    },
  );

  test('the letters are really of twice the size', async () => {
    const size = await openTwice().evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(size).toBe('36px');
  });
});

describe('without script', () => {
  const openWith = onePage({ viewport: LARGE });
  const openWithout = onePage({ viewport: LARGE, javaScriptEnabled: false });
  const wordsOn = (page: Page) => page.locator('body').innerText();
  // Spoken of only where it works.
  const withoutKeys = (words: string) =>
    [en, es]
      .flatMap((said) => [said['exit.keys'], said['paper.print']])
      .reduce((left, said) => left.replace(said, ''), words)
      .replace(/\s+/g, ' ')
      .trim();

  test.each(addresses)('%s says the same without script', async (address) => {
    const [page, other] = [openWithout(), openWith()];
    await Promise.all([page.goto(visit.origin + address), other.goto(visit.origin + address)]);
    const words = await wordsOn(page);
    expect(words).not.toMatch(new RegExp(`${en['search.busy']}|${es['search.busy']}|loading|cargando`, 'i'));
    expect(words.replace(/\s+/g, ' ').trim()).toBe(withoutKeys(await wordsOn(other)));
    // What only a script could answer is not shown.
    expect(await page.locator('button:not([type=submit]):visible').count()).toBe(0);
  });
});

test.each(['no-preference', 'reduce'] as const)(
  'nothing moves for somebody who asked for less motion: %s',
  async (reducedMotion) => {
    const context = await visit.browser.newContext({ viewport: SMALL, reducedMotion });
    const page = await context.newPage();
    await page.goto(`${visit.origin}/en/food-shelter/`);
    const moving = await page.evaluate(() => ({
      isSmooth: getComputedStyle(document.documentElement).scrollBehavior === 'smooth',
      animations: document.getAnimations().length,
      changing: [...document.querySelectorAll('*')].filter((one) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || transitionDuration !== '0s';
      }).length,
    }));
    await context.close();
    expect(moving).toEqual({ isSmooth: reducedMotion === 'no-preference', animations: 0, changing: 0 });
  },
);

const KNOWN_HOURS = [
  ['checked: { on: 2026-02-03', 'checked: { on: 2026-11-20'],
  ['      by_appointment: true\n', ''],
] as const;

describe('in forced colours', () => {
  const open = onePage({ viewport: SMALL, forcedColors: 'active' });

  test.each([
    '/en/',
    '/es/comida-y-techo/',
    '/en/at-home/',
    '/en/a-to-z/',
    '/es/abierto-ahora/',
    '/en/not-there/',
  ])(
    'in forced colours everything to press has an edge or a line, and marks keep their shape: %s',
    async (address) => {
      const page = open();
      await page.goto(visit.origin + address);
      const lost = await page.evaluate(() => {
        const hasEdge = (style: CSSStyleDeclaration) =>
          style.borderTopStyle !== 'none' &&
          Number.parseFloat(style.borderTopWidth) >= 1 &&
          style.borderTopColor !== style.backgroundColor;
        const hasLine = (one: Element) =>
          [one, ...one.querySelectorAll('*')].some((part) =>
            getComputedStyle(part).textDecorationLine.includes('underline'),
          );
        const controls = [...document.querySelectorAll('a, button, input:not([type=hidden])')].filter(
          (one) => one.checkVisibility() && !hasEdge(getComputedStyle(one)) && !hasLine(one),
        );
        const marks = [...document.querySelectorAll('.steps > li, .status.open, .status.closed')].filter(
          (one) => getComputedStyle(one, '::before').borderTopStyle === 'none',
        );
        const boxes = [
          ...document.querySelectorAll('.warning, .notice, .alerts, .do, .do-not, .doubt'),
        ].filter((one) => getComputedStyle(one).borderInlineStartStyle === 'none');
        return [...controls, ...marks, ...boxes].map((one) => one.outerHTML.slice(0, 120));
      });
      expect(lost).toEqual([]);
    },
  );

  test('a place that is open still looks different from one that is closed', async () => {
    const page = open();
    const fills: string[] = [];
    for (const [hour, mark] of [
      ['12', '.open'],
      ['20', '.closed'],
    ] as const) {
      const changes = { [FOOD]: KNOWN_HOURS };
      const town = await serve(
        (await openChangedTown(changes, { now: `2026-11-24T${hour}:00:00-05:00` })).app,
      );
      await page.goto(`${town.origin}/en/food/`);
      fills.push(
        await page
          .locator(mark)
          .first()
          .evaluate((one) => getComputedStyle(one, '::before').backgroundColor),
      );
      await town.stop();
    }
    expect(new Set(fills).size).toBe(2);
  });
});
