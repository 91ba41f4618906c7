import { LOCALES, type Text } from '../locale.ts';
import type { Directory } from './directory.ts';
import type { Listing } from './listing.ts';
import type { About, Block, Guide, Part, Section } from './page.ts';
import type { Name } from './statement.ts';
import { wordsOf } from './words.ts';

/** Words of a document; without a language they are a proper name, the same in every one. */
export type FieldText = { words: string; locale: string | null };

/** A language, by its tag, and what a text says in it. */
export type Saying = { tag: string; say: (text: Text) => string };

const WRITTEN: readonly Saying[] = LOCALES.map((tag) => ({ tag, say: (text) => text[tag] }));

/** What a document says in one place, and how much it counts to be found there. */
export type Field = {
  texts: readonly FieldText[];
  weight: number;
  /** Whether words that stand side by side here count as such: where something is named or summed up. */
  hasPairs: boolean;
};

/** Something a search can find: a listing, or a page of the guide. */
export type SearchDocument = {
  kind: 'urgent' | 'page' | 'listing';
  id: string;
  fields: readonly Field[];
  /** What people call it and it does not say itself, as `content/synonyms.yaml` has it. */
  synonyms: readonly FieldText[];
  /** Ten digits each; short numbers such as 211 are words. */
  phones: readonly string[];
  /** Whether somebody can be called there. */
  isReachable: boolean;
  /** Whether calling there can put a person at risk. */
  isRisky: boolean;
  /** What each part of a page says, to show the part that answers. */
  parts: readonly { heading: readonly FieldText[]; texts: readonly FieldText[] }[];
};

/**
 * How much a word counts by where it stands: what something is called, what it is for, what is said about it. What
 * stands around a listing (its section, the part that shows it) says what it is for, less surely.
 */
const WEIGHT = {
  name: 10,
  title: 10,
  label: 8,
  initials: 8,
  organization: 6,
  address: 6,
  phone: 6,
  summary: 4,
  heading: 3,
  partAround: 5,
  sectionAround: 3,
  fact: 1.5,
  body: 1.5,
  textAround: 1.5,
} as const;

/**
 * Everything a search can find, one after the other: urgent guides first, then listings, then pages, each in the order of the site.
 * @param further a language in which they are found besides English and Spanish
 */
export function* documentsOf(
  directory: Directory,
  further: Saying | null = null,
): Generator<SearchDocument, void> {
  const inEveryLanguage = saidIn(further ? [...WRITTEN, further] : WRITTEN);
  const { urgent, guides, sections, about, current, safety, accessibility } = directory;
  const others = guides.filter((guide) => !urgent.includes(guide));
  const synonyms = synonymsOf(directory);
  const surroundings = surroundingsOf(directory, synonyms, inEveryLanguage);
  const pageDocument = (page: About | Guide | Section, kind: 'urgent' | 'page'): SearchDocument => ({
    kind,
    id: page.id,
    fields: fieldsOfPage(page, inEveryLanguage),
    synonyms: synonyms.get(page) ?? [],
    phones: [],
    isReachable: false,
    isRisky: false,
    parts: page.parts.map((part) => ({
      heading: inEveryLanguage([part.heading]),
      texts: inEveryLanguage(textsOfPart(part)),
    })),
  });
  for (const guide of urgent) yield pageDocument(guide, 'urgent');
  for (const listing of sections.flatMap(({ all }) => all)) {
    yield {
      kind: 'listing',
      id: listing.id,
      fields: [...fieldsOfListing(listing, inEveryLanguage), ...(surroundings.get(listing) ?? [])],
      synonyms: synonyms.get(listing) ?? [],
      phones: listing.phones.flatMap(({ href }) => /\+1(\d{10})/.exec(href)?.[1] ?? []),
      isReachable: listing.phones.length > 0 && !listing.caution,
      isRisky: listing.caution,
      parts: [],
    };
  }
  for (const page of [...sections, ...others, about, current, safety, accessibility]) {
    yield pageDocument(page, 'page');
  }
}

type Named = Listing | About;

function synonymsOf({ synonyms, guides, sections, listings, ...directory }: Directory) {
  const { about, current, safety, accessibility } = directory;
  const pages = new Map(
    [...guides, ...sections, about, current, safety, accessibility].map((page) => [page.id, page] as const),
  );
  const found = new Map<Named, FieldText[]>();
  for (const { page, listing, words } of synonyms) {
    const meant = page === null ? listings.get(listing ?? '') : pages.get(page);
    if (!meant) continue;
    const texts = LOCALES.flatMap((locale) => words[locale].map((one) => ({ words: one, locale })));
    found.set(meant, [...(found.get(meant) ?? []), ...texts]);
  }
  return found;
}

function fieldsOfPage(page: About | Guide | Section, said: Said): Field[] {
  const field = fieldOf(said);
  return [
    field(WEIGHT.title, [page.title]),
    field(WEIGHT.label, [page.tabTitle, ...('homeLabel' in page ? [page.homeLabel] : [])]),
    field(WEIGHT.summary, [page.summary]),
    field(
      WEIGHT.heading,
      page.parts.map(({ heading }) => heading),
    ),
    field(WEIGHT.body, page.parts.flatMap(textsOfPart)),
  ];
}

