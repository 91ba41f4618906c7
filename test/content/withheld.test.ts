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
const FOOD = 'sections/food.yaml';
const inFood = (words: string, palabras = words) =>
  saying(
    FOOD,
    'summary: { en: Where to eat for free., es: Dónde comer gratis. }',
    `summary: { en: ${JSON.stringify(words)}, es: ${JSON.stringify(palabras)} }`,
  );
/** One more piece in front of the pieces of the food page. */
const withPiece = (piece: string) => saying(FOOD, '    blocks:\n', `    blocks:\n      - ${piece}\n`);

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
    '12 elm street',
    'at 12-14 elm ave',
    '12 ELM STREET',
    '1200-1210 main road',
    '12 4th Street',
    '5 Constitution Plaza',
    'It is on elm street.',
    'Elm Street, second floor',
    'calle elm 12',
    'Calle Olmo 12',
    'Está en la calle olmo',
    'Está en la calle olmo, en Hartford',
    'It is behind the Bushnell theater.',
    'Next to the library',
    'next to city hall',
    'across from City Hall',
    'near the library',
    'near Bushnell Park',
    'two blocks from the river',
    'detrás de la biblioteca',
    'al lado de la iglesia',
    'frente a la estación',
    'frente al parque',
    'junto a la iglesia',
    'cerca de la biblioteca',
    'cerca del parque',
    'https://example.org/?q=12+Elm+Street',
    'https://example.org/?q=12%20elm%20street',
    'https://example.org/?q=12%2520Elm%2520Street',
    'https://example.org/12-elm-street',
    'https://example.org/?q=%ff&near=12%20Elm%20Street',
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

  test.each([
    ['names it', 'Bring food to SAFE HARBOR at 12 Elm Street.'],
    ['names it in another sentence', 'Safe Harbor is safe. It stands at 12 Elm Street.'],
    ['names it with a hyphen', 'The Safe-Harbor people are on Elm Street.'],
    ['speaks of a safe house', 'There is a safe house. It stands at 12 Elm Street.'],
    ['speaks of a casa segura', 'Hay una casa segura. Está en la calle olmo.'],
    ['speaks of a casa refugio', 'Hay una casa refugio frente al parque.'],
    ['speaks of a casa de refugio', 'Hay una casa de refugio cerca de la biblioteca.'],
  ])('in a text of another page that %s', async (_what, words) => {
    expect((await inFood(words)).join()).toContain(WITHHELD);
  });

  test('in one language when only the other one names it', async () => {
    const refused = await inFood('Ask Safe Harbor.', 'Pregunte en 12 Elm Street.');
    expect(refused.join()).toMatch(/^sections\/food\.yaml.* Spanish: the address of this place is withheld/);
  });

  test.each([
    ['whose label names it', 'Safe Harbor', 'https://www.google.com/maps/search/abc'],
    ['whose label speaks of a safe house', 'A safe house', 'https://example.org/?q=12+Elm+Street'],
    ['whose label leads there', '12 Elm Street', 'https://example.org/safe-harbor'],
    ['that names it and leads there', 'A map', 'https://maps.google.com/?q=Safe%20Harbor'],
    ['that names it in one word', '12 Elm Street', 'https://safeharbor.example.org/'],
  ])('in a link %s', async (_what, label, url) => {
    const refused = await withPiece(`links: [{ label: ${label}, url: "${url}", language: en }]`);
    expect(refused.join()).toContain(WITHHELD);
  });

  test('in a row of a table that begins with its name', async () => {
    const both = (words: string) => `{ en: ${words}, es: ${words} }`;
    const refused = await withPiece(
      `table: { caption: ${both('Two')}, columns: [${both('One')}, ${both('Two')}], rows: [{ heading: ${both('Safe Harbor')}, cells: [${both('12 Elm Street')}, ${both('Two')}] }] }`,
    );
    expect(refused.join()).toContain(WITHHELD);
  });

  test('in a source of another listing that names it', async () => {
    const refused = await saying(
      FOOD,
      'name: Elm Kitchen, url: "https://pantry.example.org/"',
      'name: Safe Harbor, url: "https://www.openstreetmap.org/node/1"',
    );
    expect(refused.join()).toContain(WITHHELD);
  });

  test('in an alert whose name names it', async () => {
    const refused = await saying(
      'alerts.yaml',
      'id: snow\n    text: { en: The pantry is closed for snow.,',
      'id: safe-harbor-snow\n    text: { en: The door at 12 Elm Street is closed.,',
    );
    expect(refused.join()).toContain(WITHHELD);
  });

  test('as the address of another listing that bears its name', async () => {
    const refused = await saying(
      FOOD,
      'name: { en: Elm Pantry, es: Despensa Elm }',
      'name: Safe Harbor Food',
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/“elm-pantry” › address: the address of this place is withheld/);
  });

  test('in any text of another listing that bears its name', async () => {
    const refused = await saying(
      FOOD,
      'name: { en: Town Hall, es: Alcaldía }\n    summary: { en: Everything else.,',
      'name: Safe Harbor Office\n    summary: { en: Behind the library.,',
    );
    expect(refused.join()).toContain(WITHHELD);
  });
});

