import { pauses } from '../content/pauses.ts';
import { gatherPostings, groupedBy, type Postings, STEP } from './postings.ts';
import { growingRow } from './row.ts';

/** Where two words stand side by side. */
export type Pairs = {
  postings: Postings;
  /** The keys of the pairs that a first and a second word can make, in any of their forms. */
  of(first: number, second: number): number[];
};

/** Gathers pairs document by document, in ascending order. */
export type PairsInProgress = {
  add(first: number, second: number, document: number, weight: number): void;
  finish(): Promise<Pairs>;
};

/** @param stems for each language, the number of each word's stem, below 0 for none: pairs of other forms are the same pair */
export function gatherPairs(stems: readonly Int32Array[]): PairsInProgress {
  const [firsts, seconds, documents, weights] = [growingRow(), growingRow(), growingRow(), growingRow()];
  const add = (first: number, second: number, document: number, weight: number) => {
    for (const of of stems) {
      const [one, other] = [of[first] ?? -1, of[second] ?? -1];
      if (one < 0 || other < 0) continue;
      firsts.push(one);
      seconds.push(other);
      documents.push(document);
      weights.push(weight / STEP);
    }
  };
  return {
    add,
    finish: async () => {
      const { starts, others, postings } = await keyed({
        firsts: firsts.numbers(),
        seconds: seconds.numbers(),
        documents: documents.numbers(),
        weights: weights.numbers(),
      });
      return { postings, of: lookUp(stems, starts, others) };
    },
  };
}

// A function of its own, so that what was gathered is not kept with it.
function lookUp(stems: readonly Int32Array[], starts: Uint32Array, others: Uint32Array): Pairs['of'] {
  return (first, second) =>
    stems.flatMap((stem) => {
      const key = keyOf(starts, others, stem[first] ?? -1, stem[second] ?? -1);
      return key < 0 ? [] : [key];
    });
}

/** Pairs in the order in which they were added. */
type Added = { firsts: Uint32Array; seconds: Uint32Array; documents: Uint32Array; weights: Uint32Array };

/** The keys of the pairs that a stem begins go from its start up to the next one's, by the other stem. */
async function keyed({ firsts, seconds, documents, weights }: Added) {
  const pause = pauses();
  const order = await orderOf(firsts, seconds);
  const postings = gatherPostings();
  const [starts, others] = [growingRow(), growingRow()];
  let [key, next] = [-1, 0];
  let [lastFirst, lastSecond] = [-1, -1];
  for (let place = 0; place < order.length; place += 1) {
    const at = order[place] ?? 0;
    const [first, second] = [firsts[at] ?? 0, seconds[at] ?? 0];
    if (first !== lastFirst || second !== lastSecond) {
      key += 1;
      for (; next <= first; next += 1) starts.push(key);
      others.push(second);
      [lastFirst, lastSecond] = [first, second];
    }
    postings.add(key, documents[at] ?? 0, (weights[at] ?? 0) * STEP);
    if (place % IN_A_ROW === 0) await pause();
  }
  starts.push(key + 1);
  return {
    starts: starts.numbers(),
    others: others.numbers(),
    postings: await postings.finish(),
  };
}

const IN_A_ROW = 4_096;

/** The places of pairs in the order of their first stems and, where these are the same, of the second. */
async function orderOf(first: Uint32Array, second: Uint32Array): Promise<Uint32Array> {
  const bySecond = (await groupedBy(second)).order;
  const byFirst = (await groupedBy(await pickedFrom(first, bySecond))).order;
  return pickedFrom(bySecond, byFirst);
}

/** What stands at some places of a row. */
async function pickedFrom(row: Uint32Array, places: Uint32Array): Promise<Uint32Array> {
  const pause = pauses();
  const picked = new Uint32Array(places.length);
  for (const [index, place] of places.entries()) {
    picked[index] = row[place] ?? 0;
    if (index % IN_A_ROW === 0) await pause();
  }
  return picked;
}

/** Looks a pair up; -1 when it stands nowhere. */
function keyOf(starts: Uint32Array, others: Uint32Array, first: number, second: number): number {
  if (first < 0 || second < 0) return -1;
  const end = starts[first + 1] ?? 0;
  let [low, high] = [starts[first] ?? 0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle] ?? 0) < second) low = middle + 1;
    else high = middle;
  }
  return low < end && others[low] === second ? low : -1;
}
