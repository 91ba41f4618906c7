import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusals } from './refusals.ts';

/** What the invented town is refused with when one of its files says something else. */
async function saying(file: string, words: string, others: string): Promise<string[]> {
  return refusals(async (folder) => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain(words);
    await writeFile(
      join(folder, file),
      text.replace(words, () => others),
    );
  });
}

const SHELTER = 'sections/shelter.yaml';
const SUMMARY = 'summary: { en: A safe house., es: Una casa segura. }';
const inShelter = (words: string) =>
  saying(SHELTER, SUMMARY, `summary: { en: ${JSON.stringify(words)}, es: ${JSON.stringify(words)} }`);
const inFood = (words: string) =>
  saying(
    'sections/food.yaml',
    'summary: { en: Where to eat for free., es: Dónde comer gratis. }',
    `summary: { en: ${JSON.stringify(words)}, es: ${JSON.stringify(words)} }`,
  );

const WITHHELD = 'the address of this place is withheld';

describe('a withheld address is refused in its own listing when it says', () => {
  test.each([
    '12 Elm Street',
    '12b N. Elm St.',
    'Look for 1200 Martin Luther King Blvd',
    'It is on Elm Street.',
    'Está en la calle Olmo.',
    'At the corner of Elm and Main',
    'Hartford, CT 06103',
    '06103-1234',
    '41.7637, -72.6851',
    '41° 45’ N',
    'https://maps.app.goo.gl/abc',
    'geo:41.76,-72.68',
    '87H7Q8PQ+RX',
    'w3w.co/filled.count.soap',
  ])('%s', async (words) => {
    expect((await inShelter(words)).join()).toContain(WITHHELD);
  });

  test.each([
    ['notes', '    notes: [{ en: 12 Elm Street, es: 12 Elm Street }]\n'],
    ['accessibility', '    accessibility: { en: A ramp at 12 Elm Street, es: Rampa en 12 Elm Street }\n'],
    ['website', '    website: https://www.openstreetmap.org/node/1\n'],
  ])('a street or a map in its %s', async (_field, line) => {
    expect(
      (await saying(SHELTER, '    address: withheld\n', `    address: withheld\n${line}`)).join(),
    ).toContain(WITHHELD);
  });

  test('a street in the name of a source', async () => {
    expect(
      (
        await saying(SHELTER, 'name: Safe Harbor, accessed', 'name: Safe Harbor at 12 Elm Street, accessed')
      ).join(),
    ).toContain(WITHHELD);
  });
});

describe('a withheld address is refused elsewhere when it stands', () => {
  test('in the description of its organization', async () => {
    const described = await saying('organizations.yaml', 'en: A shelter.', 'en: A shelter at 12 Elm Street.');
    expect(described.join()).toContain(WITHHELD);
  });

  test('in a sentence of another page that names it', async () => {
    expect((await inFood('Bring food to SAFE HARBOR at 12 Elm Street.')).join()).toContain(WITHHELD);
  });

  test('but not in a sentence about another place', async () => {
    expect(await inFood('Safe Harbor is safe. The pantry stands at 12 Elm Street.')).toEqual([]);
  });
});

test.each([
  'Call 1-800-555-0199 on 41 days of the year.',
  'A house with 12 beds.',
  'It has been open since 2012.',
])('“%s” gives no address away', async (words) => {
  expect(await inShelter(words)).toEqual([]);
});

const ASKS = 'this asks the reader about their status';

describe('a question about the reader’s status is refused', () => {
  test.each([
    'What is your immigration status?',
    'Are you a U.S. citizen?',
    'Do you have a green card?',
    'Enter your A-number here.',
    'Where were you born?',
    '¿Cuál es su estatus migratorio?',
    '¿Tiene usted papeles?',
    '¿Es ciudadana?',
    'Indique su número A.',
    '¿Dónde nació?',
  ])('%s', async (words) => {
    expect((await inFood(words)).join()).toContain(ASKS);
  });

  test.each([
    'An officer may ask “Are you a citizen?” You can stay silent.',
    'Do I have to show papers?',
    'You do not need to be a citizen.',
    'Ask a lawyer about your status.',
    '¿Tengo que mostrar mis papeles?',
    'Si un agente pregunta “¿Es usted ciudadano?”, guarde silencio.',
  ])('but not: %s', async (words) => {
    expect(await inFood(words)).toEqual([]);
  });
});
