/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import es from '../../locales/es.json' with { type: 'json' };
import { openGuide, PROJECT } from '../town.ts';
import { type Barriers, barriersOn, NO_BARRIERS } from './barriers.ts';
import { openChromium } from './chromium.ts';
import { type Served, serve } from './serving.ts';
import { visitTo } from './visit.ts';

const { app, site } = await openGuide();

const visit = visitTo(app);

const LANGUAGES = [
  {
    language: 'English',
    home: '/en/',
    search: '/en/search/',
    health: '/en/health/',
    title: 'Search – Hartford Resource Guide',
    say: en,
    count: /^\d+ results?$/,
    words: ['lawyer', 'clinic', 'food stamps'],
  },
  {
    language: 'Spanish',
    home: '/es/',
    search: '/es/buscar/',
    health: '/es/salud/',
    title: 'Buscar – Guía de recursos de Hartford',
    say: es,
    count: /^\d+ resultados?$/,
    words: ['abogado', 'clínica', 'cupones de comida'],
  },
] as const;
const [ENGLISH] = LANGUAGES;

/** Finds nothing, and is near enough to words of the guide that some are suggested. */
const MISSPELT = known(
  ['xlawyre', 'clnicx', 'xfodo', 'dentsit q', 'abogdoa x'].find((words) => {
    const answer = site.edition.searches.get(ENGLISH.search)?.print(words);
    return answer?.includes('class="suggestions"');
  }),
);
const NONSENSE = 'zqxwvkj';

function known<One>(one: One | null | undefined): One {
  if (one === null || one === undefined) throw new Error('there is none');
  return one;
}

/** Opens a page of the guide, and closes it after it was used. */
async function on<Result>(
  address: string,
  use: (page: Page) => Promise<Result>,
  options: BrowserContextOptions & { origin?: string } = {},
): Promise<Result> {
  const { origin = visit.origin, ...others } = options;
  const context = await visit.browser.newContext({ viewport: { width: 320, height: 800 }, ...others });
  try {
    const page = await context.newPage();
    await page.goto(origin + address);
    return await use(page);
  } finally {
    await context.close();
  }
}

const fieldOf = (page: Page) => page.locator('#q');
const answerOn = (page: Page) => page.locator('main .answer');
const statusOf = (page: Page) => page.locator('output');
const textOf = (page: Page) => page.locator('main').evaluate((main) => main.textContent);

/** Types words and presses Enter, and waits for the answer. */
async function search(page: Page, words: string): Promise<void> {
  await fieldOf(page).fill(words);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await fieldOf(page).press('Enter');
  await (await answered).finished();
  await answerOn(page).waitFor();
  await page.waitForFunction(() => document.querySelector('h1') === document.activeElement);
}

/** The page as it was printed, as its own nodes; a second call tells whether they are there again. */
const remember = (page: Page) =>
  page.evaluate(() => {
    const main = known(document.querySelector('main'));
    const nodes = [...main.childNodes];
    Object.assign(globalThis, {
      isAsItWas: () =>
        nodes.length === main.childNodes.length && nodes.every((node, at) => node === main.childNodes[at]),
    });
    function known<One>(one: One | null): One {
      if (!one) throw new Error('there is none');
      return one;
    }
  });
const isAsItWas = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { isAsItWas: () => boolean }).isAsItWas());

