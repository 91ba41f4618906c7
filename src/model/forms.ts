import type { Locale } from '../locale.ts';
import { withoutEnye } from './words.ts';

/** What two words of one stem have in common; null when the stem is too short to make them one word. */
export type Kinship = 'plural' | 'plural without ñ' | 'other gender' | 'other form';

/**
 * How two words that have a stem in common belong together.
 * @param word the one whose ending tells whether it is a verb
 */
export function kinshipOf(word: string, other: string, stem: string, locale: Locale): Kinship | null {
  const [one, another] = [singular(word), singular(other)];
  if (one === another) return 'plural';
  if (withoutEnye(one) === withoutEnye(another)) return 'plural without ñ';
  // Nearly a guess: abogada is abogado, and casa (a house) is not caso (a case).
  if (withoutGender(one) === withoutGender(another)) return 'other gender';
  // A stem of three letters belongs to many words; the ending of a verb tells them apart: hitting, pegando.
  const isLong = stem.length >= SHORTEST_STEM;
  return isLong || (stem.length === 3 && ENDING_OF_A_VERB[locale].test(word)) ? 'other form' : null;
}

/** From so many letters on, a stem belongs to one word. */
export const SHORTEST_STEM = 4;

const ENDING_OF_A_VERB: Readonly<Record<Locale, RegExp>> = {
  en: /(?:ing|ed)$/,
  es: /(?:ando|iendo|aron|ieron|ado|ada|amos|aba|an|en)$/,
};

function singular(word: string): string {
  return word.replace(/e?s$/, '');
}

function withoutGender(word: string): string {
  return withoutEnye(word).replace(/[oa]$/, '');
}
