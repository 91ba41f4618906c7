import { MOST_TERMS, phoneIn, type Query, type Term } from './query.ts';
import type { SearchIndex } from './search-index.ts';
import { SYNONYM_WEIGHT } from './search-index.ts';

/** Words of the guide, each with how surely it is meant; and documents that are meant for another reason. */
export type Clue = {
  words: ReadonlyMap<number, number>;
  documents: Map<number, number>;
  isFaint: boolean;
};

/** What a search goes by: its words, the words that stand for them, and what staff say they mean. */
export function cluesIn(query: Query, index: SearchIndex): Clue[] {
  const clues = query.terms.map(
    (term): Clue => ({
      words: withAlike(term, index),
      documents: new Map((index.phones.get(phoneIn(term) ?? '') ?? []).map((one) => [one, PHONE_WEIGHT])),
      isFaint: term.isFaint,
    }),
  );
  addSynonyms(clues, index);
  const verbatim = index.verbatim.filter(({ words }) => standTogether(words, query.words));
  if (verbatim.length > 0 && clues.length < MOST_TERMS) {
    const documents = new Map(verbatim.map(({ document }) => [document, SYNONYM_WEIGHT]));
    clues.push({ words: new Map(), documents, isFaint: false });
  }
  return clues;
}

function withAlike({ meanings }: Term, { groupsOf }: SearchIndex): Map<number, number> {
  const words = new Map(meanings.map(({ id, closeness }) => [id, closeness]));
  for (const { id, closeness } of meanings) {
    for (const other of groupsOf.get(id) ?? []) {
      if ((words.get(other) ?? 0) < closeness * ALIKE) words.set(other, closeness * ALIKE);
    }
  }
  return words;
}

/** A whole telephone number leaves no doubt. */
const PHONE_WEIGHT = 40;
/** A word that stands for another one of its group. */
const ALIKE = 0.75;

/** A name that staff gave a document is meant when each of its words is, in any order. */
function addSynonyms(clues: readonly Clue[], { synonyms, synonymsOf }: SearchIndex): void {
  const met = new Map<number, Map<number, { clue: Clue; closeness: number }>>();
  for (const clue of clues) {
    for (const [word, closeness] of clue.words) {
      for (const at of synonymsOf.get(word) ?? []) {
        const slots = met.get(at) ?? new Map<number, { clue: Clue; closeness: number }>();
        if ((slots.get(word)?.closeness ?? 0) < closeness) slots.set(word, { clue, closeness });
        met.set(at, slots);
      }
    }
  }
  for (const [at, slots] of met) {
    const synonym = synonyms[at];
    // Each of its words was typed, and not one word that stands for two of them.
    const typed = new Set([...slots.values()].map(({ clue }) => clue));
    if (!synonym || typed.size < synonym.words.length) continue;
    for (const { clue, closeness } of slots.values()) {
      const weight = SYNONYM_WEIGHT * closeness;
      clue.documents.set(synonym.document, Math.max(weight, clue.documents.get(synonym.document) ?? 0));
    }
  }
}

function standTogether(words: readonly string[], inAll: readonly string[]): boolean {
  return inAll.some((_, from) => words.every((word, at) => inAll[from + at] === word));
}
