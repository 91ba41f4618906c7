import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openGuide, openTown } from '../town.ts';
import { page, service } from './hsds-schema.ts';

const guide = await openGuide();
/** A day on which the pantry's check is good. */
const town = await openTown({ now: '2026-03-02T12:00:00-05:00' });
const changed = { now: '2026-03-02T12:00:00-05:00' };

async function servicesOf({ app }: { app: typeof town.app }) {
  const { body } = await request(app).get('/hsds/services?per_page=100');
  return page.parse(body).contents;
}

async function serviceCalled(name: string, from: { app: typeof town.app } = town) {
  const found = (await servicesOf(from)).find((one) => one.name === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

describe('the data of the real guide', () => {
  test('has every listing, each as the specification wants it', async () => {
    expect((await servicesOf(guide)).length).toBe(guide.directory.listings.size);
  });

  test('has an id for everything, and none twice for two things', async () => {
    const named = new Map<string, string>();
    const look = (value: unknown, path: string): void => {
      if (Array.isArray(value)) for (const one of value) look(one, path);
      else if (typeof value === 'object' && value !== null) {
        const id = 'id' in value ? String(value.id) : null;
        const said = JSON.stringify(value);
        if (id) expect(named.get(id) ?? said, path).toBe(said);
        if (id) named.set(id, said);
        for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
      }
    };
    look(await servicesOf(guide), 'services');
    expect(named.size).toBeGreaterThan(100);
  });

  test('has no place for a shelter whose address is withheld, and a warning where a call is a risk', async () => {
    const withheld = [...guide.directory.listings.values()].filter(({ address }) => address === 'withheld');
    expect(withheld.length).toBeGreaterThan(0);
    for (const listing of withheld) {
      const found = await serviceCalled(listing.name.text.en, guide);
      expect(found.service_at_locations).toEqual([]);
      expect(found.x_hartford_address_withheld).toBe(true);
    }
    const risky = [...guide.directory.listings.values()].filter(({ caution }) => caution);
    expect(risky.length).toBeGreaterThan(0);
    for (const { name, summary } of risky) {
      // Who takes the data may look at no field of ours: the warning of the summary stands where all look.
      expect((await serviceCalled(name.text.en, guide)).alert).toContain(summary.text.en);
    }
    for (const { name } of risky)
      expect((await serviceCalled(name.text.en, guide)).x_hartford_caution).toBe(true);
  });

  test('says nothing about anybody’s status', async () => {
    const { text } = await request(guide.app).get('/hsds/services?per_page=100');
    const names = new Set([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name));
    expect(names).toContain('eligibility_description');
    expect([...names].filter((name) => /immigra|national|citizen/.test(name ?? ''))).toEqual([]);
  });
});

describe('a service', () => {
  test('keeps its id, whatever changes about it', async () => {
    const renamed = await openChangedTown(
      { 'sections/food.yaml': [['{ en: Elm Pantry,', '{ en: Oak Pantry,']] },
      changed,
    );
    expect((await serviceCalled('Oak Pantry', renamed)).id).toBe((await serviceCalled('Elm Pantry')).id);
    expect((await serviceCalled('Elm Pantry')).id).toBe('1bb973b3-4e58-5170-ade3-999abc39a685');
  });

  test('stands at an address of its own, as it does in the list', async () => {
    const pantry = await serviceCalled('Elm Pantry');
    const { body, headers } = await request(town.app).get(`/hsds/services/${pantry.id}`);
    expect(service.parse(body)).toEqual(pantry);
    expect(headers['content-type']).toBe('application/json');
  });

  test('has its Spanish beside its English', async () => {
    const { x_hartford_es } = await serviceCalled('Elm Pantry');
    expect(x_hartford_es).toEqual({
      name: 'Despensa Elm',
      description: 'Una bolsa de comida.',
      fees_description: 'Gratis.',
      eligibility_description: 'Cualquier persona.',
    });
  });

  test('has numbers as they are dialled, and what nobody confirmed is marked in words and for machines', async () => {
    const [voice, text] = (await serviceCalled('Elm Pantry')).phones;
    expect(voice).toMatchObject({ number: '+13125550101', type: 'voice' });
    expect(voice?.x_hartford_unconfirmed).toBeUndefined();
    expect(text).toMatchObject({
      number: '+13125550102',
      type: 'text',
      description: 'For messages. Not confirmed yet: call first',
      x_hartford_unconfirmed: true,
    });
    expect(text?.languages?.map(({ code, name }) => `${code} ${name}`)).toEqual(['es Spanish']);
    expect((await serviceCalled('Town Hall')).phones.map(({ number }) => number)).toEqual(['311']);
  });

  test('has its week at its place, with all that its hours say', async () => {
    const open = await openChangedTown(
      { 'sections/food.yaml': [['by_appointment: true', 'walk_in: true']] },
      changed,
    );
    const [at] = (await serviceCalled('Elm Pantry', open)).service_at_locations;
    expect(at?.location.addresses).toMatchObject([{ address_1: '1 Elm Street', postal_code: '06103' }]);
    expect(at?.location.accessibility).toMatchObject([{ description: 'A ramp.' }]);
    expect(at?.schedules).toMatchObject([
      { byday: 'MO,TU,WE,FR', opens_at: '09:00', closes_at: '17:30', freq: 'WEEKLY' },
    ]);
    expect(at?.schedules[0]?.description).toContain('Monday to Wednesday, Friday: 9:00 AM to 5:30 PM');
  });

  test('has hours by appointment in words only', async () => {
    const [at] = (await serviceCalled('Elm Pantry')).service_at_locations;
    expect(at?.schedules).toHaveLength(1);
    expect(at?.schedules[0]?.opens_at).toBeUndefined();
    expect(at?.schedules[0]?.description).toContain('By appointment: call first');
  });

  test('has hours in words only, once its check is too old', async () => {
    const late = await openChangedTown(
      { 'sections/food.yaml': [['by_appointment: true', 'walk_in: true']] },
      { now: '2026-11-24T12:00:00-05:00' },
    );
    const [at] = (await serviceCalled('Elm Pantry', late)).service_at_locations;
    expect([at?.schedules[0]?.opens_at, at?.schedules[0]?.x_hartford_unconfirmed]).toEqual([undefined, true]);
  });

  test('says that nobody knows what it does on holidays, when nobody does', async () => {
    expect((await serviceCalled('Elm Pantry')).x_hartford_holidays?.is).toBe('unknown');
  });

  test('has the days that differ', async () => {
    expect((await serviceCalled('Elm Pantry')).x_hartford_exceptions).toEqual([
      { on: '2026-12-25', opens_at: null, closes_at: null, reason: { en: 'Christmas', es: 'Navidad' } },
    ]);
  });

  test('has hours in words only, when nobody has confirmed them', async () => {
    const doubtful = await openChangedTown(
      { 'sections/food.yaml': [['by_appointment: true', 'by_appointment: true\n      unconfirmed: true']] },
      changed,
    );
    const [at] = (await serviceCalled('Elm Pantry', doubtful)).service_at_locations;
    expect(at?.schedules).toHaveLength(1);
    expect(at?.schedules[0]?.opens_at).toBeUndefined();
    expect(at?.schedules[0]?.description).toContain('Not confirmed yet');
    expect(at?.schedules[0]?.x_hartford_unconfirmed).toBe(true);
  });

  test('that is always there is open every day, from its first minute to its last', async () => {
    const checked = await openChangedTown(
      {
        'sections/shelter.yaml': [
          [
            'checked: none',
            'checked: { on: 2026-02-03, how: phone, by: { en: a volunteer, es: una voluntaria } }',
          ],
        ],
      },
      changed,
    );
    const { schedules } = await serviceCalled('Safe Harbor', checked);
    expect(schedules).toMatchObject([
      { byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '00:00', closes_at: '23:59' },
    ]);
  });

  test('says when it was checked, how, by whom, and after which day nobody should show it', async () => {
    const pantry = await serviceCalled('Elm Pantry');
    expect(pantry.assured_date).toBe('2026-02-03');
    expect(pantry.x_hartford_check).toEqual({
      on: '2026-02-03',
      how: 'phone',
      by: { en: 'a volunteer', es: 'una voluntaria' },
    });
    // Sixty days after the check.
    expect(pantry.x_hartford_do_not_republish_after).toBe('2026-04-04');
    expect(pantry.alert).toBeUndefined();
  });

  test('that nobody has checked says so, and lasts as long after its sources were read', async () => {
    const hall = await serviceCalled('Town Hall');
    expect(hall.alert).toBe('Not confirmed yet: call first');
    expect(hall.assured_date).toBeUndefined();
    expect(hall.x_hartford_check).toBeNull();
    // Read in February, which begins on its first day.
    expect(hall.x_hartford_do_not_republish_after).toBe('2026-04-02');
  });

  test('whose check is too old says so', async () => {
    const later = await openTown();
    expect((await serviceCalled('Elm Pantry', later)).alert).toMatch(
      /^Last checked February 3, 2026, too long ago/,
    );
  });

  test('that is not there any more has no number to call and no place to go', async () => {
    const retired =
      'checked: { on: 2026-02-03, how: phone, by: { en: a volunteer, es: una voluntaria } }\n' +
      '    retired: { on: 2026-03-01, reason: { en: It moved., es: Se mudó. }, instead: [town-hall] }';
    const gone = await openChangedTown(
      {
        'sections/food.yaml': [
          ['For food call (312) 555-0101.', 'Food is free.'],
          ['Para comida llame al (312) 555-0101.', 'La comida es gratis.'],
          ['checked: { on: 2026-02-03, how: phone, by: { en: a volunteer, es: una voluntaria } }', retired],
        ],
      },
      changed,
    );
    const pantry = await serviceCalled('Elm Pantry', gone);
    expect([pantry.status, pantry.phones, pantry.service_at_locations]).toEqual(['defunct', [], []]);
    expect(pantry.x_hartford_retired).toMatchObject({
      reason: { en: 'It moved.', es: 'Se mudó.' },
      instead: [(await serviceCalled('Town Hall', gone)).id],
    });
  });
});

describe('the list of services', () => {
  test('goes on page by page', async () => {
    const first = page.parse((await request(town.app).get('/hsds/services?per_page=2')).body);
    const second = page.parse((await request(town.app).get('/hsds/services?per_page=2&page=2')).body);
    const { contents, ...about } = first;
    expect(about).toEqual({
      total_items: 3,
      total_pages: 2,
      page_number: 1,
      size: 2,
      first_page: true,
      last_page: false,
      empty: false,
    });
    expect([second.size, second.first_page, second.last_page]).toEqual([1, false, true]);
    expect(new Set([...contents, ...second.contents].map(({ id }) => id)).size).toBe(3);
  });

  test('has an empty page after its last one', async () => {
    const { body } = await request(town.app).get('/hsds/services?page=9');
    expect(page.parse(body)).toMatchObject({ empty: true, size: 0, page_number: 9 });
  });

  test.each(['?page=0', '?page=x', '?page=-1', '?per_page=0', '?per_page=101', '?page=1e9', '?page='])(
    'refuses %s, which is no page',
    async (query) => {
      expect((await request(town.app).get(`/hsds/services${query}`)).status).toBe(400);
    },
  );

  test('is answered in fewer bytes to whoever can read them, and without a body to HEAD', async () => {
    const small = await request(town.app).get('/hsds/services').set('Accept-Encoding', 'gzip');
    expect(small.headers['content-encoding']).toBe('gzip');
    const head = await request(town.app).head('/hsds/services').set('Accept-Encoding', 'gzip');
    expect([head.status, head.headers['content-length']]).toEqual([200, small.headers['content-length']]);
  });
});

test.each([
  ['/HSDS/', '/hsds/'],
  ['/hsds', '/hsds/'],
  [
    '/hsds/services/1BB973B3-4e58-5170-ade3-999abc39a685/',
    '/hsds/services/1bb973b3-4e58-5170-ade3-999abc39a685',
  ],
  ['/contact/EN/N1.VCF', '/contact/en/n1.vcf'],
  ['/robots.txt/', '/robots.txt'],
])('%s leads to what was meant', async (written, meant) => {
  const { status, headers } = await request(town.app).get(written);
  expect([status, headers['location']]).toEqual([301, meant]);
  expect((await request(town.app).get(meant)).status).toBe(200);
});

test('the data begins where it says which specification it follows, and under which license', async () => {
  const { body } = await request(town.app).get('/hsds/');
  expect(body).toEqual({
    version: '3.2',
    profile: 'https://docs.openreferral.org/en/3.2/hsds/',
    x_hartford_license: { name: 'CC BY 4.0', url: 'https://license.example.org/by/' },
  });
  const { body: undecided } = await request(guide.app).get('/hsds/');
  expect(undecided.x_hartford_license).toBeNull();
});

test.each(['/hsds/', '/hsds/services'])(
  '%s may be read by the pages of others, and is kept by nobody',
  async (path) => {
    const { headers } = await request(town.app).get(path);
    expect([headers['access-control-allow-origin'], headers['cache-control'], headers['vary']]).toEqual([
      '*',
      'no-store',
      'Accept-Encoding',
    ]);
    expect(headers['content-language']).toBeUndefined();
  },
);

test('under a path of a site, the data is under that path', async () => {
  const below = await openTown({ base: '/guide' });
  const { body, status } = await request(below.app).get('/guide/hsds/services');
  expect([status, page.parse(body).total_items]).toEqual([200, 3]);
  expect((await request(below.app).get('/hsds/services')).status).toBe(404);
});