/** What the live region says from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    const output = document.querySelector('output');
    if (!output) return;
    new MutationObserver(() => said.push(output.textContent ?? '')).observe(output, { childList: true });
    Object.assign(globalThis, { said });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

describe.each(LANGUAGES)('with script, in $language', (of) => {
  const [words, others] = of.words;

  test.each<[string, (page: Page) => Promise<void>]>([
    ['Enter', (page) => fieldOf(page).press('Enter')],
    ['the button', (page) => page.locator('.search button').click()],
    [
      'the search key of a screen keyboard',
      (page) => page.evaluate(() => document.forms[0]?.requestSubmit()),
    ],
  ])('%s shows the answer in the page, and leaves no trace of it', async (_, send) => {
    const trace = await on(of.home, async (page) => {
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('framenavigated', (frame) => complaints.push(`went to ${frame.url()}`));
      const saidOn = await listen(page);
      const before = await page.evaluate(() => [location.href, document.title, history.length]);
      await fieldOf(page).fill(words);
      await send(page);
      await answerOn(page).waitFor();
      const said = await saidOn();
      return {
        requests,
        complaints,
        isSamePage: await page.evaluate(
          ([href, title, length]) =>
            location.href === href && document.title === title && history.length === length,
          before,
        ),
        said: [said[0], of.count.test(said[1] ?? ''), said.length],
        focused: await page.evaluate(() => document.activeElement === document.querySelector('main h1')),
        doubled: await page.evaluate(() => {
          const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
          return ids.filter((id, at) => ids.indexOf(id) !== at);
        }),
        cookies: await page.context().cookies(),
        stored: await page.evaluate(
          async () =>
            document.cookie.length +
            localStorage.length +
            sessionStorage.length +
            (await indexedDB.databases()).length,
        ),
        state: await page.evaluate(() => history.state),
      };
    });
    expect(trace).toEqual({
      requests: [`POST ${visit.origin}${of.search}`],
      complaints: [],
      isSamePage: true,
      said: [of.say['search.busy'], true, 2],
      focused: true,
      doubled: [],
      cookies: [],
      stored: 0,
      state: null,
    });
  });

  test('closing the results gives the page back as it was, opened parts too, and the field', async () => {
    const seen = await on(of.health, async (page) => {
      await remember(page);
      const opened = page.locator('main .trust summary').first();
      await opened.click();
      await search(page, words);
      const wasGone = !(await isAsItWas(page));
      await search(page, others);
      const answers = await answerOn(page).count();
      await page.getByRole('button', { name: of.say['search.close'] }).click();
      return {
        wasGone,
        answers,
        isBack: await isAsItWas(page),
        isOpen: await page
          .locator('main .trust')
          .first()
          .evaluate((one) => one.hasAttribute('open')),
        status: await statusOf(page).textContent(),
        field: await fieldOf(page).inputValue(),
        focused: await page.evaluate(() => document.activeElement?.id),
      };
    });
    expect(seen).toEqual({
      wasGone: true,
      answers: 1,
      isBack: true,
      isOpen: true,
      status: '',
      field: '',
      focused: 'q',
    });
  });

  test('a second search takes the place of the first', async () => {
    const texts = await on(of.home, async (page) => {
      await search(page, others);
      const alone = await textOf(page);
      await search(page, words);
      const first = await textOf(page);
      await search(page, others);
      return { alone, first, second: await textOf(page) };
    });
    expect(texts.second).toBe(texts.alone);
    expect(texts.second).not.toBe(texts.first);
  });

  test('a search without words leads to the page on which to search', async () => {
    const seen = await on(of.home, async (page) => {
      await fieldOf(page).fill('  ');
      await fieldOf(page).press('Enter');
      await page.waitForURL(`**${of.search}`);
      // It is no answer to anything: going there again asks nothing.
      const again = await page.reload();
      return again?.request().method();
    });
    expect(seen).toBe('GET');
  });
});

test('a suggestion is searched for in the page, too', async () => {
  const seen = await on(ENGLISH.home, async (page) => {
    await search(page, MISSPELT);
    const suggestion = page.locator('.suggestions button').first();
    const word = await suggestion.textContent();
    await suggestion.click();
    await page.locator('main .answer:not(:has(.suggestions))').waitFor();
    return {
      isInField: (await fieldOf(page).inputValue()) === word,
      path: new URL(page.url()).pathname,
      count: await statusOf(page).textContent(),
    };
  });
  expect(seen).toEqual({
    isInField: true,
    path: ENGLISH.home,
    count: expect.stringMatching(/^[1-9]\d* results?$/),
  });
});

test('a link to the page that the answer covers leads to it', async () => {
  const seen = await on(ENGLISH.health, async (page) => {
    await search(page, 'clinic');
    await page.locator(`main a[href="${ENGLISH.health}"]`).first().click();
    await page.locator('main:not(:has(.answer))').waitFor();
    return { path: new URL(page.url()).pathname, field: await fieldOf(page).inputValue() };
  });
  expect(seen).toEqual({ path: ENGLISH.health, field: '' });
});

test('the skip link leads to the answer, and adds nothing that Back could lead to', async () => {
  const seen = await on(ENGLISH.home, async (page) => {
    await search(page, 'clinic');
    const entries = await page.evaluate(() => history.length);
    await page.locator('.skip').press('Enter');
    await page.waitForURL('**#content');
    const skipped = await answerOn(page).count();
    const added = (await page.evaluate(() => history.length)) - entries;
    await page.goBack();
    return { skipped, added, back: page.url() };
  });
  expect(seen).toEqual({ skipped: 1, added: 0, back: 'about:blank' });
});

/** Runs the guide with its searches answered by something else, as long as that is wanted. */
type Elsewhere = { answer: RequestListener };
async function servedWith(elsewhere: Elsewhere): Promise<Served> {
  return serve((request, response) =>
    request.method === 'POST' ? elsewhere.answer(request, response) : app(request, response),
  );
}

