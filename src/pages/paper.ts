import type { Text } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { Guide, Section } from '../model/page.ts';
import type { PaperName } from './addresses.ts';
import type { PageLink } from './blocks.ts';
import { type Chapters, leafletOf, onPaper, topicsOf, wholeGuide } from './booklet.ts';
import { dateInWords } from './dates.ts';
import { type Frame, frameOf, topicLink } from './frame.ts';
import { type Foreign, foreignOn } from './language.ts';
import { type LawOnPage, lawIn } from './law.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import { type ReturnAddress, returnTo } from './return-address.ts';
import { nameIn, type Sentence, type Speaker, sentenceIn, type Words } from './wording.ts';

/** What is printed: its pages carry a style sheet of their own. */
type Paper = Frame & { isPaper: true; title: string };

/** Everything that can be printed or taken along, and a form to choose places from. */
export type OnPaperPage = Paper & {
  view: 'on-paper';
  lead: string;
  papers: readonly (PageLink & { note: string })[];
  leaflets: readonly PageLink[];
  file: { href: string; name: string };
  /** Where the choice is sent. */
  action: string;
  choice: readonly { heading: string; places: readonly { id: string; name: Words }[] }[];
  /** Said when nothing was chosen, else null. */
  mistake: string | null;
};

/** A booklet of the whole guide, of one page of it, or of some places. */
export type BookletPage = Paper & {
  view: 'booklet';
  lead: string;
  /** When it was printed: what is said of checks and hours was so on that day. */
  made: string;
  returnAddress: ReturnAddress | null;
  corrections: { listing: Words; phones: readonly PhoneOnPage[] };
  /** Where places are chosen, on a list of chosen ones; else null. */
  again: string | null;
  chosen: readonly { heading: string; listings: readonly ListingOnPage[] }[];
} & Chapters;

/** The words of an officer's language, and what they mean in the reader's when that is another one. */
export type Spoken = { language: Foreign; words: string; meaning: string | null };

type LawPaper = Paper & {
  lead: string;
  law: LawOnPage;
  /** The month of the law and the mark of the words, the same in every language: “2026-05 · 3f9a1c”. */
  version: string;
  returnAddress: ReturnAddress | null;
};

export type CardPage = LawPaper & {
  view: 'card';
  how: readonly Sentence[];
  officer: readonly Spoken[];
  /** What the officer's side says, in the reader's language; empty when that is the officer's. */
  meanings: readonly string[];
  reader: readonly string[];
  /** Every card of a sheet. */
  copies: readonly number[];
};

export type DoorPage = LawPaper & {
  view: 'door';
  window: readonly Spoken[];
  heading: string;
  steps: readonly Sentence[];
  doNot: readonly Sentence[];
  warning: Sentence;
};

export type PlanPage = LawPaper & {
  view: 'plan';
  keep: string;
  groups: readonly { heading: string; note: string | null; lines: readonly string[] }[];
};

export type PaperPage = OnPaperPage | BookletPage | CardPage | DoorPage | PlanPage;

/** As many cards as a sheet of letter paper has. */
const CARDS = [1, 2, 3, 4, 5, 6, 7, 8];

export function onPaperPage(
  directory: Directory,
  speaker: Speaker,
  mistake: string | null = null,
): OnPaperPage {
  const { locale, t, say, addresses } = speaker;
  const { card, door, plan } = directory.papers;
  const paper = (name: PaperName, title: string, note: string) => ({
    href: addresses.paper(name, locale),
    words: title,
    icon: null,
    note,
  });
  return {
    ...frameOfPaper('on-paper', directory, speaker),
    view: 'on-paper',
    title: t('paper.title'),
    lead: t('paper.lead'),
    papers: [
      paper('wallet-card', say(card.title), say(card.summary)),
      paper('door-sheet', say(door.title), say(door.summary)),
      paper('plan-sheet', say(plan.title), say(plan.summary)),
      paper('whole-guide', t('paper.whole'), t('paper.whole.note')),
    ],
    leaflets: topicsOf(directory).map((topic) => ({
      ...topicLink(topic, speaker),
      href: addresses.leaflet(topic.slug, locale),
    })),
    file: { href: addresses.file(locale), name: addresses.fileName(locale) },
    action: addresses.paper('on-paper', locale),
    choice: placesBySection(directory, speaker).map(({ heading, listings }) => ({
      heading,
      places: listings.map((listing) => ({ id: listing.id, name: nameIn(listing.name, speaker) })),
    })),
    mistake,
  };
}

/** The whole guide, the urgent guides first. */
export function wholeGuidePage(directory: Directory, speaker: Speaker): BookletPage {
  const { locale, say, addresses } = speaker;
  const { site } = directory;
  return {
    ...bookletOf(directory, speaker, frameOfPaper('whole-guide', directory, speaker)),
    ...wholeGuide(directory, speaker),
    title: say(site.title),
    lead: say(site.description),
    returnAddress: returnTo(addresses.home(locale), addresses),
  };
}

