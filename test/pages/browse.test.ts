import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openTown } from '../town.ts';

const FOOD = 'sections/food.yaml';
const SHELTER = 'sections/shelter.yaml';
const CHECKED = ['checked: { on: 2026-02-03', 'checked: { on: 2026-11-20'] as const;
const NO_APPOINTMENT = ['      by_appointment: true\n', ''] as const;
const CHECKED_SHELTER = [
  'checked: none',
  'checked: { on: 2026-11-20, how: phone, by: { en: a volunteer, es: una voluntaria } }',
] as const;
// The town's own emergency numbers are 911 alone.
const WITH_211 = [
  'exit: https',
  '  - number: 211\n    label: { en: Any help, es: Cualquier ayuda }\nexit: https',
] as const;

const retiredOn = (day: string): (readonly [string, string])[] => [
  [
    '  - id: elm-pantry\n',
    `  - id: elm-pantry\n    retired: { on: ${day}, reason: { en: It closed., es: Cerró. }, instead: [town-hall] }\n`,
  ],
  ['For food call (312) 555-0101.', 'For food call 311.'],
  ['Para comida llame al (312) 555-0101.', 'Para comida llame al 311.'],
];

type Town = Awaited<ReturnType<typeof openTown>>;
type Page = ReturnType<typeof load>;

async function read(address: string, { app }: Town): Promise<Page> {
  const { status, text } = await request(app).get(address);
  expect(status, address).toBe(200);
  return load(text);
}

/** What stands under each heading: ids of whole listings. */
function groupsOn($: Page): Record<string, string[]> {
  const groups = $('main .part:has(> .listing)')
    .toArray()
    .map((part) => {
      const ids = $(part).children('.listing').toArray();
      return [$(part).children('h2').text(), ids.map((listing) => $(listing).attr('id') ?? '')] as const;
    });
  return Object.fromEntries(groups);
}

describe('every place, A to Z', () => {
  const names = ($: Page) =>
    $('main .part:has(> .listing)')
      .toArray()
      .map((part) => [
        $(part).children('h2').text(),
        ...$(part)
          .find('h3 a')
          .toArray()
          .map((link) => $(link).text()),
      ]);

  test('is in the order of each language, and “The”, “La” and accents do not count', async () => {
    const town = await openChangedTown({
      [FOOD]: [
        ['name: { en: Elm Pantry, es: Despensa Elm }', 'name: { en: The Elm Pantry, es: La Ñapa }'],
        ['name: { en: Town Hall, es: Alcaldía }', 'name: { en: 12 Town Lines, es: Área municipal }'],
      ],
      [SHELTER]: [['name: Safe Harbor', 'name: Eagle House']],
    });
    expect(names(await read('/en/a-to-z/', town))).toEqual([
      ['0–9', '12 Town Lines'],
      ['E', 'Eagle House', 'The Elm Pantry'],
    ]);
    expect(names(await read('/es/a-z/', town))).toEqual([
      ['A', 'Área municipal'],
      ['E', 'Eagle House'],
      ['Ñ', 'La Ñapa'],
    ]);
  });

  test('leads to the whole listing, and has its summary, its numbers and its doubt', async () => {
    const $ = await read('/en/a-to-z/', await openTown());
    const hall = $('.listing:contains("Town Hall")');
    const [page = '', anchor] = (hall.find('h3 a').attr('href') ?? '').split('#');
    expect(page).toBe('/en/food/');
    expect((await read(page, await openTown()))(`#${anchor}`).text()).toBe('Town Hall');
    expect(hall.find('.part-of').text()).toBe('Part of Town of Elmbridge');
    expect(hall.text()).toContain('Everything else.');
    expect(hall.find('.phone').attr('href')).toBe('tel:311');
    expect(hall.find('.doubt').text()).toBe('Not confirmed yet: call first');
  });

  test('marks a number that nobody confirmed at a place that somebody checked', async () => {
    const $ = await read('/es/a-z/', await openChangedTown({ [FOOD]: [CHECKED] }));
    const pantry = $('.listing:contains("Despensa Elm")');
    expect(pantry.children('.doubt')).toHaveLength(0);
    expect(pantry.find('.phones .doubt').text()).toBe('Sin confirmar todavía: llame antes');
  });

  test('keeps the name of a place that is gone, without its number, and leads to what helps now', async () => {
    const town = await openChangedTown({
      [FOOD]: [...retiredOn('2026-11-01')],
    });
    const pantry = (await read('/en/a-to-z/', town))('.listing:contains("Elm Pantry")');
    expect(pantry.find('h3 a').attr('href')).toBe('/en/closed/elm-pantry/');
    expect(pantry.text()).toContain('Closed since November 1, 2026.');
    expect(pantry.find('.phone')).toHaveLength(0);
  });
});

describe('open now', () => {
  const open = async (now: string) =>
    groupsOn(
      await read(
        '/en/open-now/',
        await openChangedTown(
          { [FOOD]: [CHECKED, NO_APPOINTMENT], [SHELTER]: [CHECKED_SHELTER] },
          { now: `2026-11-${now}:00-05:00` },
        ),
      ),
    );
  const always = { 'They answer day and night': ['safe-harbor-house'] };
  const pantry = { 'Places open now by their listed hours': ['elm-pantry'] };

  test.each([
    ['24T08:59', always],
    ['24T09:00', { ...always, ...pantry }],
    ['24T17:29', { ...always, ...pantry }],
    ['24T17:30', always],
  ])('changes at the minute at which a place opens or closes: %s', async (now, groups) => {
    expect(await open(now)).toEqual(groups);
  });

  test('lists no place whose hours nobody has checked lately', async () => {
    const $ = await read('/en/open-now/', await openChangedTown({ [FOOD]: [NO_APPOINTMENT] }));
    expect(groupsOn($)).toEqual({});
  });

  test('lists no place that is gone', async () => {
    const town = await openChangedTown({
      [FOOD]: [CHECKED, NO_APPOINTMENT, ...retiredOn('2026-11-24')],
    });
    expect(groupsOn(await read('/en/open-now/', town))).toEqual({});
  });
});