const saying = (status: number, body: Buffer) => (_: IncomingMessage, response: ServerResponse) =>
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(body);
const errorPage = (status: 413 | 500) => site.edition.errors[status].get('en')?.bytes.identity ?? Buffer.of();

test.each<[string, RequestListener]>([
  ['an error of the server', saying(500, errorPage(500))],
  ['a refusal', saying(413, errorPage(413))],
  ['the front page of a network', saying(200, Buffer.from('<h1>Welcome</h1><main>Pay first</main>'))],
  ['something that is no page', (_, response) => response.writeHead(200).end('{}')],
  [
    'half an answer',
    (_, response) => {
      const body = known(site.edition.searches.get(ENGLISH.search)).print('clinic');
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    },
  ],
  ['a connection that breaks', (request) => request.socket.destroy()],
])('%s is told in the live region, and nothing of it is shown', async (_, answer) => {
  const elsewhere: Elsewhere = { answer };
  const other = await servedWith(elsewhere);
  try {
    const seen = await on(
      ENGLISH.home,
      async (page) => {
        await remember(page);
        await fieldOf(page).fill('clinic');
        await fieldOf(page).press('Enter');
        await page.waitForFunction((failed) => {
          return document.querySelector('output')?.textContent === failed;
        }, ENGLISH.say['search.failed']);
        const failed = { isAsItWas: await isAsItWas(page), field: await fieldOf(page).inputValue() };
        elsewhere.answer = app;
        await search(page, 'clinic');
        return { ...failed, after: await statusOf(page).textContent() };
      },
      { origin: other.origin },
    );
    expect(seen).toEqual({
      isAsItWas: true,
      field: 'clinic',
      after: expect.stringMatching(ENGLISH.count),
    });
  } finally {
    await other.stop();
  }
});

test('a server that is gone is told, and an answer that is there already stays', async () => {
  const other = await serve(app);
  const seen = await on(
    ENGLISH.home,
    async (page) => {
      await search(page, 'clinic');
      const text = await textOf(page);
      await other.stop();
      await fieldOf(page).fill('lawyer');
      await fieldOf(page).press('Enter');
      await page.waitForFunction((failed) => {
        return document.querySelector('output')?.textContent === failed;
      }, ENGLISH.say['search.failed']);
      return (await textOf(page)) === text;
    },
    { origin: other.origin },
  );
  expect(seen).toBe(true);
});

/** A search whose answer waits; `gone` resolves when nobody waits for it any more. */
function slowly(): { answer: RequestListener; asked: Promise<void>; gone: Promise<void> } {
  let answer: RequestListener = () => {};
  let gone = Promise.resolve();
  const asked = new Promise<void>((isAsked) => {
    gone = new Promise<void>((isGone) => {
      answer = (_, response) => {
        response.on('close', isGone);
        isAsked();
      };
    });
  });
  return { answer, asked, gone };
}

