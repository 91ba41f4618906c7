import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentMistakes } from '../src/content/problems.ts';
import { createApp } from '../src/http/app.ts';
import { keeperOf } from '../src/keeper.ts';
import { openSite } from '../src/site.ts';
import { inPseudo, PSEUDO, pseudoLocales } from './pseudo.ts';
import { PROJECT, TOWN } from './town.ts';

let project: string;
let locales: string;

// The invented town with a third language beside the site's own words, in a project of its own.
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'project-'));
  locales = join(project, 'locales');
  const made = await pseudoLocales(TOWN);
  await cp(made, locales, { recursive: true });
  await rm(made, { recursive: true });
  await cp(TOWN, join(project, 'content'), { recursive: true });
  for (const name of ['views', 'public']) await symlink(join(PROJECT, name), join(project, name));
});

afterEach(() => rm(project, { recursive: true }));

const NOW = new Date('2026-11-24T12:00:00-05:00');
const open = () => openSite({ content: join(project, 'content'), project, base: '', origin: '' }, NOW);

/** What a start says of the files; empty when it starts. */
async function refusal(): Promise<string> {
  try {
    await open();
    return '';
  } catch (error) {
    if (!(error instanceof ContentMistakes)) throw error;
    return error.message.replaceAll(`${project}/`, '');
  }
}

async function edit(name: string, words: string, others: string): Promise<void> {
  const path = join(project, name);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(words);
  await writeFile(path, text.replace(words, others));
}

const of = (name: string) => `locales/${PSEUDO}/${name}.json`;
const BAG = '"A bag of food.": "⟦A båg øf føød.⟧"';

test('a whole folder is a language, and nothing else is needed', async () => {
  expect(await refusal()).toBe('');
});

