import { execFileSync } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemLine } from '../src/content/problems.ts';
import { createApp } from '../src/http/app.ts';
import { type Keeper, keeperOf, type World } from '../src/keeper.ts';
import { openSite, type Press } from '../src/site.ts';
import { PROJECT } from './town.ts';

let folder = '';
let keeper: Keeper;
let app: ReturnType<typeof createApp>;
let edition: () => string;
let clock: { now: Date; elapsed: number };
/** What the log would say of each event. */
let events: string[];
/** How often the machine will fail while it prints. */
let failures: number;
/** How often it will fail while it reads, for no fault of the content. */
let failuresToRead: number;
/** What happens between two readings of the files. */
let between: () => Promise<unknown>;

// The invented town as a running site whose clock and pauses the test holds.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'running-'));
  await cp(join(PROJECT, 'test/fixtures/town'), join(folder, 'content'), { recursive: true });
  for (const name of ['locales', 'views', 'public']) {
    await cp(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  clock = { now: new Date('2026-11-24T12:00:00-05:00'), elapsed: 0 };
  events = [];
  failures = 0;
  failuresToRead = 0;
  between = async () => {};
  const settings = { content: join(folder, 'content'), project: folder, base: '', origin: '' };
  const { site, press, accepted } = await openSite(settings, clock.now);
  const world: World = {
    // A clock that ticks while it is read.
    now: () => {
      clock.now = new Date(clock.now.getTime() + 1);
      return clock.now;
    },
    elapsed: () => clock.elapsed,
    pause: () => between(),
    report: (event) => {
      if (event.kind === 'printed') events.push('printed');
      else events.push(...event.problems.map((problem) => problemLine(problem).replaceAll(`${folder}/`, '')));
    },
  };
  const printer: Press = {
    ...press,
    accept: (source) => {
      if (failuresToRead === 0) return press.accept(source);
      failuresToRead -= 1;
      return Promise.reject(new Error('no room'));
    },
    print: (...words) => {
      if (failures === 0) return press.print(...words);
      failures -= 1;
      return Promise.reject(new Error('no memory'));
    },
  };
  keeper = keeperOf(site, printer, accepted, world);
  app = createApp(site, (error) => {
    throw error;
  });
  edition = () => site.edition.version;
  await keeper.look();
});

afterEach(() => rm(folder, { recursive: true }));

const path = (name: string) => join(folder, 'content', name);
const FOOD = 'sections/food.yaml';

async function change(name: string, words: string, others: string): Promise<void> {
  const text = await readFile(path(name), 'utf8');
  expect(text).toContain(words);
  await writeFile(path(name), text.replaceAll(words, others));
}

async function page(address: string) {
  const { status, text } = await request(app).get(address);
  expect(status).toBe(200);
  return load(text);
}

async function ready() {
  const { status, body } = await request(app).get('/readyz');
  expect(status).toBe(200);
  return body;
}

test('an edit that is good is what the next reader gets', async () => {
  await change(FOOD, 'A bag of food.', 'Two bags of food.');
  await keeper.look();
  expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
  expect(events).toEqual(['printed']);
});

test('an edit that could not be read for no fault of its own is said, and tried once more after a minute', async () => {
  failuresToRead = 1;
  await change(FOOD, 'A bag of food.', 'Two bags of food.');
  await expect(keeper.look()).rejects.toThrow('no room');
  expect(await ready()).toMatchObject({ content: 'refused' });
  await keeper.look();
  expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('A bag of food.');
  clock.elapsed = 60_000;
  await keeper.look();
  expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
  expect(await ready()).toMatchObject({ content: 'current' });
});

test('words of the site itself are taken over too', async () => {
  const name = join(folder, 'locales/en.json');
  await writeFile(name, (await readFile(name, 'utf8')).replace('"Leave now"', '"Leave this page"'));
  await keeper.look();
  expect((await page('/en/'))('.exit').text()).toBe('Leave this page');
});

