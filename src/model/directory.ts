import { type Content, filesOf, listingsIn, pagesByFile } from '../content/content.ts';
import { type OlderHalves, olderHalfIn } from '../content/older-halves.ts';
import { pauses } from '../content/pauses.ts';
import { type Dialable, dialable } from '../content/phone.ts';
import { eachText, itemsOf } from '../content/texts.ts';
import type { Locale, Text } from '../locale.ts';
import { addTo } from './grouping.ts';
import { known } from './known.ts';
import { holidaysKept, type Listing, listingOf, organizationOf } from './listing.ts';
import {
  type About,
  type Accessibility,
  accessibilityOf,
  type Guide,
  guideOf,
  pageOf,
  type Section,
  sectionOf,
} from './page.ts';
import { type Papers, papersOf } from './papers.ts';
import { type Statement, statementOf } from './statement.ts';

export type Alert = { id: string; statement: Statement; starts: string; ends: string; page: string | null };

/** Words that people type when they mean a page or a listing, by its id; one of the two is null. */
export type Synonyms = {
  page: string | null;
  listing: string | null;
  words: Readonly<Record<Locale, readonly string[]>>;
};

/** What we know, in both languages, with every reference resolved. */
export type Directory = {
  site: {
    name: Text;
    title: Text;
    description: Text;
    independence: Text;
    opening: { heading: Text; paragraphs: readonly Statement[] };
    emergency: readonly { phone: Dialable; label: Text; note: Text | null }[];
    exit: string;
    corrections: { listing: Listing; email: string | null };
    /** Under which others may publish the data; null until the owner chooses one. */
    dataLicense: { name: string; url: string } | null;
    foreignWords: Readonly<Record<Locale, readonly string[]>>;
  };
  about: About;
  /** How the guide is kept current. */
  current: About;
  /** Who can see that somebody reads the guide, and what leaving quickly does. */
  safety: About;
  papers: Papers;
  accessibility: Accessibility;
  /** How others can take the data. */
  data: About;
  /** Guides for something that is happening now, in the order of the home page. */
  urgent: readonly Guide[];
  guides: readonly Guide[];
  sections: readonly Section[];
  listings: ReadonlyMap<string, Listing>;
  alerts: readonly Alert[];
  synonyms: readonly Synonyms[];
  /** Groups of words of which each can stand for the others in a search. */
  alike: readonly (readonly string[])[];
  /** Words that say that immigration officers are the matter. */
  officers: readonly string[];
  /** Words of somebody in danger of their life. */
  danger: readonly string[];
  /** Which half of a text is older than the other. */
  olderHalves: OlderHalves;
  /** The pages on which something is older in a language than in the other, as {@link isBehind} asks for them. */
  behind: ReadonlySet<string>;
};

/** Whether something on a page is older in this language than in the other. */
export function isBehind({ behind }: Directory, pageId: string, locale: Locale): boolean {
  return behind.has(`${pageId} ${locale}`);
}

/**
 * Turns checked content into the directory; the content's references are known to be good. It pauses between listings,
 * so that a running site goes on answering.
 */
export async function directoryOf(content: Content): Promise<Directory> {
  const pause = pauses();
  const organizations = new Map(
    content.organizations.value.organizations.map((source) => [source.id, organizationOf(source)]),
  );
  const kept = holidaysKept(content.closures.value.holidays);
  const listings = new Map<string, Listing>();
  const bySection = new Map<string, Listing[]>();
  for (const { section, listing: source } of listingsIn(content)) {
    const every = Number(known(content.sections, section).value.check_every);
    const listing = listingOf(source, known(organizations, source.organization), every, kept);
    listings.set(listing.id, listing);
    addTo(bySection, section, listing);
    await pause();
  }
  const guides = new Map([...content.guides].map(([id, source]) => [id, guideOf(source, listings)]));
  const site = content.site.value;
  const pages = pagesByFile(content);
  const behind = new Set<string>();
  for (const source of content.olderHalves.size > 0 ? filesOf(content) : []) {
    for (const item of itemsOf(source)) {
      eachText(item, (text) => {
        const older = olderHalfIn(content.olderHalves, text);
        if (older) behind.add(`${pages.get(source.file)?.id} ${older}`);
      });
    }
    await pause();
  }
  return {
    site: {
      name: site.name,
      title: site.title,
      description: site.description,
      independence: site.independence,
      opening: { heading: site.statement.heading, paragraphs: site.statement.paragraphs.map(statementOf) },
      emergency: site.emergency.map(({ number, label, note }) => ({
        phone: dialable(number),
        label,
        note: note ?? null,
      })),
      exit: site.exit,
      corrections: {
        listing: known(listings, site.corrections.listing),
        email: site.corrections.email === 'none' ? null : site.corrections.email,
      },
      dataLicense: site.data_license === 'none' ? null : site.data_license,
      foreignWords: site.foreign_words,
    },
    about: pageOf(content.about, listings),
    current: pageOf(content.current, listings),
    safety: pageOf(content.safety, listings),
    papers: papersOf(content.papers),
    accessibility: accessibilityOf(content.accessibility, listings),
    data: pageOf(content.data, listings),
    urgent: site.urgent.map((id) => known(guides, id)),
    guides: [...guides.values()],
    sections: site.sections.map((id) =>
      sectionOf(known(content.sections, id), bySection.get(id) ?? [], listings),
    ),
    listings,
    alerts: content.alerts.value.alerts.map(({ id, text, starts, ends, page }) => ({
      id,
      statement: statementOf(text),
      starts,
      ends,
      page: page ?? null,
    })),
    synonyms: content.synonyms.value.synonyms.map(({ page, listing, en, es }) => ({
      page: page ?? null,
      listing: listing ?? null,
      words: { en, es },
    })),
    alike: content.synonyms.value.alike.map(({ en, es }) => [...en, ...es]),
    officers: Object.values(content.synonyms.value.officers).flat(),
    danger: Object.values(content.synonyms.value.danger).flat(),
    olderHalves: content.olderHalves,
    behind,
  };
}
