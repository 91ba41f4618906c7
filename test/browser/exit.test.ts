/// <reference lib="dom" />
import { EventEmitter, once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import es from '../../locales/es.json' with { type: 'json' };
import { openGuide } from '../town.ts';
import { openChromium } from './chromium.ts';
import { serve } from './serving.ts';
import { visitTo } from './visit.ts';

const { app, site } = await openGuide();
const guide: RequestListener = app;

const visit = visitTo(app);

const EXIT = 'https://www.weather.gov/';

const LANGUAGES = [
  {
    language: 'English',
    say: en,
    home: '/en/',
    long: '/en/food-shelter/',
    others: ['/en/using-this-guide/', '/en/a-to-z/', '/en/search/', '/en/not-there/'],
  },
  {
    language: 'Spanish',
    say: es,
    home: '/es/',
    long: '/es/comida-y-techo/',
    others: ['/es/como-usar-esta-guia/', '/es/a-z/', '/es/buscar/', '/es/no-existe/'],
  },
] as const;
const [ENGLISH] = LANGUAGES;

type Options = BrowserContextOptions & { origin?: string; destination?: Destination; browser?: Browser };

/** What the everyday site does when it is asked for. */
type Destination = (context: BrowserContext) => Promise<unknown>;

const answers: Destination = (context) =>
  context.route(`${EXIT}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Sunny</h1>' }),
  );
const isUnreachable: Destination = (context) => context.route(`${EXIT}**`, (route) => route.abort());
/** It answers with no page, and a browser stays where it is: while it waits for one, nobody can look into it. */
const hasNothing: Destination = (context) =>
  context.route(`${EXIT}**`, (route) => route.fulfill({ status: 204 }));

/** Opens a page of the guide in a new window, and closes it after it was used. */
async function on<Result>(
  address: string,
  use: (page: Page) => Promise<Result>,
  { origin = visit.origin, destination = answers, browser: other = visit.browser, ...options }: Options = {},
): Promise<Result> {
  const context = await other.newContext({ viewport: { width: 320, height: 568 }, ...options });
  try {
    await destination(context);
    const page = await context.newPage();
    await page.goto(origin + address);
    return await use(page);
  } finally {
    await context.close();
  }
}

const wayOut = (page: Page) => page.locator('a.exit');
const presses = (page: Page) => page.locator('.presses');
/** Every word that can be seen. */
const seenOn = (page: Page) =>
  page.evaluate(() => [document.title, (document.body?.innerText ?? '').trim()].join(' | '));

async function leaveForNothing(page: Page): Promise<void> {
  const answered = page.waitForResponse(EXIT);
  await wayOut(page).click();
  await answered;
}

async function pressShift(page: Page, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.press('Shift');
}

const emptied = (say: typeof en | typeof es) => `www.weather.gov | ${say['exit.leaving']}`;

describe.each([
  { width: 320, height: 568 },
  { width: 320, height: 256 },
  { width: 568, height: 320 },
  { width: 1280, height: 900 },
])('at $width × $height', (viewport) => {
  describe.each(LANGUAGES)('in $language', ({ home, long, others }) => {
    test.each([
      ['with script', true, false],
      ['without script', false, false],
      ['with script and more space between letters', true, true],
    ])('%s, the way out is in view wherever the page stands', async (_how, javaScriptEnabled, isSpaced) => {
      const hidden: string[] = [];
      await on(
        home,
        async (page) => {
          for (const address of [home, long, ...others]) {
            await page.goto(visit.origin + address);
            if (isSpaced) await page.evaluate(spaceOut);
            for (const part of [0, 0.5, 1]) {
              const fault = await page.evaluate(faultOfWayOut, part);
              if (fault) hidden.push(`${address} at ${part}: ${fault}`);
            }
          }
        },
        { viewport, javaScriptEnabled },
      );
      expect(hidden).toEqual([]);
    });
  });
});

describe.each([20, 24])('with letters of %i px as the reader has set the browser', (size) => {
  let large: Browser;
  beforeAll(async () => {
    large = await openChromium({ args: [`--blink-settings=defaultFontSize=${size}`] });
  });
  afterAll(() => large.close());

  test.each([
    [320, 568],
    [360, 640],
    [320, 256],
    [568, 320],
  ])('at %i × %i, the way out is in view wherever the page stands', async (width, height) => {
    const hidden: string[] = [];
    for (const { home, long } of LANGUAGES) {
      await on(
        home,
        async (page) => {
          for (const address of [home, long]) {
            await page.goto(visit.origin + address);
            const found = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
            expect(Number.parseFloat(found)).toBeGreaterThanOrEqual(size);
            for (const part of [0, 0.5, 1]) {
              const fault = await page.evaluate(faultOfWayOut, part);
              if (fault) hidden.push(`${address} at ${part}: ${fault}`);
            }
          }
        },
        { viewport: { width, height }, browser: large },
      );
    }
    expect(hidden).toEqual([]);
  });
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

// Runs in the page: scrolls to a part of it, and says what keeps the way out from being hit.
function faultOfWayOut(part: number): string | null {
  const { scrollHeight } = document.documentElement;
  scrollTo({ top: part * (scrollHeight - innerHeight), behavior: 'instant' });
  const links = document.querySelectorAll('a.exit');
  const [link] = links;
  if (!link || links.length > 1) return `${links.length} ways out`;
  const { left, top, right, bottom, width, height } = link.getBoundingClientRect();
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return `at ${left}, ${top}`;
  if (width < 44 || height < 44) return `${width} × ${height}`;
  if (link.scrollWidth > Math.ceil(width) || link.scrollHeight > Math.ceil(height))
    return 'its words run over';
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (!hit || !link.contains(hit)) return `behind ${hit?.outerHTML.slice(0, 60)}`;
  const other = document.querySelector('.switch')?.getBoundingClientRect();
  if (other && part === 0 && other.right > left + 12) return 'over the language switch';
  if (document.documentElement.scrollWidth > innerWidth) return 'the page is cut off at the side';
  return null;
}

describe.each(LANGUAGES)('with script, in $language', ({ say, home, long }) => {
  test('the page is empty before the other one answers, and says one neutral line', async () => {
    const seen = await on(
      long,
      async (page) => {
        await leaveForNothing(page);
        return {
          words: await seenOn(page),
          said: await page.getByRole('alert').textContent(),
          nodes: await page.evaluate(() => document.querySelectorAll('*').length),
        };
      },
      { destination: hasNothing },
    );
    // html, head, title, body, p
    expect(seen).toEqual({ words: emptied(say), said: say['exit.leaving'], nodes: 5 });
  });

  test('each time Shift is pressed is said, beside the way out, and the third time leaves', async () => {
    const said = await on(home, async (page) => {
      const words: string[] = [];
      await page.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }));
      for (let time = 0; time < 2; time += 1) {
        await pressShift(page, 1);
        words.push((await presses(page).innerText()).trim());
        expect(await presses(page).getAttribute('role')).toBe('status');
        const box = await presses(page).boundingBox();
        expect(box?.y).toBeGreaterThan(0);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(568);
      }
      await pressShift(page, 1);
      await page.waitForURL(EXIT);
      return words;
    });
    expect(said).toEqual([say['exit.two'], say['exit.one']]);
  });

  test('a reader of the screen is told of the keys on the way out itself', async () => {
    const described = await on(home, (page) =>
      wayOut(page).evaluate(
        (link) => document.getElementById(link.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    );
    expect(described).toBe(say['exit.keys']);
  });
});

describe('with script', () => {
  test('Back does not show the page that was left', async () => {
    const seen = await on(ENGLISH.long, async (page) => {
      await wayOut(page).click();
      await page.waitForURL(EXIT);
      await page.goBack();
      return { url: page.url(), words: await seenOn(page) };
    });
    expect(seen).toEqual({ url: 'about:blank', words: ' | ' });
  });

  test('nor after the skip link, which leaves no second entry', async () => {
    const seen = await on(ENGLISH.long, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/#content');
      await page.keyboard.press('Tab');
      const isInside = await page.evaluate(() => document.activeElement?.closest('main') !== null);
      await pressShift(page, 3);
      await page.waitForURL(EXIT);
      await page.goBack();
      return { isInside, url: page.url() };
    });
    expect(seen).toEqual({ isInside: true, url: 'about:blank' });
  });

  test('a hand that shakes gets out', async () => {
    const url = await on(ENGLISH.home, async (page) => {
      const { x, y, width, height } = (await wayOut(page).boundingBox()) ?? {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
      };
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 12, y + height / 2 + 4, { steps: 6 });
      await page.mouse.up();
      await page.waitForURL(EXIT);
      return page.url();
    });
    expect(url).toBe(EXIT);
  });

  test('while an everyday site is slow, to load again shows the first page of the guide at most', async () => {
    const seen = await on(
      ENGLISH.long,
      async (page) => {
        await page.clock.install();
        await page.reload();
        // A clock that is only installed goes on by itself, and on a busy machine too far.
        await page.clock.pauseAt(Date.now() + 60_000);
        await leaveForNothing(page);
        await page.clock.runFor(1900);
        const before = new URL(page.url()).pathname;
        await page.clock.runFor(200);
        const after = new URL(page.url()).pathname;
        await page.reload();
        return { before, after, again: await page.locator('h1').textContent() };
      },
      { destination: hasNothing },
    );
    expect(seen).toEqual({
      before: ENGLISH.long,
      after: ENGLISH.home,
      again: 'Hartford Immigrant and Refugee Resource Guide',
    });
  });

  test('Back still shows what was read before it, as the guide says', async () => {
    const path = await on(ENGLISH.home, async (page) => {
      await page.locator(`a[href="${ENGLISH.long}"]`).first().click();
      await page.waitForURL(`**${ENGLISH.long}`);
      await wayOut(page).click();
      await page.waitForURL(EXIT);
      await page.goBack();
      return new URL(page.url()).pathname;
    });
    expect(path).toBe(ENGLISH.home);
  });

  test('an everyday site that cannot be reached leaves nothing of the page behind', async () => {
    const seen = await on(
      ENGLISH.long,
      async (page) => {
        const failed = page.waitForEvent('requestfailed', (request) => request.url() === EXIT);
        await wayOut(page).click({ noWaitAfter: true });
        await failed;
        await page.waitForURL((url) => url.protocol === 'chrome-error:' || url.href === EXIT);
        const words = await page.locator('html').innerText();
        await page.goBack();
        return { words, back: page.url() };
      },
      { destination: isUnreachable },
    );
    expect(seen.words).not.toMatch(/Hartford|211|911/);
    expect(seen.back).toBe('about:blank');
  });

  test('an emptied page that is shown again stays empty, with an answer and typed words before', async () => {
    const words = await on(
      ENGLISH.home,
      async (page) => {
        await page.locator('#q').fill('zarzaparrilla clinic');
        await page.locator('#q').press('Enter');
        await page.locator('main .answer').waitFor();
        await page.locator('#q').fill('zarzaparrilla lawyer');
        await leaveForNothing(page);
        return page.evaluate(() => {
          for (const kind of ['pagehide', 'pageshow']) {
            dispatchEvent(new PageTransitionEvent(kind, { persisted: true }));
          }
          dispatchEvent(new HashChangeEvent('hashchange'));
          return [document.documentElement.outerHTML, document.querySelectorAll('input, main').length];
        });
      },
      { destination: hasNothing },
    );
    expect(words).toEqual([expect.not.stringMatching(/zarzaparrilla|clinic|lawyer/i), 0]);
  });

  test('a search that is answered only after the page was left shows nothing', async () => {
    const searches = new EventEmitter();
    const search = once(searches, 'search');
    const slow = await serve((request, response) => {
      const answer = () => guide(request, response);
      if (request.method === 'POST') searches.emit('search', answer);
      else answer();
    });
    const words = await on(
      ENGLISH.home,
      async (page) => {
        await page.locator('#q').fill('clinic');
        await page.locator('#q').press('Enter');
        const [answer] = await search;
        await leaveForNothing(page);
        const over = page.waitForEvent(
          'requestfinished',
          (request) => request.method() === 'POST' && request.url().endsWith('/en/search/'),
        );
        answer();
        await over;
        return seenOn(page);
      },
      { origin: slow.origin, destination: hasNothing },
    );
    await slow.stop();
    expect(words).toBe(emptied(en));
  });

  test('it works before the rest of a slow page has come, and the rest is never shown', async () => {
    const pages = new EventEmitter();
    const half = once(pages, 'half');
    const html = site.edition.pages.get(ENGLISH.long)?.bytes.identity.toString() ?? '';
    const end = html.indexOf('<main');
    expect(end).toBeGreaterThan(0);
    const slow = await serve(inHalves(html.slice(0, end), pages));
    const words = await on(
      '/quick',
      async (page) => {
        await page.goto(`${slow.origin}/slow`, { waitUntil: 'commit' });
        const [response] = await half;
        await leaveForNothing(page);
        response.end(html.slice(end));
        await page.waitForFunction(() => document.readyState === 'complete');
        return seenOn(page);
      },
      { origin: slow.origin, destination: hasNothing },
    );
    await slow.stop();
    expect(words).toBe(emptied(en));
  });

  test('a middle click leaves too, and opens no other window', async () => {
    const windows = await on(ENGLISH.home, async (page) => {
      await wayOut(page).click({ button: 'middle' });
      await page.waitForURL(EXIT);
      return page.context().pages().length;
    });
    expect(windows).toBe(1);
  });

  test.each([
    [
      'typing capitals in the search',
      async (page: Page) => {
        await page.locator('#q').focus();
        for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`);
      },
    ],
    [
      'holding Shift down',
      async (page: Page) => {
        for (let time = 0; time < 8; time += 1) await page.keyboard.down('Shift');
      },
    ],
    [
      'changing the keyboard with Alt and Shift',
      async (page: Page) => {
        for (let time = 0; time < 4; time += 1) await page.keyboard.press('Alt+Shift');
      },
    ],
    [
      'going back through links with Shift and Tab',
      async (page: Page) => {
        await page.keyboard.down('Shift');
        for (let time = 0; time < 4; time += 1) await page.keyboard.press('Tab');
        await page.keyboard.up('Shift');
      },
    ],
    [
      'marking text with Shift and the mouse',
      async (page: Page) => {
        for (let time = 0; time < 4; time += 1) await page.locator('h1').click({ modifiers: ['Shift'] });
      },
    ],
    [
      'scrolling sideways with Shift and the wheel',
      async (page: Page) => {
        for (let time = 0; time < 4; time += 1) {
          await page.keyboard.down('Shift');
          await page.mouse.wheel(0, 40);
          await page.keyboard.up('Shift');
        }
      },
    ],
    [
      'pressing Shift twice, another key, and Shift twice more',
      async (page: Page) => {
        await pressShift(page, 2);
        await page.keyboard.press('ArrowDown');
        await pressShift(page, 2);
        await page.keyboard.press('ArrowDown');
      },
    ],
  ])('%s does not leave, and is not counted', async (_what, use) => {
    const seen = await on(ENGLISH.home, async (page) => {
      await use(page);
      return { url: new URL(page.url()).pathname, said: await presses(page).textContent() };
    });
    expect(seen).toEqual({ url: ENGLISH.home, said: '' });
  });

  test('while the focus is in the search field, Shift three times still leaves', async () => {
    const url = await on(ENGLISH.home, async (page) => {
      await page.locator('#q').fill('lawyer');
      await pressShift(page, 3);
      await page.waitForURL(EXIT);
      return page.url();
    });
    expect(url).toBe(EXIT);
  });

  test('two presses run out, which is said too, and then it takes three again', async () => {
    const said = await on(ENGLISH.home, async (page) => {
      await page.clock.install();
      await page.reload();
      const words: (string | null)[] = [];
      const note = async () => words.push(await presses(page).textContent());
      await pressShift(page, 2);
      await page.clock.runFor(4000);
      await note();
      await page.clock.runFor(1500);
      await note();
      await page.clock.runFor(5000);
      await note();
      await pressShift(page, 2);
      await note();
      expect(new URL(page.url()).pathname).toBe(ENGLISH.home);
      await pressShift(page, 1);
      await page.waitForURL(EXIT);
      return words;
    });
    expect(said).toEqual([en['exit.one'], en['exit.out'], '', en['exit.one']]);
  });
});

