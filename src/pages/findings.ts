import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { About, Block, Guide, Part, Section } from '../model/page.ts';
import type { Hit } from '../model/ranking.ts';
import type { Found } from '../model/search.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { dateInWords } from './dates.ts';
import { pageLinks } from './frame.ts';
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

/** How much of a page an answer shows. */
export type Extent = 'what to do first' | 'what answers' | 'its summary';

/** What a search found, as it stands on an answer in one language, at one moment. */
export type Findings = {
  /** The places that help: those that are there, what is there instead of others, and somebody who can be called. */
  helping: (found: Found) => ListingOnPage[];
  /** The lines that it can be a risk to call. */
  risky: (found: Found) => ListingOnPage[];
  /** The place that was meant, when it is not there any more. */
  closed: (found: Found) => (LinkFound & { since: string })[];
  /** @param shown the listings that the answer shows anyway; they are not printed a second time inside a page */
  page: (hit: Hit, extent: Extent, shown: ReadonlySet<string>) => PageFound;
  link: (hit: Hit) => LinkFound[];
  pageLink: (id: string) => PageLink;
  /** The sections of the places that were found, without those that were found themselves. */
  sectionsAround: (found: Found) => LinkFound[];
};

export function findingsIn(directory: Directory, speaker: Speaker): Findings {
  const { locale, t, say, addresses, clock, paging } = speaker;
  const pages = new Map(
    [
      ...directory.guides,
      ...directory.sections,
      directory.about,
      directory.current,
      directory.safety,
      directory.accessibility,
    ].map((page): [string, About | Guide | Section] => [page.id, page]),
  );
  const sectionOf = new Map(
    directory.sections.flatMap((section) => section.all.map(({ id }) => [id, section] as const)),
  );
  const pageLink = pageLinks(directory, speaker);
  const listing = ({ id }: { id: string }): Listing => known(directory.listings, id);
  const isHere = (one: Listing) => !isGone(one, clock.today);
  const canBeCalled = (one: Listing) => one.phones.length > 0 && !one.caution && isHere(one);
  const linkToPage = (page: About): LinkFound => ({
    href: addresses.page(page.slug, locale),
    name: { words: say(page.title), language: null },
  });
  return {
    pageLink,
    helping: ({ listings, risky }) => {
      const found = listings.map(listing);
      const instead = found
        .filter((one) => !isHere(one))
        .flatMap(({ retired }) => (retired?.instead ?? []).map((id) => listing({ id })));
      const here = [...new Set([...found, ...instead])].filter(isHere);
      const [first] = [...here, ...risky.map(listing)];
      // Places without a number are not enough: then somebody else of their section can be called.
      const others =
        first && !here.some(canBeCalled) ? known(sectionOf, first.id).all.filter(canBeCalled) : [];
      return [...here, ...others.slice(0, 1)].map((one) => listingIn(one, speaker));
    },
    risky: ({ risky }) =>
      risky
        .map(listing)
        .filter(isHere)
        .map((one) => listingIn(one, speaker)),
    closed: ({ listings: [first] }) => {
      // Who asks for a place by its old name must hear that it is gone; who asks for help needs those that are there.
      if (!first) return [];
      const { id, name, retired } = listing(first);
      if (!retired || isHere(listing(first))) return [];
      const since = t('retired.since', { date: dateInWords(retired.on, locale) });
      return [{ href: addresses.retired(id, locale), name: nameIn(name, speaker), since }];
    },
    page: ({ id, part }, extent, shown) => {
      const page = known(pages, id);
      const law = 'law' in page ? page.law : null;
      const onPage = law ? lawIn(law, speaker) : null;
      const notices = [onPage?.overdue, onPage?.notice].filter((notice) => typeof notice === 'string');
      const isLate = law !== null && isOverdue(law, clock);
      const answering = page.parts.filter(
        (one, at) =>
          extent !== 'its summary' && (at === part || (extent === 'what to do first' && one.isCore)),
      );
      return {
        href: addresses.page(page.slug, locale),
        title: say(page.title),
        summary: proseIn(page.summary, speaker),
        notices: answering.length > 0 ? notices : [],
        parts: answering.map((one) => partIn(without(one, shown), speaker, pageLink, isLate)),
      };
    },
    link: ({ kind, id }) => {
      if (kind !== 'listing') return [linkToPage(known(pages, id))];
      const one = listing({ id });
      if (!isHere(one)) return [];
      // Without the place on the page: a name such as #safe-house would stay in the history.
      const { slug } = known(sectionOf, id);
      return [{ href: addresses.page(slug, locale, paging.pageOf(id)), name: nameIn(one.name, speaker) }];
    },
    sectionsAround: ({ listings, pages: found, more }) => {
      const isFound = ({ id }: Section) => [...found, ...more].some((hit) => hit.id === id);
      const around = new Set(listings.map(({ id }) => known(sectionOf, id)));
      return [...around].filter((section) => !isFound(section)).map(linkToPage);
    },
  };
}

function without(part: Part, shown: ReadonlySet<string>): Part {
  const blocks = part.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'listings') return [block];
    const listings = block.listings.filter(({ id }) => !shown.has(id));
    return listings.length > 0 ? [{ ...block, listings }] : [];
  });
  return { ...part, blocks };
}
