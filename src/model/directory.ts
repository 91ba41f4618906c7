import type {
  Name as NameSource,
  Source as SourceSource,
  Statement as StatementSource,
} from '../content/fields.ts';
import type { ListingSource, OrganizationSource } from '../content/listing.ts';
import type { Content, Sourced } from '../content/load.ts';
import type { BlockSource, GuideSource, PageSource, SectionSource } from '../content/schema.ts';
import type { Locale, Text } from '../locale.ts';
import { type Dialable, dialable } from './phone.ts';

/** Something said in both languages, and whether anybody has confirmed it. */
export type Statement = { text: Text; confirmed: boolean };

/** A name; `language` is the language of a proper name that is the same everywhere, or null when it is translated. */
export type Name = { text: Text; language: Locale | null };

export type Source = { name: Name; url: string | null; published: string | null; accessed: string };

export type Organization = { id: string; name: Name; description: Text; website: string | null };

export type Phone = Dialable & {
  type: 'voice' | 'text' | 'tty';
  extension: string | null;
  languages: readonly Locale[];
  label: Text | null;
  confirmed: boolean;
};

export type Link = { label: Name | null; url: string; language: Locale | 'both'; confirmed: boolean };

export type Address = { street: string; city: string; state: string; zip: string | null; confirmed: boolean };

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Times are minutes after midnight in Hartford. */
export type Opening = { days: readonly Weekday[]; opens: number; closes: number };

/** A single day `2026-12-24` that differs; `hours` is null when closed. */
export type ScheduleException = {
  on: string;
  hours: { opens: number; closes: number } | null;
  reason: Text | null;
};

export type Schedule = {
  alwaysOpen: boolean;
  byAppointment: boolean;
  weekly: readonly Opening[];
  exceptions: readonly ScheduleException[];
  note: Text | null;
  confirmed: boolean;
};

export type Check = { on: string; how: 'phone' | 'visit' | 'official-page' | 'published-sources'; by: Text };

/** A service, in the terms of the Human Services Data Specification 3.2. What is not known is null or empty. */
export type Listing = {
  id: string;
  organization: Organization;
  name: Name;
  summary: Statement;
  phones: readonly Phone[];
  website: Link | null;
  address: Address | 'withheld' | null;
  schedule: Schedule | null;
  fees: Statement | null;
  /** ISO 639-1 codes. */
  languages: readonly string[];
  interpretation: Statement | null;
  requiredDocuments: readonly Statement[];
  eligibility: Statement | null;
  accessibility: Statement | null;
  serviceArea: Text | null;
  notes: readonly Statement[];
  sources: readonly Source[];
  checked: Check | null;
};

export type ComparisonRow = { heading: Text; cells: readonly [Statement, Statement] };

export type Block =
  | { kind: 'text' | 'warning'; statement: Statement }
  | { kind: 'steps' | 'list' | 'do' | 'doNot'; statements: readonly Statement[] }
  | { kind: 'say'; sentences: readonly Text[] }
  | { kind: 'table'; caption: Text; columns: readonly [Text, Text]; rows: readonly ComparisonRow[] }
  | { kind: 'listings'; listings: readonly Listing[] }
  | { kind: 'pages'; ids: readonly string[] }
  | { kind: 'links'; links: readonly Link[] };

export type Part = { heading: Text; blocks: readonly Block[] };

/** What a page that speaks of the law owes its reader. Dates as `2026-05` or `2026-05-31`. */
export type Law = {
  asOf: string;
  jurisdiction: Text;
  sources: readonly Source[];
  reviewed: { on: string; by: Text } | null;
  reviewBy: string;
};

type PageContent = {
  id: string;
  slug: Text;
  tabTitle: Text;
  title: Text;
  summary: Text;
  parts: readonly Part[];
};

export type About = PageContent;
export type Guide = PageContent & { homeLabel: Text; icon: GuideSource['icon']; law: Law };
export type Section = PageContent & {
  homeLabel: Text;
  icon: SectionSource['icon'];
  law: Law | null;
  /** The listings that no part of the page shows. */
  listings: readonly Listing[];
};

