import type { Law } from '../model/page.ts';
import { dateInWords } from './dates.ts';
import { type Clock, type SourceOnPage, type Speaker, sourceIn } from './wording.ts';

/** A notice and the facts behind it on every page that speaks of the law. */
export type LawOnPage = {
  notice: string;
  /** Said first, when the page should have been read again by now. */
  overdue: string | null;
  facts: readonly { term: string; words: string }[];
  sources: readonly SourceOnPage[];
};

/** Whether a page should have been read again by now; its last good day is `reviewBy` itself. */
export function isOverdue({ reviewBy }: Law, { today }: Clock): boolean {
  return today > reviewBy;
}

export function lawIn(law: Law, speaker: Speaker): LawOnPage {
  const { locale, t, say } = speaker;
  const asOf = dateInWords(law.asOf, locale);
  const reviewed = law.reviewed && { on: dateInWords(law.reviewed.on, locale), by: say(law.reviewed.by) };
  return {
    overdue: isOverdue(law, speaker.clock)
      ? t('law.overdue', { date: dateInWords(law.reviewBy, locale) })
      : null,
    notice: reviewed
      ? t('law.notice.reviewed', { by: reviewed.by, date: reviewed.on, asOf })
      : t('law.notice', { date: asOf }),
    facts: [
      { term: t('law.asOf'), words: asOf },
      { term: t('law.jurisdiction'), words: say(law.jurisdiction) },
      {
        term: t('law.reviewed'),
        words: reviewed ? `${reviewed.by}, ${reviewed.on}` : t('law.reviewed.none'),
      },
      { term: t('law.reviewBy'), words: dateInWords(law.reviewBy, locale) },
    ],
    sources: law.sources.map((source) => sourceIn(source, speaker)),
  };
}
