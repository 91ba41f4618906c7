import type { Text } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { Guide, Section } from '../model/page.ts';
import type { Addresses } from './addresses.ts';
import { inAlphabet, type Letter } from './alphabet.ts';
import type { BlockOnPage, PageLink } from './blocks.ts';
import { type EntryOnPage, entryIn } from './browse.ts';
import { pageLinks } from './frame.ts';
import type { Language } from './language.ts';
import type { LawOnPage } from './law.ts';
import { type ListingOnPage, listingIn } from './listing.ts';
import { type Topic, topicIn } from './topic.ts';
import { nameIn, type Speaker, type Words } from './wording.ts';

/** A place in another chapter: what must be known to call it, and where the rest is. */
export type Mention = EntryOnPage & { where: string };

type PageLinks = Extract<BlockOnPage, { kind: 'pages' }>;

export type BlockOnPaper = Exclude<BlockOnPage, { kind: 'listings' }> | PlacesOnPaper;
export type PlacesOnPaper = {
  kind: 'places';
  /** Each place whole, or a mention of it. */
  places: readonly ({ listing: ListingOnPage; mention: null } | { listing: null; mention: Mention })[];
};

/** A guide or a section in a booklet. */
export type Chapter = Omit<Topic, 'parts' | 'listings'> & {
  anchor: string;
  parts: readonly { heading: string; doubt: string | null; blocks: readonly BlockOnPaper[] }[];
  listings: readonly ListingOnPage[];
};

export type IndexEntry = { href: string; name: Words; chapter: number };

/** Guides and sections one after the other, each place in full once. */
export type Chapters = {
  chapters: readonly Chapter[];
  chapterLinks: readonly PageLink[];
  /** Every place by its name, and the chapter that has it. */
  index: readonly Letter<IndexEntry>[];
};

/** The whole guide, what is happening now first. */
export function wholeGuide(directory: Directory, speaker: Speaker): Chapters {
  return chaptersOf(topicsOf(directory), directory, speaker);
}

/** Every guide and section, what is happening now first. */
export function topicsOf({ urgent, guides, sections }: Directory): readonly (Guide | Section)[] {
  return [...urgent, ...guides.filter((guide) => !urgent.includes(guide)), ...sections];
}

/** One guide or section, with every place that it names in full. */
export function leafletOf(topic: Guide | Section, directory: Directory, speaker: Speaker): Chapter {
  const { listings, parts, ...said } = topicIn(topic, directory, speaker, pageLinks(directory, speaker));
  const whole = (listing: Listing) => onPaper(listingIn(listing, speaker));
  return {
    ...said,
    law: lawOnPaper(said.law),
    anchor: anchorAt(0),
    parts: parts.map((part) => ({
      ...part,
      blocks: part.blocks.map((block) =>
        block.kind === 'listings'
          ? {
              kind: 'places' as const,
              places: block.listings.map((listing) => ({ listing: onPaper(listing), mention: null })),
            }
          : plainly(outward(block, speaker.addresses)),
      ),
    })),
    listings: listings.map(whole),
  };
}

/** What paper can say about a place: not whether it is open, and not each source, which are on the website. */
export function onPaper(listing: ListingOnPage): ListingOnPage {
  return { ...listing, status: null, sources: [] };
}

