import { type Directory, isBehind } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { Listing } from '../model/listing.ts';
import type { About, Guide, Section } from '../model/page.ts';
import { PAPER_NAMES } from './addresses.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import type { AlphabetPage, ListPage } from './browse.ts';
import type { ContactsPage } from './contacts.ts';
import { type Reuse, reuseOf } from './data.ts';
import { dateInWords } from './dates.ts';
import { type Frame, frameOf, listLinks, pageLinks, topicLink } from './frame.ts';
import type { LawOnPage } from './law.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import { linkedDataOf } from './open-data/linked-data.ts';
import type { BookletPage, OnPaperPage } from './paper.ts';
import { piecesOf, shareOf } from './pieces.ts';
import type { Prose } from './prose.ts';
import type { SearchPage } from './search.ts';
import type { CardPage, DoorPage, PlanPage } from './sheets.ts';
import { onPage, type Slice } from './split.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Topic, topicIn } from './topic.ts';
import { type Turning, titleOn, turningIn } from './turning.ts';
import type { Markup } from './views.ts';
import { nameIn, proseIn, type Sentence, type Speaker, sentenceIn, type Words } from './wording.ts';

export type HomePage = Frame & {
  view: 'home';
  title: string;
  lead: string;
  urgent: readonly PageLink[];
  needs: readonly PageLink[];
  lists: readonly PageLink[];
  papers: readonly PageLink[];
  opening: { heading: string; sentences: readonly Sentence[] };
};

/** A guide or a section: they differ in what the content gives them, not in how they are read. */
export type TopicPage = Frame &
  Omit<Topic, 'lead' | 'listings'> & {
    view: 'topic';
    /** On the first page, like what stands behind the law. */
    lead: Prose | null;
    lawInFull: LawOnPage | null;
    turning: Turning | null;
    listings: readonly ListingOnPage[];
    retired: readonly RetiredLink[];
    /** The same, made to be printed. */
    leaflet: string;
    /** The same places for programs that read pages; null when nothing is sure enough. */
    linkedData: Markup | null;
  };

/** A place that is not there any more; its anchor stays, because somebody may have kept it. */
export type RetiredLink = { id: string; href: string; name: Words; since: string };

/** What a reader can do who found a mistake. */
export type Corrections = {
  listing: Words;
  phones: readonly PhoneOnPage[];
  email: string | null;
};

export type AboutPage = Frame & {
  view: 'about';
  title: string;
  lead: Prose;
  translationNotice: string | null;
  parts: readonly PartOnPage[];
  /** Null where a mistake is not what matters. */
  corrections: Corrections | null;
};

/** How the guide is kept current: its rules, and what is late at the moment of printing. */
export type CurrentPage = Omit<AboutPage, 'view'> & { view: 'current' } & Standing;

/** The page that a place keeps when it is not there any more. */
export type RetiredPage = Frame & {
  view: 'retired';
  title: Words;
  since: string;
  reason: Sentence;
  instead: readonly ListingOnPage[];
};

/** How others can take the data. */
export type DataPage = Omit<AboutPage, 'view'> & { view: 'data' } & Reuse;

export type Page =
  | HomePage
  | TopicPage
  | AboutPage
  | CurrentPage
  | DataPage
  | RetiredPage
  | ContactsPage
  | AlphabetPage
  | ListPage
  | SearchPage
  | OnPaperPage
  | BookletPage
  | CardPage
  | DoorPage
  | PlanPage;

export function homePage(directory: Directory, speaker: Speaker): HomePage {
  const { say, addresses } = speaker;
  const { site } = directory;
  const frame = frameOf({
    directory,
    speaker,
    tabTitle: say(site.name),
    addressIn: addresses.home,
  });
  return {
    ...frame,
    contents: [],
    view: 'home',
    title: say(site.title),
    lead: say(site.description),
    urgent: directory.urgent.map((guide) => topicLink(guide, speaker)),
    needs: directory.sections.map((section) => topicLink(section, speaker)),
    lists: listLinks(speaker),
    papers: PAPER_NAMES.map(pageLinks(directory, speaker)),
    opening: {
      heading: say(site.opening.heading),
      sentences: site.opening.paragraphs.map((paragraph) => sentenceIn(paragraph, speaker)),
    },
  };
}