/** One guide or section on paper. */
export function leafletPage(topic: Guide | Section, directory: Directory, speaker: Speaker): BookletPage {
  const { locale, say, addresses } = speaker;
  const frame = frameOf({
    directory,
    speaker,
    tabTitle: `${say(topic.tabTitle)} – ${say(directory.site.name)}`,
    addressIn: (other) => addresses.leaflet(topic.slug, other),
  });
  return {
    ...bookletOf(directory, speaker, frame),
    chapters: [leafletOf(topic, directory, speaker)],
    title: say(directory.site.title),
    returnAddress: returnTo(addresses.page(topic.slug, locale), addresses),
  };
}

/**
 * The places that somebody chose, by section and in its order.
 * @param ids what was sent; what names no place that is there is left aside
 */
export function chosenPage(
  ids: readonly string[],
  directory: Directory,
  speaker: Speaker,
): BookletPage | OnPaperPage {
  const { t } = speaker;
  const wanted = new Set(ids);
  const chosen = placesBySection(directory, speaker)
    .map(({ heading, listings }) => ({
      heading,
      listings: listings
        .filter(({ id }) => wanted.has(id))
        .map((listing) => onPaper(listingIn(listing, speaker))),
    }))
    .filter(({ listings }) => listings.length > 0);
  if (chosen.length === 0) return onPaperPage(directory, speaker, t('paper.choice.none'));
  return {
    ...bookletOf(directory, speaker, frameOfPaper('on-paper', directory, speaker)),
    title: t('paper.choice.title'),
    again: speaker.addresses.paper('on-paper', speaker.locale),
    chosen,
  };
}

export function cardPage(directory: Directory, speaker: Speaker): CardPage {
  const { card } = directory.papers;
  return {
    ...lawPaper('wallet-card', card, directory, speaker),
    view: 'card',
    how: card.how.map((one) => sentenceIn(one, speaker)),
    officer: card.officer.map((text) => spokenIn(text, speaker)),
    meanings: card.officer.flatMap((text) => spokenIn(text, speaker).meaning ?? []),
    reader: card.reader.map((text) => speaker.say(text)),
    copies: CARDS,
  };
}

export function doorPage(directory: Directory, speaker: Speaker): DoorPage {
  const { door } = directory.papers;
  return {
    ...lawPaper('door-sheet', door, directory, speaker),
    view: 'door',
    window: door.window.map((text) => spokenIn(text, speaker)),
    heading: speaker.say(door.heading),
    steps: door.steps.map((one) => sentenceIn(one, speaker)),
    doNot: door.doNot.map((one) => sentenceIn(one, speaker)),
    warning: sentenceIn(door.warning, speaker),
  };
}

export function planPage(directory: Directory, speaker: Speaker): PlanPage {
  const { say } = speaker;
  const { plan } = directory.papers;
  return {
    ...lawPaper('plan-sheet', plan, directory, speaker),
    view: 'plan',
    keep: say(plan.keep),
    groups: plan.groups.flatMap(({ heading, note, copies, lines }) =>
      Array.from({ length: copies }, () => ({
        heading: say(heading),
        note: note ? say(note) : null,
        lines: lines.map((line) => say(line)),
      })),
    ),
  };
}

function bookletOf(directory: Directory, speaker: Speaker, frame: Frame): BookletPage {
  const { locale, t, clock } = speaker;
  const { listing } = directory.site.corrections;
  return {
    ...frame,
    isPaper: true,
    view: 'booklet',
    title: '',
    lead: '',
    made: t('paper.made', { date: dateInWords(clock.today, locale) }),
    returnAddress: null,
    corrections: {
      listing: nameIn(listing.name, speaker),
      phones: listing.phones.map((phone) => phoneOnPage(phone, speaker)),
    },
    again: null,
    chosen: [],
    chapters: [],
    chapterLinks: [],
    index: [],
  };
}

type PaperWords = { title: Text; summary: Text; mark: string };

function lawPaper(
  name: PaperName,
  { title, summary, mark }: PaperWords,
  directory: Directory,
  speaker: Speaker,
): Omit<LawPaper, 'view'> {
  const { locale, say, addresses } = speaker;
  const { law } = directory.papers;
  return {
    ...frameOfPaper(name, directory, speaker),
    title: say(title),
    lead: say(summary),
    law: lawIn(law, speaker),
    version: `${law.asOf} · ${mark}`,
    returnAddress: returnTo(addresses.paper(name, locale), addresses),
  };
}

function frameOfPaper(name: PaperName, directory: Directory, speaker: Speaker): Frame & { isPaper: true } {
  const { t, say, addresses } = speaker;
  return {
    ...frameOf({
      directory,
      speaker,
      tabTitle: `${t('paper.tab')} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.paper(name, other),
    }),
    isPaper: true,
  };
}

// Officers here read English, whatever the reader's language is.
function spokenIn(text: Text, { locale, say }: Speaker): Spoken {
  const language = foreignOn(locale, { tag: 'en', direction: 'ltr' });
  return { language, words: text.en, meaning: locale.tag === 'en' ? null : say(text) };
}

function placesBySection(
  { sections }: Directory,
  { say, clock }: Speaker,
): { heading: string; listings: readonly Listing[] }[] {
  return sections
    .map(({ homeLabel, all }) => ({
      heading: say(homeLabel),
      listings: all.filter((listing) => !isGone(listing, clock.today)),
    }))
    .filter(({ listings }) => listings.length > 0);
}