function chaptersOf(topics: readonly (Guide | Section)[], directory: Directory, outer: Speaker): Chapters {
  const { locale, t } = outer;
  const titleAt = (index: number, words: string) => t('paper.chapter', { number: index + 1, title: words });
  const chapterOf = new Map<string, number>();
  for (const [index, topic] of topics.entries()) {
    for (const { id } of 'all' in topic ? topic.all : []) chapterOf.set(id, index);
  }
  const speaker: Speaker = { ...outer, addresses: within(topics, outer.addresses) };
  const links = pageLinks(directory, speaker);
  const linkTo = (id: string): PageLink => {
    const index = topics.findIndex((topic) => topic.id === id);
    const link = links(id);
    return { ...link, icon: null, words: index < 0 ? link.words : titleAt(index, link.words) };
  };
  const hrefOf = ({ id }: { id: string }) => `#${speaker.anchorOf(id)}`;
  const whereIs = ({ id }: { id: string }) => t('paper.see', { number: known(chapterOf, id) + 1 });
  const chapters = topics.map((topic, index): Chapter => {
    const { listings, parts, ...said } = topicIn(topic, directory, speaker, linkTo);
    const placed = (listing: ListingOnPage): PlacesOnPaper['places'][number] =>
      chapterOf.get(listing.id) === index
        ? { listing: onPaper(listing), mention: null }
        : {
            listing: null,
            mention: {
              ...entryIn(known(directory.listings, listing.id), hrefOf(listing), speaker),
              where: whereIs(listing),
            },
          };
    return {
      ...said,
      law: lawOnPaper(said.law),
      title: titleAt(index, said.title),
      anchor: anchorAt(index),
      parts: parts.map((part) => ({
        ...part,
        blocks: part.blocks.flatMap((block): BlockOnPaper[] => {
          if (block.kind === 'listings') return [{ kind: 'places', places: block.listings.map(placed) }];
          return block.kind === 'pages' ? withinReach(block, outer.addresses) : [plainly(block)];
        }),
      })),
      listings: listings.map((listing) => onPaper(listingIn(listing, speaker))),
    };
  });
  return {
    chapters,
    chapterLinks: chapters.map(({ anchor, title }) => ({ href: `#${anchor}`, words: title, icon: null })),
    index: inAlphabet(placesIn(topics, speaker), ({ name }) => nameIn(name, speaker).words, locale).map(
      ({ letter, items }) => ({
        letter,
        items: items.map((listing) => ({
          href: hrefOf(listing),
          name: nameIn(listing.name, speaker),
          chapter: known(chapterOf, listing.id) + 1,
        })),
      }),
    ),
  };
}

// Paper cannot show a sentence larger than it is; the sheet for the door has large ones. Which half is English is plain.
function plainly<Kind extends BlockOnPage>(block: Kind): Kind {
  if (block.kind !== 'say') return block;
  const scripts = block.scripts.map(({ halves }) => ({
    halves: halves.map((half) => ({ ...half, label: '' })),
    poster: null,
  }));
  return { ...block, scripts };
}

// The notice says how old the law is and who has read it. Where it was read is named; the links are on the website.
function lawOnPaper(law: LawOnPage | null): LawOnPage | null {
  return (
    law && {
      ...law,
      facts: [],
      sources: law.sources.map((source) => ({ ...source, href: null, when: source.published })),
    }
  );
}

// Whoever reads a leaflet on a screen can follow its links; on paper they must be whole.
function outward<Kind extends BlockOnPage>(block: Kind, { outside }: Addresses): Kind {
  if (block.kind !== 'pages') return block;
  return { ...block, links: block.links.map((link) => ({ ...link, href: outside(link.href) ?? link.href })) };
}

// A booklet may be read where the website is not: what leads out of it leads to a whole address, or is left out.
function withinReach({ links }: PageLinks, { outside }: Addresses): BlockOnPaper[] {
  const reached = links.flatMap((link) => {
    if (link.href.startsWith('#')) return [link];
    const href = outside(link.href);
    return href === null ? [] : [{ ...link, href }];
  });
  return reached.length > 0 ? [{ kind: 'pages', links: reached }] : [];
}

function placesIn(topics: readonly (Guide | Section)[], { clock }: Speaker): Listing[] {
  return topics
    .flatMap((topic) => ('all' in topic ? topic.all : []))
    .filter((listing) => !isGone(listing, clock.today));
}

// A number says nothing in a history; a name would.
function anchorAt(index: number): string {
  return `c${index + 1}`;
}

// In a booklet, what is a page on the website is a chapter.
function within(topics: readonly { slug: Text }[], outer: Addresses): Addresses {
  return {
    ...outer,
    page: (slug: Text, locale: Language, number?: number) => {
      const index = topics.findIndex((topic) => topic.slug === slug);
      return index < 0 ? outer.page(slug, locale, number) : `#${anchorAt(index)}`;
    },
    listing: (_slug: Text, anchor: string) => `#${anchor}`,
  };
}