export type Alert = { id: string; statement: Statement; starts: string; ends: string; page: string | null };

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
    foreignWords: Readonly<Record<Locale, readonly string[]>>;
  };
  about: About;
  /** Guides for something that is happening now, in the order of the home page. */
  urgent: readonly Guide[];
  guides: readonly Guide[];
  sections: readonly Section[];
  listings: ReadonlyMap<string, Listing>;
  alerts: readonly Alert[];
};

/** Turns checked content into the directory. Pure; the content's references are known to be good. */
export function directoryOf(content: Content): Directory {
  const organizations = new Map(
    content.organizations.value.organizations.map((source) => [source.id, organizationOf(source)]),
  );
  const listings = new Map(
    [...content.sections.values()]
      .flatMap(({ value }) => value.listings ?? [])
      .map((source) => [source.id, listingOf(source, known(organizations, source.organization))]),
  );
  const guides = new Map([...content.guides].map(([id, source]) => [id, guideOf(source, listings)]));
  const site = content.site.value;
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
      foreignWords: site.foreign_words,
    },
    about: pageOf(content.about, listings),
    urgent: site.urgent.map((id) => known(guides, id)),
    guides: [...guides.values()],
    sections: site.sections.map((id) => sectionOf(known(content.sections, id), listings)),
    listings,
    alerts: content.alerts.value.alerts.map(({ id, text, starts, ends, page }) => ({
      id,
      statement: statementOf(text),
      starts,
      ends,
      page: page ?? null,
    })),
  };
}

