import { pauses } from '../content/pauses.ts';

/**
 * In which documents a key stands, and how much it counts in each. Keys and documents are small whole numbers from 0
 * on. Key `k` stands in `documents[starts[k]]` up to, and without, `documents[starts[k + 1]]`, each with the weight at
 * the same place, in steps of a quarter. Plain arrays, because one search may go through a hundred thousand places.
 */
export type Postings = { starts: Uint32Array; documents: Uint32Array; weights: Uint8Array };

/** Gathers postings document by document, in ascending order. */
export type PostingsInProgress = {
  /** A key that comes again in one document counts as much as in its weightiest place, and a little more. */
  add(key: number, document: number, weight: number): void;
  finish(): Promise<Postings>;
};

/** How much a step of a weight is. */
export const STEP = 0.25;
const MOST_STEPS = 255;
/** What each repetition adds, and how many count: a page must not win by saying a word often. */
const REPETITION = 0.25;
const MOST_REPETITIONS = 4;
const KEYS_IN_A_ROW = 1_000;

type List = { documents: number[]; weights: number[]; repetitions: number };

export function gatherPostings(): PostingsInProgress {
  const lists: List[] = [];
  return {
    add: (key, document, weight) => {
      let list = lists[key];
      if (!list) {
        list = { documents: [], weights: [], repetitions: 0 };
        lists[key] = list;
      }
      const last = list.documents.length - 1;
      if (list.documents[last] !== document) {
        list.documents.push(document);
        list.weights.push(weight);
        list.repetitions = 0;
        return;
      }
      list.repetitions += 1;
      const extra = list.repetitions <= MOST_REPETITIONS ? REPETITION : 0;
      list.weights[last] = Math.max(list.weights[last] ?? 0, weight) + extra;
    },
    finish: () => packed(lists),
  };
}

/** In how many documents a key stands. */
export function countOf({ starts }: Postings, key: number): number {
  return (starts[key + 1] ?? 0) - (starts[key] ?? 0);
}

async function packed(lists: readonly (List | undefined)[]): Promise<Postings> {
  const pause = pauses();
  const starts = new Uint32Array(lists.length + 1);
  for (let key = 0; key < lists.length; key += 1) {
    starts[key + 1] = (starts[key] ?? 0) + (lists[key]?.documents.length ?? 0);
  }
  const size = starts[lists.length] ?? 0;
  const documents = new Uint32Array(size);
  const weights = new Uint8Array(size);
  let at = 0;
  for (let key = 0; key < lists.length; key += 1) {
    const list = lists[key];
    for (let place = 0; list && place < list.documents.length; place += 1) {
      documents[at] = list.documents[place] ?? 0;
      weights[at] = Math.min(MOST_STEPS, Math.round((list.weights[place] ?? 0) / STEP));
      at += 1;
    }
    if (key % KEYS_IN_A_ROW === 0) await pause();
  }
  return { starts, documents, weights };
}