test.each<[string, (page: Page) => Promise<unknown>, object]>([
  [
    'the results are closed',
    (page) => page.getByRole('button', { name: ENGLISH.say['search.close'] }).click(),
    { answers: 0, field: '', status: '' },
  ],
  [
    'the page is left',
    (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))),
    { answers: 0, field: '', status: '' },
  ],
  [
    'other words are sent',
    async (page) => {
      await fieldOf(page).fill('food');
      await fieldOf(page).press('Enter');
    },
    { answers: 1, field: 'food', status: expect.stringMatching(ENGLISH.count) },
  ],
])('nobody waits for a slow answer after %s', async (_, leave, after) => {
  const elsewhere: Elsewhere = { answer: app };
  const other = await servedWith(elsewhere);
  try {
    const seen = await on(
      ENGLISH.home,
      async (page) => {
        await search(page, 'clinic');
        const { answer, asked, gone } = slowly();
        elsewhere.answer = answer;
        await fieldOf(page).fill('lawyer');
        await fieldOf(page).press('Enter');
        await asked;
        elsewhere.answer = app;
        await leave(page);
        await gone;
        await page.waitForFunction((busy) => {
          return document.querySelector('output')?.textContent !== busy;
        }, ENGLISH.say['search.busy']);
        return {
          answers: await answerOn(page).count(),
          field: await fieldOf(page).inputValue(),
          status: await statusOf(page).textContent(),
        };
      },
      { origin: other.origin },
    );
    expect(seen).toEqual(after);
  } finally {
    await other.stop();
  }
});

describe('whoever comes back', () => {
  // A browser may keep pages as they stand, whatever they say about being kept.
  let keeping: Browser;
  let kept: Served;

  beforeAll(async () => {
    keeping = await openChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    kept = await serve((request, response) => {
      const { writeHead } = response;
      const withoutCaching = (status: number, headers: string[]) => {
        const at = headers.indexOf('Cache-Control');
        return writeHead.call(response, status, at < 0 ? headers : headers.toSpliced(at, 2));
      };
      app(request, Object.assign(response, { writeHead: withoutCaching }));
    });
  });

  afterAll(async () => {
    await keeping.close();
    await kept.stop();
  });

  const HEALTH = `.contents a[href="${ENGLISH.health}"]`;
  const LEGAL = '.contents a[href="/en/legal-help/"]';
  const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { mark: true }));
  /** Whether this is the page that was left; the packaged browser keeps none. */
  const isKept = (page: Page) => page.evaluate(() => 'mark' in globalThis);
  const go = async (page: Page, by: number, path: string) => {
    // A page that was kept is not loaded again.
    const arrived = page.waitForURL(`**${path}`, { waitUntil: 'commit' });
    // The page answers before it goes.
    await page.evaluate((steps) => void setTimeout(() => history.go(steps)), by);
    await arrived;
    await page.waitForFunction(() => document.readyState === 'complete');
  };
  const follow = async (page: Page, link: string, path: string) => {
    await page.locator(link).click();
    await page.waitForURL(`**${path}`);
  };

  test.each<[string, (page: Page) => Promise<void>]>([
    [
      'Back',
      async (page) => {
        await follow(page, LEGAL, '/en/legal-help/');
        await go(page, -1, ENGLISH.health);
      },
    ],
    [
      'Forward',
      async (page) => {
        await go(page, -1, '/en/legal-help/');
        await go(page, 1, ENGLISH.health);
      },
    ],
  ])('with %s finds neither the words nor what they found', async (_, leaveAndComeBack) => {
    const page = await keeping.newPage();
    await page.goto(`${kept.origin}/en/legal-help/`);
    await follow(page, HEALTH, ENGLISH.health);
    await remember(page);
    await mark(page);
    await search(page, 'clinic');
    await leaveAndComeBack(page);
    const seen = {
      answers: await answerOn(page).count(),
      isAsItWas: (await isKept(page)) ? await isAsItWas(page) : true,
      field: await fieldOf(page).inputValue(),
      status: await statusOf(page).textContent(),
    };
    await page.close();
    expect(seen).toEqual({ answers: 0, isAsItWas: true, field: '', status: '' });
  });

  test('to a page as it stood when it was left finds it as it was printed', async () => {
    const page = await keeping.newPage();
    await page.goto(kept.origin + ENGLISH.health);
    await remember(page);
    await search(page, 'clinic');
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    const seen = { isAsItWas: await isAsItWas(page), field: await fieldOf(page).inputValue() };
    await search(page, 'lawyer');
    await page.close();
    expect(seen).toEqual({ isAsItWas: true, field: '' });
  });

  test.each(['its answer', 'another answer'])(
    'to %s of a form that was sent before the script was there finds neither',
    async (which) => {
      const page = await keeping.newPage();
      await page.goto(kept.origin + ENGLISH.home);
      await fieldOf(page).fill('clinic');
      // Unlike a reader's way of sending, this tells no script.
      await page.evaluate(() => HTMLFormElement.prototype.submit.call(document.forms[0]));
      await page.waitForURL(`**${ENGLISH.search}`);
      const printed = {
        counts: await page.locator('#count').count(),
        field: await fieldOf(page).inputValue(),
        carried: await page.locator('.bar input').count(),
      };
      if (which === 'another answer') await search(page, 'lawyer');
      await follow(page, HEALTH, ENGLISH.health);
      await go(page, -1, ENGLISH.search);
      const back = {
        counts: await page.locator('#count').count(),
        fields: await page.locator('input').evaluateAll((all) => all.map((one) => one.outerHTML)),
        headings: await page.locator('h1').count(),
      };
      const again = await page.reload();
      const method = again?.request().method();
      await page.close();
      expect(printed).toEqual({ counts: 1, field: 'clinic', carried: 0 });
      expect(back).toEqual({ counts: 0, fields: [expect.not.stringMatching(/clinic|lawyer/)], headings: 1 });
      expect(method).toBe('GET');
    },
  );
});

