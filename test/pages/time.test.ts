import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openTown } from '../town.ts';

const FOOD = 'sections/food.yaml';
// A pantry that somebody checked lately, with hours and nothing else.
const CHECKED = ['checked: { on: 2026-02-03', 'checked: { on: 2026-11-20'] as const;
const NO_APPOINTMENT = ['      by_appointment: true\n', ''] as const;

type Town = Awaited<ReturnType<typeof openTown>>;

async function read(address: string, { app }: Town) {
  const { status, text } = await request(app).get(address);
  expect(status, address).toBe(200);
  return load(text);
}

/** Words with one kind of space, and `a.m.` as every version of Node writes it. */
const plain = (words: string) =>
  words
    .replace(/\s+/g, ' ')
    .replace(/([ap])\. m\./g, '$1.m.')
    .trim();

describe('the hours of a place say at', () => {
  test.each([
    [
      '2026-11-24T08:59:00-05:00',
      'Closed now by its listed hours. Opens today at 9:00 AM',
      'Cerrado ahora según su horario. Abre hoy a las 9:00 a.m.',
    ],
    [
      '2026-11-24T09:00:00-05:00',
      'Open now by its listed hours. Closes today at 5:30 PM',
      'Abierto ahora según su horario. Cierra hoy a las 5:30 p.m.',
    ],
    [
      '2026-11-24T17:30:00-05:00',
      'Closed now by its listed hours. Opens tomorrow at 9:00 AM',
      'Cerrado ahora según su horario. Abre mañana a las 9:00 a.m.',
    ],
    [
      '2026-11-27T18:00:00-05:00',
      'Closed now by its listed hours. Opens Monday, November 30, at 9:00 AM',
      'Cerrado ahora según su horario. Abre el lunes 30 de noviembre a las 9:00 a.m.',
    ],
    [
      '2026-12-25T10:00:00-05:00',
      'Closed now: Christmas. Opens Monday, December 28, at 9:00 AM',
      'Cerrado ahora: Navidad. Abre el lunes 28 de diciembre a las 9:00 a.m.',
    ],
    [
      '2027-02-12T08:00:00-05:00',
      'Today is a holiday (Lincoln’s Birthday). It may be closed: call first',
      'Hoy es feriado (Natalicio de Lincoln). Puede estar cerrado: llame antes',
    ],
  ])('%s: %s', async (now, english, spanish) => {
    const check: readonly [string, string] = [CHECKED[0], `checked: { on: ${now.slice(0, 7)}`];
    const town = await openChangedTown({ [FOOD]: [check, NO_APPOINTMENT] }, { now });
    expect(plain((await read('/en/food/', town))('#elm-pantry .status').text())).toBe(english);
    expect(plain((await read('/es/comida/', town))('#elm-pantry .status').text())).toBe(spanish);
  });

  test.each([
    [
      'closed',
      '2027-02-12T08:00:00-05:00',
      'Closed now: Lincoln’s Birthday. Opens Monday, February 15, at 9:00 AM',
    ],
    [
      'closed-connecticut',
      '2027-02-12T08:00:00-05:00',
      'Closed now: Lincoln’s Birthday. Opens Monday, February 15, at 9:00 AM',
    ],
    ['closed-federal', '2027-02-12T08:00:00-05:00', 'Closed now by its listed hours. Opens today at 9:00 AM'],
    ['open', '2027-02-12T08:00:00-05:00', 'Closed now by its listed hours. Opens today at 9:00 AM'],
  ])('a holiday, when the place said “%s”', async (holidays, now, words) => {
    const town = await openChangedTown(
      {
        [FOOD]: [
          ['checked: { on: 2026-02-03', 'checked: { on: 2027-02'],
          NO_APPOINTMENT,
          ['    schedule:\n', `    schedule:\n      holidays: ${holidays}\n`],
        ],
      },
      { now },
    );
    expect(plain((await read('/en/food/', town))('#elm-pantry .status').text())).toBe(words);
  });

  test('midnight by its name', async () => {
    const town = await openChangedTown({
      [FOOD]: [CHECKED, NO_APPOINTMENT, ['opens: 9:00, closes: 17:30', 'opens: 13:00, closes: 24:00']],
    });
    expect(plain((await read('/en/food/', town))('#elm-pantry .status').text())).toBe(
      'Closed now by its listed hours. Opens today at 1:00 PM',
    );
    const spanish = await read('/es/comida/', town);
    expect(plain(spanish('#elm-pantry .status').text())).toBe(
      'Cerrado ahora según su horario. Abre hoy a la 1:00 p.m.',
    );
    expect(plain(spanish('#elm-pantry dd').text())).toContain('de 1:00 p.m. a medianoche');
  });

  test.each([
    [
      '2026-11-24T21:00:00-05:00',
      'Open now by its listed hours. Closes tonight at midnight',
      'Abierto ahora según su horario. Cierra esta noche a medianoche',
    ],
    [
      '2026-11-24T12:00:00-05:00',
      'Closed now by its listed hours. Opens today at 8:00 PM',
      'Cerrado ahora según su horario. Abre hoy a las 8:00 p.m.',
    ],
    [
      '2026-11-27T23:30:00-05:00',
      'Closed now by its listed hours. Opens Sunday night, November 29, at midnight',
      'Cerrado ahora según su horario. Abre el domingo 29 de noviembre por la noche, a medianoche',
    ],
    [
      '2026-11-28T12:00:00-05:00',
      'Closed now by its listed hours. Opens tomorrow night at midnight',
      'Cerrado ahora según su horario. Abre mañana por la noche, a medianoche',
    ],
    [
      '2026-11-29T12:00:00-05:00',
      'Closed now by its listed hours. Opens tonight at midnight',
      'Cerrado ahora según su horario. Abre esta noche a medianoche',
    ],
  ])('%s: midnight belongs to the night before it: %s', async (now, english, spanish) => {
    const hours =
      'days: [tue], opens: 20:00, closes: 24:00 }\n        - { days: [mon], opens: 0:00, closes: 6:00';
    const town = await openChangedTown(
      {
        [FOOD]: [
          [CHECKED[0], `checked: { on: ${now.slice(0, 7)}`],
          NO_APPOINTMENT,
          ['days: [mon, tue, wed, fri], opens: 9:00, closes: 17:30', hours],
        ],
      },
      { now },
    );
    expect(plain((await read('/en/food/', town))('#elm-pantry .status').text())).toBe(english);
    expect(plain((await read('/es/comida/', town))('#elm-pantry .status').text())).toBe(spanish);
  });

  test('both stretches of a day that differs, and a reason without a second full stop', async () => {
    const town = await openChangedTown(
      {
        [FOOD]: [
          ['checked: { on: 2026-02-03', 'checked: { on: 2026-12'],
          NO_APPOINTMENT,
          [
            '        - on: 2026-12-25\n          closed: true\n          reason: { en: Christmas, es: Navidad }\n',
            `        - { on: 2026-12-25, opens: 9:00, closes: 11:00, reason: { en: Short day., es: Día corto. } }
        - { on: 2026-12-25, opens: 14:00, closes: 15:00 }
`,
          ],
        ],
      },
      { now: '2026-12-25T12:00:00-05:00' },
    );
    const $ = await read('/en/food/', town);
    expect(plain($('#elm-pantry .status').text())).toBe('Closed now: Short day. Opens today at 2:00 PM');
    expect(plain($('#elm-pantry dd').text())).toContain('9:00 AM to 11:00 AM (Short day)');
  });

  test('“ask first” on a holiday, at a place without a number', async () => {
    const town = await openChangedTown(
      {
        'sections/food.yaml': [
          ['checked: { on: 2026-02-03', 'checked: { on: 2027-02'],
          NO_APPOINTMENT,
          [
            '    phones:\n      - number: (312) 555-0101\n      - number: 312-555-0102\n        type: text\n        languages: [es]\n        label: { en: For messages, es: Para mensajes }\n        unconfirmed: true\n',
            '',
          ],
          [
            '          en: Call 911 only in danger. For food call (312) 555-0101.\n          es: Llame al 911 solo en peligro. Para comida llame al (312) 555-0101.\n',
            '          en: Call 911 only in danger.\n          es: Llame al 911 solo en peligro.\n',
          ],
        ],
      },
      { now: '2027-02-12T08:00:00-05:00' },
    );
    expect((await read('/en/food/', town))('#elm-pantry .status').text()).toBe(
      'Today is a holiday (Lincoln’s Birthday). It may be closed: ask first',
    );
  });

  test('nothing about now when nobody has checked the place lately, or its hours are not confirmed', async () => {
    const aged = await openChangedTown({ [FOOD]: [NO_APPOINTMENT] });
    expect((await read('/en/food/', aged))('#elm-pantry .status')).toHaveLength(0);
    const doubtful = await openChangedTown({
      [FOOD]: [CHECKED, NO_APPOINTMENT, ['    schedule:\n', '    schedule:\n      unconfirmed: true\n']],
    });
    expect((await read('/en/food/', doubtful))('#elm-pantry .status')).toHaveLength(0);
  });

  test('no single day that is over', async () => {
    const after = await openTown({ now: '2026-12-26T12:00:00-05:00' });
    expect((await read('/en/food/', after))('#elm-pantry dd').text()).not.toContain('December 25');
  });
});