describe('a site does not start when a further language', () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'does not say a text of the content',
      () => edit(of('sections-food'), BAG, '"A bag of flour.": "⟦A båg øf fløür.⟧"'),
      /^content\/sections\/food\.yaml:\d+:\d+: listing “elm-pantry” › summary: locales\/ar-xb\/ does not say “A bag of food\.” yet; add these words and their translation to a file of it$/,
    ],
    [
      'has no words for a text',
      () => edit(of('sections-food'), BAG, '"A bag of food.": ""'),
      /^locales\/ar-xb\/sections-food\.json:\d+:\d+: A bag of food\.: write some words here, in "quotes"\n/,
    ],
    [
      'says one text in two ways',
      () => edit(of('about'), '{', `{ ${BAG.replace('båg', 'båsk')},`),
      /^locales\/ar-xb\/(?:about|sections-food)\.json:\d+:\d+: “A bag of food\.”: these words are translated in two ways; keep one$/,
    ],
    [
      'has another telephone number than the English',
      () => edit(of('sections-food'), 'cåll (312) 555-0101', 'cåll (312) 555-0102'),
      /^locales\/ar-xb\/sections-food\.json:\d+:\d+: “Call 911 only in danger\. For food call \(312\) 555-0101\.”: the English and its translation must have the same telephone numbers; look at \(312\) 555-0101, \(312\) 555-0102$/,
    ],
    [
      'hides a sign that turns the direction of text',
      () => edit(of('sections-food'), 'A båg øf', 'A \u202Ebåg øf'),
      /^locales\/ar-xb\/sections-food\.json:\d+:\d+: “A bag of food\.”: there is an invisible or broken character here \(U\+202E\)/,
    ],
    [
      'lacks a form of the plural that it has',
      () => edit(of('words'), '"search.count_two"', '"search.count_too"'),
      /^locales\/ar-xb\/words\.json:1:1: search\.count_two: this is missing here/,
    ],
    [
      'loses the place of a value',
      () => edit(of('words'), '{{email}}', ''),
      /^locales\/ar-xb\/words\.json:\d+:\d+: corrections\.email: \{\{email\}\} is missing in this text/,
    ],
    [
      'has no address for a page',
      () => edit(of('addresses'), '"shelter": "xb-shelter",', ''),
      /^locales\/ar-xb\/addresses\.json:1:1: shelter: the page at “shelter” needs an address in this language, too/,
    ],
    [
      'has an address that nobody can type',
      () => edit(of('addresses'), 'xb-shelter', 'مأوى'),
      /^locales\/ar-xb\/addresses\.json:\d+:\d+: shelter: write an address in small letters a to z/,
    ],
    [
      'has one address for two pages',
      () => edit(of('addresses'), 'xb-shelter', 'xb-food'),
      /^locales\/ar-xb\/addresses\.json:\d+:\d+: \w+: another page has this address already; write something else$/,
    ],
    [
      'does not say which way it is read',
      () => edit(of('language'), '"direction": "rtl",', ''),
      /^locales\/ar-xb\/language\.json:1:1: direction: this is missing; write ltr \(from left to right\) or rtl \(from right to left\)$/,
    ],
    [
      'has dates that no computer knows',
      () => edit(of('language'), 'ar-u-nu-latn', 'arabic-'),
      /^locales\/ar-xb\/language\.json:\d+:\d+: dates: write the short name of a language whose dates/,
    ],
    [
      'has a file that is no list',
      () => writeFile(join(locales, PSEUDO, 'about.json'), '{"a": '),
      /^locales\/ar-xb\/about\.json:\d+:\d+: /,
    ],
    [
      'has no words of the site',
      () => rm(join(locales, PSEUDO, 'words.json')),
      /^locales\/ar-xb\/words\.json:1:1: this file is missing; put it back$/,
    ],
    [
      'has a folder that is called by no short name',
      () => rename(join(locales, PSEUDO), join(locales, 'Arabic')),
      /^locales\/Arabic:1:1: call this folder by the short name of a further language in small letters, such as ar/,
    ],
    [
      'takes the name of English',
      () => rename(join(locales, PSEUDO), join(locales, 'en')),
      /^locales\/en:1:1: call this folder by the short name of a further language/,
    ],
    [
      'is a shortcut to another folder',
      async () => {
        await rename(join(locales, PSEUDO), join(project, 'elsewhere'));
        await symlink(join(project, 'elsewhere'), join(locales, PSEUDO));
      },
      /^locales\/ar-xb:1:1: a folder belongs here, not a file or a shortcut$/,
    ],
    [
      'is an empty folder',
      () => mkdir(join(locales, 'fr')),
      /^locales\/fr\/language\.json:1:1: this file is missing; put it back\nlocales\/fr\/words\.json/,
    ],
  ])('%s', async (_what, change, lines) => {
    await change();
    expect(await refusal()).toMatch(lines);
  });
});

test('a sign that joins letters is no mistake: some scripts need it', async () => {
  await edit(of('sections-food'), 'A båg øf', 'A\u200Cbåg øf');
  expect(await refusal()).toBe('');
});

test('a folder whose name begins with a dot waits', async () => {
  await rename(join(locales, PSEUDO), join(locales, `.${PSEUDO}`));
  const { site } = await open();
  expect(site.edition.languages).toEqual(['en', 'es']);
});