describe.each(LANGUAGES)('without script, in $language', (of) => {
  const [other] = LANGUAGES.filter(({ language }) => language !== of.language);

  test.each([...of.words, MISSPELT, NONSENSE, 'migra', '𝐥𝐚𝐰𝐲𝐞𝐫 🙂'])(
    '“%s” finds the same as with script, at an address and with a title without the words',
    async (words) => {
      const withScript = await on(of.home, async (page) => {
        await search(page, words);
        return { text: await textOf(page), field: await fieldOf(page).inputValue() };
      });
      const without = await on(
        of.home,
        async (page) => {
          await fieldOf(page).fill(words);
          await fieldOf(page).press('Enter');
          await page.waitForURL(`**${of.search}`);
          return {
            address: page.url(),
            title: await page.title(),
            text: await textOf(page),
            field: await fieldOf(page).inputValue(),
          };
        },
        { javaScriptEnabled: false },
      );
      expect(without).toEqual({
        address: visit.origin + of.search,
        title: of.title,
        ...withScript,
        field: words,
      });
    },
  );

  test('the button of the other language leads to its answer, with the words', async () => {
    const seen = await on(
      of.home,
      async (page) => {
        await fieldOf(page).fill('clinica');
        await page.locator('.search button').click();
        await page.waitForURL(`**${of.search}`);
        await page.locator('button.switch').click();
        await page.waitForURL(`**${known(other).search}`);
        const count = await page.locator('#count').textContent();
        return { field: await fieldOf(page).inputValue(), isCounted: known(other).count.test(count ?? '') };
      },
      { javaScriptEnabled: false },
    );
    expect(seen).toEqual({ field: 'clinica', isCounted: true });
  });
});

