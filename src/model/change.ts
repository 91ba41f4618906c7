import { dayInHartford, daysAfter } from '../content/days.ts';
import { pauses } from '../content/pauses.ts';
import type { Directory } from './directory.ts';
import { changesAfter, instantOf } from './schedule.ts';

/**
 * The next moment after `now` at which the guide may read differently: a place opens or closes, an alert
 * begins or ends, a check becomes too old, a page must be read again. Nothing reads differently before it.
 * The next day, at the latest. It pauses between places, so that a running site goes on answering.
 * @param says whether the guide says what is open at the moment
 */
export async function nextChange(
  directory: Directory,
  now: Date,
  says: 'what is open' | 'nothing of now',
): Promise<Date> {
  const today = dayInHartford(now);
  const listings = [...directory.listings.values()];
  const days = [
    // What is printed names its day.
    daysAfter(today, 1),
    ...directory.alerts.flatMap(({ starts, ends }) => [starts, daysAfter(ends, 1)]),
    ...listings.flatMap(({ checked }) => (checked ? [checked.from, checked.agedFrom] : [])),
    ...listings.flatMap(({ retired }) => (retired ? [retired.on] : [])),
    ...listings.flatMap(({ schedule }) => (schedule?.exceptions ?? []).map(({ on }) => daysAfter(on, 1))),
    ...[...directory.guides, ...directory.sections, directory.papers].flatMap(({ law }) =>
      law ? [daysAfter(law.reviewBy, 1)] : [],
    ),
  ].filter((day) => day > today);
  // Of days, the first one comes first in letters as well.
  const first = days.reduce((one, other) => (one < other ? one : other));
  let next = instantOf({ day: first, minutes: 0 });
  if (says === 'nothing of now') return next;
  const pause = pauses();
  for (const { schedule, holidays } of listings) {
    const change = changesAfter(schedule, holidays, now, next);
    if (change && change < next) next = change;
    await pause();
  }
  return next;
}
