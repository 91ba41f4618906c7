import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContent } from '../src/content/load.ts';
import { problemLine } from '../src/content/problems.ts';
import { warningsAbout } from '../src/content/warnings.ts';
import { checkLinks, type LinkAnswer } from '../src/link-check.ts';
import { PROJECT } from './town.ts';

type Change = readonly [file: string, words: string, others: string];

/** The invented town with some words changed, for as long as `look` looks at it. */
async function withTown<Seen>(
  changes: readonly Change[],
  look: (folder: string) => Promise<Seen>,
): Promise<Seen> {
  return withFolders({ '.': 'test/fixtures/town' }, changes, look);
}

/** Copies of folders of this project, with some words changed, for as long as `look` looks at them. */
async function withFolders<Seen>(
  copies: Readonly<Record<string, string>>,
  changes: readonly Change[],
  look: (folder: string) => Promise<Seen>,
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    for (const [name, original] of Object.entries(copies)) {
      await cp(join(PROJECT, original), join(folder, name), { recursive: true });
    }
    for (const [file, words, others] of changes) {
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toContain(words);
      await writeFile(join(folder, file), text.replace(words, others));
    }
    return await look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Ended = { code: number; out: string; err: string };

/** What a command prints in a working directory, and how it ends. */
function command(name: string, words: readonly string[], cwd = PROJECT): Promise<Ended> {
  const script = join(PROJECT, 'src', `${name}.ts`);
  const run = ['--import', import.meta.resolve('tsx'), '--import', NO_PAGES, script, ...words];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, run, { cwd }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end();
  });
}

/** In a child that imports this first, no page on the web is there. */
const NO_PAGES = "data:text/javascript,globalThis.fetch = async () => new Response('', { status: 404 })";

/** What `npm run check` prints about a changed town. */
async function check(changes: readonly Change[], ...words: string[]): Promise<Ended> {
  return withTown(changes, async (folder) => {
    const { code, out, err } = await command('check', [folder, ...words]);
    const plain = (said: string) => said.replaceAll(`${folder}/`, '').replaceAll(folder, 'TOWN');
    return { code, out: plain(out), err: plain(err) };
  });
}

/** What `npm run check` prints in a project of its own: the town as its content, and the site's own words. */
async function checkProject(changes: readonly Change[], ...words: string[]): Promise<Ended> {
  const copies = { content: 'test/fixtures/town', elsewhere: 'test/fixtures/town', locales: 'locales' };
  return withFolders(copies, changes, (folder) => command('check', words, folder));
}

const FOOD = 'sections/food.yaml';
const TYPO: Change = [FOOD, '(312) 555-0101', '(312) 555-010'];