describe('a check', () => {
  // The section says: every 60 days. The check was on November 20.
  test.each([
    ['2027-01-19T23:59:00-05:00', ''],
    ['2027-01-20T00:00:00-05:00', 'Last checked November 20, 2026, too long ago: call first'],
  ])('at %s says “%s”', async (now, doubt) => {
    const town = await openChangedTown({ [FOOD]: [CHECKED] }, { now });
    expect((await read('/en/food/', town))('#elm-pantry > .doubt').text()).toBe(doubt);
  });

  test('of a day that has not come does not count yet', async () => {
    const town = await openChangedTown({ [FOOD]: [[CHECKED[0], 'checked: { on: 2029-11-20']] });
    expect((await read('/en/food/', town))('#elm-pantry > .doubt').text()).toBe(
      'Not confirmed yet: call first',
    );
  });

  test('of a month counts from its first day', async () => {
    const on: readonly [string, string] = [CHECKED[0], 'checked: { on: 2026-11'];
    const [good, aged] = await Promise.all(
      ['2026-12-31T12:00:00-05:00', '2027-01-01T12:00:00-05:00'].map((now) =>
        openChangedTown({ [FOOD]: [on] }, { now }),
      ),
    );
    if (!good || !aged) throw new Error('two towns were opened');
    expect((await read('/es/comida/', good))('#elm-pantry > .doubt')).toHaveLength(0);
    expect((await read('/es/comida/', aged))('#elm-pantry > .doubt').text()).toBe(
      'Última revisión: noviembre de 2026, hace demasiado tiempo. Llame antes',
    );
  });
});

