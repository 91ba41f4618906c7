import type { Meaning, Vocabulary } from './vocabulary.ts';
import { isFaintWord, isStopWord, wordsOf } from './words.ts';

/** The longest search that is looked at, in UTF-16 units; the field takes no more. */
export const LONGEST_SEARCH = 80;
/** How many words that say something are looked at. */
export const MOST_TERMS = 8;
// No more fit into the field; but one character can stand for four words (U+FDFA).
const MOST_WORDS = LONGEST_SEARCH / 2;

/** A word that somebody typed, and what it can mean. */
export type Term = {
  typed: string;
  meanings: readonly Meaning[];
  /** It brings a result up, and nothing is left out for want of it. */
  isFaint: boolean;
};

/** What somebody typed, as far as it says something. */
export type Query = {
  /** Every word, also those that say nothing. */
  words: readonly string[];
  terms: readonly Term[];
  /** Nothing in it narrows a search: “help”, “where can I”. */
  isVague: boolean;
};

/**
 * Reads what somebody typed; any string will do.
 * @param isPhone whether digits are a telephone number of the guide, whole or without its area code
 */
export function queryOf(typed: string, vocabulary: Vocabulary, isPhone: (digits: string) => boolean): Query {
  const written = wordsOf(typed.slice(0, LONGEST_SEARCH))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word);
  const words = separated(withWholeNumbers(written, isPhone), vocabulary);
  const telling = [...new Set(words.filter((word) => !isStopWord(word)))];
  const isVague = telling.every(isFaintWord);
  return {
    words,
    isVague,
    terms: telling.slice(0, MOST_TERMS).map((word) => ({
      typed: word,
      meanings: vocabulary.meaningsOf(word, !isFaintWord(word)),
      isFaint: !isVague && isFaintWord(word),
    })),
  };
}

/** The digits by which a telephone number is known: ten, or seven without the area code. */
export function nationalOf(digits: string): string {
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

// Without the area code, with it, and with the 1 before it.
const PHONE_LENGTHS = [7, 10, 11];

/** Digits that make a telephone number are one word: `860 550 7500` → `8605507500`. */
function withWholeNumbers(words: readonly string[], isPhone: (digits: string) => boolean): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (end < words.length && isNumber(words[end] ?? '')) end += 1;
    if (end === at) {
      found.push(words[at] ?? '');
      at += 1;
      continue;
    }
    found.push(...numbersIn(words.slice(at, end), isPhone));
    at = end;
  }
  return found;
}

/** The telephone numbers in groups of digits; a number that nobody has stays whole, for it means nothing else. */
function numbersIn(groups: readonly string[], isPhone: (digits: string) => boolean): string[] {
  for (let from = 0; from < groups.length; from += 1) {
    for (let to = groups.length; to > from; to -= 1) {
      const digits = groups.slice(from, to).join('');
      if (PHONE_LENGTHS.includes(digits.length) && isPhone(nationalOf(digits))) {
        return [...groups.slice(0, from), digits, ...numbersIn(groups.slice(to), isPhone)];
      }
    }
  }
  const whole = groups.join('');
  return PHONE_LENGTHS.includes(whole.length) ? [whole] : [...groups];
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}

/** Puts words together that the guide writes as one, and takes apart what it writes as two. */
function separated(words: readonly string[], vocabulary: Vocabulary): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const isCompound =
      next !== undefined && !isStopWord(word) && word.length + next.length >= SHORTEST_COMPOUND;
    if (isCompound && vocabulary.has(word + next)) {
      found.push(word + next);
      at += 1;
      continue;
    }
    const parts = vocabulary.begins(word) ? null : vocabulary.partsOf(word);
    found.push(...(parts ?? [word]));
  }
  return found;
}

const SHORTEST_COMPOUND = 6;
