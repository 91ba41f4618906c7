import { daysAfter } from '../content/days.ts';
import type { Listing } from '../model/listing.ts';
import { type ClockTime, stateAt } from '../model/schedule.ts';
import { timeInWords, weekdayInWords } from './dates.ts';
import type { Speaker } from './wording.ts';

/** Whether a place is open at the moment of printing, in words. */
export type StatusOnPage = { kind: 'open' | 'closed' | 'doubt'; words: string };

/**
 * What the hours of a listing mean now. Null when they say nothing about now, and when nobody has checked the
 * listing lately: hours that may be wrong must not send anybody on a bus.
 */
export function statusIn(listing: Listing, speaker: Speaker): StatusOnPage | null {
  const { locale, t, clock } = speaker;
  const { checked, schedule, holidays } = listing;
  if (!checked || clock.today >= checked.agedFrom) return null;
  const state = stateAt(schedule, holidays, clock.now);
  switch (state.state) {
    case 'open':
      return {
        kind: 'open',
        words: state.until
          ? t('status.open', { when: momentInWords(state.until, speaker) })
          : t('status.always'),
      };
    case 'closed': {
      const closed = state.reason
        ? t('status.closed.reason', { reason: state.reason[locale] })
        : t('status.closed');
      const opens = state.opens ? t('status.opens', { when: momentInWords(state.opens, speaker) }) : null;
      return { kind: 'closed', words: opens ? `${closed}. ${opens}` : closed };
    }
    case 'holiday':
      return { kind: 'doubt', words: t('status.holiday', { name: state.name[locale] }) };
    case 'byAppointment':
    case 'unknown':
      return null;
  }
}

function momentInWords({ day, minutes }: ClockTime, { locale, t, clock }: Speaker): string {
  const midnight = t('time.midnight');
  const time = timeInWords(minutes, locale, midnight);
  // “a la 1:00”, “a las 2:00”: the hour decides.
  const at =
    time === midnight ? t('time.atMidnight') : t('time.at', { time, count: ((minutes / 60) | 0) % 12 });
  if (day === clock.today) return t('status.today', { at });
  if (day === daysAfter(clock.today, 1)) return t('status.tomorrow', { at });
  return t('status.day', { ...weekdayInWords(day, locale), at });
}
