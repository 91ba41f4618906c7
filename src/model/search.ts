import { cluesIn } from './clues.ts';
import { countOf } from './postings.ts';
import { type Query, queryOf } from './query.ts';
import { type Hit, ranked } from './ranking.ts';
import type { SearchIndex } from './search-index.ts';

/** What a search found, in the order in which it is read. */
export type Found = {
  /** Guides for something that is happening now, when they are what the words are about. */
  urgent: readonly Hit[];
  listings: readonly Hit[];
  pages: readonly Hit[];
  /** What the words touch only in passing. */
  more: readonly Hit[];
  /** Words of the guide that were looked for in the place of misspelt ones. */
  corrections: readonly string[];
  /** When nothing was found: words of the guide that look like what was typed. */
  suggestions: readonly string[];
  /** Nothing that was typed narrows a search: “help”, “where can I”. */
  isVague: boolean;
};

const MOST_MORE = 6;
const MOST_SUGGESTIONS = 3;

/** The least part of the best score: to lead as an urgent guide, and to be an answer. */
const SHARE = { urgent: 0.9, answer: 0.6 } as const;

/**
 * Finds what somebody means: what has all of the words first, then what has any.
 * @param typed anything; its first 80 UTF-16 units, and in them its first 8 words that say something, are looked at
 */
export function find(index: SearchIndex, typed: string): Found {
  const query = queryOf(typed, index.vocabulary);
  const hits = ranked(cluesIn(query, index), index);
  const best = hits[0]?.score ?? 0;
  const isAnswer = ({ score }: Hit) => score >= best * SHARE.answer;
  const answers = hits.filter(isAnswer);
  const listings = withSomebodyToCall(
    answers.filter(({ kind }) => kind === 'listing'),
    hits.filter(({ kind }) => kind === 'listing'),
  );
  const isUrgent = answers.some(({ kind, score }) => kind === 'urgent' && score >= best * SHARE.urgent);
  return {
    urgent: answers.filter(({ kind }) => kind === 'urgent' && isUrgent),
    listings,
    pages: answers.filter(({ kind }) => kind === 'page' || (kind === 'urgent' && !isUrgent)),
    more: hits.filter((hit) => !isAnswer(hit) && !listings.includes(hit)).slice(0, MOST_MORE),
    corrections: correctionsIn(query, index),
    suggestions: hits.length === 0 ? suggestionsFor(query, index) : [],
    isVague: query.isVague,
  };
}

/** Places that have no number are not enough: then the next best that has one is an answer, too. */
function withSomebodyToCall(answers: readonly Hit[], all: readonly Hit[]): readonly Hit[] {
  if (answers.length === 0 || answers.some(({ isReachable }) => isReachable)) return answers;
  return [...answers, ...all.filter(({ isReachable }) => isReachable).slice(0, 1)];
}

function correctionsIn({ terms }: Query, { vocabulary, postings }: SearchIndex): string[] {
  return terms.flatMap(({ meanings }) => {
    const [first] = meanings;
    if (!first?.isCorrection) return [];
    const equals = meanings.filter(({ closeness }) => closeness === first.closeness);
    const usual = equals.reduce((one, other) =>
      countOf(postings, other.id) > countOf(postings, one.id) ? other : one,
    );
    return [vocabulary.writtenAs(usual.id).toLowerCase()];
  });
}

function suggestionsFor({ terms }: Query, { vocabulary }: SearchIndex): string[] {
  const ids = terms.slice(0, MOST_SUGGESTIONS).flatMap(({ typed }) => vocabulary.looksLike(typed));
  return [...new Set(ids.map((id) => vocabulary.writtenAs(id).toLowerCase()))].slice(0, MOST_SUGGESTIONS);
}
