import { load } from 'cheerio';
import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { find } from '../../src/model/search.ts';
import { canBeClose, distanceBetween, lettersOf } from '../../src/model/spelling.ts';
import { openChangedTown, openTown } from '../town.ts';

const FOOD = 'sections/food.yaml';
const SHELTER = 'sections/shelter.yaml';
const KNOCK = 'guides/knock.yaml';
// The town's own emergency numbers are 911 alone.
const WITH_211 = [
  'exit: https',
  '  - number: 211\n    label: { en: Any help, es: Cualquier ayuda }\nexit: https',
] as const;

const CORE = ['  - heading: { en: First', '  - core: true\n    heading: { en: First'] as const;

type Town = Awaited<ReturnType<typeof openTown>>;
type Page = ReturnType<typeof load>;
type Search = { en?: string; es?: string };

const town = await openTown();

async function sent(action: string | undefined, q: string | undefined, { app }: Town): Promise<Page> {
  const { status, text } = await request(app)
    .post(action ?? '')
    .type('form')
    .send({ q });
  expect(status, `${action} ${q}`).toBe(200);
  return load(text);
}

/** The answer on the English page, or on the Spanish one. */
const answerTo = ({ en, es }: Search, asked = town) =>
  es === undefined ? sent('/en/search/', en, asked) : sent('/es/buscar/', es, asked);

const read = async (address: string, { app }: Town = town) => load((await request(app).get(address)).text);

/** Each group of an answer: its heading, and the ids of whole listings and the addresses of pages under it. */
function groupsOn($: Page): [string, ...string[]][] {
  return $('main .part:has(> article, > p > a)')
    .toArray()
    .map((part) => {
      const found = $(part).children('article, p').toArray();
      const ids = found.map((one) => $(one).attr('id') ?? $(one).find('a').attr('href') ?? '');
      return [$(part).children('h2').text(), ...ids];
    });
}

const hrefs = ($: Page, where: string) =>
  $(`${where} a`)
    .toArray()
    .map((link) => $(link).attr('href') ?? '');