describe('npm run check', () => {
  test('names every mistake with its place and its field, and ends with 1', async () => {
    const { code, err } = await check([[FOOD, 'number: (312) 555-0101', 'number: (312) 555-010']]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^sections\/food\.yaml:24:17: listing “elm-pantry” › phone 1 › number: write it like \(860\) 550-7500, .*\n$/,
    );
  });

  test('speaks Spanish to an editor who asks for it', async () => {
    const { code, out, err } = await check(
      [[FOOD, 'number: (312) 555-0101', 'number: (312) 555-010']],
      '--lang',
      'es',
    );
    expect(code).toBe(1);
    expect(err).toContain('lugar “elm-pantry” › teléfono 1 › número: escríbalo así: (860) 550-7500');
    expect(out).toBe('TOWN: 1 error. Un sitio en marcha conserva su última edición buena.\n');
  });

  test('gives programs everything in both languages', async () => {
    const { code, out } = await check(
      [TYPO, ['alerts.yaml', 'starts: 2026-01-10', 'starts: soon']],
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toContainEqual({
      severity: 'error',
      file: 'alerts.yaml',
      line: 4,
      column: 13,
      field: { en: 'alert “snow” › first day', es: 'aviso “snow” › primer día' },
      message: { en: 'write the date as 2026-11-24', es: 'escriba la fecha así: 2026-11-24' },
    });
  });

  test('lets a warning pass, and says that it is one', async () => {
    const { code, out } = await check([[FOOD, 'checked: { on: 2026-02-03', 'checked: { on: 2020-02-03']]);
    expect(code).toBe(0);
    expect(out).toContain(
      'sections/food.yaml:50:20: warning: listing “elm-pantry” › checked › day: the last check is more than 60 days old',
    );
    expect(out).toMatch(/^TOWN: 2 sections, 1 guides, 3 listings\. No mistakes found; warnings: \d+\.$/m);
  });
});

const NO_WORDS: Change = ['locales/es.json', '"Ir al contenido"', '""'];
const NO_WORDS_LINE = 'locales/es.json:2:11: skip: write some words here, in "quotes"\n';

describe('npm run check reads the site’s own words too', () => {
  test('and says nothing of them when they are whole', async () => {
    const { code, out, err } = await checkProject([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^content: 2 sections, 1 guides, 3 listings\. No mistakes found/m);
  });

  test('and names a mistake in them like every other', async () => {
    expect(await checkProject([NO_WORDS])).toEqual({
      code: 1,
      out: 'locales: 1 mistake. A running site keeps its last good edition.\n',
      err: NO_WORDS_LINE,
    });
  });

  test('whichever folder of content it is asked about', async () => {
    const { code, err } = await checkProject([NO_WORDS], 'elsewhere');
    expect({ code, err }).toEqual({ code: 1, err: NO_WORDS_LINE });
  });

  test('and goes on to them after mistakes in the content', async () => {
    const { code, out, err } = await checkProject([
      ['content/sections/shelter.yaml', '1-800-555-0199', '12'],
      NO_WORDS,
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/^content\/sections\/shelter\.yaml:17:17: .*\nlocales\/es\.json:2:11: skip: .*\n$/);
    expect(out).toBe('content, locales: 2 mistakes. A running site keeps its last good edition.\n');
  });

  test('and gives them to programs', async () => {
    const { code, out } = await checkProject([NO_WORDS], '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { severity: 'error', file: 'locales/es.json', line: 2, column: 11, field: { en: 'skip', es: 'skip' } },
    ]);
  });

  test('and asks for no link while there is a mistake in them', async () => {
    const { code, out } = await checkProject([NO_WORDS], '--links');
    expect(code).toBe(1);
    expect(out).not.toContain('Links:');
  });
});

describe('an editor who mistypes an option gets one sentence in both languages, and the command ends with 2', () => {
  const LANG = 'write --lang en or --lang es / escriba --lang en o --lang es\n';
  const ONLY_LANG =
    'there is no option --jsno here, only --lang / aquí no hay ninguna opción --jsno, solo --lang\n';

  test.each<[string, string[], string]>([
    ['check', ['--lang', 'fr'], LANG],
    ['check', ['--lang', 'ES'], LANG],
    ['check', ['--lang='], LANG],
    ['check', ['--lang'], LANG],
    ['check', ['--lang', '--json'], LANG],
    ['translations', ['--lang', 'fr'], LANG],
    ['new', ['listing', '--lang', 'fr'], LANG],
    ['preview', ['--lang', 'fr'], LANG],
    [
      'check',
      ['--jsno'],
      'there is no option --jsno here, only --json, --lang, --links / aquí no hay ninguna opción --jsno, solo --json, --lang, --links\n',
    ],
    [
      'check',
      ['-j'],
      'there is no option -j here, only --json, --lang, --links / aquí no hay ninguna opción -j, solo --json, --lang, --links\n',
    ],
    [
      'translations',
      ['--jsno=1'],
      'there is no option --jsno here, only --confirm, --for, --lang / aquí no hay ninguna opción --jsno, solo --confirm, --for, --lang\n',
    ],
    ['new', ['listing', '--jsno'], ONLY_LANG],
    ['preview', ['--jsno'], ONLY_LANG],
    [
      'check',
      ['--json=yes'],
      'write --json alone, with nothing after it / escriba --json solo, sin nada detrás\n',
    ],
    [
      'translations',
      ['--confirm', '--lang', 'es'],
      'something is missing after --confirm / falta algo después de --confirm\n',
    ],
  ])('%s %j', async (name, words, sentence) => {
    expect(await command(name, words)).toEqual({ code: 2, out: '', err: sentence });
  });

  test('and who writes it with = is understood', async () => {
    const { code, out } = await check([], '--lang=es');
    expect(code).toBe(0);
    expect(out).toContain('No se encontraron errores');
  });
});

/** The warnings about a changed town on one day. */
async function warnings(changes: readonly Change[], today = '2026-02-10'): Promise<string[]> {
  return withTown(changes, async (folder) => {
    const { content, problemOf } = await loadContent(folder);
    return warningsAbout(content, today).map((finding) =>
      problemLine(problemOf(finding)).replaceAll(`${folder}/`, ''),
    );
  });
}

const HARD =
  'Notwithstanding considerable administrative complications, organizations continuously endeavor to facilitate comprehensive accessibility for individuals experiencing extraordinary socioeconomic disadvantages throughout municipalities participating in collaborative interdepartmental initiatives while correspondingly disproportionate institutional responsibilities remain unacknowledged.';

describe('a warning is given when', () => {
  test.each<[string, Change[], string, string]>([
    [
      'a check is older than its section allows',
      [],
      '2026-04-05',
      'sections/food.yaml:50:20: listing “elm-pantry” › checked › day: the last check is more than 60 days old, and the page says “call first”; check it again and write the new date',
    ],
    [
      'a page on the law should have been read again',
      [],
      '2027-01-01',
      'guides/knock.yaml:12:12: check again by: this day is over, and the page says that it has not been checked again; read it again, correct it, and write a new day',
    ],
    [
      'nobody has looked through the checks for people with disabilities for a year',
      [],
      '2027-02-02',
      'accessibility.yaml:5:10: checked: the checks of this page are more than a year old; look through all of them again, correct the list of what does not work, and write the new date',
    ],
    [
      'an alert is over',
      [],
      '2026-01-13',
      'alerts.yaml:5:11: alert “snow” › last day: this alert is over and nobody sees it any more; take it away',
    ],
    [
      'the list of holidays runs out',
      [],
      '2026-12-01',
      'closures.yaml:2:3: holiday: the list of holidays ends on 2027-02-12; add the holidays that come next',
    ],
    [
      'something was done on a day that has not come',
      [],
      '2026-01-20',
      'sections/food.yaml:50:20: listing “elm-pantry” › checked › day: 2026-02-03 has not come yet; write the day on which it was done',
    ],
    [
      'words are too hard',
      [['sections/shelter.yaml', 'en: A safe house.', `en: "${HARD}"`]],
      '2026-02-10',
      'sections/shelter.yaml:15:20: listing “safe-harbor-house” › summary › English: the words from here on are hard to read',
    ],
    [
      'a synonym is a word that the name of its listing says itself',
      [['synonyms.yaml', 'es: [acta de nacimiento]', 'es: [acta de nacimiento, Alcaldía]']],
      '2026-02-10',
      'synonyms.yaml:7:30: synonyms 2 › Spanish 2: the name of what it means says “Alcaldía” itself, so this is of no use; take it away',
    ],
    [
      'the two halves stand in each other’s place',
      [
        [
          'sections/shelter.yaml',
          '{ en: A safe house., es: Una casa segura. }',
          '{ en: Una casa para usted y su familia., es: A house for you and your family. }',
        ],
      ],
      '2026-02-10',
      'sections/shelter.yaml:15:14: listing “safe-harbor-house” › summary: the Spanish seems to be under en and the English under es; change them round',
    ],
    [
      'the two languages give different figures',
      [['sections/shelter.yaml', 'es: Una casa segura.', 'es: Una casa segura para 12 personas.']],
      '2026-02-10',
      'sections/shelter.yaml:15:14: listing “safe-harbor-house” › summary: the two languages give different figures (English: none; Spanish: 12); compare them',
    ],
    [
      'a word is marked as foreign and stands nowhere',
      [['site.yaml', 'en: [despensa]', 'en: [despensa, bodega]']],
      '2026-02-10',
      'site.yaml:17:33: foreign words › English 2: no text says “bodega”; take it away, or correct its spelling',
    ],
  ])('%s', async (_what, changes, today, warning) => {
    expect((await warnings(changes, today)).join('\n')).toContain(warning);
  });

  test('and none is given when there is nothing to say', async () => {
    const quiet: Change[] = [
      ['alerts.yaml', 'ends: 2026-01-12', 'ends: 2026-12-12'],
      [FOOD, 'checked: { on: 2026-02-03', 'checked: { on: 2026-05-03'],
    ];
    expect(await warnings(quiet, '2026-05-10')).toEqual([]);
  });
});

describe('npm run check -- --links', () => {
  test('asks for each address once, waits between two of one host, and tells good from moved, broken and closed', async () => {
    const asked: string[] = [];
    const waited: number[] = [];
    const answers = new Map<string, LinkAnswer>();
    await checkLinks(
      [
        'https://a.example.org/',
        'https://a.example.org/',
        'https://a.example.org/gone',
        'https://b.example.org/old',
        'https://c.example.org/',
        'https://d.example.org/',
      ],
      (url, answer) => answers.set(url, answer),
      async (url) => {
        asked.push(url);
        const response = (status: number, to = url) =>
          Object.defineProperties(new Response('', { status }), {
            url: { value: to },
            redirected: { value: to !== url },
          });
        if (url.endsWith('/gone')) return response(404);
        if (url.endsWith('/old')) return response(200, 'https://b.example.org/new');
        if (url.includes('//c.')) return response(403);
        if (url.includes('//d.')) throw new TypeError('fetch failed', { cause: new Error('no such host') });
        return response(200);
      },
      async (milliseconds) => waited.push(milliseconds),
    );
    expect(asked).toHaveLength(5);
    expect(waited).toEqual([1_000]);
    expect(Object.fromEntries(answers)).toEqual({
      'https://a.example.org/': { kind: 'good' },
      'https://a.example.org/gone': { kind: 'broken', reason: '404' },
      'https://b.example.org/old': { kind: 'moved', to: 'https://b.example.org/new' },
      'https://c.example.org/': { kind: 'closed', reason: '403' },
      'https://d.example.org/': { kind: 'broken', reason: 'no such host' },
    });
  });
});

describe('npm run check -- --links, about pages that are gone,', () => {
  const PANTRY = 'https://pantry.example.org/ does not work (404); open it yourself';

  test('tells a person where each stands, below the rest', async () => {
    const { code, out } = await check([], '--links');
    expect(code).toBe(0);
    const below = out.slice(out.indexOf('TOWN: '));
    expect(below).toContain(`\nsections/food.yaml:30:14: listing “elm-pantry” › website: ${PANTRY}`);
    expect(below).toMatch(/\nLinks: 0 good, 0 moved, 4 broken, 0 to open yourself\.\n$/);
  });

  test('tells a program in the one list that has everything', async () => {
    const { code, out, err } = await check([], '--json', '--links');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const all: { severity: string }[] = JSON.parse(out);
    expect(new Set(all.map(({ severity }) => severity))).toEqual(new Set(['warning', 'link']));
    expect(all).toContainEqual({
      severity: 'link',
      file: 'sections/food.yaml',
      line: 30,
      column: 14,
      field: { en: 'listing “elm-pantry” › website', es: 'lugar “elm-pantry” › página web' },
      message: {
        en: `${PANTRY}, and correct it or take it away`,
        es: 'https://pantry.example.org/ no funciona (404); ábralo usted, y corríjalo o quítelo',
      },
    });
  });

  test('tells a program of mistakes alone when there are any', async () => {
    const { code, out } = await check([TYPO], '--json', '--links');
    expect(code).toBe(1);
    const all: { severity: string }[] = JSON.parse(out);
    expect(new Set(all.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });
});

test('the real content has no mistakes, and nothing that must be looked at today', async () => {
  const { content } = await loadContent(join(PROJECT, 'content'));
  expect(warningsAbout(content, '2026-11-24')).toEqual([]);
});