/** @param number which of its pages, from 1 */
export function topicPage(
  topic: Guide | Section,
  directory: Directory,
  speaker: Speaker,
  number = 1,
): TopicPage {
  const { locale, addresses, paging, clock, say, t } = speaker;
  const pieces = piecesOf(topic, clock.today);
  const shares = paging.topic(topic.id);
  const { parts, listings, gone } = shareOf(pieces, onPage(shares, number));
  const said = topicIn({ ...topic, parts, listings }, directory, speaker, pageLinks(directory, speaker));
  const nameOf = ({ piece }: Slice) => {
    const one = pieces[piece];
    return one?.part
      ? say(one.part.heading)
      : t(one?.kind === 'gone' ? 'retired.heading' : 'listings.heading');
  };
  const inParts = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'listings' ? block.listings : [])),
  );
  const shown = [...inParts, ...listings];
  return {
    ...frameOfPage(topic, directory, speaker, number),
    ...said,
    view: 'topic',
    title: titleOn(number, said.title, speaker),
    lead: number === 1 ? said.lead : null,
    lawInFull: number === 1 ? said.law : null,
    turning: turningIn(
      number,
      {
        count: shares.length,
        addressOf: (other) => addresses.page(topic.slug, locale, other),
        namesOf: (other) => onPage(shares, other).map(nameOf),
      },
      speaker,
    ),
    listings: said.listings.map((listing) => listingIn(listing, speaker)),
    retired: gone.map((listing) => retiredLink(listing, speaker)),
    leaflet: addresses.leaflet(topic.slug, locale),
    linkedData: paging.hasRoomForLinkedData(topic.id, number) ? linkedDataOf(shown, speaker) : null,
  };
}

export function aboutPage(directory: Directory, speaker: Speaker): AboutPage {
  return { ...pageAboutTheGuide(directory.about, directory, speaker), view: 'about' };
}

export function currentPage(directory: Directory, speaker: Speaker): CurrentPage {
  return {
    ...pageAboutTheGuide(directory.current, directory, speaker),
    ...standingOf(directory, speaker),
    view: 'current',
  };
}

export function dataPage(directory: Directory, speaker: Speaker): DataPage {
  return {
    ...pageAboutTheGuide(directory.data, directory, speaker),
    ...reuseOf(directory, speaker),
    view: 'data',
  };
}

export function safetyPage(directory: Directory, speaker: Speaker): AboutPage {
  return { ...pageAboutTheGuide(directory.safety, directory, speaker), view: 'about', corrections: null };
}

export function accessibilityPage(directory: Directory, speaker: Speaker): AboutPage {
  const { locale, t } = speaker;
  const { checked, checks } = directory.accessibility;
  const page = pageAboutTheGuide(directory.accessibility, directory, speaker);
  const whatWasChecked: PartOnPage = {
    heading: t('accessibility.checked', { date: dateInWords(checked, locale) }),
    doubt: null,
    blocks: [
      {
        kind: 'list',
        heading: '',
        sentences: checks.map((check) => sentenceIn(check, speaker)),
      },
    ],
  };
  return { ...page, view: 'about', parts: [...page.parts, whatWasChecked] };
}

function pageAboutTheGuide(page: About, directory: Directory, speaker: Speaker): Omit<AboutPage, 'view'> {
  const { listing, email } = directory.site.corrections;
  return {
    ...frameOfPage(page, directory, speaker),
    title: speaker.say(page.title),
    lead: proseIn(page.summary, speaker),
    translationNotice: translationNotice(page, directory, speaker),
    parts: page.parts.map((part) => partIn(part, speaker, pageLinks(directory, speaker))),
    corrections: {
      listing: nameIn(listing.name, speaker),
      phones: listing.phones.map((phone) => phoneOnPage(phone, speaker)),
      email: email ? speaker.t('corrections.email', { email }) : null,
    },
  };
}

export function retiredPage(listing: Listing, directory: Directory, speaker: Speaker): RetiredPage {
  const { locale, addresses, t, say } = speaker;
  const { retired } = listing;
  if (!retired) throw new Error(`the listing “${listing.id}” is not retired`);
  const name = nameIn(listing.name, speaker);
  return {
    ...frameOf({
      directory,
      speaker,
      // Its name may say what a person looked for; a shared computer keeps the title.
      tabTitle: `${t('retired.tab')} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.retired(listing.id, other),
    }),
    view: 'retired',
    title: name,
    since: t('retired.since', { date: dateInWords(retired.on, locale) }),
    reason: sentenceIn(retired.reason, speaker),
    instead: retired.instead.map((id) => listingIn(known(directory.listings, id), speaker)),
  };
}

function retiredLink(listing: Listing, speaker: Speaker): RetiredLink {
  const { locale, addresses, t } = speaker;
  return {
    id: listing.id,
    href: addresses.retired(listing.id, locale),
    name: nameIn(listing.name, speaker),
    since: listing.retired ? t('retired.since', { date: dateInWords(listing.retired.on, locale) }) : '',
  };
}

function translationNotice({ id }: About, directory: Directory, { locale, t }: Speaker): string | null {
  return isBehind(directory, id, locale.follows) ? t('translation.old.page') : null;
}

function frameOfPage(page: About, directory: Directory, speaker: Speaker, number = 1): Frame {
  const { say, addresses } = speaker;
  return frameOf({
    directory,
    speaker,
    tabTitle: `${titleOn(number, say(page.tabTitle), speaker)} – ${say(directory.site.name)}`,
    addressIn: (other) => addresses.page(page.slug, other, number),
  });
}