function known<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the content refers to “${id}”, which was not loaded`);
  return value;
}

function organizationOf({ id, name, description, website }: OrganizationSource): Organization {
  return { id, name: nameOf(name), description, website: website ?? null };
}

function listingOf(source: ListingSource, organization: Organization): Listing {
  return {
    id: source.id,
    organization,
    name: nameOf(source.name),
    summary: statementOf(source.summary),
    phones: (source.phones ?? []).map((phone) => ({
      ...dialable(phone.number, phone.type === 'text' ? 'sms' : 'tel'),
      type: phone.type,
      extension: phone.extension ?? null,
      languages: phone.languages ?? [],
      label: phone.label ?? null,
      confirmed: !phone.unconfirmed,
    })),
    website: source.website
      ? {
          label: null,
          url: source.website,
          // Nobody said which: then the page says nothing either.
          language: source.website_language ?? 'both',
          confirmed: !source.website_unconfirmed,
        }
      : null,
    address: addressOf(source.address),
    schedule: scheduleOf(source.schedule),
    fees: statementOrNull(source.fees),
    languages: source.languages ?? [],
    interpretation: statementOrNull(source.interpretation),
    requiredDocuments: (source.required_documents ?? []).map(statementOf),
    eligibility: statementOrNull(source.eligibility),
    accessibility: statementOrNull(source.accessibility),
    serviceArea: source.service_area ?? null,
    notes: (source.notes ?? []).map(statementOf),
    sources: source.sources.map(sourceOf),
    checked: source.checked === 'none' ? null : source.checked,
  };
}

function addressOf(source: ListingSource['address']): Listing['address'] {
  if (source === undefined || source === 'withheld') return source ?? null;
  const { street, city, state, zip, unconfirmed } = source;
  return { street, city, state, zip: zip ?? null, confirmed: !unconfirmed };
}

function scheduleOf(source: ListingSource['schedule']): Schedule | null {
  if (!source) return null;
  return {
    alwaysOpen: source.always_open ?? false,
    byAppointment: source.by_appointment ?? false,
    weekly: (source.weekly ?? []).map(({ days, opens, closes }) => ({
      days,
      opens: minutesOf(opens),
      closes: minutesOf(closes),
    })),
    exceptions: (source.exceptions ?? []).map(({ on, opens, closes, reason }) => ({
      on,
      hours: opens && closes ? { opens: minutesOf(opens), closes: minutesOf(closes) } : null,
      reason: reason ?? null,
    })),
    note: source.note ?? null,
    confirmed: !source.unconfirmed,
  };
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function guideOf(source: Sourced<GuideSource>, listings: ReadonlyMap<string, Listing>): Guide {
  const { home_label, icon } = source.value;
  return { ...pageOf(source, listings), homeLabel: home_label, icon, law: lawOf(source.value) };
}

function sectionOf(source: Sourced<SectionSource>, listings: ReadonlyMap<string, Listing>): Section {
  const { home_label, icon, law_as_of, jurisdiction, sources, reviewed, review_by } = source.value;
  const page = pageOf(source, listings);
  const shown = new Set(
    page.parts.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'listings' ? block.listings : [])),
    ),
  );
  return {
    ...page,
    homeLabel: home_label,
    icon,
    law:
      law_as_of && jurisdiction && sources && reviewed && review_by
        ? lawOf({ law_as_of, jurisdiction, sources, reviewed, review_by })
        : null,
    listings: (source.value.listings ?? [])
      .map(({ id }) => known(listings, id))
      .filter((listing) => !shown.has(listing)),
  };
}

function pageOf({ id, value }: Sourced<PageSource>, listings: ReadonlyMap<string, Listing>): PageContent {
  return {
    id,
    slug: value.slug,
    tabTitle: value.tab_title,
    title: value.title,
    summary: value.summary,
    parts: value.parts.map(({ heading, blocks }) => ({
      heading,
      blocks: blocks.map((block) => blockOf(block, listings)),
    })),
  };
}

function blockOf(source: BlockSource, listings: ReadonlyMap<string, Listing>): Block {
  if (source.text) return { kind: 'text', statement: statementOf(source.text) };
  if (source.warning) return { kind: 'warning', statement: statementOf(source.warning) };
  if (source.steps) return { kind: 'steps', statements: source.steps.map(statementOf) };
  if (source.list) return { kind: 'list', statements: source.list.map(statementOf) };
  if (source.do) return { kind: 'do', statements: source.do.map(statementOf) };
  if (source.do_not) return { kind: 'doNot', statements: source.do_not.map(statementOf) };
  if (source.say) return { kind: 'say', sentences: source.say };
  if (source.listings)
    return { kind: 'listings', listings: source.listings.map((id) => known(listings, id)) };
  if (source.pages) return { kind: 'pages', ids: source.pages };
  if (source.links) return { kind: 'links', links: source.links.map(linkOf) };
  if (source.table) {
    const { caption, columns, rows } = source.table;
    return {
      kind: 'table',
      caption,
      columns: pair(columns),
      rows: rows.map(({ heading, cells }) => ({ heading, cells: pair(cells.map(statementOf)) })),
    };
  }
  throw new Error('a piece of a page has none of the kinds that the schema knows');
}

function pair<Value>([left, right]: readonly Value[]): readonly [Value, Value] {
  if (left === undefined || right === undefined) throw new Error('a comparison has two columns');
  return [left, right];
}

type LawSource = Pick<GuideSource, 'law_as_of' | 'jurisdiction' | 'sources' | 'reviewed' | 'review_by'>;

function lawOf({ law_as_of, jurisdiction, sources, reviewed, review_by }: LawSource): Law {
  return {
    asOf: law_as_of,
    jurisdiction,
    sources: sources.map(sourceOf),
    reviewed: reviewed === 'none' ? null : reviewed,
    reviewBy: review_by,
  };
}

function linkOf({ label, url, language, unconfirmed }: NonNullable<BlockSource['links']>[number]): Link {
  return { label: nameOf(label), url, language, confirmed: !unconfirmed };
}

function sourceOf({ name, url, published, accessed }: SourceSource): Source {
  return { name: nameOf(name), url: url ?? null, published: published ?? null, accessed };
}

function statementOf({ en, es, unconfirmed }: StatementSource): Statement {
  return { text: { en, es }, confirmed: !unconfirmed };
}

function statementOrNull(source: StatementSource | undefined): Statement | null {
  return source ? statementOf(source) : null;
}

// A name written once is a proper name; those of Hartford's organizations are English.
function nameOf(source: NameSource): Name {
  return typeof source === 'string'
    ? { text: { en: source, es: source }, language: 'en' }
    : { text: source, language: null };
}
