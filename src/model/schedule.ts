import type { Text } from '../locale.ts';
import type { Holiday, Schedule, Weekday } from './listing.ts';

/**
 * A moment on Hartford's clock: a day such as `2026-12-25` and the minutes after its midnight, 0 to 1440.
 * A place closes at minute 1440 of the day that ends, and opens at minute 0 of the day that begins.
 */
export type ClockTime = { day: string; minutes: number };

export type OpenState =
  /** `until` is null when no end is in sight. */
  | { state: 'open'; until: ClockTime | null }
  /** `opens` is null when that is not within 8 days; `reason` is why today is not an ordinary day. */
  | { state: 'closed'; opens: ClockTime | null; reason: Text | null }
  /** It has hours today, but nobody said whether they hold on a holiday. */
  | { state: 'holiday'; name: Text }
  | { state: 'byAppointment' }
  | { state: 'unknown' };

/** Minutes since 1970 on Hartford's clock, as if that clock were never changed. */
type Wall = number;

/** Days since 1970. */
type DayNumber = number;

/** What a place does on one day; the hours are in minutes after midnight, the earliest first. */
type Day = {
  hours: readonly { opens: number; closes: number }[];
  exceptional: boolean;
  /** The holiday for which nobody knows whether the place is open. */
  unclear: Text | null;
  reason: Text | null;
};

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY_MINUTES = 1440;

/** From today to the same day of next week: a place that opens once a week always has a next opening. */
const DAYS_TO_AN_OPENING = 7;
const DAYS_TO_A_CLOSING = 8;

// 1 January 1970 was a Thursday.
const WEEKDAYS: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

/** How far Hartford is behind UTC in summer and in winter: in the repeated hour, summer comes first. */
const BEHIND_UTC = { summer: 4 * HOUR, winter: 5 * HOUR };

// Making one takes longer than all the rest here.
const HOUR_IN_HARTFORD = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  hour: '2-digit',
});

/** What Hartford's clock reads, in whole minutes, 0 to 1439. */
export function hartfordClock(now: Date): ClockTime {
  const wall = wallAt(now.getTime());
  const day = dayOf(wall);
  return { day: dateOf(day), minutes: wall - day * DAY_MINUTES };
}

/**
 * The first instant at which Hartford's clock reads this time; for a time that the clock skips in spring, the
 * instant of the skip.
 */
export function instantOf({ day, minutes }: ClockTime): Date {
  const [first] = instantsOf(numberOf(day) * DAY_MINUTES + minutes);
  return new Date(first);
}

/**
 * Whether a place is open, by what its listing says and by Hartford's clock. Nothing confirmed is unknown.
 *
 * - An exception is all that counts on its day, for a holiday as well.
 * - A place that is always open is open on holidays.
 * - Hours include their first minute and not their last; hours that touch, also across midnight, are one.
 * - Where a person needs an appointment, the hours are hours by appointment.
 * - Where there are no regular hours, only the days of exceptions are open or closed.
 */
export function stateAt(schedule: Schedule | null, holidays: readonly Holiday[], now: Date): OpenState {
  if (!schedule?.confirmed) return { state: 'unknown' };
  const wall = wallAt(now.getTime());
  const { exceptional, unclear, reason } = onDay(schedule, holidays, dayOf(wall));
  const regular = schedule.alwaysOpen || schedule.weekly.length > 0;
  if (!regular && !exceptional) return { state: schedule.byAppointment ? 'byAppointment' : 'unknown' };
  if (unclear) return { state: 'holiday', name: unclear };
  const closing = closingAfter(schedule, holidays, wall);
  if (closing === wall) return { state: 'closed', opens: openingAfter(schedule, holidays, wall), reason };
  if (schedule.byAppointment) return { state: 'byAppointment' };
  return { state: 'open', until: closing === null ? null : closingTime(closing) };
}

/**
 * The next instant after `now` from which {@link stateAt} gives something else, or from which “today” and
 * “tomorrow” are other days; null when there is none. Until then, what a page says of the state stays true.
 * @param until after the day of this moment nothing is looked for
 */
export function changesAfter(
  schedule: Schedule | null,
  holidays: readonly Holiday[],
  now: Date,
  until: Date | null = null,
): Date | null {
  if (!schedule?.confirmed) return null;
  const state = stateAt(schedule, holidays, now);
  const before = JSON.stringify(state);
  const today = dayOf(wallAt(now.getTime()));
  const last = until ? dayOf(wallAt(until.getTime())) : Number.POSITIVE_INFINITY;
  for (const day of daysOfChange(schedule, holidays, today, last)) {
    for (const instant of instantsOfChange(schedule, holidays, day)) {
      if (instant <= now.getTime()) continue;
      const at = new Date(instant);
      if (day > today && namesADay(state)) return at;
      if (JSON.stringify(stateAt(schedule, holidays, at)) !== before) return at;
    }
  }
  return null;
}

function wallAt(instant: number): Wall {
  // The clock is only changed on the hour.
  const hour = Math.floor(instant / HOUR);
  let behind = hoursBehind.get(hour);
  if (behind === undefined) {
    behind = (new Date(instant).getUTCHours() - Number(HOUR_IN_HARTFORD.format(instant)) + 24) % 24;
    if (hoursBehind.size >= MOST_HOURS) hoursBehind.clear();
    hoursBehind.set(hour, behind);
  }
  return Math.floor(instant / MINUTE) - behind * 60;
}

