/** The day it is in Hartford, as `2026-11-24`. */
export function dayInHartford(now: Date): string {
  return HARTFORD.format(now);
}

const HARTFORD = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });

/** The earliest day that a date can mean: `2026-11` is from `2026-11-01` on, `2026` from `2026-01-01`. */
export function earliestDayOf(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** `('2026-12-30', 3)` → `2027-01-02` */
export function daysAfter(day: string, days: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, dayOfMonth + days)).toISOString().slice(0, 10);
}

/**
 * The first day on which a check is too old to rely on.
 * @param on the date of the check; a month counts from its first day
 * @param every after how many days a listing of its section must be checked again
 */
export function agedFrom(on: string, every: number): string {
  return daysAfter(earliestDayOf(on), every + 1);
}
