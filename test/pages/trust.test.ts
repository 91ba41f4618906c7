import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openFolder, openTown, PROJECT } from '../town.ts';

const run = promisify(execFile);

const FOOD = 'sections/food.yaml';
const RETIRED = [
  '  - id: town-hall\n',
  `  - id: old-pantry
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
  - id: town-hall
`,
] as const;

type Town = Awaited<ReturnType<typeof openTown>>;

async function read(address: string, { app }: Town) {
  const { status, text } = await request(app).get(address);
  expect(status, address).toBe(200);
  return load(text);
}

describe('a place that is not there any more', async () => {
  const town = await openChangedTown({ [FOOD]: [RETIRED] });

  test.each([
    [
      '/en/closed/old-pantry/',
      'Old Pantry',
      'Closed since May 1, 2026.',
      'The house was sold.',
      'Elm Pantry',
    ],
    [
      '/es/cerrado/old-pantry/',
      'Old Pantry',
      'Cerrado desde el 1 de mayo de 2026.',
      'Se vendió la casa.',
      'Despensa Elm',
    ],
  ])('keeps %s: since when, why, and what helps instead', async (address, name, since, why, instead) => {
    const $ = await read(address, town);
    expect($('h1').text()).toBe(name);
    expect($('.lead').text()).toBe(since);
    expect($('.part > p').first().text()).toBe(why);
    expect($('.listing h3').text()).toBe(instead);
    expect($('.listing .phone').length).toBeGreaterThan(0);
  });

  test('is no place to call on its section, and its anchor leads on', async () => {
    const $ = await read('/en/food/', town);
    expect($('article#old-pantry')).toHaveLength(0);
    expect($('#old-pantry a').attr('href')).toBe('/en/closed/old-pantry/');
  });

  test('is there as before until its last day', async () => {
    const { app, site } = await openChangedTown({ [FOOD]: [RETIRED] }, { now: '2026-04-30T23:59:00-04:00' });
    expect((await request(app).get('/en/closed/old-pantry/')).status).toBe(404);
    expect(load((await request(app).get('/en/food/')).text)('article#old-pantry')).toHaveLength(1);
    expect(site.edition.goodUntil).toEqual(new Date('2026-05-01T00:00:00-04:00'));
  });

  test('leaves only neutral words in the history', async () => {
    expect((await read('/en/closed/old-pantry/', town))('title').text()).toBe(
      'A place that closed – Elmbridge Guide',
    );
  });
});

describe('how the guide is kept current', () => {
  test('says how long a check counts in each section', async () => {
    const $ = await read('/en/kept-current/', await openTown());
    const rules = $('.part').filter((_, part) => $(part).find('h2').text() === 'How long a check counts');
    expect(
      rules
        .find('li')
        .map((_, rule) => $(rule).text())
        .get(),
    ).toEqual(['Something to eat: 60 days', 'A bed: 90 days']);
  });

  test('says “1 day” of one day, in both languages', async () => {
    const town = await openChangedTown({ [FOOD]: [['check_every: 60', 'check_every: 1']] });
    expect((await read('/en/kept-current/', town))('.part').text()).toContain('Something to eat: 1 day');
    expect((await read('/es/al-dia/', town))('.part').text()).toContain('Algo de comer: 1 día');
  });

  test('names what is late, and nothing else', async () => {
    const late = async (now: string, address: string) => {
      const $ = await read(address, await openTown({ now }));
      return $('h3 + ul li')
        .map((_, one) => $(one).text())
        .get()
        .filter((words) => !words.includes('911'));
    };
    expect(await late('2026-03-01T12:00:00-05:00', '/en/kept-current/')).toEqual(
      expect.arrayContaining(['Town Hall', 'Safe Harbor']),
    );
    const all = await late('2027-01-01T12:00:00-05:00', '/es/al-dia/');
    expect(all).toEqual(
      expect.arrayContaining([
        '¿Hay alguien en su puerta? (debía revisarse otra vez a más tardar el 31 de diciembre de 2026)',
        'Despensa Elm (última revisión: 3 de febrero de 2026)',
        'Alcaldía',
        'Safe Harbor',
      ]),
    );
  });

  test('is one step away from every page', async () => {
    const town = await openTown();
    for (const address of town.site.edition.pages.keys()) {
      const $ = await read(address, town);
      expect($('footer .about a').text(), address).toMatch(
        /How we keep this current|Cómo lo mantenemos al día/,
      );
    }
  });
});

describe('a text that is older than its other half', () => {
  test('says so in its own language, and only there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'town-'));
    try {
      await cp(join(PROJECT, 'test/fixtures/town'), folder, { recursive: true });
      await run('npx', ['tsx', 'src/translations.ts', folder, '--confirm', FOOD], { cwd: PROJECT });
      const file = join(folder, FOOD);
      await writeFile(file, (await readFile(file, 'utf8')).replace('A bag of food.', 'Two bags of food.'));
      const town = await openFolder(folder);
      const spanish = await read('/es/comida/', town);
      expect(spanish('#elm-pantry > p .doubt').text()).toContain(
        'El texto en inglés es más nuevo y puede decir otra cosa',
      );
      expect(spanish('.notice').first().text()).toBe('Una parte de esta página es más nueva en inglés.');
      const english = await read('/en/food/', town);
      expect(english('#elm-pantry > p .doubt').text()).not.toContain('newer');
      expect(english('.notice')).toHaveLength(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('an organization with an English name is marked as English on a Spanish page', async () => {
  expect((await read('/es/comida/', await openTown()))('#elm-pantry .part-of [lang=en]').text()).toBe(
    'Elm Kitchen',
  );
});

test('a source whose address says that it is in the other language says so on the page', async () => {
  const town = await openChangedTown({
    [FOOD]: [['url: "https://pantry.example.org/"', 'url: "https://pantry.example.org/es/"']],
  });
  const source = (await read('/en/food/', town))('#elm-pantry .sources li');
  expect(source.text()).toBe('Elm Kitchen (in Spanish; published January 2026; read February 3, 2026)');
  expect(source.find('a').attr('hreflang')).toBe('es');
  expect((await read('/es/comida/', town))('#elm-pantry .sources li').text()).not.toContain('en español');
});
