import type { BlockSource } from '../content/block.ts';
import type { Sourced } from '../content/content.ts';
import type { DrawingName } from '../content/drawings.ts';
import type { LawSource } from '../content/law.ts';
import type { AccessibilitySource, GuideSource, PageSource, SectionSource } from '../content/page.ts';
import type { Text } from '../locale.ts';
import { known } from './known.ts';
import { type Link, type Listing, linkOf } from './listing.ts';
import { type Source, type Statement, sourceOf, statementOf } from './statement.ts';

export type ComparisonRow = { heading: Text; cells: readonly [Statement, Statement] };

/** Something to do, and the drawing that shows it. */
export type Step = Statement & { drawing: DrawingName | null };

/** A paper that somebody may be shown: what stands at its top, who signs it, and what to do then. */
export type Sheet = {
  heading: Text;
  /** English, as it stands on the paper. */
  words: string;
  means: Text;
  drawing: DrawingName;
  signed: Text;
  action: Text;
};

export type Block =
  | { kind: 'text' | 'warning'; statement: Statement }
  | { kind: 'steps'; statements: readonly Step[] }
  | { kind: 'list' | 'do' | 'doNot'; statements: readonly Statement[] }
  | { kind: 'say'; sentences: readonly Text[] }
  | { kind: 'table'; caption: Text; columns: readonly [Text, Text]; rows: readonly ComparisonRow[] }
  | { kind: 'papers'; caption: Text; sheets: readonly [Sheet, Sheet] }
  | { kind: 'listings'; listings: readonly Listing[] }
  | { kind: 'pages'; ids: readonly string[] }
  | { kind: 'links'; links: readonly Link[] };

/** `isCore` is what stays safe to do when the page waits to be read again. */
export type Part = { heading: Text; isCore: boolean; blocks: readonly Block[] };

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
/** What has been checked for people with disabilities, and when. */
export type Accessibility = PageContent & { checked: string; checks: readonly Statement[] };
export type Guide = PageContent & { homeLabel: Text; icon: GuideSource['icon']; law: Law };
export type Section = PageContent & {
  homeLabel: Text;
  icon: SectionSource['icon'];
  law: Law | null;
  /** Every listing of the section. */
  all: readonly Listing[];
  /** The listings that no part of the page shows. */
  listings: readonly Listing[];
  /** After how many days its listings must be checked again; null for a section without listings. */
  checkEvery: number | null;
};

export function guideOf(source: Sourced<GuideSource>, listings: ReadonlyMap<string, Listing>): Guide {
  const { home_label, icon } = source.value;
  return { ...pageOf(source, listings), homeLabel: home_label, icon, law: lawOf(source.value) };
}

/** @param all every listing of the section */
export function sectionOf(
  source: Sourced<SectionSource>,
  all: readonly Listing[],
  listings: ReadonlyMap<string, Listing>,
): Section {
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
    all,
    listings: all.filter((listing) => !shown.has(listing)),
    checkEvery: source.value.check_every ? Number(source.value.check_every) : null,
  };
}

export function accessibilityOf(
  source: Sourced<AccessibilitySource>,
  listings: ReadonlyMap<string, Listing>,
): Accessibility {
  const { checked, checks } = source.value;
  return {
    ...pageOf(source, listings),
    checked,
    checks: checks.map(({ en, es }) => statementOf({ en, es })),
  };
}

export function pageOf(
  { id, value }: Sourced<PageSource>,
  listings: ReadonlyMap<string, Listing>,
): PageContent {
  return {
    id,
    slug: value.slug,
    tabTitle: value.tab_title,
    title: value.title,
    summary: value.summary,
    parts: value.parts.map(({ heading, core, blocks }) => ({
      heading,
      isCore: core ?? false,
      blocks: blocks.map((block) => blockOf(block, listings)),
    })),
  };
}

function blockOf(source: BlockSource, listings: ReadonlyMap<string, Listing>): Block {
  if (source.text) return { kind: 'text', statement: statementOf(source.text) };
  if (source.warning) return { kind: 'warning', statement: statementOf(source.warning) };
  if (source.steps) {
    const statements = source.steps.map((step) => ({ ...statementOf(step), drawing: step.drawing ?? null }));
    return { kind: 'steps', statements };
  }
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
  if (source.papers)
    return { kind: 'papers', caption: source.papers.caption, sheets: pair(source.papers.sheets) };
  throw new Error('a piece of a page has none of the kinds that the schema knows');
}

function pair<Value>([left, right]: readonly Value[]): readonly [Value, Value] {
  if (left === undefined || right === undefined) throw new Error('a comparison has two columns');
  return [left, right];
}

export function lawOf({ law_as_of, jurisdiction, sources, reviewed, review_by }: LawSource): Law {
  return {
    asOf: law_as_of,
    jurisdiction,
    sources: sources.map(sourceOf),
    reviewed: reviewed === 'none' ? null : reviewed,
    reviewBy: review_by,
  };
}
