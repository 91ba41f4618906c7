import { isCheckGood, type Listing, type Opening, type Schedule } from '../../model/listing.ts';
import type { HsdsException, HsdsSchedule, HsdsService } from './hsds-types.ts';
import type { Said } from './said.ts';
import { uuidOf } from './uuid.ts';

const DAY_MINUTES = 1_440;
const BYDAY = { mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA', sun: 'SU' } as const;
const ALWAYS: Opening = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  opens: 0,
  closes: DAY_MINUTES,
};

/**
 * The hours of a listing. Each schedule has all their words, so that whoever shows one does not leave out that people
 * must call first. A machine must not say “open” where a page would not: hours that nobody has confirmed or checked in
 * time, and hours by appointment, are there in words only.
 */
export function schedulesOf(listing: Listing, words: Said | null, today: string): HsdsSchedule[] {
  const { id, schedule } = listing;
  if (!schedule || !words) return [];
  const description = words.en;
  const inWords = { description, x_hartford_es: { description: words.es } };
  const openings = schedule.alwaysOpen ? [ALWAYS] : schedule.weekly;
  const idOf = (number: number) => uuidOf('service', id, 'schedule', String(number));
  const isSure = schedule.confirmed && isCheckGood(listing, today);
  if (!isSure) return [{ id: idOf(1), ...inWords, x_hartford_unconfirmed: true }];
  if (openings.length === 0 || schedule.byAppointment) return [{ id: idOf(1), ...inWords }];
  return openings.map(({ days, opens, closes }, index) => ({
    id: idOf(index + 1),
    freq: 'WEEKLY',
    interval: 1,
    byday: days.map((day) => BYDAY[day]).join(','),
    opens_at: clock(opens),
    closes_at: clock(closes),
    ...inWords,
  }));
}

/** Single days that differ, and holidays: the specification has no place for either. */
export function differingDaysOf(
  { schedule, holidays }: Listing,
  today: string,
): Pick<HsdsService, 'x_hartford_exceptions' | 'x_hartford_holidays'> {
  if (!schedule?.confirmed) return {};
  const exceptions = schedule.exceptions.filter(({ on }) => on >= today).map(exceptionOf);
  return {
    ...(exceptions.length > 0 ? { x_hartford_exceptions: exceptions } : {}),
    ...(schedule.weekly.length > 0 || schedule.holidays
      ? {
          x_hartford_holidays: {
            is: schedule.holidays ?? 'unknown',
            on: holidays.map(({ on }) => on).filter((on) => on >= today),
          },
        }
      : {}),
  };
}

function exceptionOf({ on, hours, reason }: Schedule['exceptions'][number]): HsdsException {
  return {
    on,
    opens_at: hours ? clock(hours.opens) : null,
    closes_at: hours ? clock(hours.closes) : null,
    ...(reason ? fieldOfReason(reason) : {}),
  };
}

function fieldOfReason({ en, es }: Said): Pick<HsdsException, 'reason'> {
  return { reason: { en, es } };
}

/** `540` → `09:00`. A day ends at `23:59`, its last minute: `24:00` is no time to many programs, and `00:00` its start. */
function clock(minutes: number): string {
  const shown = minutes === DAY_MINUTES ? DAY_MINUTES - 1 : minutes % DAY_MINUTES;
  return [Math.floor(shown / 60), shown % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
