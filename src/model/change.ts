import { dayInHartford, daysAfter } from '../content/days.ts';
import { pauses } from '../content/pauses.ts';
import type { Directory } from './directory.ts';
import { changesAfter, instantOf } from './schedule.ts';

/**
 * The next moment after `now` at which the guide may read differently: a place opens or closes; or the day ends, and
 * with it an alert perhaps, or the time that a check or a page of the law is good for. It pauses between places, so
 * that a running site goes on answering.
 * @param says whether the guide says what is open at the moment
 */
export async function nextChange(
  directory: Directory,
  now: Date,
  says: 'what is open' | 'nothing of now',
): Promise<Date> {
  // What is printed names its day; and all that goes by days begins and ends with one.
  let next = instantOf({ day: daysAfter(dayInHartford(now), 1), minutes: 0 });
  if (says === 'nothing of now') return next;
  const pause = pauses();
  for (const { schedule, holidays } of directory.listings.values()) {
    const change = changesAfter(schedule, holidays, now, next);
    if (change && change < next) next = change;
    await pause();
  }
  return next;
}
