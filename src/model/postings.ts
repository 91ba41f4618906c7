import { pauses } from '../content/pauses.ts';
import { growingRow } from './row.ts';

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
/** How many steps each repetition adds, and how many count: a page must not win by saying a word often. */
const REPETITION = 1;
const MOST_REPETITIONS = 4;
const IN_A_ROW = 4_096;

export function gatherPostings(): PostingsInProgress {
  // Three rows instead of a list for each key: most keys stand in one document.
  const [keys, documents, steps] = [growingRow(), growingRow(), growingRow()];
  return {
    add: (key, document, weight) => {
      keys.push(key);
      documents.push(document);
      steps.push(Math.round(weight / STEP));
    },
    finish: () => packed(keys.numbers(), documents.numbers(), steps.numbers()),
  };
}

/** In how many documents a key stands. */
export function countOf({ starts }: Postings, key: number): number {
  return (starts[key + 1] ?? 0) - (starts[key] ?? 0);
}

async function packed(keys: Uint32Array, documents: Uint32Array, steps: Uint32Array): Promise<Postings> {
  const pause = pauses();
  const { starts, order } = await groupedBy(keys);
  // Each document once for each key, where it is found first.
  const count = starts.length - 1;
  const found = new Uint32Array(keys.length);
  const weights = new Uint8Array(keys.length);
  const firsts = new Uint32Array(count + 1);
  let size = 0;
  for (let key = 0; key < count; key += 1) {
    firsts[key] = size;
    let last = -1;
    let counted = 0;
    let repetitions = 0;
    for (let place = starts[key] ?? 0; place < (starts[key + 1] ?? 0); place += 1) {
      const at = order[place] ?? 0;
      const document = documents[at] ?? 0;
      const step = steps[at] ?? 0;
      if (document === last) {
        repetitions += 1;
        counted = Math.max(counted, step) + (repetitions <= MOST_REPETITIONS ? REPETITION : 0);
      } else {
        found[size] = document;
        size += 1;
        last = document;
        counted = step;
        repetitions = 0;
      }
      weights[size - 1] = Math.min(MOST_STEPS, counted);
    }
    if (key % IN_A_ROW === 0) await pause();
  }
  firsts[count] = size;
  return { starts: firsts, documents: found.slice(0, size), weights: weights.slice(0, size) };
}

/** The places of an array in the order of the keys that stand there, and where each key begins in this order. */
export async function groupedBy(keys: Uint32Array): Promise<{ starts: Uint32Array; order: Uint32Array }> {
  const pause = pauses();
  let most = -1;
  for (let at = 0; at < keys.length; at += 1) most = Math.max(most, keys[at] ?? 0);
  await pause();
  const starts = new Uint32Array(most + 2);
  for (let at = 0; at < keys.length; at += 1) {
    const after = (keys[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  await pause();
  for (let key = 0; key <= most; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  await pause();
  const next = starts.slice();
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    const place = next[key] ?? 0;
    order[place] = at;
    next[key] = place + 1;
    if (at % IN_A_ROW === 0) await pause();
  }
  return { starts, order };
}
