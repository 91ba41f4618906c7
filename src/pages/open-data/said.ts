import type { Text } from '../../locale.ts';
import type { Name, Statement } from '../../model/statement.ts';
import type { Sentence, Speaker } from '../wording.ts';
import type { InSpanish } from './hsds-types.ts';

/** Who says the data: English in the fields of the specification, Spanish beside them. */
export type Voices = { en: Speaker; es: Speaker };

/** Something in both languages, with its doubts in brackets after it. */
export type Said = { en: string; es: string };

/** A statement as a page says it. Whoever shows it shows its doubt with it. */
export function said({ text, confirmed }: Statement, { en, es }: Voices): Said {
  const doubtful = (words: string, { t }: Speaker) =>
    confirmed ? words : `${words} (${t('unconfirmed.statement')})`;
  return { en: doubtful(text.en, en), es: doubtful(text.es, es) };
}

export function saidName({ text }: Name): Said {
  return { en: text.en, es: text.es };
}

export function saidText({ en, es }: Text): Said {
  return { en, es };
}

/** What pages say about the same thing, in the order of their sentences. */
export function saidOnPages(en: readonly Sentence[], es: readonly Sentence[]): Said | null {
  if (en.length === 0) return null;
  return { en: inOneLine(en), es: inOneLine(es) };
}

function inOneLine(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ prose, doubt }) => {
      const words = prose.map((run) => run.words).join('');
      return doubt ? `${words} (${doubt})` : words;
    })
    .join('; ');
}

/**
 * The fields of an object from what is said in them: English by the names of the specification, Spanish under
 * `x_hartford_es`, and neither of what is not known.
 */
export function fieldsOf<Field extends string>(
  texts: Readonly<Record<Field, Said | null>>,
): { [Name in Field]?: string } & { x_hartford_es?: InSpanish } {
  const known = Object.entries<Said | null>(texts).flatMap(([field, words]) =>
    words ? [[field, words] as const] : [],
  );
  const fields = Object.fromEntries(known.map(([field, { en }]) => [field, en])) as {
    [Name in Field]?: string;
  };
  const spanish = Object.fromEntries(known.map(([field, { es }]) => [field, es]));
  return known.length > 0 ? { ...fields, x_hartford_es: spanish } : fields;
}
