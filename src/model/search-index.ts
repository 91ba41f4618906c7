import { pauses } from '../content/pauses.ts';
import type { Directory } from './directory.ts';
import { documentsOf, type FieldText, type Saying, type SearchDocument } from './documents.ts';
import { addTo } from './grouping.ts';
import { gatherPairs } from './pairs.ts';
import { gatherPostings, type Postings } from './postings.ts';
import { gatherVocabulary, type Vocabulary, type VocabularyInProgress } from './vocabulary.ts';
import { isFaintWord, isStopWord, type Word, wordsOf } from './words.ts';

/** Everything that a search looks into, made once for a content. Words and documents are numbers from 0 on. */
export type SearchIndex = {
  documents: readonly Pick<SearchDocument, 'kind' | 'id' | 'isReachable' | 'isRisky'>[];
  /** The place of each document's kind in {@link KINDS}. */
  kinds: Uint8Array;
  vocabulary: Vocabulary;
  /** Where each word stands. */
  postings: Postings;
  /** Where two words stand side by side. */
  pairs: Postings;
  /** The keys of the pairs that a first and a second word can make, in any of their forms. */
  pairsOf(first: number, second: number): number[];
  /** What staff say people mean, by their own words for it. */
  synonyms: Sayings;
  /** What people say who are in danger of their life. */
  danger: Sayings;
  /** Words that say that immigration officers are the matter. */
  officers: ReadonlySet<number>;
  /** For each page, the words of each of its parts. */
  partsOf: ReadonlyMap<number, readonly PartWords[]>;
  /** For a word of a group, the words of the group. */
  groupsOf: ReadonlyMap<number, readonly number[]>;
  /** The documents with a telephone number, by its ten digits and by its last seven. */
  phones: ReadonlyMap<string, readonly number[]>;
  scratch: Scratch;
};

export const KINDS: readonly SearchDocument['kind'][] = ['urgent', 'listing', 'page'];

/** What people say, and the document that they mean by it (-1 for none). */
export type Sayings = {
  /** Meant when each of their words is typed, in any order and any form. */
  loose: readonly { document: number; words: readonly number[] }[];
  /** For each word, the places in `loose` where it stands. */
  looseOf: ReadonlyMap<number, readonly number[]>;
  /** Meant when they are typed as they stand, because their words say little one by one: “me corrieron”. */
  verbatim: readonly { document: number; words: readonly string[] }[];
};

/** The words of a part of a page, in its heading and under it. */
export type PartWords = { heading: ReadonlySet<number>; texts: ReadonlySet<number> };

/**
 * What a search writes on, with a place for each document. One search runs at a time, so it is made once; each search
 * leaves zeros behind in the first four.
 */
export type Scratch = {
  best: Float32Array;
  score: Float32Array;
  covered: Float32Array;
  peak: Float32Array;
  here: Uint32Array;
  touched: Uint32Array;
};

/** What staff say a word means counts most. */
export const SYNONYM_WEIGHT = 12;
/** One word of a synonym of several: the others may be missing. */
const LOOSE_WORD_WEIGHT = 1.5;
/** The only word that says something in a synonym of several. */
const VERBATIM_WORD_WEIGHT = 4;

/**
 * Reads the whole directory once. It pauses between documents, so that a running site goes on answering.
 * @param further a language that is searched besides English and Spanish; its words have no other forms
 */
