import { describe, expect, test } from 'vitest';
import type { Holiday, Opening, Schedule, ScheduleException, Weekday } from '../../src/model/listing.ts';
import { changesAfter, hartfordClock, instantOf, type OpenState, stateAt } from '../../src/model/schedule.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const EVERY_DAY: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

const WALL = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const CHRISTMAS: Holiday = { on: '2026-12-25', name: { en: 'Christmas', es: 'Navidad' } };
const SNOW = { en: 'Snow', es: 'Nieve' };

function scheduleWith(given: Partial<Schedule>): Schedule {
  return {
    alwaysOpen: false,
    byAppointment: false,
    walkIn: false,
    weekly: [],
    exceptions: [],
    holidays: null,
    keeps: ['federal', 'connecticut'],
    note: null,
    confirmed: true,
    ...given,
  };
}

const office = scheduleWith({ weekly: [{ days: WORKDAYS, opens: 540, closes: 1020 }] });
const always = scheduleWith({ alwaysOpen: true });
const closedOn = (on: string): ScheduleException => ({ on, hours: null, reason: SNOW });

describe('Hartford’s clock', () => {
  test.each([
    ['2026-07-01T03:59:59.999Z', '2026-06-30', 1439],
    ['2026-07-01T04:00:00Z', '2026-07-01', 0],
    ['2026-12-31T05:00:00Z', '2026-12-31', 0],
    ['2026-11-01T05:30:00Z', '2026-11-01', 90],
    ['2026-11-01T06:30:00Z', '2026-11-01', 90],
    ['2027-03-14T06:59:00Z', '2027-03-14', 119],
    ['2027-03-14T07:00:00Z', '2027-03-14', 180],
  ])('at %s reads %s, minute %i', (instant, day, minutes) => {
    expect(hartfordClock(new Date(instant))).toEqual({ day, minutes });
  });

  test.each([
    ['in summer', '2026-07-01', 540, '2026-07-01T13:00:00.000Z'],
    ['in winter', '2026-12-01', 540, '2026-12-01T14:00:00.000Z'],
    ['at the end of a day', '2026-12-31', 1440, '2027-01-01T05:00:00.000Z'],
    ['at the start of a day', '2027-01-01', 0, '2027-01-01T05:00:00.000Z'],
    ['in the repeated hour: the first', '2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
    ['after the repeated hour', '2026-11-01', 120, '2026-11-01T07:00:00.000Z'],
    ['before the skipped hour', '2027-03-14', 119, '2027-03-14T06:59:00.000Z'],
    ['at the start of the skipped hour', '2027-03-14', 120, '2027-03-14T07:00:00.000Z'],
    ['in the skipped hour: when it is skipped', '2027-03-14', 150, '2027-03-14T07:00:00.000Z'],
    ['after the skipped hour', '2027-03-14', 180, '2027-03-14T07:00:00.000Z'],
  ])('a time %s is one instant', (_, day, minutes, instant) => {
    expect(instantOf({ day, minutes }).toISOString()).toBe(instant);
  });
});

describe('what is not known', () => {
  test('a place without a schedule is unknown, and stays so', () => {
    expect(at(null, '2026-06-01', 600)).toEqual({ state: 'unknown' });
    expect(next(null, '2026-06-01', 600)).toBeNull();
  });

  test('hours that nobody confirmed say nothing', () => {
    const guessed = { ...office, confirmed: false, exceptions: [closedOn('2026-06-02')] };
    expect(at(guessed, '2026-06-01', 600)).toEqual({ state: 'unknown' });
    expect(next(guessed, '2026-06-01', 600)).toBeNull();
  });

  test('a schedule that is only a note is unknown, on a holiday too', () => {
    expect(at(scheduleWith({}), '2026-12-25', 600)).toEqual({ state: 'unknown' });
    expect(next(scheduleWith({}), '2026-12-20', 600)).toBeNull();
  });
});

describe('hours of the week', () => {
  // 1 June 2026 is a Monday.
  test.each([
    [539, { state: 'closed', opens: { day: '2026-06-01', minutes: 540 }, reason: null }],
    [540, { state: 'open', until: { day: '2026-06-01', minutes: 1020 } }],
    [1019, { state: 'open', until: { day: '2026-06-01', minutes: 1020 } }],
    [1020, { state: 'closed', opens: { day: '2026-06-02', minutes: 540 }, reason: null }],
  ])('from 9:00 to 17:00 include 9:00 and exclude 17:00: minute %i', (minutes, state) => {
    expect(at(office, '2026-06-01', minutes)).toEqual(state);
  });

  test('after Friday, the next opening is on Monday', () => {
    expect(at(office, '2026-06-05', 1020)).toMatchObject({ opens: { day: '2026-06-08', minutes: 540 } });
  });

  test('a place that opens once a week opens again on the same day of next week', () => {
    const once = scheduleWith({ weekly: [{ days: ['mon'], opens: 540, closes: 720 }] });
    expect(at(once, '2026-06-01', 720)).toMatchObject({ opens: { day: '2026-06-08', minutes: 540 } });
  });

  test('an opening more than 8 days away is not announced', () => {
    const once = scheduleWith({
      weekly: [{ days: ['mon'], opens: 540, closes: 720 }],
      exceptions: [closedOn('2026-06-08')],
    });
    expect(at(once, '2026-06-01', 720)).toEqual({ state: 'closed', opens: null, reason: null });
    expect(at(once, '2026-06-07', 720)).toEqual({ state: 'closed', opens: null, reason: null });
    expect(at(once, '2026-06-08', 0)).toMatchObject({ opens: { day: '2026-06-15' }, reason: SNOW });
  });

  test('hours that touch or overlap are one stretch, in whatever order they are written', () => {
    const split = scheduleWith({
      weekly: [
        { days: ['mon'], opens: 720, closes: 900 },
        { days: ['mon'], opens: 540, closes: 720 },
        { days: ['mon'], opens: 600, closes: 660 },
        { days: ['mon'], opens: 890, closes: 960 },
      ],
    });
    expect(at(split, '2026-06-01', 545)).toEqual({
      state: 'open',
      until: { day: '2026-06-01', minutes: 960 },
    });
  });

  test('hours that touch at midnight are one stretch', () => {
    const bar = scheduleWith({
      weekly: [
        { days: ['fri'], opens: 1200, closes: 1440 },
        { days: ['sat'], opens: 0, closes: 120 },
      ],
    });
    expect(at(bar, '2026-06-05', 1300)).toEqual({
      state: 'open',
      until: { day: '2026-06-06', minutes: 120 },
    });
  });

  test('a place that closes at midnight closes at the end of that day', () => {
    const late = scheduleWith({ weekly: [{ days: ['fri'], opens: 1200, closes: 1440 }] });
    expect(at(late, '2026-06-05', 1439)).toEqual({
      state: 'open',
      until: { day: '2026-06-05', minutes: 1440 },
    });
    expect(at(late, '2026-06-06', 0)).toMatchObject({ state: 'closed', opens: { day: '2026-06-12' } });
  });
});

describe('always open', () => {
  test('has no end, on holidays neither', () => {
    const closedOnHolidays: Schedule = { ...always, holidays: 'closed' };
    expect(at(closedOnHolidays, '2026-12-25', 600)).toEqual({ state: 'open', until: null });
    expect(next(closedOnHolidays, '2026-12-20', 600)).toBeNull();
  });

  test('ends at an exception within 8 days and begins again after it', () => {
    const shut = { ...always, exceptions: [closedOn('2026-06-10')] };
    expect(at(shut, '2026-06-01', 1439)).toEqual({ state: 'open', until: null });
    expect(at(shut, '2026-06-02', 0)).toEqual({ state: 'open', until: { day: '2026-06-09', minutes: 1440 } });
    expect(at(shut, '2026-06-10', 0)).toEqual({
      state: 'closed',
      opens: { day: '2026-06-11', minutes: 0 },
      reason: SNOW,
    });
  });

  test('changes when an exception three months away comes within 8 days', () => {
    const shut = { ...always, exceptions: [closedOn('2026-09-10')] };
    expect(next(shut, '2026-06-01', 600)).toEqual(instantOf({ day: '2026-09-02', minutes: 0 }));
    expect(next(shut, '2026-09-10', 600)).toEqual(instantOf({ day: '2026-09-11', minutes: 0 }));
    expect(next(shut, '2026-09-11', 0)).toBeNull();
  });
});

describe('an exception', () => {
  test('that closes a day says why, and when the place opens again', () => {
    expect(at({ ...office, exceptions: [closedOn('2026-06-01')] }, '2026-06-01', 600)).toEqual({
      state: 'closed',
      opens: { day: '2026-06-02', minutes: 540 },
      reason: SNOW,
    });
  });

  test('with other hours replaces the hours of that day', () => {
    const exceptions = [{ on: '2026-06-01', hours: { opens: 720, closes: 780 }, reason: SNOW }];
    const delayed = { ...office, exceptions };
    expect(at(delayed, '2026-06-01', 600)).toEqual({
      state: 'closed',
      opens: { day: '2026-06-01', minutes: 720 },
      reason: SNOW,
    });
    expect(at(delayed, '2026-06-01', 750)).toEqual({
      state: 'open',
      until: { day: '2026-06-01', minutes: 780 },
    });
  });

  test.each(['open', 'closed', null] as const)('beats a holiday on which the place is %s', (holidays) => {
    const exceptions = [{ on: '2026-12-25', hours: { opens: 720, closes: 780 }, reason: null }];
    const festive = { ...office, holidays, exceptions };
    expect(at(festive, '2026-12-25', 600)).toMatchObject({ state: 'closed', reason: null });
    expect(at(festive, '2026-12-25', 720)).toMatchObject({ state: 'open' });
    expect(
      at({ ...office, holidays, exceptions: [closedOn('2026-12-25')] }, '2026-12-25', 720),
    ).toMatchObject({
      state: 'closed',
      reason: SNOW,
    });
  });

  test('written twice for one day is both hours', () => {
    const exceptions = [
      { on: '2026-06-06', hours: { opens: 900, closes: 960 }, reason: null },
      { on: '2026-06-06', hours: { opens: 600, closes: 660 }, reason: null },
    ];
    const fair = { ...office, exceptions };
    expect(at(fair, '2026-06-06', 500)).toMatchObject({ state: 'closed', opens: { minutes: 600 } });
    expect(at(fair, '2026-06-06', 600)).toMatchObject({ state: 'open', until: { minutes: 660 } });
    expect(at(fair, '2026-06-06', 700)).toMatchObject({ state: 'closed', opens: { minutes: 900 } });
  });
});

describe('a holiday', () => {
  // Christmas of 2026 is a Friday.
  test('on which the place is closed is the reason, and is passed over for the next opening', () => {
    const closed: Schedule = { ...office, holidays: 'closed' };
    expect(at(closed, '2026-12-25', 600)).toEqual({
      state: 'closed',
      opens: { day: '2026-12-28', minutes: 540 },
      reason: CHRISTMAS.name,
    });
    expect(at(closed, '2026-12-24', 1100)).toMatchObject({ opens: { day: '2026-12-28' }, reason: null });
  });

  test('on which the place is open is an ordinary day', () => {
    const open: Schedule = { ...office, holidays: 'open' };
    expect(at(open, '2026-12-25', 600)).toMatchObject({ state: 'open' });
    expect(at(open, '2026-12-25', 500)).toMatchObject({ state: 'closed', reason: null });
  });

  test('of which nobody said anything is a holiday all day, and is passed over for the next opening', () => {
    for (const minutes of [0, 600, 1439]) {
      expect(at(office, '2026-12-25', minutes)).toEqual({ state: 'holiday', name: CHRISTMAS.name });
    }
    expect(at(office, '2026-12-24', 1100)).toMatchObject({ opens: { day: '2026-12-28', minutes: 540 } });
  });

  test('on a day without hours is just closed when nobody said anything', () => {
    const mondays = scheduleWith({ weekly: [{ days: ['mon'], opens: 540, closes: 720 }] });
    expect(at(mondays, '2026-12-25', 600)).toMatchObject({ state: 'closed', reason: null });
  });
});

describe('by appointment', () => {
  const appointments = scheduleWith({ byAppointment: true });

  test('without hours is by appointment at any time, and stays so', () => {
    expect(at(appointments, '2026-12-25', 0)).toEqual({ state: 'byAppointment' });
    expect(next(appointments, '2026-06-01', 600)).toBeNull();
  });

  test('without hours, an exception opens or closes its day only', () => {
    const fair = {
      ...appointments,
      exceptions: [{ on: '2026-06-06', hours: hours(600, 660), reason: null }],
    };
    expect(at(fair, '2026-06-05', 600)).toEqual({ state: 'byAppointment' });
    expect(at(fair, '2026-06-06', 599)).toMatchObject({ state: 'closed', opens: { minutes: 600 } });
    expect(at(fair, '2026-06-06', 600)).toEqual({ state: 'byAppointment' });
    expect(at(fair, '2026-06-06', 660)).toEqual({ state: 'closed', opens: null, reason: null });
    expect(at({ ...fair, byAppointment: false }, '2026-06-05', 600)).toEqual({ state: 'unknown' });
    expect(next(fair, '2026-01-01', 600)).toEqual(instantOf({ day: '2026-06-06', minutes: 0 }));
  });

  test('with hours is by appointment within them, also in those of an exception', () => {
    const exceptions = [{ on: '2026-06-06', hours: hours(600, 660), reason: null }];
    const desk = { ...office, byAppointment: true, exceptions };
    expect(at(desk, '2026-06-01', 539)).toMatchObject({ state: 'closed', opens: { minutes: 540 } });
    expect(at(desk, '2026-06-01', 540)).toEqual({ state: 'byAppointment' });
    expect(at(desk, '2026-06-06', 600)).toEqual({ state: 'byAppointment' });
    expect(at(desk, '2026-06-06', 660)).toMatchObject({ state: 'closed' });
    expect(at(desk, '2026-12-25', 600)).toMatchObject({ state: 'holiday' });
    expect(at({ ...always, byAppointment: true }, '2026-06-01', 0)).toEqual({ state: 'byAppointment' });
  });
});

describe('when the clock changes', () => {
  const night = scheduleWith({ weekly: [{ days: ['sun'], opens: 60, closes: 90 }] });

  test('in autumn, a place that is open from 1:00 to 1:30 is open twice', () => {
    const states = ['05:00', '05:30', '06:00', '06:30'].map(
      (time) => stateAt(night, [], new Date(`2026-11-01T${time}:00Z`)).state,
    );
    expect(states).toEqual(['open', 'closed', 'open', 'closed']);
    expect(chain(night, '2026-11-01T04:00:00Z', 5)).toEqual([
      '2026-11-01T05:00:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2026-11-01T06:30:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ]);
  });

  test('in autumn, what closes at 1:30 opens again as the clock goes back', () => {
    const late = scheduleWith({ weekly: [{ days: ['sun'], opens: 0, closes: 90 }] });
    expect(chain(late, '2026-11-01T04:00:00Z', 3)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
  });

  test('in spring, what opens or closes in the skipped hour does so at the skip', () => {
    const opening = scheduleWith({ weekly: [{ days: ['sun'], opens: 150, closes: 300 }] });
    const closing = scheduleWith({ weekly: [{ days: ['sun'], opens: 0, closes: 150 }] });
    expect(chain(opening, '2027-03-14T05:00:00Z', 2)).toEqual([
      '2027-03-14T07:00:00.000Z',
      '2027-03-14T09:00:00.000Z',
    ]);
    expect(chain(closing, '2027-03-14T05:00:00Z', 1)).toEqual(['2027-03-14T07:00:00.000Z']);
  });
});

describe('the next change', () => {
  test('of an ordinary day is each opening, each closing and each midnight', () => {
    expect(chain(office, '2026-06-01T04:00:00Z', 4)).toEqual([
      '2026-06-01T13:00:00.000Z',
      '2026-06-01T21:00:00.000Z',
      '2026-06-02T04:00:00.000Z',
      '2026-06-02T13:00:00.000Z',
    ]);
  });

  test('of a holiday is its end', () => {
    expect(next(office, '2026-12-25', 600)).toEqual(instantOf({ day: '2026-12-26', minutes: 0 }));
  });

  test('of a place closed for weeks is when its opening comes within 8 days', () => {
    const exceptions = Array.from({ length: 30 }, (_, day) => ({
      on: `2026-06-${String(day + 1).padStart(2, '0')}`,
      hours: null,
      reason: null,
    }));
    expect(next({ ...office, exceptions }, '2026-06-01', 600)).toEqual(
      instantOf({ day: '2026-06-24', minutes: 0 }),
    );
  });

  test('of appointments around the clock is the end of the last day in a row', () => {
    const days = EVERY_DAY.filter((day) => day !== 'sun');
    const desk = scheduleWith({
      byAppointment: true,
      weekly: [{ days, opens: 0, closes: 1440 }],
      exceptions: [{ on: '2026-06-07', hours: hours(0, 1440), reason: null }],
    });
    expect(next(desk, '2026-06-01', 600)).toEqual(instantOf({ day: '2026-06-14', minutes: 0 }));
  });

  test('of appointments around the clock is the next holiday, however far away', () => {
    const desk = scheduleWith({
      byAppointment: true,
      weekly: [{ days: EVERY_DAY, opens: 0, closes: 1440 }],
    });
    expect(next(desk, '2026-06-01', 600)).toEqual(instantOf({ day: '2026-12-25', minutes: 0 }));
    expect(next({ ...desk, holidays: 'open' }, '2026-06-01', 600)).toBeNull();
  });
});

const AUTUMN = minutesFrom('2026-10-25T04:00:00Z', 14);
const SPRING = minutesFrom('2027-03-07T05:00:00Z', 14);
const HOLIDAYS: readonly Holiday[] = [
  '2026-10-28',
  '2026-10-31',
  '2026-11-01',
  '2026-11-03',
  '2026-11-11',
  '2026-12-25',
  '2027-01-01',
  '2027-03-09',
  '2027-03-14',
  '2027-03-26',
].map((on) => ({ on, name: { en: `Holiday ${on}`, es: `Feriado ${on}` } }));

describe('by a slow second reading of the rules', () => {
  const year = minutesFrom('2026-09-01T04:00:00Z', 365);

  test.each([
    [
      'a clinic with two rooms and days that differ',
      scheduleWith({
        weekly: [
          { days: WORKDAYS, opens: 510, closes: 720 },
          { days: ['mon', 'wed'], opens: 720, closes: 1000 },
          { days: ['sat', 'sun'], opens: 0, closes: 95 },
          { days: ['fri', 'sat'], opens: 1320, closes: 1440 },
        ],
        exceptions: [closedOn('2026-11-26'), { on: '2026-12-24', hours: hours(540, 720), reason: null }],
      }),
    ],
    [
      'a desk by appointment, closed on holidays',
      scheduleWith({
        byAppointment: true,
        weekly: [
          { days: ['tue', 'thu', 'sun'], opens: 60, closes: 150 },
          { days: ['tue', 'thu'], opens: 600, closes: 1201 },
        ],
        exceptions: [closedOn('2027-03-16'), { on: '2026-12-25', hours: hours(1, 1440), reason: SNOW }],
        holidays: 'closed',
      }),
    ],
    [
      'a line that is always open except on some days',
      scheduleWith({
        alwaysOpen: true,
        exceptions: [closedOn('2026-11-01'), { on: '2027-03-14', hours: hours(150, 1380), reason: null }],
      }),
    ],
  ])('%s is right in every minute of a year', (_, schedule) => {
    expect(disagreements(schedule, year, 997)).toEqual([]);
  });

  test('40 schedules are right in every minute of two weeks around each change of the clock', () => {
    const found = randomSchedules(40, 1).flatMap((schedule) => [
      ...disagreements(schedule, AUTUMN, 797),
      ...disagreements(schedule, SPRING, 797),
    ]);
    expect(found).toEqual([]);
  });
});

describe('from one change to the next', () => {
  const schedules = randomSchedules(60, 2);

  test.each([
    ['autumn', '2026-10-31T03:00:00Z', 1, 3],
    ['spring', '2027-03-13T03:00:00Z', 1, 3],
    ['a winter', '2026-10-10T04:00:00Z', 37, 180],
  ])('in %s, nothing changes in between, and something does then', (_, start, step, days) => {
    const end = Date.parse(start) + days * DAY;
    const found = schedules.flatMap((schedule) => {
      const problems: string[] = [];
      for (let now = Date.parse(start); now < end; ) {
        const state = stateAt(schedule, HOLIDAYS, new Date(now));
        const before = JSON.stringify(state);
        const change = changesAfter(schedule, HOLIDAYS, new Date(now))?.getTime() ?? end;
        const told = () => `${JSON.stringify(schedule)}: ${iso(now)} ${before} until ${iso(change)}`;
        if (change <= now) return [...problems, `not later: ${told()}`];
        for (let between = now; between < Math.min(change, end); between += step * MINUTE) {
          if (textAt(schedule, between) !== before) problems.push(`${iso(between)} differs: ${told()}`);
        }
        if (change < end) {
          const turns = saysWhen(state) && wallClock(change).minutes === 0;
          if (textAt(schedule, change - 1) !== before) problems.push(`too late: ${told()}`);
          if (textAt(schedule, change) === before && !turns) problems.push(`no change: ${told()}`);
        }
        if (saysWhen(state) && wallClock(change - 1).day !== wallClock(now).day) {
          problems.push(`past midnight: ${told()}`);
        }
        now = change;
      }
      return problems.slice(0, 3);
    });
    expect(found).toEqual([]);
  });

  test('looked for until some moment, it is the same change, or comes after the day of that moment', () => {
    const start = Date.parse('2026-10-30T03:00:00Z');
    for (const [index, schedule] of schedules.entries()) {
      const now = new Date(start + index * 997 * MINUTE);
      const whole = changesAfter(schedule, HOLIDAYS, now);
      for (const days of [0, 1, 2, 9]) {
        const until = new Date(now.getTime() + days * DAY);
        const found = changesAfter(schedule, HOLIDAYS, now, until);
        if (whole && (found || whole <= until)) expect(found).toEqual(whole);
        else expect(found).toBe(null);
      }
    }
  });
});

function at(schedule: Schedule | null, day: string, minutes: number): OpenState {
  return stateAt(schedule, [CHRISTMAS], instantOf({ day, minutes }));
}

function next(schedule: Schedule | null, day: string, minutes: number): Date | null {
  return changesAfter(schedule, [CHRISTMAS], instantOf({ day, minutes }));
}

function hours(opens: number, closes: number): { opens: number; closes: number } {
  return { opens, closes };
}

function chain(schedule: Schedule, start: string, length: number): string[] {
  const changes: string[] = [];
  for (let now = new Date(start); changes.length < length; ) {
    const change = changesAfter(schedule, [], now);
    if (!change) break;
    changes.push(change.toISOString());
    now = change;
  }
  return changes;
}

function textAt(schedule: Schedule, instant: number): string {
  return JSON.stringify(stateAt(schedule, HOLIDAYS, new Date(instant)));
}

function saysWhen(state: OpenState): boolean {
  const words = JSON.stringify(state);
  return state.state === 'holiday' || words.includes('"until":{') || words.includes('"opens":{');
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

// From here on: a second reading of the rules that shares nothing with the first, and does not hurry.

type Clock = { day: string; weekday: string; minutes: number };
type Moment = { instant: number; clock: Clock };

function wallClock(instant: number): Clock {
  const parts = new Map(WALL.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    weekday: (parts.get('weekday') ?? '').toLowerCase(),
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

function minutesFrom(start: string, days: number): Moment[] {
  return Array.from({ length: days * 1440 }, (_, minute) => {
    const instant = Date.parse(start) + minute * MINUTE;
    return { instant, clock: wallClock(instant) };
  });
}

function nextDay(day: string): { day: string; weekday: string } {
  const date = new Date(Date.parse(`${day}T12:00:00Z`) + DAY);
  const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][date.getUTCDay()] ?? '';
  return { day: date.toISOString().slice(0, 10), weekday };
}

function nextMinute(clock: Clock): Clock {
  if (clock.minutes < 1439) return { ...clock, minutes: clock.minutes + 1 };
  return { ...nextDay(clock.day), minutes: 0 };
}

/** `maybe`: in a day that is a holiday of which nobody said anything. */
function doorAt(schedule: Schedule, { day, weekday, minutes }: Clock): 'open' | 'shut' | 'maybe' {
  const within = (range: { opens: number; closes: number } | null) =>
    range !== null && minutes >= range.opens && minutes < range.closes;
  const special = schedule.exceptions.filter((exception) => exception.on === day);
  if (special.length > 0) return special.some((exception) => within(exception.hours)) ? 'open' : 'shut';
  if (schedule.alwaysOpen) return 'open';
  const weekly = schedule.weekly.filter((opening) => opening.days.some((name) => name === weekday));
  if (weekly.length > 0 && HOLIDAYS.some(({ on }) => on === day)) {
    if (schedule.holidays === 'closed') return 'shut';
    if (schedule.holidays === null) return 'maybe';
  }
  return weekly.some(within) ? 'open' : 'shut';
}

function nameAt(schedule: Schedule, clock: Clock): OpenState['state'] {
  if (!schedule.confirmed) return 'unknown';
  const special = schedule.exceptions.some(({ on }) => on === clock.day);
  const hasHours = schedule.alwaysOpen || schedule.weekly.length > 0;
  if (!hasHours && !special && schedule.byAppointment) return 'byAppointment';
  if (!hasHours && !special) return 'unknown';
  const door = doorAt(schedule, clock);
  if (door === 'maybe') return 'holiday';
  if (door === 'shut') return 'closed';
  return schedule.byAppointment ? 'byAppointment' : 'open';
}

/** The first minute at which the door is this way, as `2026-06-01 540`, at most so many days ahead. */
function walk(schedule: Schedule, from: Clock, open: boolean, days: number): string | null {
  let midnights = 0;
  for (let clock = nextMinute(from); ; clock = nextMinute(clock)) {
    if (clock.minutes === 0) midnights += 1;
    if (midnights > days) return null;
    if ((doorAt(schedule, clock) === 'open') === open) return `${clock.day} ${clock.minutes}`;
  }
}

function toldBy(state: OpenState): string | null {
  const time = state.state === 'open' ? state.until : state.state === 'closed' ? state.opens : null;
  if (!time) return null;
  return time.minutes === 1440 ? `${nextDay(time.day).day} 0` : `${time.day} ${time.minutes}`;
}

/** Looks at every moment, and at every so manieth whether the time that is told is right. */
function disagreements(schedule: Schedule, moments: readonly Moment[], every: number): string[] {
  const found: string[] = [];
  for (const [index, { instant, clock }] of moments.entries()) {
    const state = stateAt(schedule, HOLIDAYS, new Date(instant));
    const name = nameAt(schedule, clock);
    const tell = (right: string | null) =>
      found.push(`${JSON.stringify(schedule)}: ${iso(instant)} ${JSON.stringify(state)} is ${right}`);
    if (state.state !== name) tell(name);
    else if (index % every === 0 && (name === 'open' || name === 'closed')) {
      const right = walk(schedule, clock, name === 'closed', name === 'closed' ? 7 : 8);
      if (toldBy(state) !== right) tell(right);
    }
    if (found.length > 2) break;
  }
  return found;
}

function randomSchedules(count: number, seed: number): Schedule[] {
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(from: readonly [T, ...T[]]): T => {
    const picked = from[Math.floor(random() * from.length)];
    return picked === undefined ? from[0] : picked;
  };
  const range = () => {
    const [one, other] = [time(), time()];
    return one === other ? hours(0, 1440) : hours(Math.min(one, other), Math.max(one, other));
  };
  const time = () =>
    chance(0.6) ? pick([0, 0, 60, 90, 120, 150, 180, 540, 720, 1440, 1440]) : Math.floor(random() * 1441);
  const date = () =>
    chance(0.3)
      ? pick(HOLIDAYS.map(({ on }) => on) as [string, ...string[]])
      : iso(Date.parse(pick(['2026-10-24', '2027-03-06'])) + Math.floor(random() * 20) * DAY).slice(0, 10);
  const opening = (): Opening => ({
    days: chance(0.15) ? EVERY_DAY : EVERY_DAY.filter(() => chance(0.3)),
    ...range(),
  });
  const exception = (): ScheduleException => ({
    on: date(),
    hours: chance(0.5) ? null : range(),
    reason: chance(0.5) ? SNOW : null,
  });
  const several = <T>(most: number, make: () => T) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  return Array.from({ length: count }, () => {
    const alwaysOpen = chance(0.15);
    return scheduleWith({
      alwaysOpen,
      byAppointment: chance(0.4),
      weekly: alwaysOpen || chance(0.2) ? [] : several(3, opening),
      exceptions: several(6, exception),
      holidays: pick(['open', 'closed', null]),
      confirmed: chance(0.97),
    });
  });
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