describe('an answer', async () => {
  const knocking = await openChangedTown({
    [FOOD]: [
      [
        'title: { en: Food today, es: Comida hoy }',
        'title: { en: When hunger knocks, es: Cuando toca el hambre }',
      ],
      ['name: { en: Town Hall, es: Alcaldía }', 'name: { en: Knocks Hall, es: Sala Toca }'],
    ],
  });

  test('has what may be happening now first, then places, then pages', async () => {
    expect(groupsOn(await answerTo({ en: 'knocks' }, knocking))).toEqual([
      ['If it is happening now', '/en/at-home/'],
      ['Places and phone numbers', 'town-hall'],
      ['From this guide', '/en/food/'],
    ]);
  });

  test('begins with a place when the words are about the place', async () => {
    const [first] = groupsOn(await answerTo({ en: 'knocks hall' }, knocking));
    expect(first).toEqual(['Places and phone numbers', 'town-hall']);
  });

  test('says of a guide for now what to do first, and how old its law is', async () => {
    const found = (await answerTo({ en: 'somebody knocks' }, await openChangedTown({ [KNOCK]: [CORE] })))(
      'main .urgent .found',
    );
    expect(found.find('h3 a').attr('href')).toBe('/en/at-home/');
    expect(found.find('section h4').text()).toBe('First');
    expect(found.find('ol li').first().text()).toContain('Keep the door closed.');
    expect(found.find('.notice').text()).toContain('May 2026');
  });

  test('shows a place with all that its section says of it', async () => {
    for (const [search, address] of [
      [{ en: 'Elm Pantry' }, '/en/food/'],
      [{ es: 'Despensa Elm' }, '/es/comida/'],
    ] as const) {
      const pantry = (await answerTo(search))('#elm-pantry');
      expect(pantry.prop('outerHTML')).toBe((await read(address))('#elm-pantry').prop('outerHTML'));
      expect(pantry.find('a[href="tel:+13125550101"]').text()).toContain('(312) 555-0101');
    }
  });

  test('does not know an address that is kept private, and says so', async () => {
    const shelter = (await answerTo({ en: 'safe harbor' }))('#safe-harbor-house');
    expect(shelter.find('dt:contains("Where") + dd').text()).toContain('The address is kept private');
    for (const en of ['withheld', 'private address', 'Elmbridge CT', '06103']) {
      expect((await answerTo({ en }))('main').html(), en).not.toContain('safe-harbor-house');
    }
  });

  test('names a place that is gone by its old name, without its number, and leads to what helps now', async () => {
    const gone = await openChangedTown({
      [FOOD]: [
        [
          '  - id: elm-pantry\n',
          '  - id: elm-pantry\n    retired: { on: 2026-11-01, reason: { en: It closed., es: Cerró. }, instead: [town-hall] }\n',
        ],
        ['For food call (312) 555-0101.', 'For food call 311.'],
        ['Para comida llame al (312) 555-0101.', 'Para comida llame al 311.'],
      ],
    });
    const $ = await answerTo({ es: 'despensa elm' }, gone);
    const [, place = ''] = groupsOn($)[0] ?? [];
    expect(place).toBe('/es/cerrado/elm-pantry/');
    expect($(`main p:has(> a[href="${place}"])`).text()).toContain('el 1 de noviembre de 2026');
    expect($('main a[href="tel:+13125550101"], #elm-pantry')).toHaveLength(0);
    expect((await read(place, gone))('main #town-hall')).toHaveLength(1);
  });

  test('counts what it shows', async () => {
    const $ = await answerTo({ en: 'knocks' }, knocking);
    const named = $('main .part:last-child li').map((_, link) => $(link).text().trim());
    expect([$('main article').length, named.get()]).toEqual([3, expect.arrayContaining(['Elm Pantry'])]);
    expect($('#count').text()).toBe('4 results');
    expect((await answerTo({ es: 'alcaldía' }))('#count').text()).toBe('1 resultado');
  });

  test('also leads to the sections of the places that it shows', async () => {
    expect(hrefs(await answerTo({ en: 'town hall' }), 'main .part:last-child')).toContain('/en/food/');
  });
});

test('no link of an answer leaves the name of a place in the history', async () => {
  for (const typed of ['knocks', 'town hall', 'safe', 'food']) {
    expect(hrefs(await answerTo({ en: typed }), 'main').filter((href) => href.includes('#'))).toEqual([]);
  }
});

describe('when nothing is found', async () => {
  const helpful = await openChangedTown({ 'site.yaml': [WITH_211] });

  test.each([
    [
      { en: 'xqzwvk' },
      'We found nothing for these words',
      ['/en/at-home/', '/en/food/', '/en/shelter/', '/en/a-to-z/'],
    ],
    [
      { es: 'xqzwvk' },
      'No encontramos nada con esas palabras',
      ['/es/en-casa/', '/es/comida/', '/es/techo/', '/es/a-z/'],
    ],
    [{ en: '???' }, 'We found nothing for these words', ['/en/food/']],
    [{ en: '😀' }, 'We found nothing for these words', ['/en/food/']],
  ])('the answer to %j says so, with 211, every topic and every list', async (search, heading, topics) => {
    const $ = await answerTo(search, helpful);
    expect($('h1').text()).toBe(heading);
    expect($('main a[href="tel:211"]')).toHaveLength(1);
    expect(hrefs($, 'main')).toEqual(expect.arrayContaining(topics));
    expect($('main article')).toHaveLength(0);
  });

  test.each([{ en: 'the of a' }, { es: 'de la con un' }, { en: 'me and you' }])(
    'because the words mean nothing (%j), the topics are shown',
    async (search) => {
      const $ = await answerTo(search, helpful);
      expect(hrefs($, 'main')).toEqual(
        expect.arrayContaining([search.es ? '/es/comida/' : '/en/food/', 'tel:211']),
      );
      expect($('main article')).toHaveLength(0);
    },
  );

  test.each([{ en: 'help' }, { en: 'where can I get help' }, { es: 'necesito ayuda' }])(
    'or anything can be meant (%j), the topics are shown',
    async (search) => {
      const $ = await answerTo(search, helpful);
      expect(hrefs($, 'main')).toEqual(
        expect.arrayContaining([search.es ? '/es/comida/' : '/en/food/', 'tel:211']),
      );
    },
  );

  test('words of the guide that look alike are one press away', async () => {
    const $ = await answerTo({ en: 'fodo' }, helpful);
    expect($('h1').text()).toBe('We found nothing for these words');
    const form = $('main .suggestions form').first();
    expect([form.attr('method'), form.attr('autocomplete'), form.find('button').text()]).toEqual([
      'post',
      'off',
      'food',
    ]);
    const next = await sent(form.attr('action'), form.find('input[name=q]').attr('value'), helpful);
    expect(groupsOn(next)[0]).toEqual(['From this guide', '/en/food/']);
  });
});

