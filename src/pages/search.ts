import type { Directory } from '../model/directory.ts';
import { type Found, find } from '../model/search.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { PageLink } from './blocks.ts';
import { type Findings, findingsIn, type LinkFound, type PageFound } from './findings.ts';
import { type EmergencyNumber, emergencyIn, type Frame, frameOf, listLinks, topicLink } from './frame.ts';
import type { ListingOnPage } from './listing.ts';
import type { Speaker } from './wording.ts';

/** What a search found, in one language, in the order in which it is read. */
export type AnswerOnPage = {
  /** Who to call when a life is in danger, or when nobody can be sure what is meant; else empty. */
  emergency: readonly EmergencyNumber[];
  /** “4 results”, said aloud by screen readers. */
  status: string;
  /** “Looked for: lawyer”, or null. */
  corrected: string | null;
  suggestions: readonly string[];
  /** The guide that is most likely meant, and all that can be: whoever is in danger sees at once which is theirs. */
  urgent: { links: readonly PageLink[]; first: PageFound } | null;
  listings: readonly ListingOnPage[];
  /** Lines that it can be a risk to call: last, with their warnings. */
  risky: readonly ListingOnPage[];
  /** Places that were meant and are not there any more. */
  closed: readonly (LinkFound & { since: string })[];
  pages: readonly PageFound[];
  more: readonly LinkFound[];
  /** The sections of the places that were found: there is more help of the kind. */
  around: readonly LinkFound[];
};

/** Where to go on from without words: no search ends without them. */
export type WaysOn = {
  heading: string;
  numbers: readonly EmergencyNumber[];
  topics: readonly { heading: string; links: readonly PageLink[] }[];
};

export type SearchPage = Frame & {
  view: 'search';
  title: string;
  lead: string;
  answer: AnswerOnPage | null;
  /** Shown before the answer when the words find nothing or can mean anything, after it when it is not sure; else null. */
  ways: { before: WaysOn | null; after: WaysOn | null };
};

/** Makes the page that answers a search; without words, the page on which to search. */
export type Answerer = (typed: string) => SearchPage;

/** @param index made of the same directory; asked for when somebody searches */
export function answererOf(directory: Directory, index: () => SearchIndex, speaker: Speaker): Answerer {
  const { locale, t, say, addresses } = speaker;
  const frame = frameOf({
    directory,
    speaker,
    // Never what was typed: a shared computer keeps titles.
    tabTitle: `${t('search.tab')} – ${say(directory.site.name)}`,
    addressIn: addresses.search,
  });
  const ways = waysOn(directory, speaker);
  const findings = findingsIn(directory, speaker);
  const emergency = emergencyIn(directory, speaker);
  const inAList = new Intl.ListFormat(locale.tag, { type: 'conjunction' });
  return (typed) => {
    const page = { ...frame, view: 'search' as const, typed };
    if (typed.trim() === '') {
      return {
        ...page,
        title: t('search.title'),
        lead: t('search.lead'),
        answer: null,
        ways: { before: ways, after: null },
      };
    }
    const found = find(index(), typed);
    const answer = answerIn(found, findings, emergency, speaker, inAList);
    const isEmpty = countOf(answer) === 0;
    const isLost = isEmpty || found.isVague;
    return {
      ...page,
      title: t(isEmpty ? 'search.nothing.title' : 'search.found.title'),
      lead: isEmpty ? t('search.nothing.lead') : found.isVague ? t('search.vague') : '',
      answer,
      // The numbers stand above an answer that is not sure.
      ways: isLost
        ? { before: answer.emergency.length > 0 ? { ...ways, numbers: [] } : ways, after: null }
        : { before: null, after: found.isUnsure ? { ...ways, numbers: [] } : null },
    };
  };
}

function answerIn(
  found: Found,
  findings: Findings,
  emergency: readonly EmergencyNumber[],
  { t }: Speaker,
  inAList: Intl.ListFormat,
): AnswerOnPage {
  const listings = findings.helping(found);
  const risky = findings.risky(found);
  const shown = new Set([...listings, ...risky].map(({ id }) => id));
  const [first, ...others] = found.urgent;
  const answer = {
    suggestions: found.suggestions,
    urgent: first
      ? {
          links: others.length > 0 ? found.urgent.map(({ id }) => findings.pageLink(id)) : [],
          first: findings.page(first, 'what to do first', shown),
        }
      : null,
    listings,
    risky,
    closed: findings.closed(found),
    pages: found.pages.map((hit, place) =>
      findings.page(hit, place < MOST_WHOLE ? 'what answers' : 'its summary', shown),
    ),
    more: found.more.flatMap(findings.link),
    around: findings.sectionsAround(found),
  };
  const corrected = inAList.format(found.corrections.map((word) => t('search.word', { word })));
  return {
    ...answer,
    emergency: found.isInDanger || found.isUnsure ? emergency : [],
    status: t('search.count', { count: countOf(answer) }),
    corrected: corrected ? t('search.corrected', { words: corrected }) : null,
  };
}

/** Of the pages that answer, so many show the part that does. */
const MOST_WHOLE = 2;

type Counted = Pick<AnswerOnPage, 'urgent' | 'listings' | 'risky' | 'closed' | 'pages' | 'more'>;

function countOf({ urgent, listings, risky, closed, pages, more }: Counted): number {
  const guides = urgent ? Math.max(1, urgent.links.length) : 0;
  return guides + listings.length + risky.length + closed.length + pages.length + more.length;
}

function waysOn(directory: Directory, speaker: Speaker): WaysOn {
  const { t } = speaker;
  return {
    heading: t('search.ways'),
    numbers: emergencyIn(directory, speaker),
    topics: [
      { heading: t('home.urgent'), links: directory.urgent.map((guide) => topicLink(guide, speaker)) },
      { heading: t('home.needs'), links: directory.sections.map((section) => topicLink(section, speaker)) },
      { heading: t('list.heading'), links: listLinks(speaker) },
    ],
  };
}