describe('a withheld address is not given away by', () => {
  test('a street in a text that names no such place', async () => {
    expect(await inFood('The pantry stands at 12 Elm Street, near the library.')).toEqual([]);
  });

  test('its telephone number in a text that names it', async () => {
    expect(await inFood('Safe Harbor answers at 1-800-555-0199, and has a safe house.')).toEqual([]);
  });

  test('a street in another text of a listing that names it', async () => {
    expect(
      await saying(FOOD, 'en: A ramp., es: Una rampa.', 'en: Safe Harbor too., es: Safe Harbor también.'),
    ).toEqual([]);
  });

  test('a link that names it and leads to its own page', async () => {
    expect(
      await withPiece('links: [{ label: Safe Harbor, url: "https://safe.example.org/", language: en }]'),
    ).toEqual([]);
  });

  test('a safe house on a street when no address is withheld', async () => {
    const refused = await refusals(async (folder) => {
      for (const [file, words, others] of [
        [SHELTER, '    address: withheld\n', ''],
        [FOOD, 'en: A bag of food.', 'en: A safe house at 12 Elm Street.'],
      ] as const) {
        const text = await readFile(join(folder, file), 'utf8');
        expect(text).toContain(words);
        await writeFile(join(folder, file), text.replace(words, others));
      }
    });
    expect(refused).toEqual([]);
  });
});

test.each([
  'Call 1-800-555-0199 on 41 days of the year.',
  'A house with 12 beds.',
  'It has been open since 2012.',
  'You can stay 60 days in a safe place.',
  'Call Safe Harbor at 1-800-555-0199 to ask for a place.',
  'At 1-800-555-0199 Safe Place answers.',
  'a shelter near you',
  'It has 12 beds and helps 24 towns.',
  'You can leave near the end of the year.',
  'For people who live on the street',
  'Open at 6 pm; street outreach at 7',
  'An advocate sits next to you.',
  'They go with you to Hartford Superior Court.',
  'The nurses come from St. Francis.',
  'It costs $41.50 and serves 72,000 people.',
  'Si vive en la calle, llame.',
  'En la calle 24 horas al día',
  'Ayuda frente a la violencia',
  'Puede quedarse junto a sus hijos, en un lugar cerca de usted.',
  'https://example.org/get-help/shelter/2020/',
])('“%s” gives no address away', async (words) => {
  expect(await inShelter(words)).toEqual([]);
});

const ASKS = 'this asks the reader about their status';

test('another service of the same people may not give an address', async () => {
  const other = await saying('sections/food.yaml', 'organization: elm-kitchen', 'organization: safe-harbor');
  expect(other.join()).toContain(`sections/food.yaml:32:14: listing “elm-pantry” › address: ${WITHHELD}`);
});

test('nor may a listing that says what it is by that name', async () => {
  const other = await saying(
    'sections/food.yaml',
    'summary: { en: A bag of food., es: Una bolsa de comida. }',
    'summary: { en: The kitchen of Safe Harbor., es: La cocina de Safe Harbor. }',
  );
  expect(other.join()).toContain(`› address: ${WITHHELD}`);
});

test('nor may two pieces of one part, one with the name and one with the street', async () => {
  const part = await saying(
    SHELTER,
    '      - listings: [safe-harbor-house]\n',
    '      - listings: [safe-harbor-house]\n      - text: { en: Safe Harbor is here., es: Safe Harbor está aquí. }\n      - text: { en: Go to 12 Elm Street., es: Vaya a 12 Elm Street. }\n',
  );
  expect(part.join()).toContain(WITHHELD);
});

test.each([
  'Are you legally married?',
  'Are you getting legal help?',
  'What papers do you need?',
  'Do you have your papers in a safe place?',
  'Has your work permit been stolen?',
  'Tell us your language, not your status.',
  '¿Está legalmente casada?',
  '¿Tiene sus papeles en un lugar seguro?',
  '¿Tiene ingresos del seguro social?',
  '¿Tiene prueba de residencia en Hartford?',
])('“%s” asks for something else', async (words) => {
  expect(await inFood(words)).toEqual([]);
});

test.each([
  'Please give your status when you call.',
  'Write your A-number here.',
  'You must tell staff your immigration status.',
  'Escriba aquí su número A.',
])('“%s” asks without a question mark', async (words) => {
  expect((await inFood(words)).join()).toContain(ASKS);
});

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
    'Are you here legally?',
    'Are you undocumented?',
    'Were you born in the United States?',
    'How did you come into the country?',
    'How did you enter the U.S.?',
    'Did you enter legally?',
    'Did you stay after your visa ended?',
    'Has your visa expired?',
    'Where are you from?',
    'Before you call: are you a citizen?',
    'Tell us if you are a citizen.',
    '¿Nació en los Estados Unidos?',
    '¿Nacio usted aqui?',
    '¿Entró legalmente?',
    '¿Cómo entró al país?',
    '¿Está aquí legalmente?',
    '¿Tiene papeles?',
    'Tiene papeles?',
    '¿Se quedó después de que venció su visa?',
    '¿Ya venció su visa?',
    '¿De dónde es?',
    '¿Qué nacionalidad tiene?',
    'Díganos si tiene papeles.',
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
    'What is an A-number?',
    'What is a U visa?',
    'What is the status of my case?',
    'What if your visa has expired?',
    'Do you have to show papers? No.',
    'Do you have questions about your status?',
    'Do you legally have to answer?',
    'Are you a resident of Hartford?',
    'How did you get to the clinic?',
    '¿Es necesario tener papeles? No.',
    '¿Tiene que mostrar papeles? No.',
    '¿Qué es una visa U?',
    '¿Cuál es el estatus de mi caso?',
    '¿Qué derechos tiene una persona sin papeles?',
    '¿Tiene preguntas sobre su estatus?',
    '¿Es legal grabar a un agente?',
    '¿Es residente de Hartford?',
    '¿Tiene un número a donde llamar?',
  ])('but not: %s', async (words) => {
    expect(await inFood(words)).toEqual([]);
  });
});
