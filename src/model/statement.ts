import type {
  Name as NameSource,
  Source as SourceSource,
  Statement as StatementSource,
} from '../content/fields.ts';
import { languageOfAddress } from '../content/links.ts';
import type { Locale, Text } from '../locale.ts';

/** Something said in both languages, and whether anybody has confirmed it. */
export type Statement = { text: Text; confirmed: boolean };

/** A name; `language` is the language of a proper name that is the same everywhere, or null when it is translated. */
export type Name = { text: Text; language: Locale | null };

export type Source = {
  name: Name;
  url: string | null;
  /** The language that the address itself names, or null. */
  language: Locale | null;
  published: string | null;
  accessed: string;
};

export function sourceOf({ name, url, published, accessed }: SourceSource): Source {
  const language = url ? languageOfAddress(url) : null;
  return { name: nameOf(name), url: url ?? null, language, published: published ?? null, accessed };
}

export function statementOf({ en, es, unconfirmed }: StatementSource): Statement {
  return { text: { en, es }, confirmed: !unconfirmed };
}

export function statementOrNull(source: StatementSource | undefined): Statement | null {
  return source ? statementOf(source) : null;
}

// A name written once is a proper name; those of Hartford's organizations are English.
export function nameOf(source: NameSource): Name {
  return typeof source === 'string'
    ? { text: { en: source, es: source }, language: 'en' }
    : { text: source, language: null };
}
