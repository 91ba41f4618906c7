import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { About, Guide, Section } from '../model/page.ts';
import type { SearchIndex } from '../model/search-index.ts';
import { type Addresses, LIST_NAMES, PAPER_NAMES } from './addresses.ts';
import { type PageLink, type PartOnPage, partIn } from './blocks.ts';
import { type AlphabetPage, alphabetPage, type ListPage, listPage } from './browse.ts';
import { dateInWords } from './dates.ts';
import { type Frame, frameOf, listLinks, pageLinks, topicLink } from './frame.ts';
import type { Language } from './language.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import {
  type BookletPage,
  chosenPage,
  leafletPage,
  type OnPaperPage,
  onPaperPage,
  wholeGuidePage,
} from './paper.ts';
import type { Prose } from './prose.ts';
import { type Answerer, answererOf, type SearchPage } from './search.ts';
import { type CardPage, cardPage, type DoorPage, doorPage, type PlanPage, planPage } from './sheets.ts';
import { speakerOf } from './speaker.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Topic, topicIn } from './topic.ts';
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
  Omit<Topic, 'listings'> & {
    view: 'topic';
    listings: readonly ListingOnPage[];
    retired: readonly RetiredLink[];
    /** The same, made to be printed. */
    leaflet: string;
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

export type Page =
  | HomePage
  | TopicPage
  | AboutPage
  | CurrentPage
  | RetiredPage
  | AlphabetPage
  | ListPage
  | SearchPage
  | OnPaperPage
  | BookletPage
  | CardPage
  | DoorPage
  | PlanPage;

/** A page and the address it is read at; the page is made when it is asked for. */
export type Addressed<Kind extends Page = Page> = { address: string; page: () => Kind };

/** Every page of the guide in every language, as the directory and the clock have them. */
export function pagesOf(
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
): Addressed[] {
  return languages.flatMap((locale) => {
    const speaker = speakerOf(locale, directory, languages, addresses, now);
    const at = <Kind extends Page>(address: string, page: () => Kind): Addressed => ({ address, page });
    const gone = [...directory.listings.values()].filter((listing) => isGone(listing, speaker.clock.today));
    return [
      at(addresses.home(locale), () => homePage(directory, speaker)),
      ...[...directory.guides, ...directory.sections].map((topic) =>
        at(addresses.page(topic.slug, locale), () => topicPage(topic, directory, speaker)),
      ),
      at(addresses.page(directory.about.slug, locale), () => aboutPage(directory, speaker)),
      at(addresses.page(directory.current.slug, locale), () => currentPage(directory, speaker)),
      at(addresses.page(directory.safety.slug, locale), () => safetyPage(directory, speaker)),
      at(addresses.page(directory.accessibility.slug, locale), () => accessibilityPage(directory, speaker)),
      ...LIST_NAMES.map((name) =>
        at<AlphabetPage | ListPage>(addresses.list(name, locale), () =>
          name === 'aToZ' ? alphabetPage(directory, speaker) : listPage(name, directory, speaker),
        ),
      ),
      at(addresses.paper('on-paper', locale), () => onPaperPage(directory, speaker)),
      at(addresses.paper('whole-guide', locale), () => wholeGuidePage(directory, speaker)),
      at(addresses.paper('wallet-card', locale), () => cardPage(directory, speaker)),
      at(addresses.paper('door-sheet', locale), () => doorPage(directory, speaker)),
      at(addresses.paper('plan-sheet', locale), () => planPage(directory, speaker)),
      ...[...directory.guides, ...directory.sections].map((topic) =>
        at(addresses.leaflet(topic.slug, locale), () => leafletPage(topic, directory, speaker)),
      ),
      ...gone.map((listing) =>
        at(addresses.retired(listing.id, locale), () => retiredPage(listing, directory, speaker)),
      ),
    ];
  });
}

/**
 * For each language, the address at which it is searched, and what answers there.
 * @param indexes what each language is searched in, by its tag
 */
export function answerersOf(
  directory: Directory,
  indexes: ReadonlyMap<string, SearchIndex>,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
): { address: string; locale: Language; answer: Answerer }[] {
  return languages.map((locale) => ({
    address: addresses.search(locale),
    locale,
    answer: answererOf(
      directory,
      known(indexes, locale.tag),
      speakerOf(locale, directory, languages, addresses, now),
    ),
  }));
}

/** For each language, the whole guide as a file to save: its address, its name, what it says. */
export function filesOf(
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
): { address: string; name: string; page: () => BookletPage }[] {
  return languages.map((locale) => ({
    address: addresses.file(locale),
    name: addresses.fileName(locale),
    page: () => wholeGuidePage(directory, speakerOf(locale, directory, languages, addresses, now)),
  }));
}

/** For each language, the address that chosen places are sent to, and what prints them. */
export function choosersOf(
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
): { address: string; locale: Language; answer: (ids: readonly string[]) => BookletPage | OnPaperPage }[] {
  return languages.map((locale) => {
    const speaker = speakerOf(locale, directory, languages, addresses, now);
    return {
      address: addresses.paper('on-paper', locale),
      locale,
      answer: (ids) => chosenPage(ids, directory, speaker),
    };
  });
}

function homePage(directory: Directory, speaker: Speaker): HomePage {
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

function topicPage(topic: Guide | Section, directory: Directory, speaker: Speaker): TopicPage {
  const said = topicIn(topic, directory, speaker, pageLinks(directory, speaker));
  return {
    ...frameOfPage(topic, directory, speaker),
    ...said,
    view: 'topic',
    listings: said.listings.map((listing) => listingIn(listing, speaker)),
    retired: ('all' in topic ? topic.all : [])
      .filter((listing) => isGone(listing, speaker.clock.today))
      .map((listing) => retiredLink(listing, speaker)),
    leaflet: speaker.addresses.leaflet(topic.slug, speaker.locale),
  };
}

function aboutPage(directory: Directory, speaker: Speaker): AboutPage {
  return { ...pageAboutTheGuide(directory.about, directory, speaker), view: 'about' };
}

function currentPage(directory: Directory, speaker: Speaker): CurrentPage {
  return {
    ...pageAboutTheGuide(directory.current, directory, speaker),
    ...standingOf(directory, speaker),
    view: 'current',
  };
}

function safetyPage(directory: Directory, speaker: Speaker): AboutPage {
  return { ...pageAboutTheGuide(directory.safety, directory, speaker), view: 'about', corrections: null };
}

function accessibilityPage(directory: Directory, speaker: Speaker): AboutPage {
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

function retiredPage(listing: Listing, directory: Directory, speaker: Speaker): RetiredPage {
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
  return directory.isBehind(id, locale.follows) ? t('translation.old.page') : null;
}

function frameOfPage(page: About, directory: Directory, speaker: Speaker): Frame {
  const { say, addresses } = speaker;
  return frameOf({
    directory,
    speaker,
    tabTitle: `${say(page.tabTitle)} – ${say(directory.site.name)}`,
    addressIn: (other) => addresses.page(page.slug, other),
  });
}
