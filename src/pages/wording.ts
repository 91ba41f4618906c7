import { LOCALES, type Locale, type Text } from '../locale.ts';
import type { Link } from '../model/listing.ts';
import type { Name, Source, Statement } from '../model/statement.ts';
import type { Addresses } from './addresses.ts';
import { dateInWords } from './dates.ts';
import { type Foreign, foreignOn, type Language } from './language.ts';
import type { Paging } from './paging.ts';
import type { Prose, Prosify } from './prose.ts';
import type { Translate } from './strings.ts';

/** What it takes to say something in one language. */
export type Speaker = {
  locale: Language;
  /** Every language of the site, this one too. */
  languages: readonly Language[];
  t: Translate;
  /** A text of the content in this language. */
  say: (text: Text) => string;
  prose: Prosify;
  addresses: Addresses;
  /** The moment for which everything is said. */
  clock: Clock;
  /** Where a listing stands on a page, by its id: a number, unique in the guide, which says nothing in a history. */
  anchorOf: (listing: string) => string;
  paging: Paging;
  host: Host;
  /** Whether this half of a text was left behind when the other was changed. */
  isOld: (text: Text) => boolean;
};

/**
 * What hands the pages out: a server, which answers what people send and prints anew when a place closes, or files, which
 * do neither.
 */
export type Host = 'server' | 'files';

/** A moment, and the day it is in Hartford, `2026-11-24`. */
export type Clock = { now: Date; today: string };

/** Words in one language; `language` is set only when it differs from the page's. */
export type Words = { words: string; language: Foreign | null };

/** A sentence, and the words that say it is not confirmed, or that the other language is newer, or null. */
export type Sentence = { prose: Prose; doubt: string | null };

/** A link out of the guide; `note` names the language of its page when that differs from this one's. */
export type LinkOnPage = Words & {
  href: string;
  hreflang: Locale | null;
  note: string | null;
  doubt: string | null;
};

/** A source: who published it, where, and when it was read. */
export type SourceOnPage = Words & {
  href: string | null;
  hreflang: Locale | null;
  published: string;
  /** When it was published and read, and its language when that is another one. */
  when: string;
};

export function nameIn({ text, language }: Name, { locale, say }: Speaker): Words {
  if (language === null) return { words: say(text), language: null };
  const foreign = language === locale.tag ? null : foreignOn(locale, { tag: language, direction: 'ltr' });
  return { words: text[language], language: foreign };
}

export function sentenceIn({ text, confirmed }: Statement, speaker: Speaker): Sentence {
  const { t, say, prose, isOld } = speaker;
  const doubts = [
    ...(confirmed ? [] : [t('unconfirmed.statement')]),
    ...(isOld(text) ? [t('translation.old')] : []),
  ];
  return { prose: prose(say(text)), doubt: doubts.length > 0 ? doubts.join('. ') : null };
}

export function proseIn(text: Text, { say, prose }: Speaker): Prose {
  return prose(say(text));
}

export function linkIn({ label, url, language, confirmed }: Link, speaker: Speaker): LinkOnPage {
  const { locale, t } = speaker;
  // Nobody said which language: then the page says nothing either.
  const spoken = language === 'both' ? LOCALES : language === null ? [] : [language];
  const foreign = spoken.some((one) => one === locale.tag) ? [] : spoken;
  return {
    ...(label ? nameIn(label, speaker) : { words: shortened(url), language: null }),
    href: url,
    hreflang: foreign[0] ?? null,
    note: foreign.length > 0 ? foreign.map((one) => t(`link.language.${one}`)).join(' / ') : null,
    doubt: confirmed ? null : t('unconfirmed.statement'),
  };
}

const LONGEST_ADDRESS = 40;

/** `https://www.example.org/help/` → `example.org/help`; only the host when that is long. */
function shortened(url: string): string {
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./, '');
  const whole = `${host}${pathname.replace(/\/$/, '')}`;
  return whole.length <= LONGEST_ADDRESS ? whole : host;
}

export function sourceIn(
  { name, url, language, published, accessed }: Source,
  speaker: Speaker,
): SourceOnPage {
  const { locale, t } = speaker;
  const foreign = language === locale.tag ? null : language;
  const day = published
    ? t('source.published', { date: dateInWords(published, locale) })
    : t('source.undated');
  return {
    ...nameIn(name, speaker),
    href: url,
    hreflang: foreign,
    published: day,
    when: `${foreign ? `${t(`link.language.${foreign}`)}; ` : ''}${day}; ${t('source.accessed', { date: dateInWords(accessed, locale) })}`,
  };
}