describe('a misspelt word', () => {
  test.each([
    [{ en: 'grocerys' }, '/en/food/'],
    [{ en: 'grocreies' }, '/en/food/'],
    [{ es: 'mandaddo' }, '/es/comida/'],
  ])('%j leads to what was meant', async (search, address) => {
    expect(groupsOn(await answerTo(search))[0]).toEqual([expect.any(String), address]);
  });

  test.each([
    [{ en: 'grocreies' }, 'We looked for “groceries”.'],
    [{ es: 'mandadp' }, 'Buscamos “mandado”.'],
  ])('%j is answered with the word that was looked for', async (search, words) => {
    expect((await answerTo(search))('main').text()).toContain(words);
  });

  test.each([
    { en: 'groceries' },
    { en: 'telera' },
    { en: 'Elm Pantry' },
    { es: 'alcaldia' },
    { es: 'comidas' },
  ])('%j is none, and nothing is said of it', async (search) => {
    expect((await answerTo(search))('main').text()).not.toMatch(/We looked for|Buscamos/);
  });
});

describe('the language switch', () => {
  test('of an answer takes the words along in a form', async () => {
    const $ = await answerTo({ en: '  Elm "Pantry" ' });
    const form = $('header nav form');
    expect([form.attr('method'), form.attr('action'), form.attr('autocomplete')]).toEqual([
      'post',
      '/es/buscar/',
      'off',
    ]);
    expect($('header nav a')).toHaveLength(0);
    const spanish = await sent(form.attr('action'), form.find('input').attr('value'), town);
    expect(spanish('html').attr('lang')).toBe('es');
    expect(spanish('input[type=search]').attr('value')).toBe('  Elm "Pantry" ');
    expect(spanish('#elm-pantry h3').text()).toBe('Despensa Elm');
  });

  test.each([...town.site.edition.pages.keys()])('of %s is a link', async (address) => {
    const $ = await read(address);
    expect($('header nav form')).toHaveLength(0);
    expect(town.site.edition.pages.has($('header nav a.switch').attr('href') ?? '')).toBe(true);
  });
});

/** What is made to be printed whole: it cannot be searched, and its foot leads back. */
const isBooklet = (address: string) => /^\/(?:en\/print|es\/imprimir)\//.test(address);

describe('the form', () => {
  test.each([...town.site.edition.pages.keys()].filter((address) => !isBooklet(address)))(
    'stands once on %s, empty, and tells nobody',
    async (address) => {
      const $ = await read(address);
      const form = $('form[role=search]');
      expect(form).toHaveLength(1);
      expect(form.attr()).toMatchObject({
        role: 'search',
        method: 'post',
        autocomplete: 'off',
        action: address.startsWith('/en/') ? '/en/search/' : '/es/buscar/',
      });
      const field = form.find('input');
      expect(field.attr()).toMatchObject({
        name: 'q',
        type: 'search',
        value: '',
        maxlength: '80',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
      });
      expect(form.find(`label[for="${field.attr('id')}"]`).text()).toMatch(
        /^(Search this guide|Buscar en esta guía)$/,
      );
      expect(form.find('button[type=submit]').text()).toMatch(/^(Search|Buscar)$/);
      expect(form.find('output').text()).toBe('');
    },
  );

  test('stands once on an answer, with the words in it, and the answer begins with its heading', async () => {
    const $ = await answerTo({ en: 'Elm Pantry' });
    expect($('form[role=search]')).toHaveLength(1);
    expect($('form[role=search] input').attr('value')).toBe('Elm Pantry');
    expect($('main h1').attr('tabindex')).toBe('-1');
    expect($('main .count')).toHaveLength(1);
  });

  test.each([...town.site.edition.pages.keys()].filter(isBooklet))(
    'is not on %s, which leads to pages that have it',
    async (address) => {
      const $ = await read(address);
      expect($('form[role=search]')).toHaveLength(0);
      expect($('footer a[href="/en/"], footer a[href="/es/"]').length).toBeGreaterThan(0);
    },
  );

  test('is not on a page of an error, from which nothing can be sent', async () => {
    expect((await read('/en/nothing/'))('form, input')).toHaveLength(0);
  });
});