export async function indexOf(directory: Directory, further: Saying | null = null): Promise<SearchIndex> {
  const pause = pauses();
  const documents: SearchIndex['documents'][number][] = [];
  const words = gatherVocabulary();
  const postings = gatherPostings();
  const phrases: Phrase[] = [];
  const synonyms: { document: number; saying: FieldText }[] = [];
  const phones = new Map<string, number[]>();
  const partsOf = new Map<number, readonly PartWords[]>();
  for (const { fields, synonyms: names, phones: numbers, parts, ...found } of documentsOf(
    directory,
    further,
  )) {
    await pause();
    const document = documents.push(found) - 1;
    for (const { texts, weight, hasPairs } of fields) {
      for (const text of texts) {
        const said = numbered(text, words, weight);
        for (const { id } of said) postings.add(id, document, weight);
        if (hasPairs) phrases.push({ document, weight, words: tellingIn(said) });
      }
    }
    for (const saying of names) {
      synonyms.push({ document, saying });
      const said = numbered(saying, words, SYNONYM_WEIGHT);
      const telling = tellingIn(said);
      for (const id of telling) postings.add(id, document, weightOf(said, telling));
      if (telling.length > 1) phrases.push({ document, weight: SYNONYM_WEIGHT, words: telling });
    }
    const wordsIn = (texts: readonly FieldText[]) =>
      new Set(texts.flatMap((text) => numbered(text, words, 0).map(({ id }) => id)));
    if (parts.length > 0) {
      partsOf.set(
        document,
        parts.map(({ heading, texts }) => ({ heading: wordsIn(heading), texts: wordsIn(texts) })),
      );
    }
    for (const number of numbers) for (const key of [number, number.slice(-7)]) addTo(phones, key, document);
  }
  const idsIn = (text: string) =>
    numbered({ words: text, locale: null }, words, SYNONYM_WEIGHT).map(({ id }) => id);
  const groups = directory.alike.map((group) => group.flatMap(idsIn));
  const officers = new Set(directory.officers.flatMap(idsIn));
  const danger = directory.danger.map((text) => ({ document: -1, saying: { words: text, locale: null } }));
  const sayings = [sayingsOf(synonyms, words), sayingsOf(danger, words)] as const;
  const vocabulary = await words.finish();
  return {
    documents,
    kinds: Uint8Array.from(documents, ({ kind }) => KINDS.indexOf(kind)),
    vocabulary,
    postings: await postings.finish(),
    ...(await pairsIn(phrases, vocabulary)),
    synonyms: sayings[0],
    danger: sayings[1],
    officers,
    partsOf,
    groupsOf: new Map(groups.flatMap((group) => group.map((id) => [id, group] as const))),
    phones,
    scratch: scratchFor(documents.length),
  };
}

/** Words of a document in their order, without those that say nothing. */
type Phrase = { document: number; weight: number; words: readonly number[] };

type Numbered = { word: string; id: number };

function numbered(
  { words, locale }: FieldText,
  vocabulary: VocabularyInProgress,
  weight: number,
): Numbered[] {
  return splitOnce(words).map((found) => ({ word: found.word, id: vocabulary.add(found, locale, weight) }));
}

// What stands around a listing (its section, its organization, its city) stands around many.
function splitOnce(text: string): readonly Word[] {
  const known = split.get(text);
  if (known) return known;
  const words = wordsOf(text);
  if (text.length > LONGEST_REPEATED) return words;
  if (split.size >= MOST_REPEATED) split.clear();
  split.set(text, words);
  return words;
}

const split = new Map<string, readonly Word[]>();
const LONGEST_REPEATED = 80;
const MOST_REPEATED = 2_000;

function tellingIn(words: readonly Numbered[]): number[] {
  return words.filter(({ word }) => !isStopWord(word)).map(({ id }) => id);
}

function weightOf(found: readonly Numbered[], telling: readonly number[]): number {
  if (found.length === 1) return SYNONYM_WEIGHT;
  return telling.length > 1 ? LOOSE_WORD_WEIGHT : VERBATIM_WORD_WEIGHT;
}

function sayingsOf(
  said: readonly { document: number; saying: FieldText }[],
  vocabulary: VocabularyInProgress,
): Sayings {
  const loose: { document: number; words: readonly number[] }[] = [];
  const looseOf = new Map<number, number[]>();
  const verbatim: { document: number; words: readonly string[] }[] = [];
  for (const { document, saying } of said) {
    const found = numbered(saying, vocabulary, SYNONYM_WEIGHT);
    const telling = [...new Set(tellingIn(found))];
    const isFaint = found.every(({ word }) => isStopWord(word) || isFaintWord(word));
    if (found.length > 1 && (telling.length < 2 || isFaint)) {
      verbatim.push({ document, words: found.map(({ word }) => word) });
      continue;
    }
    for (const word of telling) addTo(looseOf, word, loose.length);
    loose.push({ document, words: telling });
  }
  return { loose, looseOf, verbatim };
}

async function pairsIn(phrases: readonly Phrase[], { stems }: Vocabulary) {
  const pause = pauses();
  const gathered = gatherPairs(stems);
  for (const { document, weight, words } of phrases) {
    for (let at = 1; at < words.length; at += 1) {
      gathered.add(words[at - 1] ?? -1, words[at] ?? -1, document, weight);
    }
    await pause();
  }
  const { postings, of } = await gathered.finish();
  return { pairs: postings, pairsOf: of };
}

function scratchFor(size: number): Scratch {
  return {
    best: new Float32Array(size),
    score: new Float32Array(size),
    covered: new Float32Array(size),
    peak: new Float32Array(size),
    here: new Uint32Array(size),
    touched: new Uint32Array(size),
  };
}