test('a look that finds nothing new prints nothing', async () => {
  const before = edition();
  await keeper.look();
  expect(edition()).toBe(before);
  expect(events).toEqual([]);
});

describe('the last good edition stays when', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'a number has a digit too few',
      () => change(FOOD, 'number: (312) 555-0101', 'number: (312) 555-010'),
      'content/sections/food.yaml:24:17: listing “elm-pantry” › phone 1 › number: write it like (860) 550-7500, or a short number: 211, 311, 711, 911, 988; an extension goes in a line of its own, extension: 12',
    ],
    ['a file is empty', () => writeFile(path(FOOD), ''), 'content/sections/food.yaml:1:1: the file is empty'],
    [
      'a file is gone',
      () => rm(path('alerts.yaml')),
      'content/alerts.yaml:1:1: this file is missing; put it back',
    ],
    [
      'a section is gone',
      () => rm(path('sections/shelter.yaml')),
      'content/site.yaml:16:18: section 2: there is no “shelter” in sections/; check its spelling',
    ],
    [
      'a folder is gone',
      () => rm(path('guides'), { recursive: true }),
      'content/guides:1:1: this folder is missing; put it back',
    ],
    [
      'a folder became a link',
      async () => {
        await rename(path('guides'), path('elsewhere'));
        await symlink(path('elsewhere'), path('guides'));
      },
      'content/guides:1:1: a folder belongs here, not a file or a shortcut',
    ],
    [
      'a file became a link',
      async () => {
        await rm(path('alerts.yaml'));
        await symlink('/etc/hostname', path('alerts.yaml'));
      },
      'content/alerts.yaml:1:1: this is a shortcut to another file; put the file itself here',
    ],
    [
      'a file became a pipe',
      async () => {
        await rm(path('alerts.yaml'));
        execFileSync('mkfifo', [path('alerts.yaml')]);
      },
      'content/alerts.yaml:1:1: this is not a plain file; put a text file here',
    ],
    [
      'a file became a folder',
      async () => {
        await rm(path('alerts.yaml'));
        await mkdir(path('alerts.yaml'));
      },
      'content/alerts.yaml:1:1: this is not a plain file; put a text file here',
    ],
    [
      'a file is a picture',
      () => writeFile(path('alerts.yaml'), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff])),
      'content/alerts.yaml:1:1: this file is not UTF-8 text; save it again as UTF-8',
    ],
    [
      'a file is ten gigabytes of nothing',
      () => truncate(path('alerts.yaml'), 10 * 1024 ** 3),
      'content/alerts.yaml:1:1: this file is larger than 64 KB; split it',
    ],
    [
      'lists stand in lists without end',
      () => writeFile(path('alerts.yaml'), `alerts: ${'['.repeat(30_000)}\n`),
      'content/alerts.yaml:1:28: there are too many lists inside lists here',
    ],
    [
      'a word of the site is empty',
      () => writeFile(join(folder, 'locales/es.json'), '{"exit": ""}\n'),
      'locales/es.json:1:10: exit: write some words here, in "quotes"',
    ],
  ])('%s', async (_what, harm, refusal) => {
    const before = edition();
    await harm();
    await keeper.look();
    expect(edition()).toBe(before);
    await page('/en/food/');
    expect(events.join('\n')).toContain(refusal);
    const { status, content, at } = await ready();
    expect([status, content]).toEqual(['serving', 'refused']);
    expect(at.some((place: string) => place.endsWith(refusal.split(': ')[0] ?? ''))).toBe(true);
  });
});

test('a refusal is told once, and is over when the mistake is', async () => {
  await change(FOOD, 'elm-kitchen', 'elm-kitchn');
  await keeper.look();
  await keeper.look();
  expect(events).toHaveLength(1);
  await change(FOOD, 'elm-kitchn', 'elm-kitchen');
  await keeper.look();
  expect((await ready()).content).toBe('current');
  await keeper.look();
  expect(events).toHaveLength(1);
});

