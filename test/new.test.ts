import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listingsIn } from '../src/content/content.ts';
import { dayInHartford } from '../src/content/days.ts';
import { idFrom, openingIn, scalar, withItem } from '../src/content/entry.ts';
import { loadContent } from '../src/content/load.ts';
import { readYaml } from '../src/content/yaml.ts';
import { FIXTURES } from './content/refusals.ts';
import { PROJECT } from './town.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'town-'));
  await cp(join(FIXTURES, 'town'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command and gives it these lines; the end of the lines is the end of its input. */
async function answer(lines: readonly string[], language = 'en') {
  const words = ['--import', 'tsx', 'src/new.ts', 'listing', folder, '--lang', language];
  const child = spawn(process.execPath, words, { cwd: PROJECT });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Every file of the folder, the hidden ones too. */
async function files(): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.|~/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

async function listed(id: string) {
  const { content } = await loadContent(folder);
  return listingsIn(content).find(({ listing }) => listing.id === id)?.listing;
}

const today = dayInHartford(new Date());

const ENGLISH = [
  '1', // food
  '1', // Elm Kitchen
  ...['Soup #1', 'Sopa #1'],
  '',
  ...['Soup: every day.', 'Sopa: todos los días.'],
  ...['(312) 555-0155', ''],
  'https://soup.example.org/',
  ...['2 Elm Street', 'Elmbridge', '06103'],
  ...['mon-wed,fri 9:00-17:00', 'sat 10:00 - 12:30', ''],
  ...['Elm Kitchen', '', ''],
  ...['1', '', 'a volunteer', 'una voluntaria'],
];

const ADDED = `  - id: soup-1
    organization: elm-kitchen
    name:
      en: "Soup #1"
      es: "Sopa #1"
    summary:
      en: "Soup: every day."
      es: "Sopa: todos los días."
    phones:
      - number: (312) 555-0155
    website: https://soup.example.org/
    address:
      street: 2 Elm Street
      city: Elmbridge
      state: CT
      zip: "06103"
    schedule:
      weekly:
        - days: [mon, tue, wed, fri]
          opens: 9:00
          closes: 17:00
        - days: [sat]
          opens: 10:00
          closes: 12:30
    sources:
      - name: Elm Kitchen
        accessed: ${today}
    checked:
      on: ${today}
      how: phone
      by:
        en: a volunteer
        es: una voluntaria
`;

describe('a new listing', () => {
  test('is the last of its section, and no other byte changes', async () => {
    const before = await files();
    const { code, out, err } = await answer(ENGLISH);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('Which section does it belong to? Write its number.\n  1  Food today\n');
    expect(out).toContain(`Written at the end of the listings in ${folder}/sections/food.yaml.`);
    const food = 'sections/food.yaml';
    expect(await files()).toEqual({ ...before, [food]: before[food] + ADDED });
    expect(await listed('soup-1')).toMatchObject({ name: { en: 'Soup #1' }, address: { zip: '06103' } });
  });

  test('can be asked for in Spanish, with an organization that is new too', async () => {
    const before = await files();
    const { code, out, err } = await answer(
      [
        '2', // techo
        ...['0', 'Casa Olmo', '', '', 'A house.', 'Una casa.', ''],
        ...['Casa Olmo', '', 'casa-olmo-noche'],
        ...['Beds.', 'Camas.'],
        ...['', ''],
        'withheld',
        'siempre',
        ...['Casa Olmo', '', ''],
        '0',
      ],
      'es',
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('¿A qué sección pertenece? Escriba su número.\n  1  Comida hoy\n');
    const shelter = 'sections/shelter.yaml';
    const added = `  - id: casa-olmo-noche
    organization: casa-olmo
    name: Casa Olmo
    summary:
      en: Beds.
      es: Camas.
    address: withheld
    schedule:
      always_open: true
    sources:
      - name: Casa Olmo
        accessed: ${today}
    checked: none
`;
    const organization = `  - id: casa-olmo
    name: Casa Olmo
    description:
      en: A house.
      es: Una casa.
`;
    expect(await files()).toEqual({
      ...before,
      'organizations.yaml': before['organizations.yaml'] + organization,
      [shelter]: before[shelter]?.replace(/(?=^check_every)/m, added),
    });
    expect(await listed('casa-olmo-noche')).toMatchObject({ address: 'withheld' });
  });

  test('is asked for again where an answer cannot be taken', async () => {
    const wrong = [...ENGLISH];
    wrong.splice(ENGLISH.indexOf('(312) 555-0155'), 0, '555-0155');
    wrong.splice(4, 1, 'elm-pantry', 'Soup', 'soup');
    wrong.splice(0, 0, '3');
    wrong.splice(wrong.indexOf('sat 10:00 - 12:30'), 0, 'sat 14:00-10:00', 'weekends');
    const { code, out } = await answer(wrong);
    expect(code).toBe(0);
    expect(out.match(/^> {3}.*$/gm)).toEqual([
      '>   write a number from 1 to 2',
      '>   “elm-pantry” is already used; choose another',
      '>   write an id in small letters without accents or spaces, with hyphens between words, such as food-pantry',
      '>   write it like (860) 550-7500, or a short number: 211, 311, 711, 911, 988; an extension goes in a line of its own, extension: 12',
      expect.stringContaining('>   this closes before it opens'),
      '>   write the days and the times like this: mon-fri 9:00-17:00',
    ]);
    expect(await listed('soup')).toMatchObject({ phones: [{ number: '(312) 555-0155' }] });
  });

  test.each(['en', 'es'])('is not there when the answers end in the middle (%s)', async (language) => {
    const before = await files();
    const { code, err } = await answer(ENGLISH.slice(0, 9), language);
    expect(code).toBe(1);
    expect(err.trim()).toBe(
      language === 'en'
        ? 'You stopped before the end; nothing was written.'
        : 'Usted se detuvo antes del final; no se escribió nada.',
    );
    expect(await files()).toEqual(before);
  });

  test('is not there when the whole folder would have a mistake with it, but can be copied', async () => {
    const before = await files();
    const taken = ENGLISH.map((line) => (line === '(312) 555-0155' ? '1-800-555-0199' : line));
    const { code, out, err } = await answer(taken);
    expect(code).toBe(1);
    expect(err).toMatch(/sections\/shelter\.yaml:\d+:\d+: .*1-800-555-0199 is also the number of “soup-1”/);
    expect(err).toContain('Nothing was written.');
    expect(out).toContain('- id: soup-1\n  organization: elm-kitchen\n');
    expect(await files()).toEqual(before);
  });

  test('is not there when its file would be too large', async () => {
    const food = join(folder, 'sections', 'food.yaml');
    const text = await readFile(food, 'utf8');
    await writeFile(food, `${text}#${' '.repeat(64 * 1024 - Buffer.byteLength(text) - 2)}\n`);
    const before = await files();
    const { code, err } = await answer(ENGLISH);
    expect(code).toBe(1);
    expect(err).toContain('sections/food.yaml:1:1: with this listing the file would be larger than 64 KB');
    expect(await files()).toEqual(before);
  });

  test('stands in the last of the further files of its section, if there are any', async () => {
    const head = 'section: food\nlistings: []\n';
    await mkdir(join(folder, 'listings'));
    for (const name of ['food-2', 'food-3']) await writeFile(join(folder, `listings/${name}.yaml`), head);
    const before = await files();
    expect((await answer(ENGLISH)).err).toBe('');
    const last = 'listings/food-3.yaml';
    expect(await files()).toEqual({ ...before, [last]: `section: food\nlistings:\n${ADDED}` });
  });

  test('can be the first of its section', async () => {
    const text = `slug: { en: clothes, es: ropa }
tab_title: { en: Clothes, es: Ropa }
title: { en: Warm clothes, es: Ropa de abrigo }
home_label: { en: Something warm, es: Algo de abrigo }
icon: people
summary: { en: Where to ask., es: Dónde preguntar. }
parts:
  - heading: { en: Before you go, es: Antes de ir }
    blocks:
      - text: { en: Ask for a coat., es: Pida un abrigo. }
`;
    await writeFile(join(folder, 'sections', 'clothes.yaml'), text);
    const site = join(folder, 'site.yaml');
    await writeFile(
      site,
      (await readFile(site, 'utf8')).replace('[food, shelter]', '[food, shelter, clothes]'),
    );
    const { code, err } = await answer(['3', '0', '45', ...ENGLISH.slice(1)]);
    expect(err).toBe('');
    expect(code).toBe(0);
    const written = (await files())['sections/clothes.yaml'];
    expect(written).toBe(`${text}\ncheck_every: "45"\n\nlistings:\n${ADDED}`);
    expect(await listed('soup-1')).toBeDefined();
  });
});

describe('an item goes into its list', () => {
  const item = { id: 'b', hours: undefined, parts: [{ en: 'one' }], days: ['mon'] };
  const lines = (margin: string, end = '\n') =>
    ['- id: b', '  parts:', '    - en: one', '  days: [mon]'].map((line) => margin + line + end).join('');
  const LAST = '  - id: a  # first\n    note: x\n';

  test.each([
    ['before what follows', `listings:\n${LAST}|\n# About z.\nz: 1\n`, '  '],
    ['behind a comment of the last item', `listings:\n${LAST}    # asked twice\n|# End.\n`, '  '],
    ['before fields that are indented like it', `listings:\n${LAST}|z:\n    y: 1\n`, '  '],
    ['without a margin', 'listings:\n- id: a\n|z: 1\n', ''],
    ['under a dash on a line of its own', 'listings:\n  -\n    id: a\n|z: 1\n', '  '],
    ['behind a text of many lines', 'listings:\n  - id: a\n    note: |\n      x\n\n      # y\n|z: 1\n', '  '],
    ['behind an item in braces', 'listings:\n  - { id: a }\n|', '  '],
  ])('%s', (_where, marked, margin) => {
    const [head = '', tail = ''] = marked.split('|').length > 2 ? marked.split(/\|(?=z)/) : marked.split('|');
    const text = withItem(head + tail, 'listings', item);
    expect(text).toBe(head + lines(margin) + tail);
    expect(readYaml(text).value).toMatchObject({ listings: [{ id: 'a' }, { id: 'b' }] });
  });

  test('with a blank line where the items above have one', () => {
    const text = `listings:\n${LAST}\n${LAST}`;
    expect(withItem(text, 'listings', item)).toBe(`${text}\n${lines('  ')}`);
  });

  test('of a file that does not end with a line end', () => {
    expect(withItem('listings:\n  - id: a', 'listings', item)).toBe(`listings:\n  - id: a\n${lines('  ')}`);
  });

  test('with the line ends of the file', () => {
    const text = 'listings:\r\n  - id: a\r\nz: 1\r\n';
    const [head, tail] = [text.slice(0, -6), text.slice(-6)];
    expect(withItem(text, 'listings', item)).toBe(head + lines('  ', '\r\n') + tail);
  });

  test('that is empty, or not there yet', () => {
    const added = lines('  ');
    expect(withItem('listings: []  # none\nz: 1\n', 'listings', item)).toBe(
      `listings:  # none\n${added}z: 1\n`,
    );
    expect(withItem('z: 1\n', 'listings', item, { every: '90' })).toBe(
      `z: 1\n\nevery: "90"\n\nlistings:\n${added}`,
    );
  });

  test('but not between brackets', () => {
    expect(() => withItem('listings: [{ id: a }]\n', 'listings', item)).toThrow('between [ ]');
  });
});

test.each([
  ['A bag of food.', 'A bag of food.'],
  ['(860) 550-7500', '(860) 550-7500'],
  ['2026-11-24', '2026-11-24'],
  ['https://example.org/#top', 'https://example.org/#top'],
  ['¿Tiene hambre?', '¿Tiene hambre?'],
  ["Lincoln’s and Mary's", "Lincoln’s and Mary's"],
  ['06103', '"06103"'],
  ['1.5', '"1.5"'],
  ['1e3', '"1e3"'],
  ['No', '"No"'],
  ['null', '"null"'],
  ['true', '"true"'],
  ['~', '"~"'],
  ['Open: always', '"Open: always"'],
  ['Ends with:', '"Ends with:"'],
  ['Room #5', '"Room #5"'],
  ['- dash', '"- dash"'],
  ['@sign', '"@sign"'],
  ['[a]', '"[a]"'],
  ['*star', '"*star"'],
  ['the “inner” and "plain" ones', '"the “inner” and \\"plain\\" ones"'],
  ['back\\slash: x', '"back\\\\slash: x"'],
  ["'quoted'", '"\'quoted\'"'],
])('%s is written as %s and read back', (words, written) => {
  expect(scalar(words)).toBe(written);
  expect(readYaml(`a: ${written}\nb:\n  - c: ${written}\n`).value).toEqual({ a: words, b: [{ c: words }] });
});

test.each([
  ['mon-fri 9:00-17:00', { days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '9:00', closes: '17:00' }],
  ['Lun, Mié 9:00–12:30', { days: ['mon', 'wed'], opens: '9:00', closes: '12:30' }],
  ['sáb-mar 0:00 - 24:00', { days: ['sat', 'sun', 'mon', 'tue'], opens: '0:00', closes: '24:00' }],
  ['monday 9:00-17:00', null],
  ['mon-wed-fri 9:00-17:00', null],
  ['9:00-17:00', null],
  ['mon 9 to 5', null],
])('the hours %s', (line, opening) => {
  expect(openingIn(line)).toEqual(opening);
});

test.each([
  ['Mary’s Kitchen (C4D)', 'marys-kitchen-c4d'],
  ['Línea de ayuda', 'linea-de-ayuda'],
])('the name %s suggests the id %s', (name, id) => {
  expect(idFrom(name)).toBe(id);
});