describe('a page on the law', () => {
  const changes = {
    'guides/knock.yaml': [
      [
        '  - heading: { en: First, es: Primero }\n',
        '  - heading: { en: First, es: Primero }\n    core: true\n',
      ],
      [
        '      - pages: [food, about]\n',
        '      - pages: [food, about]\n  - heading: { en: Then, es: Después }\n    blocks:\n',
      ],
    ],
  } as const;

  test('is as it is until its last day', async () => {
    const town = await openChangedTown(changes, { now: '2026-12-31T23:59:00-05:00' });
    const $ = await read('/en/at-home/', town);
    expect($('.notice')).toHaveLength(1);
    expect($('.part > .doubt')).toHaveLength(0);
  });

  test('keeps its core after that day, and marks the rest', async () => {
    const town = await openChangedTown(changes, { now: '2027-01-01T00:00:00-05:00' });
    const $ = await read('/en/at-home/', town);
    expect($('.notice').first().text()).toBe(
      'Somebody should have checked this page again by December 31, 2026. That has not been done yet. The law may have changed. Ask a lawyer before you rely on any part marked “not checked again yet”.',
    );
    const marks = $('.part')
      .map((_, part) => [[$(part).find('h2').text(), $(part).children('.doubt').text()]])
      .get();
    expect(marks).toEqual([
      ['First', ''],
      ['Then', 'Not checked again yet: ask a lawyer first'],
    ]);
  });
});

describe('an edition', () => {
  test.each([
    // What is printed names its day.
    ['2026-01-05T12:00:00-05:00', '2026-01-06T00:00:00-05:00'],
    ['2026-07-03T23:59:00-04:00', '2026-07-04T00:00:00-04:00'],
  ])('printed at %s is good until %s', async (now, until) => {
    const { site } = await openChangedTown(
      {
        [FOOD]: [
          ['      weekly:\n        - { days: [mon, tue, wed, fri], opens: 9:00, closes: 17:30 }\n', ''],
        ],
      },
      { now },
    );
    expect(site.edition.goodUntil).toEqual(new Date(until));
  });

  test('reads the same at every moment before its end', async () => {
    let now = new Date('2026-11-24T12:00:00-05:00');
    const at = (moment: Date) =>
      openChangedTown({ [FOOD]: [CHECKED, NO_APPOINTMENT] }, { now: moment.toISOString() });
    for (let step = 0; step < 6; step += 1) {
      const { edition } = (await at(now)).site;
      const end = edition.goodUntil;
      expect((await at(new Date(end.getTime() - 1))).site.edition.version).toBe(edition.version);
      expect((await at(end)).site.edition.version).not.toBe(edition.version);
      now = end;
    }
  });
});
