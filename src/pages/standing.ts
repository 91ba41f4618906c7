import type { Directory } from '../model/directory.ts';
import { isCheckGood, isGone, type Listing } from '../model/listing.ts';
import { dateInWords } from './dates.ts';
import { topicLink } from './frame.ts';
import { isOverdue } from './law.ts';
import { nameIn, type Speaker, type Words } from './wording.ts';

/** A place or a page, where it stands, and how it stands. */
export type LateOnPage = { href: string; name: Words; words: string | null };

/** What is late, and how much more of it there is than a page can name, in words, or null. */
export type LateGroup = { named: readonly LateOnPage[]; more: string | null };

/** How current the guide is at the moment of printing. */
export type Standing = {
  /** After how many days the listings of each section are checked again. */
  rules: readonly { href: string; section: string; words: string }[];
  /** How many places have a check that can be relied on. */
  summary: string;
  /** Places whose check is too old. */
  aged: LateGroup;
  /** Places that nobody has checked yet. */
  unchecked: LateGroup;
  /** Pages on the law that should have been read again by now. */
  overdue: LateGroup;
};

/** Each of them says where it stands that it is late; this page stays as light as the others. */
const MOST_NAMED = 60;

export function standingOf(directory: Directory, speaker: Speaker): Standing {
  const { locale, t, clock, addresses, anchorOf, paging } = speaker;
  const places = directory.sections.flatMap(({ slug, all }) =>
    all
      .filter((listing) => !isGone(listing, clock.today))
      .map((listing) => ({
        listing,
        href: addresses.listing(slug, anchorOf(listing.id), locale, paging.pageOf(listing.id)),
      })),
  );
  const late = ({ listing, href }: (typeof places)[number]): LateOnPage => ({
    href,
    name: nameIn(listing.name, speaker),
    words:
      listing.checked && listing.checked.from <= clock.today
        ? t('current.lastChecked', { date: dateInWords(listing.checked.on, locale) })
        : null,
  });
  const group = (all: readonly LateOnPage[]): LateGroup => ({
    named: all.slice(0, MOST_NAMED),
    more: all.length > MOST_NAMED ? t('current.more', { count: all.length - MOST_NAMED }) : null,
  });
  const doubtful = places.filter(({ listing }) => !isCheckGood(listing, clock.today));
  const isMade = ({ checked }: Listing) => checked !== null && checked.from <= clock.today;
  const aged = doubtful.filter(({ listing }) => isMade(listing));
  const unchecked = doubtful.filter(({ listing }) => !isMade(listing));
  return {
    rules: directory.sections.flatMap((section) => {
      if (section.checkEvery === null) return [];
      const { href, words } = topicLink(section, speaker);
      return [{ href, section: words, words: t('current.every', { count: section.checkEvery }) }];
    }),
    summary: t('current.summary', {
      count: places.length,
      checked: places.length - aged.length - unchecked.length,
    }),
    aged: group(aged.map(late)),
    unchecked: group(unchecked.map(late)),
    overdue: group(
      [...directory.guides, ...directory.sections].flatMap((page) => {
        if (!page.law || !isOverdue(page.law, clock)) return [];
        const { href, words } = topicLink(page, speaker);
        const date = dateInWords(page.law.reviewBy, locale);
        return [{ href, name: { words, language: null }, words: t('current.overdue', { date }) }];
      }),
    ),
  };
}