test('a file that is still being written is waited for', async () => {
  const whole = (await readFile(path(FOOD), 'utf8')).replace('A bag of food.', 'Two bags of food.');
  const middle = whole.indexOf('phones:');
  await writeFile(path(FOOD), whole.slice(0, middle));
  let readings = 0;
  between = async () => {
    readings += 1;
    if (readings === 1) await appendFile(path(FOOD), whole.slice(middle));
  };
  await keeper.look();
  expect(events).toEqual(['printed']);
  expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
});

test('files that never come to rest are not taken, and the next look tries again', async () => {
  const before = edition();
  let count = 1;
  await change(FOOD, 'A bag of food.', '1 bags.');
  between = () => change(FOOD, `${count} bags.`, `${++count} bags.`);
  await keeper.look();
  expect(edition()).toBe(before);
  between = async () => {};
  await keeper.look();
  expect(events).toEqual(['printed']);
  expect(edition()).not.toBe(before);
});

describe('what a save may have lost by accident', () => {
  const cutGuide = async (end = '\n') => {
    const text = await readFile(path('guides/knock.yaml'), 'utf8');
    const half = text.slice(0, text.indexOf('      - pages:'));
    await writeFile(path('guides/knock.yaml'), half.replaceAll('\n', end));
  };
  const links = async () => (await page('/en/at-home/'))('.links').length;

  test.each(['\n', '\r\n', '\r'])(
    'the end of a file is not taken away at once, though what is left is well written (%j)',
    async (end) => {
      await cutGuide(end);
      await keeper.look();
      expect(events[0]).toMatch(/^content\/guides\/knock\.yaml:35:1: the file ends here/);
      expect(await links()).toBe(1);
    },
  );

  test('the end of a file that stays away for a minute was meant to go', async () => {
    await cutGuide();
    await keeper.look();
    clock.elapsed = 59_999;
    await keeper.look();
    expect(await links()).toBe(1);
    clock.elapsed = 60_000;
    await keeper.look();
    expect(await links()).toBe(0);
    expect((await ready()).content).toBe('current');
  });

  test('what is saved in other files meanwhile does not wait', async () => {
    await cutGuide();
    await keeper.look();
    await change(FOOD, 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
    expect(await links()).toBe(1);
    expect((await ready()).content).toBe('refused');
  });

  test('a mistake in another file is told once, also when the minute is over', async () => {
    await cutGuide();
    await keeper.look();
    await change(FOOD, 'elm-kitchen', 'elm-kitchn');
    for (const elapsed of [1_000, 61_000, 62_000, 200_000]) {
      clock.elapsed = elapsed;
      await keeper.look();
    }
    expect(events).toHaveLength(2);
  });

  test('two files that lost their ends at different times each wait their own minute', async () => {
    await writeFile(
      path(FOOD),
      `${await readFile(path(FOOD), 'utf8')}  - id: hall-two\n    organization: town\n    name: Hall two\n    summary: { en: A hall., es: Una sala. }\n    sources: [{ name: Town, accessed: 2026-02 }]\n    checked: none\n`,
    );
    await keeper.look();
    await cutGuide();
    await keeper.look();
    clock.elapsed = 59_000;
    const food = await readFile(path(FOOD), 'utf8');
    await writeFile(path(FOOD), food.slice(0, food.indexOf('  - id: hall-two')).replace('A bag', 'One bag'));
    await keeper.look();
    clock.elapsed = 60_000;
    await keeper.look();
    expect(await links()).toBe(0);
    expect((await page('/en/food/'))('#hall-two')).toHaveLength(1);
    clock.elapsed = 119_000;
    await keeper.look();
    expect((await page('/en/food/'))('#hall-two')).toHaveLength(0);
  });

  test('a lost end is noticed also when something longer was written further up', async () => {
    const text = await readFile(path('guides/knock.yaml'), 'utf8');
    const longer = text.replace(
      'Keep the door closed.',
      `Keep the door closed. ${'And stay calm. '.repeat(35).trim()}`,
    );
    await writeFile(path('guides/knock.yaml'), longer.slice(0, longer.indexOf('      - pages:')));
    await keeper.look();
    expect(events.join()).toContain('the file ends here');
  });

  test('a listing that was added at the end and is taken away again goes at once', async () => {
    const before = await readFile(path(FOOD), 'utf8');
    await writeFile(
      path(FOOD),
      `${before}  - id: hall-two\n    organization: town\n    name: Hall two\n    summary: { en: A hall., es: Una sala. }\n    sources: [{ name: Town, accessed: 2026-02 }]\n    checked: none\n`,
    );
    await keeper.look();
    expect((await page('/en/food/'))('#hall-two')).toHaveLength(1);
    await writeFile(path(FOOD), before);
    await keeper.look();
    expect((await page('/en/food/'))('#hall-two')).toHaveLength(0);
    expect((await ready()).content).toBe('current');
  });

  test('an edit of another file does not make the minute longer', async () => {
    await cutGuide();
    await keeper.look();
    clock.elapsed = 50_000;
    await change(FOOD, 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    clock.elapsed = 60_000;
    await keeper.look();
    expect(await links()).toBe(0);
  });

  test('a file whose last two listings end alike is known to be cut off between them', async () => {
    const listing = (id: string) =>
      `  - id: ${id}\n    organization: town\n    name: Hall ${id}\n    summary: { en: A hall., es: Una sala. }\n    sources:\n      - { name: The register of all the halls of the town of Elmbridge and of its villages, accessed: 2026-02 }\n    checked: none\n`;
    await writeFile(path(FOOD), `${await readFile(path(FOOD), 'utf8')}${listing('one')}${listing('two')}`);
    await keeper.look();
    const text = await readFile(path(FOOD), 'utf8');
    await writeFile(path(FOOD), text.slice(0, text.indexOf('  - id: two')));
    await keeper.look();
    expect(events.at(-1)).toContain('the file ends here');
  });

  test('an alert that is taken away from the end of the list goes after a minute, and nothing is stuck', async () => {
    const alerts = await readFile(path('alerts.yaml'), 'utf8');
    const second = alerts
      .replace('alerts:\n', '')
      .replaceAll('snow', 'rain')
      .replace('page: food', 'page: shelter');
    await writeFile(path('alerts.yaml'), alerts + second);
    await keeper.look();
    await writeFile(path('alerts.yaml'), alerts.replace('The pantry is closed', 'The pantry was closed'));
    await keeper.look();
    expect((await ready()).content).toBe('refused');
    clock.elapsed = 60_000;
    await keeper.look();
    expect((await ready()).content).toBe('current');
  });

  test('more than half of the listings do not vanish, however long it stays so', async () => {
    const text = await readFile(path(FOOD), 'utf8');
    await writeFile(
      path(FOOD),
      text
        .replace(/ {2}- id: elm-pantry[\s\S]*(?= {2}- id: town-hall)/, '')
        .replaceAll('(312) 555-0101', '911'),
    );
    const shelter = await readFile(path('sections/shelter.yaml'), 'utf8');
    await writeFile(
      path('sections/shelter.yaml'),
      shelter
        .replace('- listings: [safe-harbor-house]', '- text: { en: Soon., es: Pronto. }')
        .replace(/listings:\n[\s\S]*(?=check_every)/, ''),
    );
    for (const elapsed of [0, 60_000, 3_600_000]) {
      clock.elapsed = elapsed;
      await keeper.look();
    }
    expect(events.join()).toContain(
      'content/sections:1:1: more than half of the listings are gone (3 before, 1 now)',
    );
    expect((await page('/en/food/'))('#elm-pantry')).toHaveLength(1);
  });

  describe('of a file of listings', () => {
    const MORE = 'listings/food-2.yaml';
    const SOUP = `section: food
listings:
  - id: elm-soup
    organization: elm-kitchen
    name: { en: Elm Soup, es: Sopa Elm }
    summary: { en: Warm soup., es: Sopa caliente. }
    sources:
      - { name: Elm Kitchen, accessed: 2026-02-03 }
    checked: none
`;
    const isThere = async () => (await page('/en/food/'))('#elm-soup').length === 1;
    beforeEach(async () => {
      await mkdir(path('listings'));
      await writeFile(path(MORE), SOUP);
      await keeper.look();
      expect(await isThere()).toBe(true);
      events = [];
    });

    test('nothing goes with the file until a minute is over', async () => {
      await rm(path(MORE));
      await keeper.look();
      expect(events).toEqual([
        'content/listings/food-2.yaml:1:1: this file is gone, and its listings with it; if it was not meant, put it back. It is taken as it is after a minute',
      ]);
      await change(FOOD, 'A bag of food.', 'Two bags of food.');
      await keeper.look();
      expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
      expect(await isThere()).toBe(true);
      clock.elapsed = 60_000;
      await keeper.look();
      expect(await isThere()).toBe(false);
      expect((await ready()).content).toBe('current');
    });

    test('everything stays when it gets another name', async () => {
      await rename(path(MORE), path('listings/food-b.yaml'));
      await keeper.look();
      expect((await ready()).content).toBe('current');
      expect(await isThere()).toBe(true);
    });
  });

  test('what people confirmed about the translations does not vanish', async () => {
    const stamp = '  - 1a2b3c4d-5e6f7a8b\n';
    await writeFile(path('translations.yaml'), `confirmed:\n${stamp}${stamp}${stamp}`);
    await keeper.look();
    await rm(path('translations.yaml'));
    await keeper.look();
    expect(events.at(-1)).toContain(
      'content/translations.yaml:1:1: more than half of the confirmed translations are gone',
    );
    await change(FOOD, 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
  });

  test('and is taken at once when somebody asks for it', async () => {
    await cutGuide();
    await keeper.reload();
    expect(events).toEqual(['printed']);
    expect(await links()).toBe(0);
  });

  test('once, however often somebody asks while it is being done', async () => {
    let readings = 0;
    between = async () => {
      readings += 1;
    };
    await Promise.all(Array.from({ length: 400 }, () => keeper.reload()));
    expect(readings).toBe(1);
    await keeper.reload();
    expect(readings).toBe(2);
  });

  test('also when the files were still being written as it was asked', async () => {
    await cutGuide();
    let count = 1;
    await change(FOOD, 'A bag of food.', '1 bags.');
    between = () => change(FOOD, `${count} bags.`, `${++count} bags.`);
    await keeper.reload();
    expect(await links()).toBe(1);
    between = async () => {};
    await keeper.look();
    expect(await links()).toBe(0);
  });
});

describe('the words of the site are refused when they lack what the program asks for', () => {
  const words = (locale: string) => join(folder, 'locales', `${locale}.json`);
  const edit = async (locale: string, what: RegExp | string, other: string) => {
    const text = await readFile(words(locale), 'utf8');
    expect(text).toMatch(what);
    await writeFile(words(locale), text.replace(what, other));
  };

  test('a form of the plural that nothing needs today', async () => {
    await edit('es', /^ *"time\.at_one".*\n/m, '');
    await keeper.look();
    expect(events).toEqual([
      'locales/es.json:1:1: time.at_one: this is missing here, and the site needs it; add it as it is in the other language',
    ]);
  });

  test('a name that is gone from both languages', async () => {
    for (const locale of ['en', 'es']) await edit(locale, /^ *"status\.holiday".*\n/m, '');
    await keeper.look();
    expect(events.join()).toContain('locales/en.json:1:1: status.holiday: this is missing here');
  });

  test('a place for a value, misspelt in both languages', async () => {
    for (const locale of ['en', 'es']) await edit(locale, '{{reason}}', '{{reasn}}');
    await keeper.look();
    expect(events.join('\n')).toContain('status.closed.reason: {{reason}} is missing in this text');
    expect(events.join('\n')).toContain('nothing is put in the place of {{reasn}}');
  });
});

describe('when the machine cannot print', () => {
  test('an edit is tried again after a minute, and the trouble is over when it is', async () => {
    failures = 1;
    await change(FOOD, 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    await keeper.look();
    expect(events).toEqual([expect.stringContaining('the pages could not be made (no memory)')]);
    expect((await ready()).content).toBe('refused');
    clock.elapsed = 60_000;
    await keeper.look();
    expect((await page('/en/food/'))('#elm-pantry > p').text()).toContain('Two bags of food.');
    expect((await ready()).content).toBe('current');
  });

  test('a change that is taken back is no trouble any more', async () => {
    failures = 1;
    await change(FOOD, 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    await change(FOOD, 'Two bags of food.', 'A bag of food.');
    clock.elapsed = 60_000;
    await keeper.look();
    expect((await ready()).content).toBe('current');
  });

  test('what the clock asks for is tried again, and a mistake of an editor stays named', async () => {
    await change(FOOD, 'elm-kitchen', 'elm-kitchn');
    await keeper.look();
    failures = 1;
    clock.now = new Date('2026-01-11T12:00:00-05:00');
    await keeper.look();
    expect((await ready()).mistakes).toBe(2);
    clock.elapsed = 60_000;
    await keeper.look();
    expect((await page('/en/food/'))('.alerts p').length).toBe(1);
    expect((await ready()).mistakes).toBe(1);
  });
});

describe('with the clock', () => {
  test('a new edition is printed when something reads differently, and not before', async () => {
    await change(FOOD, 'checked: { on: 2026-02-03', 'checked: { on: 2026-11-20');
    await change(FOOD, '      by_appointment: true\n', '');
    await keeper.look();
    const status = async () => (await page('/en/food/'))('#elm-pantry .status').text();
    expect(await status()).toBe('Open now by its listed hours. Closes today at 5:30 PM');
    clock.now = new Date('2026-11-24T17:29:59-05:00');
    await keeper.look();
    expect(await status()).toBe('Open now by its listed hours. Closes today at 5:30 PM');
    clock.now = new Date('2026-11-24T17:30:00-05:00');
    await keeper.look();
    expect(await status()).toBe('Closed now by its listed hours. Opens tomorrow at 9:00 AM');
    expect(events).toEqual(['printed', 'printed']);
  });

  test('that is set back while it ticks, the edition follows at once', async () => {
    await change(FOOD, 'checked: { on: 2026-02-03', 'checked: { on: 2026-11-20');
    await change(FOOD, '      by_appointment: true\n', '');
    await keeper.look();
    const status = async () => (await page('/en/food/'))('#elm-pantry .status').text();
    clock.now = new Date('2026-11-24T17:30:00.300-05:00');
    await keeper.look();
    expect(await status()).toMatch(/^Closed now/);
    clock.now = new Date('2026-11-24T16:30:00-05:00');
    await keeper.look();
    expect(await status()).toMatch(/^Open now/);
  });

  test('that is set back by months, the edition follows', async () => {
    clock.now = new Date('2026-01-11T12:00:00-05:00');
    await keeper.look();
    expect((await page('/en/food/'))('.alerts p').length).toBe(1);
  });

  test('an old edition is not kept because of a new mistake', async () => {
    clock.now = new Date('2026-01-11T12:00:00-05:00');
    await keeper.look();
    await writeFile(path(FOOD), 'title: @\n');
    clock.now = new Date('2026-01-13T12:00:00-05:00');
    await keeper.look();
    expect((await page('/en/food/'))('.alerts p').length).toBe(0);
    expect((await ready()).content).toBe('refused');
  });
});