function fieldsOfListing(listing: Listing, said: Said): Field[] {
  const field = fieldOf(said);
  const { name, organization, summary, phones, address, schedule, fees, interpretation, eligibility } =
    listing;
  const place =
    address === null || address === 'withheld'
      ? []
      : [address.street, address.city, address.zip ?? ''].map((words) => ({ words, locale: null }));
  const facts = [fees, interpretation, eligibility, listing.accessibility].flatMap((statement) =>
    statement && statement !== 'free' ? [statement.text] : [],
  );
  return [
    { texts: textsOfName(name, said), weight: WEIGHT.name, hasPairs: true },
    { texts: initialsOf(name.text.en), weight: WEIGHT.initials, hasPairs: false },
    { texts: textsOfName(organization.name, said), weight: WEIGHT.organization, hasPairs: true },
    { texts: place, weight: WEIGHT.address, hasPairs: true },
    {
      texts: phones.map(({ display, type }) => ({
        words: type === 'tty' ? `${display} TTY TDD` : display,
        locale: null,
      })),
      weight: WEIGHT.phone,
      hasPairs: false,
    },
    field(WEIGHT.summary, [summary.text]),
    field(WEIGHT.fact, [
      ...facts,
      ...[...listing.requiredDocuments, ...listing.notes].map(({ text }) => text),
      ...phones.flatMap(({ label }) => (label ? [label] : [])),
      ...(listing.serviceArea ? [listing.serviceArea] : []),
      ...(schedule?.note ? [schedule.note] : []),
    ]),
  ];
}

/** What stands around each listing: its section with the section's synonyms, and the parts of pages that show it. */
function surroundingsOf(
  directory: Directory,
  synonyms: ReadonlyMap<Named, readonly FieldText[]>,
  said: Said,
) {
  const field = fieldOf(said);
  const found = new Map<Listing, Field[]>();
  const add = (listing: Listing, fields: readonly Field[]) =>
    found.set(listing, [...(found.get(listing) ?? []), ...fields]);
  for (const section of directory.sections) {
    const around = [
      field(WEIGHT.sectionAround, [section.title, section.tabTitle, section.homeLabel], false),
      // One word of several means something else without the others.
      {
        texts: (synonyms.get(section) ?? []).filter(({ words }) => wordsOf(words).length === 1),
        weight: WEIGHT.partAround,
        hasPairs: false,
      },
    ];
    for (const listing of section.all) add(listing, around);
  }
  for (const page of [...directory.guides, ...directory.sections]) {
    for (const part of page.parts) {
      const shown = part.blocks.flatMap((block) => (block.kind === 'listings' ? block.listings : []));
      const around = [
        field(WEIGHT.partAround, [part.heading], false),
        field(WEIGHT.textAround, textsOfPart(part), false),
      ];
      for (const listing of shown) add(listing, around);
    }
  }
  return found;
}

function textsOfPart({ blocks }: Part): Text[] {
  return blocks.flatMap(textsOfBlock);
}

function textsOfBlock(block: Block): Text[] {
  switch (block.kind) {
    case 'text':
    case 'warning':
      return [block.statement.text];
    case 'steps':
    case 'list':
    case 'do':
    case 'doNot':
      return block.statements.map(({ text }) => text);
    case 'say':
      return [...block.sentences];
    case 'table':
      return [
        block.caption,
        ...block.columns,
        ...block.rows.flatMap(({ heading, cells }) => [heading, ...cells.map(({ text }) => text)]),
      ];
    case 'papers':
      return [
        block.caption,
        ...block.sheets.flatMap(({ heading, means, signed, action }) => [heading, means, signed, action]),
      ];
    case 'links':
      return block.links.flatMap(({ label }) => (label ? [label.text] : []));
    case 'listings':
    case 'pages':
      return [];
  }
}

const LEAST_WEIGHT_OF_PAIRS = WEIGHT.heading;

function fieldOf(said: Said) {
  return (weight: number, texts: readonly Text[], hasPairs = weight >= LEAST_WEIGHT_OF_PAIRS): Field => ({
    weight,
    hasPairs,
    texts: said(texts),
  });
}

/** Texts in every language in which they can be found. */
type Said = (texts: readonly Text[]) => FieldText[];

function saidIn(sayings: readonly Saying[]): Said {
  return (texts) =>
    texts.flatMap((text) => sayings.map(({ tag, say }) => ({ words: say(text), locale: tag })));
}

function textsOfName({ text, language }: Name, said: Said): FieldText[] {
  return language === null ? said([text]) : [{ words: text[language], locale: null }];
}

/** What people call Statewide Legal Services of Connecticut: `SLS`, `SLSC`. */
function initialsOf(name: string): FieldText[] {
  const capitals = [...name.matchAll(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu)].map(([letter]) => letter);
  const lengths = capitals.map((_, index) => index + 1).filter((length) => length >= SHORTEST_INITIALS);
  return lengths.map((length) => ({ words: capitals.slice(0, length).join(''), locale: null }));
}

const SHORTEST_INITIALS = 3;
