import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { About, Guide, Section } from '../model/page.ts';
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
  /** “4 results”, said aloud by screen readers. */
  status: string;
  /** “Looked for: lawyer”, or null. */
  corrected: string | null;
  suggestions: readonly string[];
  /** The guide that is most likely meant, and all that can be: whoever is in danger sees at once which is theirs. */
  urgent: { links: readonly PageLink[]; first: PageFound } | null;
  listings: readonly ListingOnPage[];
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
  /** Shown when the words find nothing, or can mean anything; else null. */
  ways: WaysOn | null;
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
  return (typed) => {
    const page = { ...frame, view: 'search' as const, typed };
    if (typed.trim() === '') {
      return { ...page, title: t('search.title'), lead: t('search.lead'), answer: null, ways };
    }
    const found = find(index, typed);
    const answer = answerIn(found, findings, speaker);
    const isEmpty = countOf(answer) === 0;
    return {
      ...page,
      title: t(isEmpty ? 'search.nothing.title' : 'search.found.title'),
      lead: isEmpty ? t('search.nothing.lead') : found.isVague ? t('search.vague') : '',
      answer,
      ways: isEmpty || found.isVague ? ways : null,
    };
  };
}

function answerIn(found: Found, findings: Findings, { t, locale }: Speaker): AnswerOnPage {
  const { pageOf, listingOf, closedOf, linkOf, linkTo, sectionsAround } = findings;
  const [first, ...others] = found.urgent;
  const answer = {
    suggestions: found.suggestions,
    urgent: first
      ? {
          links: others.length > 0 ? found.urgent.map(({ id }) => linkTo(id)) : [],
          first: pageOf(first, 'what to do first'),
        }
      : null,
    listings: found.listings.flatMap(({ id }) => listingOf(id)),
    closed: found.listings.flatMap(({ id }) => closedOf(id)),
    pages: found.pages.map((hit, place) => pageOf(hit, place < MOST_WHOLE ? 'what answers' : 'its summary')),
    more: found.more.flatMap(linkOf),
    around: sectionsAround(found),
  };
  const corrected = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    found.corrections.map((word) => t('search.word', { word })),
  );
  return {
    ...answer,
    status: t('search.count', { count: countOf(answer) }),
    corrected: corrected ? t('search.corrected', { words: corrected }) : null,
  };
}

/** Of the pages that answer, so many show the part that does. */
const MOST_WHOLE = 2;

type Counted = Pick<AnswerOnPage, 'urgent' | 'listings' | 'closed' | 'pages' | 'more'>;

function countOf({ urgent, listings, closed, pages, more }: Counted): number {
  const guides = urgent ? Math.max(1, urgent.links.length) : 0;
  return guides + listings.length + closed.length + pages.length + more.length;
}

type Findings = {
  pageOf: (hit: Hit, shown: 'what to do first' | 'what answers' | 'its summary') => PageFound;
  listingOf: (id: string) => ListingOnPage[];
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
  const linkToPage = (page: About): LinkFound => ({
    href: addresses.page(page.slug, locale),
    name: { words: page.title[locale], language: null },
  });
  // Made when first asked for, and the same until the next edition.
  const made = new Map<string, ListingOnPage>();
  return {
    linkTo,
    pageOf: ({ id, part }, shown) => {
      const page = known(pages, id);
      const law = 'law' in page ? page.law : null;
      const isLate = law !== null && isOverdue(law, clock);
      const onPage = law ? lawIn(law, speaker) : null;
      const answering = page.parts.filter(
        (one, at) => shown !== 'its summary' && (at === part || (shown === 'what to do first' && one.isCore)),
      );
      return {
        href: addresses.page(page.slug, locale),
        title: page.title[locale],
        summary: proseIn(page.summary, speaker),
        notices:
          answering.length > 0
            ? [onPage?.overdue, onPage?.notice].filter((notice) => typeof notice === 'string')
            : [],
        parts: answering.map((one) => partIn(one, speaker, linkTo, isLate)),
      };
    },
    listingOf: (id) => {
      if (isGone(listing(id), clock.today)) return [];
      const one = made.get(id) ?? listingIn(listing(id), speaker);
      made.set(id, one);
      return [one];
    },
    closedOf: (id) => {
      const { name, retired } = listing(id);
      if (!retired || !isGone(listing(id), clock.today)) return [];
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
      if (isGone(listing(id), clock.today)) return [];
      const { slug } = known(sectionOf, id);
      return [{ href: addresses.listing(slug, id, locale), name: nameIn(listing(id).name, speaker) }];
    },
  };
}

function waysOn(directory: Directory, speaker: Speaker): WaysOn {
  const { t } = speaker;
  return {
    heading: t('search.ways'),
    // 911 is for danger; it is at the foot of the page.
    numbers: emergencyIn(directory, speaker).filter(({ href }) => href !== 'tel:911'),
    topics: [
      { heading: t('home.urgent'), links: directory.urgent.map((guide) => topicLink(guide, speaker)) },
      { heading: t('home.needs'), links: directory.sections.map((section) => topicLink(section, speaker)) },
      { heading: t('list.heading'), links: listLinks(speaker) },
    ],
  };
}