describe('a running site', () => {
  async function running() {
    const { site, press, accepted } = await open();
    const refused: string[] = [];
    const keeper = keeperOf(site, press, accepted, {
      now: () => NOW,
      elapsed: () => 0,
      pause: async () => {},
      report: (event) => {
        if (event.kind === 'refused') refused.push(...event.problems.map(({ message }) => message.en));
      },
    });
    await keeper.look();
    const app = createApp(site, (error) => {
      throw error;
    });
    const get = async (address: string) => {
      const { status, text } = await request(app).get(address);
      return { status, $: load(text) };
    };
    return { site, keeper, refused, app, get };
  }

  test('takes a translation over as it is saved', async () => {
    const { keeper, get } = await running();
    await edit(of('sections-food'), '⟦A båg øf føød.⟧', '⟦Twø bågs øf føød.⟧');
    await keeper.look();
    const { $ } = await get(`/${PSEUDO}/xb-food/`);
    expect($('#elm-pantry > p').text()).toContain('⟦Twø bågs øf føød.⟧');
  });

  test('keeps the last good edition while a changed text is not translated, and says so', async () => {
    const { keeper, refused, get } = await running();
    await edit('content/sections/food.yaml', 'A bag of food.', 'Two bags of food.');
    await keeper.look();
    expect(refused).toEqual([expect.stringContaining('does not say “Two bags of food.” yet')]);
    expect((await get('/en/food/')).$('#elm-pantry').text()).toContain('A bag of food.');
    expect((await get(`/${PSEUDO}/xb-food/`)).$('#elm-pantry').text()).toContain(inPseudo('A bag of food.'));
  });

  test('takes a correction that cannot wait, once somebody puts the language aside, and has it back later', async () => {
    const { keeper, app, get } = await running();
    const goTo = async () => (await request(app).get('/').set('Accept-Language', 'ar')).headers['location'];
    expect(await goTo()).toBe(`/${PSEUDO}/`);
    await edit('content/sections/food.yaml', 'A bag of food.', 'Two bags of food.');
    await rename(join(locales, PSEUDO), join(locales, `.${PSEUDO}`));
    await keeper.look();
    expect((await get('/en/food/')).$('#elm-pantry').text()).toContain('Two bags of food.');
    expect((await get(`/${PSEUDO}/xb-food/`)).status).toBe(404);
    expect(await goTo()).toBe('/en/');
    await rename(join(locales, `.${PSEUDO}`), join(locales, PSEUDO));
    await edit(of('sections-food'), BAG, '"Two bags of food.": "⟦Twø bågs øf føød.⟧"');
    await keeper.look();
    expect((await get(`/${PSEUDO}/xb-food/`)).$('#elm-pantry').text()).toContain('⟦Twø bågs øf føød.⟧');
    expect(await goTo()).toBe(`/${PSEUDO}/`);
  });
});

describe('npm run', () => {
  const run = (name: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> => {
    const script = join(PROJECT, 'src', `${name}.ts`);
    const command = ['--import', import.meta.resolve('tsx'), script, ...words];
    return new Promise((resolve) => {
      execFile(process.execPath, command, { cwd: project }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      ).stdin?.end();
    });
  };

  test('translations --for writes what waits for a translator, keeps what is there, and check asks for the rest', async () => {
    const { code, out } = await run('translations', '--for', 'fr');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^locales\/fr: \d+ to translate\./),
    });
    const read = async (name: string) =>
      JSON.parse(await readFile(join(locales, 'fr', `${name}.json`), 'utf8')) as Record<string, string>;
    expect(await read('sections-food')).toMatchObject({ 'A bag of food.': '' });
    expect(await read('addresses')).toMatchObject({ food: '', search: '' });
    expect(Object.keys(await read('words'))).toContain('search.count_many');
    expect((await run('check')).err).toMatch(
      /^locales\/fr\/words\.json:\d+:\d+: skip: write some words here, in "quotes"$/m,
    );
    await edit(
      'locales/fr/sections-food.json',
      '"A bag of food.": ""',
      '"A bag of food.": "Un sac de nourriture."',
    );
    await run('translations', '--for', 'fr');
    expect(await read('sections-food')).toMatchObject({ 'A bag of food.': 'Un sac de nourriture.' });
  });

  test('translations --for asks for a short name', async () => {
    const { code, err } = await run('translations', '--for', 'French');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('French: write the short name') });
  });

  test('check names what a further language lacks, in the language of the editor', async () => {
    await edit(of('sections-food'), BAG, '"A bag of flour.": "⟦A båg øf fløür.⟧"');
    const { code, out, err } = await run('check', '--lang', 'es');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^content\/sections\/food\.yaml:\d+:\d+: .*: locales\/ar-xb\/ todavía no dice “A bag of food\.”/,
    );
    expect(out).toContain('locales: 1 error.');
  });

  test('check warns of a translation that no text needs any more', async () => {
    await edit(of('about'), '{', '{ "A word of old.": "⟦A wørd øf øld.⟧",');
    const { code, out } = await run('check');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^locales\/ar-xb\/about\.json:1:\d+: warning: no text of the content says this any more/m,
    );
  });
});
