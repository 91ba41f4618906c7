import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder, TOWN } from './town.ts';

/** Numbers from a seed, each from 0 to before another one: the same in every run. */
type Dice = (sides: number) => number;

function diceFrom(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

// As often as a language has them, more or less.
const LETTERS = 'eeeeeaaaaaooooiiiinnnnrrrrssssttttlllldddcccuummppbbgghfvyz';

/** How long the words of the places are, and what else they say. */
export type Manner = 'hardly a word' | 'few words' | 'many words';

/**
 * The invented town when its section on food has very many places: no two alike, of all lengths, and in words
 * that hardly ever come again, which weigh more than those of a language.
 * @param warning stands before and after the places, in a part of its own that shows them
 */
export async function openCrowded(
  count: number,
  manner: Manner = 'few words',
  {
    seed = 7,
    warning = '',
    base = '',
    origin = 'https://guide.example.org',
  }: { seed?: number; warning?: string; base?: string; origin?: string } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'crowd-'));
  try {
    await cp(TOWN, folder, { recursive: true });
    const file = join(folder, 'sections/food.yaml');
    const places = Array.from({ length: count }, (_, index) =>
      placeOf(index, diceFrom(seed + index), manner),
    );
    const part = warning === '' ? '' : partOf(places, warning);
    const text = (await readFile(file, 'utf8')).replace(/^check_every:/m, `${part}check_every:`);
    await writeFile(file, `${text}${places.map((place) => `  - ${JSON.stringify(place)}\n`).join('')}`);
    return {
      ...(await openFolder(folder, { base, origin })),
      ids: places.map(({ id }) => id),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function partOf(places: readonly { id: string }[], warning: string): string {
  const said = (text: string) => ({ en: `${text}.`, es: `${text}!` });
  const part = {
    heading: { en: 'The crowd', es: 'El gentío' },
    blocks: [
      { warning: said(`${warning} before`) },
      { listings: places.map(({ id }) => id) },
      { warning: said(`${warning} after`) },
    ],
  };
  return `  - ${JSON.stringify(part)}\n`;
}

function placeOf(index: number, dice: Dice, manner: Manner) {
  const word = () => Array.from({ length: 2 + dice(8) }, () => LETTERS[dice(LETTERS.length)]).join('');
  const words = (most: number) => {
    const said = Array.from({ length: 3 + dice(most) }, word).join(' ');
    return said.charAt(0).toUpperCase() + said.slice(1);
  };
  const both = (most: number) => ({ en: `${words(most)}.`, es: `${words(most + 2)}.` });
  const title = words(2);
  const isLong = manner === 'many words';
  return {
    id: `place-${index + 1}`,
    organization: dice(2) === 0 ? 'town' : 'elm-kitchen',
    name: dice(2) === 0 ? title : { en: title, es: words(2) },
    summary: both(manner === 'hardly a word' ? 1 : isLong ? 22 : 8),
    ...(manner === 'hardly a word'
      ? {}
      : { phones: [{ number: `(312) 555-${1000 + index * 7}`, languages: ['es'] }], fees: 'free' }),
    ...(isLong && dice(2) === 0 ? { eligibility: both(8) } : {}),
    ...(isLong && dice(2) === 0
      ? { address: { street: `${dice(900) + 1} ${words(1)} Street`, city: 'Elmbridge', state: 'CT' } }
      : {}),
    ...(isLong
      ? { notes: [both(14), both(14)], website: `https://${word()}${word()}.example.org/${word()}` }
      : {}),
    sources: [{ name: words(3), accessed: '2026-02' }],
    // Half of the wordy ones can be relied on, so that programs are told of them.
    checked:
      isLong && dice(2) === 0
        ? { on: '2026-11-20', how: 'phone', by: { en: 'a volunteer', es: 'una voluntaria' } }
        : 'none',
  };
}
