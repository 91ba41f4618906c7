import type { Clue } from './clues.ts';
import type { SearchDocument } from './documents.ts';
import { STEP } from './postings.ts';
import { KINDS, type SearchIndex } from './search-index.ts';

/** A document that a search found; `part` is the number of the part of a page that answers best, or null. */
export type Hit = Pick<SearchDocument, 'kind' | 'id' | 'isReachable' | 'isRisky'> & {
  score: number;
  /** How much of what was typed it has, from 0 to 1. */
  share: number;
  /** Whether it is found by more than one word somewhere in its text. */
  isClear: boolean;
  /** Its number among the documents, which have the order of the site. */
  document: number;
  part: number | null;
};

/** What scores less than this part of the best is not even mentioned. */
const MENTIONED = 0.2;

/** A word that hardly narrows a search. */
const FAINT = 0.3;
/** Two words that stand side by side, here and there. */
const SIDE_BY_SIDE = 0.5;
/** What does not have every word comes after what has. */
const NOT_ALL = 0.65;
/** Of two that are as good, the one that can be called. */
const REACHABLE = 1.05;
/** What nobody knows is as rare as can be. */
const UNKNOWN = 1;
/** The weight of a heading, and of what a section is for. */
const CLEAR = 2.5;

/** Every document with a score, the best first, and no more of a kind than are shown. */
export function ranked(clues: readonly Clue[], index: SearchIndex): Hit[] {
  try {
    return rankedOn(clues, index);
  } catch (error) {
    // What one search left behind must not touch the next one.
    for (const list of [index.scratch.best, index.scratch.score, index.scratch.covered, index.scratch.peak])
      list.fill(0);
    throw error;
  }
}

function rankedOn(clues: readonly Clue[], index: SearchIndex): Hit[] {
  const { score, covered, best, peak, here, touched } = index.scratch;
  const count = index.documents.length;
  const tellings: number[] = [];
  let touchedCount = 0;
  let isKnown = clues.every(({ isFaint }) => isFaint);
  for (const clue of clues) {
    const hereCount = gather(clue, index);
    // A word that stands in few documents tells more.
    const telling = hereCount === 0 ? UNKNOWN : Math.log(1 + count / hereCount) / Math.log(1 + count);
    if (hereCount > 0 && !clue.isFaint) isKnown = true;
    tellings.push(telling);
    const factor = clue.isFaint ? telling * FAINT : telling;
    const share = clue.isFaint ? 0 : telling;
    for (let at = 0; at < hereCount; at += 1) {
      const document = here[at] ?? 0;
      const before = score[document] ?? 0;
      if (before === 0) touched[touchedCount++] = document;
      const weight = best[document] ?? 0;
      score[document] = before + weight * factor;
      covered[document] = (covered[document] ?? 0) + share;
      if (!clue.isFaint && weight > (peak[document] ?? 0)) peak[document] = weight;
      best[document] = 0;
    }
  }
  addPairs(clues, tellings, index);
  const all = clues.reduce((sum, { isFaint }, at) => sum + (isFaint ? 0 : (tellings[at] ?? 0)), 0);
  const isSeveral = clues.filter(({ isFaint }) => !isFaint).length > 1;
  const top = topOf(touchedCount, all, isSeveral, index);
  // “I want” finds much, and is no answer to a word that nobody knows.
  if (!isKnown) return [];
  return top.map((hit) => ({ ...hit, part: bestPart(hit.document, clues, tellings, index) }));
}

/** Notes in `best` how well each document answers one clue, and in `here` which do. */
function gather({ words, documents }: Clue, { postings, scratch }: SearchIndex): number {
  const { best, here } = scratch;
  let count = 0;
  for (const [word, closeness] of words) {
    const end = postings.starts[word + 1] ?? 0;
    const factor = closeness * STEP;
    for (let at = postings.starts[word] ?? end; at < end; at += 1) {
      const document = postings.documents[at] ?? 0;
      const weight = (postings.weights[at] ?? 0) * factor;
      const before = best[document] ?? 0;
      if (before === 0) here[count++] = document;
      if (weight > before) best[document] = weight;
    }
  }
  for (const [document, weight] of documents) {
    const before = best[document] ?? 0;
    if (before === 0) here[count++] = document;
    if (weight > before) best[document] = weight;
  }
  return count;
}