/** Sends the beginning of a page and hands over the rest, but for one page that is whole. */
function inHalves(beginning: string, pages: EventEmitter): RequestListener {
  return (request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (request.url !== '/slow') response.end('<title>x</title>');
    else response.write(beginning, () => pages.emit('half', response));
  };
}

describe.each([true, false])('with script %s', (javaScriptEnabled) => {
  test.each([ENGLISH.long, '/en/not-there/'])(
    'the way out of %s works when the guide does not',
    async (from) => {
      const own = await serve(app);
      const words = await on(
        from,
        async (page) => {
          await own.stop();
          await wayOut(page).click();
          await page.waitForURL(EXIT);
          return page.locator('body').innerText();
        },
        { origin: own.origin, javaScriptEnabled },
      );
      expect(words).toBe('Sunny');
    },
  );

  test('the everyday site does not learn where its visitor comes from', async () => {
    const seen = await on(
      ENGLISH.long,
      async (page) => {
        const asked = page.waitForRequest(EXIT);
        await wayOut(page).click();
        const { referer, cookie } = await (await asked).allHeaders();
        await page.waitForURL(EXIT);
        return {
          referer,
          cookie,
          referrer: await page.evaluate(() => document.referrer),
          opener: await page.evaluate(() => opener !== null),
        };
      },
      { javaScriptEnabled },
    );
    expect(seen).toEqual({ referer: undefined, cookie: undefined, referrer: '', opener: false });
  });

  test('it is not printed, and stands out in forced colours', async () => {
    const seen = await on(
      ENGLISH.home,
      async (page) => {
        const border = await wayOut(page).evaluate((link) => {
          const { borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(link);
          return [borderTopStyle, borderTopColor !== backgroundColor];
        });
        await page.emulateMedia({ media: 'print' });
        return {
          border,
          printed: await page.locator('.exit, .presses, .hint').filter({ visible: true }).count(),
        };
      },
      { javaScriptEnabled, forcedColors: 'active' },
    );
    expect(seen).toEqual({ border: ['solid', true], printed: 0 });
  });
});

describe('without script', () => {
  test('the way out is a plain link, and the page promises no keys', async () => {
    const seen = await on(
      ENGLISH.home,
      async (page) => {
        await pressShift(page, 3);
        const stayed = new URL(page.url()).pathname;
        const keys = await page.locator('#shift').isVisible();
        const described = await wayOut(page).getAttribute('aria-describedby');
        await wayOut(page).click();
        await page.waitForURL(EXIT);
        await page.goBack();
        return { stayed, keys, described, back: new URL(page.url()).pathname };
      },
      { javaScriptEnabled: false },
    );
    expect(seen).toEqual({ stayed: ENGLISH.home, keys: false, described: null, back: ENGLISH.home });
  });

  test('an error page, which may run no script at all, has it too', async () => {
    const seen = await on('/en/not-there/', async (page) => {
      await pressShift(page, 3);
      const scripts = await page.locator('script').count();
      const name = (await wayOut(page).innerText()).replace(/\s+/g, ' ');
      await wayOut(page).click();
      await page.waitForURL(EXIT);
      return { scripts, name };
    });
    expect(seen).toEqual({ scripts: 0, name: `${en.exit} ${es.exit}` });
  });
});

test('a visit leaves no name of a place in the addresses and titles of the history', async () => {
  const ids = [...site.edition.pages.values()].flatMap(({ bytes }) =>
    [...bytes.identity.toString().matchAll(/<article class="listing" id="([^"]+)"/g)].map(([, id]) => id),
  );
  const kept = await on('/en/a-to-z/', async (page) => {
    const entries: string[] = [];
    const note = async () => entries.push(`${page.url()} ${await page.title()}`);
    for (const address of [...site.edition.pages.keys()].filter((one) => one.startsWith('/en/a-to-z/'))) {
      await page.goto(visit.origin + address);
      const count = await page.locator('.listing h3 a').count();
      for (let place = 0; place < count; place += 1) {
        await page.goto(visit.origin + address);
        const link = page.locator('.listing h3 a').nth(place);
        const name = (await link.innerText()).trim();
        await link.click();
        await page.waitForURL(/#n\d+$/);
        await note();
        const heading = page.locator(new URL(page.url()).hash);
        expect((await heading.innerText()).trim()).toBe(name);
      }
    }
    return entries;
  });
  expect(kept.length).toBeGreaterThan(30);
  expect(new Set(ids).size).toBeGreaterThan(30);
  // The page of a section may be called by what a place is called by: “health”.
  const names = kept.filter((entry) => ids.some((id) => entry.split('#')[1]?.includes(id ?? '')));
  expect(names).toEqual([]);
}, 120_000);

test('a server that is asked for nothing more sees nothing of the exit', async () => {
  const paths: string[] = [];
  const watched = await serve((request, response) => {
    paths.push(request.url ?? '');
    guide(request, response);
  });
  await on(
    ENGLISH.home,
    async (page) => {
      await pressShift(page, 3);
      await page.waitForURL(EXIT);
    },
    { origin: watched.origin },
  );
  await watched.stop();
  expect(paths).toEqual([ENGLISH.home]);
});
