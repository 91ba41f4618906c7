import { daysAfter } from '../content/days.ts';
import { isCheckGood, type Listing } from '../model/listing.ts';
import { type ClockTime, stateAt } from '../model/schedule.ts';
import { timeInWords, weekdayInWords } from './dates.ts';
import type { Speaker } from './wording.ts';

/** Whether a place is open at the moment of printing, in words. */
export type StatusOnPage = { kind: 'open' | 'closed' | 'doubt'; words: string };

/**
 * What the hours of a listing mean now. Null when they say nothing about now, and when nobody has checked the
 * listing lately: hours that may be wrong must not send anybody on a bus. Files say nothing about now: they say it for days.
 */
export function statusIn(listing: Listing, speaker: Speaker): StatusOnPage | null {
  const { t, say, clock, host } = speaker;
  const { phones, schedule, holidays } = listing;
  if (host === 'files' || !isCheckGood(listing, clock.today)) return null;
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
        ? t('status.closed.reason', { reason: withoutEnd(say(state.reason)) })
        : t('status.closed');
      const opens = state.opens ? t('status.opens', { when: momentInWords(state.opens, speaker) }) : null;
      return { kind: 'closed', words: opens ? `${closed}. ${opens}` : closed };
    }
    case 'holiday':
      return {
        kind: 'doubt',
        words: t(phones.length > 0 ? 'status.holiday' : 'status.holiday.ask', { name: say(state.name) }),
      };
    case 'byAppointment':
    case 'unknown':
      return null;
  }
}

function momentInWords(moment: ClockTime, { locale, t, clock }: Speaker): string {
  const tomorrow = daysAfter(clock.today, 1);
  // Midnight belongs to the night before it: “tomorrow at midnight” could mean two moments.
  const { day, minutes } =
    moment.minutes === 0 ? { day: daysAfter(moment.day, -1), minutes: 24 * 60 } : moment;
  if (minutes === 24 * 60) {
    if (day === clock.today) return t('status.midnight.today');
    if (day === tomorrow) return t('status.midnight.tomorrow');
    return t('status.midnight.day', weekdayInWords(day, locale));
  }
  // “a la 1:00”, “a las 2:00”: the hour decides.
  const time = timeInWords(minutes, locale, '');
  const at = t('time.at', { time, count: ((minutes / 60) | 0) % 12 });
  if (day === clock.today) return t('status.today', { at });
  if (day === tomorrow) return t('status.tomorrow', { at });
  return t('status.day', { ...weekdayInWords(day, locale), at });
}

function withoutEnd(words: string): string {
  return words.replace(/\.$/, '');
}