describe('free', () => {
  test('lists what a source says is free, and says so in each language', async () => {
    const town = await openChangedTown({ [FOOD]: [['fees: { en: Free., es: Gratis. }', 'fees: free']] });
    const english = await read('/en/free/', town);
    expect(groupsOn(english)).toEqual({ 'What is free': ['elm-pantry'] });
    expect(english('#elm-pantry dt:contains("Cost") + dd').text().trim()).toBe('Free.');
    const spanish = await read('/es/gratis/', town);
    expect(spanish('#elm-pantry dt:contains("Costo") + dd').text().trim()).toBe('Gratis.');
  });

  test('does not take a sentence about the cost for it', async () => {
    expect(groupsOn(await read('/en/free/', await openTown()))).toEqual({});
  });
});

describe('in Spanish', () => {
  test('lists who answers in Spanish, the confirmed ones first, and what can be read', async () => {
    const town = await openChangedTown({
      [FOOD]: [['    languages: [en, es, pt]\n', '']],
      [SHELTER]: [
        CHECKED_SHELTER,
        ['    address: withheld\n', '    address: withheld\n    languages: [es]\n'],
        [
          'check_every: 90',
          `  - id: leaflet
    organization: safe-harbor
    name: Leaflet
    summary: { en: To read., es: Para leer. }
    website: https://leaflet.example.org/
    website_language: es
    sources:
      - { name: Safe Harbor, accessed: 2026-02-03 }
    checked: none
check_every: 90`,
        ],
      ],
    });
    expect(groupsOn(await read('/es/en-espanol/', town))).toEqual({
      'Contestan en español': ['safe-harbor-house', 'elm-pantry'],
      'Para leer en español': ['leaflet'],
    });
  });

  test('does not guess the language of a website', async () => {
    const town = await openChangedTown({
      [SHELTER]: [
        ['    phones:\n      - number: 1-800-555-0199\n', '    website: https://harbor.example.org/\n'],
      ],
    });
    expect(groupsOn(await read('/en/in-spanish/', town))['To read in Spanish']).toBeUndefined();
  });
});

describe('no appointment', () => {
  const walkIn = ['      by_appointment: true\n', '      walk_in: true\n'] as const;

  test('lists places that said so, which their hours say too, and lines that always answer', async () => {
    const town = await openChangedTown({ [FOOD]: [CHECKED, walkIn], [SHELTER]: [CHECKED_SHELTER] });
    const $ = await read('/en/no-appointment/', town);
    expect(groupsOn($)).toEqual({
      'You can just go': ['elm-pantry'],
      'Lines that answer day and night': ['safe-harbor-house'],
    });
    expect($('#elm-pantry dl').text()).toContain('No appointment needed');
    expect((await read('/es/comida/', town))('#elm-pantry dl').text()).toContain('Sin cita');
  });

  test('sends nobody to a place that was checked too long ago', async () => {
    const $ = await read('/en/no-appointment/', await openChangedTown({ [FOOD]: [walkIn] }));
    expect(groupsOn($)).toEqual({});
    expect($('main').text()).toContain(
      'We have not confirmed any place that sees people without an appointment. Call first.',
    );
  });
});

describe('a list with nothing on it', () => {
  test.each([
    ['/en/open-now/', '/en/a-to-z/'],
    ['/es/abierto-ahora/', '/es/a-z/'],
    ['/en/free/', '/en/a-to-z/'],
    ['/es/gratis/', '/es/a-z/'],
    ['/en/no-appointment/', '/en/a-to-z/'],
    ['/es/sin-cita/', '/es/a-z/'],
  ])('%s still says whom to call and where to go on', async (address, alphabet) => {
    const $ = await read(address, await openChangedTown({ 'site.yaml': [WITH_211] }));
    expect($('main .listing')).toHaveLength(0);
    expect($('main a[href="tel:211"]')).toHaveLength(1);
    expect($('main a[href="tel:911"]')).toHaveLength(0);
    expect($(`main a[href="${alphabet}"]`)).toHaveLength(1);
  });
});

test.each([
  ['/en/', '/en/food/'],
  ['/es/', '/es/comida/'],
])('all five lists can be reached from %s and from the foot of %s', async (home, page) => {
  const town = await openTown();
  const lists = [...town.site.edition.pages.keys()].filter((address) =>
    /\/(a-to-z|a-z|open-now|abierto-ahora|free|gratis|in-spanish|en-espanol|no-appointment|sin-cita)\/$/.test(
      address,
    ),
  );
  const own = lists.filter((address) => address.startsWith(home));
  expect(own).toHaveLength(5);
  const links = ($: Page, where: string) =>
    $(`${where} a`)
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
  expect(links(await read(home, town), 'main .find')).toEqual(own);
  expect(links(await read(page, town), 'footer .contents')).toEqual(expect.arrayContaining(own));
});