test.each([
  [true, 'a.switch'],
  [false, 'a.switch'],
  [false, 'button.switch'],
] as const)('with script %s, Tab leads over the bar (%s) to the search', async (javaScriptEnabled, other) => {
  const stops = ['a.skip', 'a.mark', other, 'a.exit', '.hint a', '#q', '.search button'];
  const reached = await on(
    ENGLISH.home,
    async (page) => {
      if (other === 'button.switch') {
        await fieldOf(page).fill('clinic');
        await fieldOf(page).press('Enter');
        await page.waitForURL(`**${ENGLISH.search}`);
      }
      const found: string[] = [];
      for (const _ of stops) {
        await page.keyboard.press('Tab');
        found.push(
          await page.evaluate(
            (all) => all.find((stop) => document.activeElement?.matches(stop)) ?? 'elsewhere',
            stops,
          ),
        );
      }
      return found;
    },
    { javaScriptEnabled },
  );
  expect(reached).toEqual(stops);
});

/** Searches with or without script, and uses the page with the answer. */
function onAnswer<Result>(
  { of, words }: { of: (typeof LANGUAGES)[number]; words: string },
  use: (page: Page) => Promise<Result>,
  options: BrowserContextOptions,
): Promise<Result> {
  return on(
    of.home,
    async (page) => {
      await fieldOf(page).fill(words);
      await fieldOf(page).press('Enter');
      await answerOn(page).waitFor();
      return use(page);
    },
    options,
  );
}

/** The same for a page that was read without script: axe needs timers, and gets the page without ours. */
async function barriersWithout(html: string, options: BrowserContextOptions): Promise<Barriers> {
  const context = await visit.browser.newContext({ ...options, javaScriptEnabled: true });
  try {
    const page = await context.newPage();
    await page.setContent(html.replace(/<script>.*?<\/script>/gs, ''));
    return await barriersOn(page);
  } finally {
    await context.close();
  }
}

describe.each([true, false])('with script %s, an answer', (javaScriptEnabled) => {
  describe.each([
    { width: 320, colorScheme: 'light' },
    { width: 320, colorScheme: 'dark' },
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
  ] as const)('at $width px, $colorScheme', ({ width, colorScheme }) => {
    const screen = { viewport: { width, height: 800 }, colorScheme, javaScriptEnabled };

    test.each(
      LANGUAGES.flatMap((of) =>
        [of.words[1], MISSPELT, NONSENSE, 'migra'].map((words) => ({ language: of.language, words, of })),
      ),
    )('to “$words” in $language has no barriers', async (asked) => {
      const barriers = await onAnswer(
        asked,
        async (page) =>
          javaScriptEnabled ? barriersOn(page) : barriersWithout(await page.content(), screen),
        screen,
      );
      expect(barriers).toEqual(NO_BARRIERS);
    });
  });

  test('keeps field and buttons apart from the rest in forced colours', async () => {
    const borders = await onAnswer(
      { of: ENGLISH, words: MISSPELT },
      (page) =>
        page.locator('#q, .search button, main button').evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility())
            .map((one) => {
              const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } =
                getComputedStyle(one);
              return [borderTopStyle, borderTopWidth, borderTopColor !== backgroundColor];
            }),
        ),
      { javaScriptEnabled, forcedColors: 'active' },
    );
    expect(borders.length).toBeGreaterThanOrEqual(3);
    expect(new Set(borders.map(String))).toEqual(new Set(['solid,2px,true']));
  });

  test('is printed without the form and its buttons', async () => {
    const seen = await onAnswer(
      { of: ENGLISH, words: MISSPELT },
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        return {
          form: await page.locator('.search').isVisible(),
          buttons: await page.locator('button:visible').count(),
          heading: await page.locator('main h1').isVisible(),
        };
      },
      { javaScriptEnabled },
    );
    expect(seen).toEqual({ form: false, buttons: 0, heading: true });
  });
});

test.each(['exit.js', 'search.js'])('%s says nothing that an old phone cannot read', async (name) => {
  const script = await readFile(`${PROJECT}public/${name}`, 'utf8');
  // What came after ES2015; the compiler knows which functions did.
  expect(script).not.toMatch(/\?\.|\?\?|[^/]\*\*|\basync\b|\bawait\b|\{ *\.\.\.|catch *\{|\|\|=|&&=/);
});
