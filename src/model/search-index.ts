import { setImmediate as breath } from 'node:timers/promises';
import type { FieldText, SearchDocument } from './documents.ts';
import { gatherPostings, type Postings } from './postings.ts';
import { gatherVocabulary, type Vocabulary, type VocabularyInProgress } from './vocabulary.ts';
import { isFaintWord, isStopWord, wordsOf } from './words.ts';

/** Everything that a search looks into, made once for a content. Words and documents are numbers from 0 on. */
export type SearchIndex = {
  documents: readonly Pick<SearchDocument, 'kind' | 'id' | 'isReachable'>[];
  vocabulary: Vocabulary;
  /** Where each word stands. */
  postings: Postings;
  /** Where two words stand side by side. */
  pairs: Postings;
  /** The keys of the pairs that a first and a second word can make, in any of their forms. */
  pairsOf(first: number, second: number): number[];
  synonyms: readonly Synonym[];
  synonymsOf: ReadonlyMap<number, readonly number[]>;
  verbatim: readonly Verbatim[];
  /** For each page, the words of each of its parts. */
  partsOf: ReadonlyMap<number, readonly PartWords[]>;
  /** For a word of a group, the words of the group. */
  groupsOf: ReadonlyMap<number, readonly number[]>;
  /** The documents with a telephone number, by its ten digits and by its last seven. */
  phones: ReadonlyMap<string, readonly number[]>;
  scratch: Scratch;
};

/** A name that staff gave a document, by the words in it that say something. */
export type Synonym = { document: number; words: readonly number[] };

/** The words of a part of a page, in its heading and under it. */
export type PartWords = { heading: ReadonlySet<number>; texts: ReadonlySet<number> };

/** A name of words that say little one by one, such as “A-number”: it is meant when they stand together. */
export type Verbatim = { document: number; words: readonly string[] };

/**
 * What a search writes on, with a place for each document. One search runs at a time, so it is made once; each search
 * leaves zeros behind in the first three.
 */
export type Scratch = {
  best: Float32Array;
  score: Float32Array;
  covered: Float32Array;
  here: Uint32Array;
  touched: Uint32Array;
};

/** What staff say a word means counts most. */
export const SYNONYM_WEIGHT = 12;
/** One word of a synonym of several: the others may be missing. */
const SYNONYM_WORD_WEIGHT = 1.5;

/**
 * Reads every document once. It pauses between them, so that a running site goes on answering.
 * @param alike groups of words of which each can stand for the others
 */
export async function indexOf(
  documents: readonly SearchDocument[],
  alike: readonly (readonly string[])[],
): Promise<SearchIndex> {
  const words = gatherVocabulary();
  const postings = gatherPostings();
  const phrases: Phrase[] = [];
  const synonyms: Synonym[] = [];
  const verbatim: Verbatim[] = [];
  const phones = new Map<string, number[]>();
  const partsOf = new Map<number, readonly PartWords[]>();
  for (const [document, { fields, synonyms: names, phones: numbers, parts }] of documents.entries()) {
    await breath();
    for (const { texts, weight, hasPairs } of fields) {
      for (const text of texts) {
        const found = numbered(text, words);
        for (const { id } of found) postings.add(id, document, weight);
        if (hasPairs) phrases.push({ document, weight, words: tellingIn(found) });
      }
    }
    for (const name of names) {
      const found = numbered(name, words);
      if (found.length > 1 && found.every(({ word }) => isStopWord(word) || isFaintWord(word))) {
        verbatim.push({ document, words: found.map(({ word }) => word) });
        continue;
      }
      const telling = tellingIn(found);
      const weight = telling.length > 1 ? SYNONYM_WORD_WEIGHT : SYNONYM_WEIGHT;
      for (const id of telling) postings.add(id, document, weight);
      synonyms.push({ document, words: [...new Set(telling)] });
      phrases.push({ document, weight: SYNONYM_WEIGHT, words: telling });
    }
    const wordsIn = (texts: readonly FieldText[]) =>
      new Set(texts.flatMap((text) => numbered(text, words).map(({ id }) => id)));
    if (parts.length > 0) {
      partsOf.set(
        document,
        parts.map(({ heading, texts }) => ({ heading: wordsIn(heading), texts: wordsIn(texts) })),
      );
    }
    for (const number of numbers) for (const key of [number, number.slice(-7)]) push(phones, key, document);
  }
  const groups = alike.map((group) =>
    group.flatMap((one) => numbered({ words: one, locale: null }, words).map(({ id }) => id)),
  );
  const vocabulary = words.finish();
  const synonymsOf = new Map<number, number[]>();
  for (const [at, synonym] of synonyms.entries())
    for (const word of synonym.words) push(synonymsOf, word, at);
  return {
    documents: documents.map(({ kind, id, isReachable }) => ({ kind, id, isReachable })),
    vocabulary,
    postings: postings.finish(),
    ...(await pairsIn(phrases, vocabulary)),
    synonyms,
    synonymsOf,
    verbatim,
    partsOf,
    groupsOf: new Map(groups.flatMap((group) => group.map((id) => [id, group] as const))),
    phones,
    scratch: scratchFor(documents.length),
  };
}

/** Words of a document in their order, without those that say nothing. */
type Phrase = { document: number; weight: number; words: readonly number[] };

type Numbered = { word: string; id: number };

function numbered({ words, locale }: FieldText, vocabulary: VocabularyInProgress): Numbered[] {
  return wordsOf(words).map((found) => ({ word: found.word, id: vocabulary.add(found, locale) }));
}

function tellingIn(words: readonly Numbered[]): number[] {
  return words.filter(({ word }) => !isStopWord(word)).map(({ id }) => id);
}

async function pairsIn(phrases: readonly Phrase[], vocabulary: Vocabulary) {
  const gathered = gatherPostings();
  const keys = new Map<number, number>();
  let before = -1;
  for (const { document, weight, words } of phrases) {
    if (document !== before) await breath();
    before = document;
    for (let at = 1; at < words.length; at += 1) {
      for (const pair of vocabulary.pairsOf(words[at - 1] ?? -1, words[at] ?? -1)) {
        let key = keys.get(pair);
        if (key === undefined) {
          key = keys.size;
          keys.set(pair, key);
        }
        gathered.add(key, document, weight);
      }
    }
  }
  const pairsOf = (first: number, second: number) =>
    vocabulary.pairsOf(first, second).flatMap((pair) => keys.get(pair) ?? []);
  return { pairs: gathered.finish(), pairsOf };
}

function scratchFor(size: number): Scratch {
  return {
    best: new Float32Array(size),
    score: new Float32Array(size),
    covered: new Float32Array(size),
    here: new Uint32Array(size),
    touched: new Uint32Array(size),
  };
}

function push<Key>(groups: Map<Key, number[]>, key: Key, value: number): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