describe('words', async () => {
  const listing = (
    id: string,
    [name, summary]: readonly [string, string],
    more = '    phones: [{ number: 311 }]\n',
  ) => `  - id: ${id}
    organization: town
    name: ${name}
    summary: ${summary}
${more}    sources:
      - { name: Town of Elmbridge, accessed: 2026-02 }
    checked: none
`;
  const phone = (number: string) => `    phones: [{ number: "${number}" }]\n`;
  const notes = (en: string, es: string) => `    notes:\n      - { en: "${en}", es: "${es}" }\n`;
  const CLASSES = '{ en: Classes., es: Clases. }';
  // What must not win stands first: of equals the earlier one does.
  const listings = [
    listing('other-area', ['Gray Desk', '{ en: A desk., es: Un escritorio. }'], phone('(203) 555-0123')),
    listing(
      'legal-aid',
      ['Elmbridge Legal Aid Society', '{ en: A lawyer for tenants., es: Una abogada para inquilinos. }'],
      `${phone('(860) 555-0123')}    address: { street: 25 Maple Avenue, city: Elmbridge, state: CT, zip: 06106 }\n`,
    ),
    listing('clinic', [
      '{ en: Health clinic, es: Clínica de salud }',
      '{ en: Doctors for small ones., es: Médicos para los pequeños. }',
    ]),
    listing('violence-line', [
      '{ en: Violence line, es: Línea contra la violencia }',
      '{ en: Someone listens., es: Alguien escucha. }',
    ]),
    listing('card-help', [
      '{ en: Green card forms, es: Formas de residencia }',
      '{ en: Forms., es: Formas. }',
    ]),
    listing('wheelchairs', [
      '{ en: Wheelchairs, es: Sillas de ruedas }',
      '{ en: To borrow., es: Para prestar. }',
    ]),
    listing('daycare', ['{ en: Daycare, es: Guardería }', '{ en: All week., es: Toda la semana. }']),
    listing('keys', ['{ en: Keys, es: Llave }', '{ en: Copies., es: Copias. }']),
    listing('plaza', ['Plaza Hernández', '{ en: A square., es: Un cuadro. }']),
    listing('nino-barber', ['Nino’s Barber Shop', '{ en: Haircuts., es: Cortes. }']),
    listing('casa-del-nino', ['Casa del Niño', '{ en: A kindergarten., es: Un kínder. }']),
    listing('night-workers', ['School for Night Workers', CLASSES]),
    listing('night-school', ['Elmbridge Night School', CLASSES]),
    listing('boots', ['Boots', '{ en: To wear., es: Para usar. }']),
    listing(
      'winter-boots',
      ['Anna House', '{ en: Things., es: Cosas. }'],
      `${phone('311')}${notes('Winter coats, boots.', 'Abrigos de invierno, botas.')}`,
    ),
    listing('tenants', [
      '{ en: Notebooks, es: Cuadernos }',
      '{ en: Evictions are stopped here., es: Aquí se paran los desalojos. }',
    ]),
  ];
  const wordy = await openChangedTown({
    [SHELTER]: [['check_every: 90', `${listings.join('')}check_every: 90`]],
  });
  const placesFor = async (typed: string, address = '/en/search/') => {
    const $ = await sent(address, typed, wordy);
    return $('main .listing')
      .toArray()
      .map((one) => $(one).attr('id'));
  };

  test.each([
    // Accents and capitals.
    ['clínica', 'clinic'],
    ['CLINICA', 'clinic'],
    ['cli\u0301nica', 'clinic'],
    ['hernandez', 'plaza'],
    ['pequenos', 'clinic'],
    // Plural and gender.
    ['clinicas', 'clinic'],
    ['lawyers', 'legal-aid'],
    ['abogado', 'legal-aid'],
    ['abogados', 'legal-aid'],
    ['silla', 'wheelchairs'],
    // Other forms, in English and Spanish.
    ['evicted', 'tenants'],
    ['evicting', 'tenants'],
    ['desalojaron', 'tenants'],
    ['desalojarme', 'tenants'],
    ['borrowing', 'wheelchairs'],
    // A letter that is missing, is twice, is another, or has changed places.
    ['lawer', 'legal-aid'],
    ['lawwyer', 'legal-aid'],
    ['lawyef', 'legal-aid'],
    ['laywer', 'legal-aid'],
    ['violnce', 'violence-line'],
    ['weelchair', 'wheelchairs'],
    // As it sounds: h, b and v, s, c and z, ll and y, k.
    ['habogada', 'legal-aid'],
    ['avogada', 'legal-aid'],
    ['ernandes', 'plaza'],
    ['violensia', 'violence-line'],
    ['biolencia', 'violence-line'],
    ['plasa', 'plaza'],
    ['siyas', 'wheelchairs'],
    ['yave', 'keys'],
    ['klinica', 'clinic'],
    // The beginning.
    ['viol', 'violence-line'],
    ['clini', 'clinic'],
    ['hernan', 'plaza'],
    // One word that is two, and two that are one.
    ['greencard', 'card-help'],
    ['wheel chairs', 'wheelchairs'],
    ['day care', 'daycare'],
    ['nightschool', 'night-school'],
    // Words of the other language, and of both.
    ['abogada tenants', 'legal-aid'],
    ['médicos', 'clinic'],
    ['doctors', 'clinic'],
    // Between words that mean nothing.
    ['the lawyer of the', 'legal-aid'],
    ['¿dónde está la clínica?', 'clinic'],
    ['i need a clinic please', 'clinic'],
    // Initials.
    ['ELAS', 'legal-aid'],
    ['elas', 'legal-aid'],
    ['E.L.A.S.', 'legal-aid'],
    // A telephone number, however it is written.
    ['860 555 0123', 'legal-aid'],
    ['8605550123', 'legal-aid'],
    ['(860) 555-0123', 'legal-aid'],
    ['860.555.0123', 'legal-aid'],
    ['+1 860 555 0123', 'legal-aid'],
    ['1-860-555-0123', 'legal-aid'],
    ['call 860-555-0123', 'legal-aid'],
    // A street and a ZIP code.
    ['25 Maple Avenue', 'legal-aid'],
    ['maple', 'legal-aid'],
    ['06106', 'legal-aid'],
  ])('“%s” leads to %s first, on either page', async (typed, id) => {
    expect((await placesFor(typed))[0]).toBe(id);
    expect((await placesFor(typed, '/es/buscar/'))[0]).toBe(id);
  });

  test.each(['860 555 0123', '8605550123', '(203) 555-0123', '5550123', '860 555 9999'])(
    '%s is never called misspelt',
    async (typed) => {
      expect((await sent('/en/search/', typed, wordy))('main').text()).not.toContain('We looked for');
    },
  );

  test.each(['5550123', '555-0123', '555 0123'])('%s finds everybody with this number', async (typed) => {
    expect((await placesFor(typed)).sort()).toEqual(['legal-aid', 'other-area']);
  });

  // The scores, because of equals either could stand first.
  const scoresFor = (typed: string) =>
    Object.fromEntries(find(wordy.index, typed).listings.map(({ id, score }) => [id, score]));

  test.each(['niño', 'Niño', 'nin\u0303o', 'niños'])('“%s”: ñ comes above n', async (typed) => {
    const scores = scoresFor(typed);
    expect(scores['casa-del-nino']).toBeGreaterThan(scores['nino-barber'] ?? Infinity);
    expect((await placesFor(typed)).slice(0, 2)).toEqual(['casa-del-nino', 'nino-barber']);
  });

  test('and whoever has no ñ on the keyboard finds it, too', async () => {
    const scores = scoresFor('nino');
    expect(scores['nino-barber']).toBeGreaterThan(scores['casa-del-nino'] ?? Infinity);
    expect(await placesFor('nino')).toEqual(['nino-barber', 'casa-del-nino']);
  });

  test.each([
    ['night school', ['night-school', 'night-workers']],
    ['school night', ['night-workers', 'night-school']],
  ])('“%s”: words that stand side by side come first', async (typed, ids) => {
    expect(await placesFor(typed)).toEqual(ids);
  });

  test.each(['winter boots', 'boots for the winter', 'botas de invierno'])(
    '“%s”: what has all of the words comes before what has one of them',
    async (typed) => {
      expect((await placesFor(typed))[0]).toBe('winter-boots');
    },
  );

  test('a name of several words is meant when all of them are typed, in any order', async () => {
    expect((await placesFor('birth certificate'))[0]).toBe('town-hall');
    expect((await placesFor('certificate of birth'))[0]).toBe('town-hall');
  });

  test('a word of a group stands for the others', async () => {
    const bakery = await openChangedTown({ [FOOD]: [['A bag of food.', 'A bag of bread.']] });
    expect((await answerTo({ en: 'telera' }, bakery))('#elm-pantry')).toHaveLength(1);
    expect((await answerTo({ es: 'pan' }, bakery))('#elm-pantry')).toHaveLength(1);
  });

  test('the ninth word that says something is not looked at', async () => {
    const seven = 'uuqwz ooqwz iiqwz eeqwz aaqwz yyqwz uoqwz';
    expect(await placesFor(`${seven} maple`)).toEqual(['legal-aid']);
    expect(await placesFor(`${seven} uiqwz maple`)).toEqual([]);
  });
});

