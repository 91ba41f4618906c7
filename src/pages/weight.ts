/**
 * What something takes on a page: its words, and the markup around them in bytes. Two loads of the same words weigh
 * less than twice one of them.
 */
export type Load = { words: readonly string[]; markup: number };

/** Weighs what is laid on one page, one load after the other. */
export type Scale = {
  /** How many bytes a load adds to what lies on the page already. */
  add: (load: Load) => number;
};

// What gzip needs for words of a page, found by comparing with the pages of the guide: bytes for a letter and a new word,
// for a word that stood there before, and for one that stood there after the same word.
const LETTER = 0.58;
const NEW_WORD = 1;
const KNOWN_WORD = 2;
const KNOWN_PAIR = 0.35;
/** More than stand on any page. */
const MOST_WORDS = 65_536;

/**
 * A scale for an empty page. It counts as compressors do (RFC 1951), without compressing: letters where a word is new,
 * a reference where it is not.
 */
export function emptyScale(): Scale {
  // Words as numbers, and two in a row as one number. With a list of neighbours for each word, a guide of ten thousand places
  // took twice as long to share out, most of it to collect the memory.
  const numbers = new Map<string, number>();
  const pairs = new Set<number>();
  return {
    add: ({ words, markup }) => {
      let weight = markup;
      for (const sentence of words) {
        let before = 0;
        for (const word of sentence.split(BETWEEN_WORDS)) {
          if (word === '') continue;
          const known = numbers.get(word);
          const number = known ?? numbers.size + 1;
          const pair = before * MOST_WORDS + number;
          if (known === undefined) {
            weight += NEW_WORD + word.length * LETTER;
            numbers.set(word, number);
            pairs.add(pair);
          } else if (pairs.has(pair)) {
            weight += KNOWN_PAIR;
          } else {
            weight += KNOWN_WORD;
            pairs.add(pair);
          }
          before = number;
        }
      }
      return weight;
    },
  };
}

const BETWEEN_WORDS = /[\s,.;:()“”"¿?¡!/–-]+/;
