import { cluesIn, isAboutOfficers, isInDanger } from './clues.ts';
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
  /** Places that can be a risk to call: they come last, with their warnings. */
  risky: readonly Hit[];
  /** Nothing that was typed narrows a search: “help”, “where can I”. */
  isVague: boolean;
  /** Little of what was typed was found. */
  isUnsure: boolean;
  /** What was typed speaks of danger to a life. */
  isInDanger: boolean;
};

const MOST_MORE = 6;
const MOST_SUGGESTIONS = 3;

/**
 * The least part of the best score: to lead as an urgent guide, to be an answer, to stand before a place without a
 * number, and to be as good.
 */
const SHARE = { urgent: 0.8, answer: 0.6, reachable: 0.7, equal: 0.95 } as const;

/** The least part of what was typed that a sure answer has. */
const SURE = 0.5;

/**
 * Finds what somebody means. What has all of the words comes first; what has some of them comes after it.
 * @param typed anything; its first 80 UTF-16 units, and in them its first 8 words that say something, are looked at
 */
export function find(index: SearchIndex, typed: string): Found {
  const query = queryOf(typed, index.vocabulary, (digits) => index.phones.has(digits));
  const clues = cluesIn(query, index);
  const hits = ranked(clues, index);
  const best = hits.find(({ isClear }) => isClear)?.score ?? 0;
  const isAnswer = ({ score, isClear }: Hit) => isClear && score >= best * SHARE.answer;
  const answers = hits.filter(isAnswer);
  const urgent = urgentIn(hits, isAboutOfficers(clues, index));
  const listings = answers.filter(({ kind, isRisky }) => kind === 'listing' && !isRisky).sort(byUse);
  const risky = answers.filter(({ kind, isRisky }) => kind === 'listing' && isRisky);
  const pages = answers.filter(
    (hit) => (hit.kind === 'page' || hit.kind === 'urgent') && !urgent.includes(hit),
  );
  const shown = [...urgent, ...listings, ...pages, ...risky];
  return {
    urgent,
    listings,
    pages,
    risky,
    more: hits.filter((hit) => !shown.includes(hit)).slice(0, MOST_MORE),
    corrections: hits.length > 0 ? correctionsIn(query, index) : [],
    suggestions: hits.length === 0 ? suggestionsFor(query, index) : [],
    isVague: query.isVague,
    isUnsure: shown.length === 0 || (hits[0]?.share ?? 0) < SURE,
    isInDanger: isInDanger(query, clues, index),
  };
}

/**
 * The urgent guides that lead, the best first, equals in the order of the site: when the words say that officers are
 * the matter and a guide is nearly the best answer, or when the best answer is a line that nobody should call first.
 */
function urgentIn(hits: readonly Hit[], isAboutOfficers: boolean): Hit[] {
  const clear = hits.filter(({ isClear }) => isClear);
  const guides = clear.filter(({ kind }) => kind === 'urgent');
  const [best] = clear;
  const [first] = guides;
  if (!best || !first) return [];
  const leads = isAboutOfficers && first.score >= best.score * SHARE.urgent;
  if (!leads && !best.isRisky) return [];
  const isAsGood = ({ score }: Hit) => score >= first.score * SHARE.equal;
  const equals = guides.filter(isAsGood).sort((one, other) => one.document - other.document);
  return [...equals, ...guides.filter((hit) => !isAsGood(hit) && hit.score >= first.score * SHARE.answer)];
}

/** Who can be called stands before a place that is a little better and cannot. */
function byUse(one: Hit, other: Hit): number {
  const use = ({ score, isReachable }: Hit) => (isReachable ? score : score * SHARE.reachable);
  return use(other) - use(one);
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