// Thousands of places open and close at the same hours.
const hoursBehind = new Map<number, number>();
const MOST_HOURS = 1_000;

function dayOf(wall: Wall): DayNumber {
  return Math.floor(wall / DAY_MINUTES);
}

function dateOf(day: DayNumber): string {
  // toISOString would take most of the time that stateAt takes.
  const date = new Date(day * DAY_MINUTES * MINUTE);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function numberOf(date: string): DayNumber {
  return Date.parse(date) / MINUTE / DAY_MINUTES;
}

/** All instants at which the clock reads this, the first one first: two in the repeated hour. */
function instantsOf(wall: Wall): [number, ...number[]] {
  const summer = wall * MINUTE + BEHIND_UTC.summer;
  const winter = wall * MINUTE + BEHIND_UTC.winter;
  if (wallAt(summer) === wall) return wallAt(winter) === wall ? [summer, winter] : [summer];
  if (wallAt(winter) === wall) return [winter];
  // The clock never reads this. It skips one hour, on the hour.
  return [Math.floor(winter / HOUR) * HOUR];
}

function onDay(schedule: Schedule, holidays: readonly Holiday[], day: DayNumber): Day {
  const date = dateOf(day);
  const exceptions = schedule.exceptions.filter(({ on }) => on === date);
  if (exceptions.length > 0) {
    return {
      hours: exceptions.flatMap(({ hours }) => hours ?? []).sort(byOpening),
      exceptional: true,
      unclear: null,
      reason: exceptions.find(({ reason }) => reason)?.reason ?? null,
    };
  }
  if (schedule.alwaysOpen) return ordinaryDay([{ opens: 0, closes: DAY_MINUTES }]);
  const weekday = WEEKDAYS[day % 7];
  const hours = schedule.weekly.filter(({ days }) => days.some((one) => one === weekday)).sort(byOpening);
  const holiday = holidays.find(({ on }) => on === date);
  if (!holiday || schedule.holidays === 'open') return ordinaryDay(hours);
  if (schedule.holidays === 'closed') return ordinaryDay([], { reason: holiday.name });
  return ordinaryDay([], { unclear: hours.length > 0 ? holiday.name : null });
}

function ordinaryDay(hours: Day['hours'], { unclear = null, reason = null }: Partial<Day> = {}): Day {
  return { hours, exceptional: false, unclear, reason };
}

function byOpening(one: { opens: number }, other: { opens: number }): number {
  return one.opens - other.opens;
}

/** The same time when it is closed then; null when no end is in sight. */
function closingAfter(schedule: Schedule, holidays: readonly Holiday[], wall: Wall): Wall | null {
  let closing = wall;
  const today = dayOf(wall);
  for (let day = today; day <= today + DAYS_TO_A_CLOSING; day += 1) {
    const midnight = day * DAY_MINUTES;
    for (const { opens, closes } of onDay(schedule, holidays, day).hours) {
      if (midnight + opens <= closing) closing = Math.max(closing, midnight + closes);
    }
    if (closing < midnight + DAY_MINUTES) return closing;
  }
  return null;
}

function openingAfter(schedule: Schedule, holidays: readonly Holiday[], wall: Wall): ClockTime | null {
  const today = dayOf(wall);
  for (let day = today; day <= today + DAYS_TO_AN_OPENING; day += 1) {
    for (const { opens } of onDay(schedule, holidays, day).hours) {
      if (day * DAY_MINUTES + opens > wall) return { day: dateOf(day), minutes: opens };
    }
  }
  return null;
}

function closingTime(wall: Wall): ClockTime {
  const day = dayOf(wall - 1);
  return { day: dateOf(day), minutes: wall - day * DAY_MINUTES };
}

/**
 * The days on which a state can change, from today on. A state is told by the days up to
 * {@link DAYS_TO_A_CLOSING} ahead, and hours repeat every week: where no day that differs is near, a week
 * shows all that happens.
 */
function daysOfChange(
  schedule: Schedule,
  holidays: readonly Holiday[],
  today: DayNumber,
  last: DayNumber,
): DayNumber[] {
  const holidaysDiffer = !schedule.alwaysOpen && schedule.weekly.length > 0 && schedule.holidays !== 'open';
  const differing = [...schedule.exceptions, ...(holidaysDiffer ? holidays : [])].map(({ on }) =>
    numberOf(on),
  );
  const days = new Set<DayNumber>();
  for (const day of [today, ...differing]) {
    const [from, to] = [day - DAYS_TO_A_CLOSING - 1, day + DAYS_TO_A_CLOSING + 1];
    for (let near = Math.max(from, today); near <= Math.min(to, last); near += 1) days.add(near);
  }
  return [...days].sort((one, other) => one - other);
}

/** In order. The first one is midnight. */
function instantsOfChange(schedule: Schedule, holidays: readonly Holiday[], day: DayNumber): number[] {
  const hours = onDay(schedule, holidays, day).hours.flatMap(({ opens, closes }) => [opens, closes]);
  // In autumn the clock goes back to 1:00, in the middle of whatever is going on.
  const minutes = new Set([0, 60, ...hours.filter((minute) => minute < DAY_MINUTES)]);
  return [...minutes]
    .flatMap((minute) => instantsOf(day * DAY_MINUTES + minute))
    .sort((one, other) => one - other);
}

function namesADay(state: OpenState): boolean {
  switch (state.state) {
    case 'open':
      return state.until !== null;
    case 'closed':
      return state.opens !== null;
    case 'holiday':
      return true;
    default:
      return false;
  }
}
