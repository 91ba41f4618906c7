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
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(join(PROJECT, 'test/fixtures/town'), folder, { recursive: true });
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

/** What `npm run check` prints about a changed town. */
async function check(changes: readonly Change[], ...words: string[]) {
  return withTown(
    changes,
    (folder) =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        const run = ['--import', 'tsx', 'src/check.ts', folder, ...words];
        execFile(process.execPath, run, { cwd: PROJECT }, (error, out, err) => {
          const plain = (said: string) => said.replaceAll(`${folder}/`, '').replaceAll(folder, 'TOWN');
          resolve({ code: error ? Number(error.code) : 0, out: plain(out), err: plain(err) });
        });
      }),
  );
}

const FOOD = 'sections/food.yaml';
const TYPO: Change = [FOOD, '(312) 555-0101', '(312) 555-010'];

describe('npm run check', () => {
  test('names every mistake with its place and its field, and ends with 1', async () => {
    const { code, err } = await check([[FOOD, 'number: (312) 555-0101', 'number: (312) 555-010']]);
    expect(code).toBe(1);
    expect(err).toBe(
      'sections/food.yaml:24:17: listing “elm-pantry” › phone 1 › number: write it like (860) 550-7500, or a short number: 211, 311, 911\n',
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
      'the two languages give different figures',
      [['sections/shelter.yaml', 'es: Una casa segura.', 'es: Una casa segura para 12 personas.']],
      '2026-02-10',
      'sections/shelter.yaml:15:14: listing “safe-harbor-house” › summary: the two languages give different figures (English: none; Spanish: 12); compare them',
    ],
    [
      'another listing of an organization gives the address that one withholds',
      [[FOOD, 'organization: elm-kitchen', 'organization: safe-harbor']],
      '2026-02-10',
      'sections/food.yaml:32:14: listing “elm-pantry” › address: another listing of this organization withholds its address; make sure that this is not the same place',
    ],
    [
      'a word is marked as foreign and stands nowhere',
      [['site.yaml', 'en: [despensa]', 'en: [despensa, bodega]']],
      '2026-02-10',
      'site.yaml:16:33: foreign words › English 2: no text says “bodega”; take it away, or correct its spelling',
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

test('the real content has no mistakes, and nothing that must be looked at today', async () => {
  const { content } = await loadContent(join(PROJECT, 'content'));
  expect(warningsAbout(content, '2026-11-24')).toEqual([]);
});
