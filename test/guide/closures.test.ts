import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { PROJECT } from '../town.ts';

const { content } = await loadContent(join(PROJECT, 'content'));

const iso = (date: Date) => date.toISOString().slice(0, 10);
const on = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day));

/** The nth weekday (0 is Sunday) of a month; the last when `nth` is -1. */
function nth(year: number, month: number, weekday: number, count: number): Date {
  const days = Array.from({ length: 31 }, (_, index) => on(year, month, index + 1)).filter(
    (date) => date.getUTCMonth() === month - 1 && date.getUTCDay() === weekday,
  );
  const date = days.at(count < 0 ? count : count - 1);
  if (!date) throw new Error('a month has four of each weekday');
  return date;
}

/** The workday on which offices close: Friday for a Saturday, Monday for a Sunday. */
function observed(date: Date): Date {
  const shift = date.getUTCDay() === 6 ? -1 : date.getUTCDay() === 0 ? 1 : 0;
  return new Date(date.getTime() + shift * 86_400_000);
}

/** Two days before Easter Sunday (the Gregorian rule of Meeus). */
function goodFriday(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new Date(on(year, Math.floor(f / 31), (f % 31) + 1).getTime() - 2 * 86_400_000);
}

function holidaysOf(year: number): string[] {
  const both = [
    on(year, 1, 1),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    nth(year, 5, 1, -1),
    on(year, 6, 19),
    on(year, 7, 4),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    on(year, 11, 11),
    nth(year, 11, 4, 4),
    on(year, 12, 25),
  ];
  // A holiday on a weekend has its own day and the workday on which offices close.
  const rows = both.flatMap((date) =>
    [...new Set([iso(date), iso(observed(date))])].map((day) => `${day} federal, connecticut`),
  );
  const lincoln = on(year, 2, 12);
  const ofState = new Set([iso(lincoln), iso(observed(lincoln)), iso(goodFriday(year))]);
  rows.push(...[...ofState].map((day) => `${day} connecticut`));
  return rows;
}

// 5 U.S.C. 6103; Connecticut General Statutes, section 1-4, and Good Friday, which the State keeps by custom.
test('the list of holidays is what the laws say, with no day left out in between', () => {
  const listed = content.closures.value.holidays.map((holiday) => `${holiday.on} ${holiday.of.join(', ')}`);
  const [first = '', last = ''] = [listed[0], listed.at(-1)];
  const years = Array.from({ length: 4 }, (_, index) => Number(first.slice(0, 4)) + index);
  const lawful = years
    .flatMap(holidaysOf)
    .filter((row) => row >= first && row <= last)
    .sort();
  expect(listed).toEqual(lawful);
});
