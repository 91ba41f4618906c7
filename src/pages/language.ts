import type { Locale, Text } from '../locale.ts';
import { known } from '../model/known.ts';
import type { Translate } from './strings.ts';

export type Direction = 'ltr' | 'rtl';

/** A language in which the whole site is printed. */
export type Language = {
  /** As addresses and `lang` write it: `en`, `ar`. */
  tag: string;
  /** What it is called in itself. */
  name: string;
  direction: Direction;
  /** Whose dates, times and lists it has, as BCP 47 writes it: `es-US`. */
  dates: string;
  /** The half of a text that its words say: when that is the older one, so are they. */
  follows: Locale;
  /** What a text of the content says in it. */
  say: (text: Text) => string;
  /** The words of an address in it. */
  slugOf: (slug: Text) => string;
  /** The site's own words in it. */
  t: Translate;
};

/** What a language besides English and Spanish says: each text of the content and each address, by the English words. */
export type FurtherLanguage = Pick<Language, 'tag' | 'name' | 'direction' | 'dates'> & {
  texts: ReadonlyMap<string, string>;
  slugs: ReadonlyMap<string, string>;
};

/** A language that stands in a page of another one; `direction` is set only when that differs, too. */
export type Foreign = { tag: string; direction: Direction | null };

/** How the words of another language are marked on the pages of this one. */
export function foreignOn({ direction }: Language, other: Pick<Language, 'tag' | 'direction'>): Foreign {
  return { tag: other.tag, direction: other.direction === direction ? null : other.direction };
}

/** How English words are marked on a page; null on an English one. */
export function englishOn(page: Language): Foreign | null {
  return page.tag === 'en' ? null : foreignOn(page, { tag: 'en', direction: 'ltr' });
}

/** One of the two languages that editors write, from the words that the site has of its own in it. */
export function ownLanguage(tag: Locale, t: Translate): Language {
  const inHalf = (text: Text) => text[tag];
  return { ...OWN[tag], tag, direction: 'ltr', follows: tag, say: inHalf, slugOf: inHalf, t };
}

/** A language whose texts others translated from the English. */
export function furtherLanguage({ texts, slugs, ...traits }: FurtherLanguage, t: Translate): Language {
  return {
    ...traits,
    follows: 'en',
    say: ({ en }) => known(texts, en),
    slugOf: ({ en }) => known(slugs, en),
    t,
  };
}

const OWN = {
  en: { name: 'English', dates: 'en-US' },
  // Spanish as it is written here, with 12-hour times.
  es: { name: 'Español', dates: 'es-US' },
} as const satisfies Record<Locale, Pick<Language, 'name' | 'dates'>>;
