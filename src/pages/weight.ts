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

/**
 * A scale for an empty page. It counts as compressors do (RFC 1951), without compressing: letters where a word is new,
 * a reference where it is not.
 */
export function emptyScale(): Scale {
  // For each word on the page, the words before it. Pairs as texts of their own would be most of the work.
  const seen = new Map<string, string[]>();
  return {
    add: ({ words, markup }) => {
      let weight = markup;
      for (const sentence of words) {
        let before = '';
        for (const word of sentence.split(BETWEEN_WORDS)) {
          if (word === '') continue;
          const befores = seen.get(word);
          if (!befores) {
            weight += NEW_WORD + word.length * LETTER;
            seen.set(word, [before]);
          } else if (befores.includes(before)) {
            weight += KNOWN_PAIR;
          } else {
            weight += KNOWN_WORD;
            befores.push(before);
          }
          before = word;
        }
      }
      return weight;
    },
  };
}

const BETWEEN_WORDS = /[\s,.;:()“”"¿?¡!/–-]+/;
