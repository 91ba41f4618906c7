import type { Meaning, Vocabulary } from './vocabulary.ts';
import { isFaintWord, isStopWord, wordsOf } from './words.ts';

/** The longest search that is looked at, in UTF-16 units; the field takes no more. */
export const LONGEST_SEARCH = 80;
/** How many words that say something are looked at. */
export const MOST_TERMS = 8;

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

/** Reads what somebody typed; any string will do. */
export function queryOf(typed: string, vocabulary: Vocabulary): Query {
  const words = separated(withWholeNumbers(typed.slice(0, LONGEST_SEARCH)), vocabulary);
  const telling = words.filter((word) => !isStopWord(word));
  const isVague = telling.every(isFaintWord);
  return {
    words,
    isVague,
    terms: telling.slice(0, MOST_TERMS).map((word) => ({
      typed: word,
      meanings: vocabulary.meaningsOf(word),
      isFaint: !isVague && isFaintWord(word),
    })),
  };
}

/** The ten digits, or seven, of a term that is a telephone number as people write it; null when it is none. */
export function phoneIn({ typed }: Term): string | null {
  if (!isNumber(typed) || !PHONE_LENGTHS.includes(typed.length)) return null;
  return typed.length === 11 ? typed.slice(1) : typed;
}

// Without the area code, with it, and with the 1 before it.
const PHONE_LENGTHS = [7, 10, 11];

/** Digits that make a telephone number are one word: `860 550 7500` → `8605507500`. */
function withWholeNumbers(typed: string): string[] {
  const words: string[] = [];
  let digits: string[] = [];
  const end = () => {
    const number = digits.join('');
    words.push(...(PHONE_LENGTHS.includes(number.length) ? [number] : digits));
    digits = [];
  };
  for (const { word } of wordsOf(typed)) {
    if (isNumber(word)) digits.push(word);
    else {
      end();
      words.push(word);
    }
  }
  end();
  return words;
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
    if (next !== undefined && word.length + next.length >= SHORTEST_COMPOUND && vocabulary.has(word + next)) {
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