test('a law that is overdue says so in an answer, too', async () => {
  const late = await openChangedTown({ [KNOCK]: [CORE, ['review_by: 2026-12-31', 'review_by: 2026-11-01']] });
  const $ = await answerTo({ en: 'somebody knocks' }, late);
  const notices = (await read('/en/at-home/', late))('main .notice');
  expect(notices.length).toBeGreaterThan(1);
  for (const notice of notices.toArray()) {
    expect($('main .urgent').text()).toContain($(notice).text().trim());
  }
});

describe('how far words are apart', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcñ1'), maxLength: 9 });

  /** Optimal string alignment, as the definition has it. */
  function distance(one: string, other: string): number {
    if (!one || !other) return one.length + other.length;
    const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
    const ways = [
      distance(a, other) + 1,
      distance(one, b) + 1,
      distance(a, b) + (one.at(-1) === other.at(-1) ? 0 : 1),
    ];
    const isSwapped = one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1) && one.length > 1;
    if (isSwapped && other.length > 1) ways.push(distance(one.slice(0, -2), other.slice(0, -2)) + 1);
    return Math.min(...ways);
  }

  test('is what must be put in, taken out, exchanged or swapped', () => {
    const short = fc.string({ unit: fc.constantFrom(...'abcñ'), maxLength: 6 });
    fc.assert(
      fc.property(short, short, fc.integer({ min: 0, max: 4 }), (one, other, most) => {
        expect(distanceBetween(one, other, most)).toBe(Math.min(distance(one, other), most + 1));
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  test('is never overlooked because of their letters', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        for (const most of [1, 2]) {
          if (distanceBetween(one, other, most) > most) continue;
          expect(canBeClose(lettersOf(one), lettersOf(other), most)).toBe(true);
        }
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});

test('no request of this file made an error', () => {
  expect(town.errors).toEqual([]);
});
