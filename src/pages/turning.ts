import type { Speaker } from './wording.ts';

/** Where a page stands among several that belong together, and how to turn to the others. */
export type Turning = {
  /** What a screen reader calls the way on, at the top and at the end of a page. */
  labels: { top: string; end: string };
  where: string;
  links: readonly { href: string; words: string }[];
};

/** Pages that belong together, by their numbers from 1. */
type Pages = {
  count: number;
  addressOf: (number: number) => string;
  /** The headings of what stands on a page. */
  namesOf: (number: number) => readonly string[];
};

/** The way on from a page; null when it is the only one. */
export function turningIn(number: number, pages: Pages, { locale, t }: Speaker): Turning | null {
  const { count, addressOf, namesOf } = pages;
  if (count <= 1) return null;
  const list = new Intl.ListFormat(locale.tag, { type: 'conjunction' });
  const namesOn = (page: number) => {
    const names = namesOf(page);
    return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} …` : list.format(names);
  };
  return {
    labels: { top: t('pages.top'), end: t('pages.end') },
    where: t('pages.where', { number, total: count }),
    links: [
      ...(number < count
        ? [{ href: addressOf(number + 1), words: t('pages.next', { names: namesOn(number + 1) }) }]
        : []),
      ...(number > 1
        ? [{ href: addressOf(number - 1), words: t('pages.before', { names: namesOn(number - 1) }) }]
        : []),
      ...(number > 2 ? [{ href: addressOf(1), words: t('pages.first') }] : []),
    ],
  };
}

const MOST_NAMES = 3;

/** What a page is called: its title, and its number from the second page on. */
export function titleOn(number: number, title: string, { t }: Speaker): string {
  return number > 1 ? t('pages.title', { title, number }) : title;
}
