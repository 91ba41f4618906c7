import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { About, Block, Guide, Part, Section } from '../model/page.ts';
import type { Hit } from '../model/ranking.ts';
import { type Found, find } from '../model/search.ts';
import type { SearchIndex } from '../model/search-index.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { dateInWords } from './dates.ts';
import {
  type EmergencyNumber,
  emergencyIn,
  type Frame,
  frameOf,
  listLinks,
  pageLinks,
  topicLink,
} from './frame.ts';
import { isOverdue, lawIn } from './law.ts';
import { type ListingOnPage, listingIn } from './listing.ts';
import type { Prose } from './prose.ts';
import { nameIn, proseIn, type Speaker, type Words } from './wording.ts';

/** A page of the guide as an answer: what it is about, and the parts of it that answer. */
export type PageFound = {
  href: string;
  title: string;
  summary: Prose;
  /** What must be known before anything on the page is believed: how old its law is, whether it is overdue. */
  notices: readonly string[];
  parts: readonly PartOnPage[];
};

/** A link to something that the words touch in passing. */
export type LinkFound = { href: string; name: Words };

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

/** @param index made of the same directory */
export function answererOf(directory: Directory, index: SearchIndex, speaker: Speaker): Answerer {
  const { locale, t, addresses } = speaker;
  const frame = frameOf({
    directory,
    speaker,
    // Never what was typed: a shared computer keeps titles.
    tabTitle: `${t('search.tab')} – ${directory.site.name[locale]}`,
    description: t('search.lead'),
    addressIn: addresses.search,
  });
  const ways = waysOn(directory, speaker);
  const findings = findingsIn(directory, speaker);
  const emergency = emergencyIn(directory, speaker);
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
    const found = find(index, typed);
    const answer = answerIn(found, findings, emergency, speaker);
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
  { t, locale }: Speaker,
): AnswerOnPage {
  const { listingsOf, closedOf, linkOf, linkTo, sectionsAround, pagesFor } = findings;
  const listings = listingsOf(found.listings);
  const risky = listingsOf(found.risky);
  // What stands on the answer already is not printed a second time inside a page.
  const pageOf = pagesFor(new Set([...listings, ...risky].map(({ id }) => id)));
  const [first, ...others] = found.urgent;
  const answer = {
    suggestions: found.suggestions,
    urgent: first
      ? {
          links: others.length > 0 ? found.urgent.map(({ id }) => linkTo(id)) : [],
          first: pageOf(first, 'what to do first'),
        }
      : null,
    listings,
    risky,
    // Who asks for a place by its old name must hear that it is gone; who asks for help needs those that are there.
    closed: found.listings.slice(0, 1).flatMap(({ id }) => closedOf(id)),
    pages: found.pages.map((hit, place) => pageOf(hit, place < MOST_WHOLE ? 'what answers' : 'its summary')),
    more: found.more.flatMap(linkOf),
    around: sectionsAround(found),
  };
  const corrected = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    found.corrections.map((word) => t('search.word', { word })),
  );
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

type Findings = {
  /** @param shown the listings that the answer shows anyway */
  pagesFor: (
    shown: ReadonlySet<string>,
  ) => (hit: Hit, extent: 'what to do first' | 'what answers' | 'its summary') => PageFound;
  /** The listings that are there, what is there instead of others, and somebody to call. */
  listingsOf: (hits: readonly Hit[]) => ListingOnPage[];
  closedOf: (id: string) => AnswerOnPage['closed'];
  linkOf: (hit: Hit) => LinkFound[];
  linkTo: (id: string) => PageLink;
  /** Without those that were found themselves. */
  sectionsAround: (found: Found) => LinkFound[];
};

function findingsIn(directory: Directory, speaker: Speaker): Findings {
  const { locale, t, addresses, clock } = speaker;
  const pages = new Map(
    [...directory.guides, ...directory.sections, directory.about, directory.current].map(
      (page): [string, About | Guide | Section] => [page.id, page],
    ),
  );
  const sectionOf = new Map(
    directory.sections.flatMap((section) => section.all.map(({ id }) => [id, section] as const)),
  );
  const listing = (id: string): Listing => known(directory.listings, id);
  const linkTo = pageLinks(directory, speaker);
  const isGoneNow = (id: string) => isGone(listing(id), clock.today);
  const canBeCalled = ({ id, phones, caution }: Listing) => phones.length > 0 && !caution && !isGoneNow(id);
  /** Places without a number are not enough: then somebody else of their section can be called. */
  const withSomebodyToCall = (found: readonly Listing[]): readonly Listing[] => {
    const [first] = found;
    if (!first || found.some(({ phones }) => phones.length > 0)) return found;
    return [...found, ...known(sectionOf, first.id).all.filter(canBeCalled).slice(0, 1)];
  };
  const linkToPage = (page: About): LinkFound => ({
    href: addresses.page(page.slug, locale),
    name: { words: page.title[locale], language: null },
  });
  return {
    linkTo,
    pagesFor:
      (shown) =>
      ({ id, part }, extent) => {
        const page = known(pages, id);
        const law = 'law' in page ? page.law : null;
        const isLate = law !== null && isOverdue(law, clock);
        const onPage = law ? lawIn(law, speaker) : null;
        const answering = page.parts.filter(
          (one, at) =>
            extent !== 'its summary' && (at === part || (extent === 'what to do first' && one.isCore)),
        );
        const notices = [onPage?.overdue, onPage?.notice].filter((notice) => typeof notice === 'string');
        return {
          href: addresses.page(page.slug, locale),
          title: page.title[locale],
          summary: proseIn(page.summary, speaker),
          notices: answering.length > 0 ? notices : [],
          parts: answering.map((one) => partIn(without(one, shown), speaker, linkTo, isLate)),
        };
      },
    listingsOf: (hits) => {
      const found = hits.map(({ id }) => listing(id));
      const instead = found.flatMap(({ id, retired }) =>
        retired && isGoneNow(id) ? retired.instead.map(listing) : [],
      );
      const here = [...new Set([...found, ...instead])].filter(({ id }) => !isGoneNow(id));
      return withSomebodyToCall(here).map((one) => listingIn(one, speaker));
    },
    closedOf: (id) => {
      const { name, retired } = listing(id);
      if (!retired || !isGoneNow(id)) return [];
      return [
        {
          href: addresses.retired(id, locale),
          name: nameIn(name, speaker),
          since: t('retired.since', { date: dateInWords(retired.on, locale) }),
        },
      ];
    },
    sectionsAround: ({ listings, pages: found, more }) => {
      const isFound = ({ id }: Section) => [...found, ...more].some((hit) => hit.id === id);
      const around = new Set(listings.map(({ id }) => known(sectionOf, id)));
      return [...around].filter((section) => !isFound(section)).map(linkToPage);
    },
    linkOf: ({ kind, id }) => {
      if (kind !== 'listing') return [linkToPage(known(pages, id))];
      if (isGoneNow(id)) return [];
      // Without the place on the page: a name such as #safe-house would stay in the history.
      const { slug } = known(sectionOf, id);
      return [{ href: addresses.page(slug, locale), name: nameIn(listing(id).name, speaker) }];
    },
  };
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

/** A part without the listings that stand on the answer anyway. */
function without(part: Part, shown: ReadonlySet<string>): Part {
  const blocks = part.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'listings') return [block];
    const listings = block.listings.filter(({ id }) => !shown.has(id));
    return listings.length > 0 ? [{ ...block, listings }] : [];
  });
  return { ...part, blocks };
}