function addPairs(
  clues: readonly Clue[],
  tellings: readonly number[],
  { pairs, pairsOf, scratch }: SearchIndex,
) {
  const { score } = scratch;
  const surest = ({ words }: Clue) => [...words.keys()].slice(0, MOST_PAIRED);
  for (let place = 1; place < clues.length; place += 1) {
    const [before, clue] = [clues[place - 1], clues[place]];
    if (!before || !clue) continue;
    const factor = (STEP * SIDE_BY_SIDE * ((tellings[place - 1] ?? 0) + (tellings[place] ?? 0))) / 2;
    const keys = surest(before).flatMap((one) => surest(clue).flatMap((other) => pairsOf(one, other)));
    for (const key of new Set(keys)) {
      const end = pairs.starts[key + 1] ?? 0;
      for (let at = pairs.starts[key] ?? end; at < end; at += 1) {
        const document = pairs.documents[at] ?? 0;
        const sum = score[document] ?? 0;
        // Whoever has the pair has a word of it; if not, it was left out for a reason.
        if (sum > 0) score[document] = sum + (pairs.weights[at] ?? 0) * factor;
      }
    }
  }
}

/** Of the words that a typed one can mean, the surest two make pairs. */
const MOST_PAIRED = 2;

/** The part of a page that says most of what was typed; null when none says any of it. */
function bestPart(
  document: number,
  clues: readonly Clue[],
  tellings: readonly number[],
  { partsOf }: SearchIndex,
): number | null {
  let best = { part: null as number | null, score: 0 };
  for (const [part, { heading, texts }] of (partsOf.get(document) ?? []).entries()) {
    let score = 0;
    for (const [at, { words, isFaint }] of clues.entries()) {
      let closest = 0;
      for (const [word, closeness] of words) {
        const weight = heading.has(word) ? closeness * HEADING : texts.has(word) ? closeness : 0;
        if (weight > closest) closest = weight;
      }
      score += closest * (tellings[at] ?? 0) * (isFaint ? FAINT : 1);
    }
    if (score > best.score) best = { part, score };
  }
  return best.part;
}

/** A part is about what its heading says. */
const HEADING = 2;

type Ranked = Omit<Hit, 'part'>;

function topOf(
  touchedCount: number,
  all: number,
  isSeveral: boolean,
  { documents, kinds, scratch }: SearchIndex,
): Ranked[] {
  const { score, covered, peak, touched } = scratch;
  const tops = KINDS.map((kind): Top => ({ most: MOST[kind], least: 0, hits: [] }));
  for (let at = 0; at < touchedCount; at += 1) {
    const document = touched[at] ?? 0;
    const share = all === 0 ? 1 : (covered[document] ?? 0) / all;
    const hasAll = share > ALMOST_ALL;
    const total = (score[document] ?? 0) * (hasAll ? 1 : share * NOT_ALL);
    // What has every one of several words is no accident, wherever they stand.
    const isClear = (peak[document] ?? 0) >= CLEAR || all === 0 || (isSeveral && hasAll);
    score[document] = 0;
    covered[document] = 0;
    peak[document] = 0;
    const top = tops[kinds[document] ?? 0];
    const found = documents[document];
    // Looked at for those only that may get in: there may be ten thousand others.
    if (!top || total * REACHABLE <= top.least || !found) continue;
    insert(top, { ...found, document, share, isClear, score: found.isReachable ? total * REACHABLE : total });
  }
  const hits = tops.flatMap(({ hits: some }) => some).sort(byScore);
  const least = (hits[0]?.score ?? 0) * MENTIONED;
  return hits.filter((hit) => hit.score >= least);
}

/** Sums of fractions are not exact. */
const ALMOST_ALL = 0.999;

const MOST: Readonly<Record<Hit['kind'], number>> = { urgent: 6, listing: 10, page: 6 };

/** The best hits of one kind, the best first, and the score that another one must pass. */
type Top = { most: number; least: number; hits: Ranked[] };

function insert(top: Top, hit: Ranked): void {
  const { hits, most } = top;
  let at = hits.length;
  while (at > 0 && byScore(hits[at - 1] ?? hit, hit) > 0) at -= 1;
  if (at >= most || hit.score === 0) return;
  hits.splice(at, 0, hit);
  if (hits.length > most) hits.pop();
  if (hits.length === most) top.least = hits[most - 1]?.score ?? 0;
}

/** The best first; of equals, the one that comes first on the site. */
function byScore(one: Ranked, other: Ranked): number {
  return other.score - one.score || one.document - other.document;
}
