import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translationsOf } from '../../src/content/translations.ts';
import { isBehind } from '../../src/model/directory.ts';
import { openChangedTown } from '../town.ts';
import { refusals } from './refusals.ts';

const listing = (id: string, more = '') => `  - id: ${id}
    organization: elm-kitchen
    name: { en: Hall ${id}, es: Sala ${id} }
    summary: { en: Warm soup., es: Sopa caliente. }
${more}    sources:
      - { name: Elm Kitchen, accessed: 2026-02-03 }
    checked: none
`;
const file = (section: string, ...listings: readonly string[]) =>
  `section: ${section}\nlistings:\n${listings.join('')}`;

/** The town with further files of listings. */
const townWith = (files: Readonly<Record<string, string>>) =>
  openChangedTown(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [['', text]]])));

async function refusedWith(files: Readonly<Record<string, string>>): Promise<string[]> {
  return refusals(async (folder) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
}

const FURTHER = 'listings/more.yaml';
const NUMBER = '    phones:\n      - number: (312) 555-0101\n';

test('listings in files of their own follow those of their section, in the order of the files', async () => {
  const { directory } = await townWith({
    'listings/b.yaml': file('food', listing('three')),
    'listings/a.yaml': file('food', listing('one'), listing('two')),
    'listings/shelter.yaml': file('shelter', listing('four')),
  });
  expect(directory.sections.map(({ all }) => all.map(({ id }) => id))).toEqual([
    ['elm-pantry', 'town-hall', 'one', 'two', 'three'],
    ['safe-harbor-house', 'four'],
  ]);
});

test('they age as their section says', async () => {
  const checked = 'checked: { on: 2026-02-03, how: visit, by: { en: a cook, es: una cocinera } }';
  const { directory } = await townWith({
    [FURTHER]: file('shelter', listing('one').replace('checked: none', checked)),
  });
  expect(directory.listings.get('one')?.checked?.agedFrom).toBe('2026-05-05');
});

describe('they are refused, like all others, with', () => {
  test.each<[string, string, string]>([
    [
      'an unknown field',
      file('food', listing('one', '    color: red\n')),
      ':7:5: listing “one” › color: there is no field with this name here',
    ],
    [
      'a number that another place has',
      file('shelter', listing('one', NUMBER).replace('elm-kitchen', 'town')),
      ':8:17: listing “one” › phone 1 › number: (312) 555-0101 is also the number of “elm-pantry”',
    ],
    [
      'a street beside the name of a place whose address is withheld',
      file('food', listing('one').replace('Warm soup.', 'Safe Harbor is on Elm Street.')),
      ':6:20: listing “one” › summary › English: the address of this place is withheld',
    ],
    [
      'a question about status',
      file('food', listing('one').replace('Warm soup.', 'Are you a citizen?')),
      ':6:20: listing “one” › summary › English: this asks the reader about their status',
    ],
    ['nothing in it', '', ':1:1: the file is empty'],
  ])('%s', async (_what, text, refusal) => {
    expect((await refusedWith({ [FURTHER]: text })).join('\n')).toContain(`${FURTHER}${refusal}`);
  });

  test('a section that does not say how often they are checked', async () => {
    const without = async (folder: string) => {
      const shelter = join(folder, 'sections/shelter.yaml');
      const text = await readFile(shelter, 'utf8');
      const house = /listings:\n[\s\S]*(?=check_every)/.exec(text)?.[0] ?? '';
      await writeFile(shelter, text.replace(house, '').replace(/check_every.*\n/, ''));
      await mkdir(join(folder, 'listings'));
      await writeFile(join(folder, FURTHER), `section: shelter\n${house}`);
    };
    expect(await refusals(without)).toEqual([
      `${FURTHER}:1:10: section: sections/shelter.yaml must say after how many days the listings of this section are checked again; write there check_every: 90, for example`,
    ]);
    expect(await refusals(without, 'es')).toEqual([
      `${FURTHER}:1:10: sección: sections/shelter.yaml debe decir después de cuántos días se revisan otra vez los lugares de esta sección; escriba allí, por ejemplo, check_every: 90`,
    ]);
  });

  test('a file in the place of their folder', async () => {
    expect(await refusedWith({ listings: 'none' })).toEqual([
      'listings:1:1: a folder belongs here, not a file or a shortcut',
    ]);
  });

  test('more files than a folder can have', async () => {
    const files = Array.from({ length: 513 }, (_, at) => [`listings/f${at}.yaml`, ''] as const);
    expect(await refusedWith(Object.fromEntries(files))).toEqual([
      'listings:1:1: there are more than 512 files here; move out the ones that are not of the guide',
    ]);
  });
});

test('a half that was left behind there is a notice on the page of the section, as for all listings', async () => {
  const left = await translationsOf([], [{ en: 'Cold soup.', es: 'Sopa caliente.' }]);
  const [stamp = ''] = left.stampsWith([{ en: 'Cold soup.', es: 'Sopa caliente.' }]);
  const { directory } = await townWith({
    [FURTHER]: file('food', listing('one')),
    'translations.yaml': `confirmed:\n  - ${stamp}\n`,
  });
  expect(isBehind(directory, 'food', 'es')).toBe(true);
  expect(isBehind(directory, 'shelter', 'es')).toBe(false);
});
