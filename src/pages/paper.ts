import type { Directory } from '../model/directory.ts';
import { isGone, type Listing } from '../model/listing.ts';
import type { Guide, Section } from '../model/page.ts';
import type { PaperName } from './addresses.ts';
import type { PageLink } from './blocks.ts';
import { type Chapters, leafletOf, onPaper, topicsOf, wholeGuide } from './booklet.ts';
import { dateInWords } from './dates.ts';
import { type Frame, frameOf, topicLink } from './frame.ts';
import { type ListingOnPage, listingIn, type PhoneOnPage, phoneOnPage } from './listing.ts';
import { frameOfPaper, type Paper } from './paper-frame.ts';
import { type ReturnAddress, returnTo } from './return-address.ts';
import { onPage } from './split.ts';
import { type Turning, titleOn, turningIn } from './turning.ts';
import { nameIn, type Speaker, type Words } from './wording.ts';

/** Everything that can be printed or taken along, and a form to choose places from. */
export type OnPaperPage = Paper & {
  view: 'on-paper';
  lead: string;
  papers: readonly (PageLink & { note: string })[];
  leaflets: readonly PageLink[];
  file: { href: string; name: string };
  /** Where places are offered as contacts for a telephone. */
  contacts: PageLink;
  /** Where the choice is sent. */
  action: string;
  choice: readonly { heading: string; places: readonly { id: string; name: Words }[] }[];
  turning: Turning | null;
  /** Whether the papers, the leaflets and the file stand on it: on the first of several pages. */
  isFirst: boolean;
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

/** @param number which of its pages, from 1 */
export function onPaperPage(
  directory: Directory,
  speaker: Speaker,
  number = 1,
  mistake: string | null = null,
): OnPaperPage {
  const { locale, t, say, addresses, paging } = speaker;
  const sections = placesBySection(directory, speaker);
  const choiceOn = (page: number) =>
    onPage(paging.choice, page).flatMap(({ piece, from, to }) => {
      const section = sections[piece];
      return section ? [{ ...section, listings: section.listings.slice(from, to) }] : [];
    });
  const { card, door, plan } = directory.papers;
  const paper = (name: PaperName, title: string, note: string) => ({
    href: addresses.paper(name, locale),
    words: title,
    icon: null,
    note,
  });
  return {
    ...frameOfPaper('on-paper', directory, speaker, number),
    view: 'on-paper',
    title: titleOn(number, t('paper.title'), speaker),
    isFirst: number === 1,
    turning: turningIn(
      number,
      {
        count: paging.choice.length,
        addressOf: (page) => addresses.paper('on-paper', locale, page),
        namesOf: (page) => choiceOn(page).map(({ heading }) => heading),
      },
      speaker,
    ),
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
    contacts: { href: addresses.contacts(locale), words: t('contacts.title'), icon: null },
    action: addresses.paper('on-paper', locale),
    choice: choiceOn(number).map(({ heading, listings }) => ({
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
  if (chosen.length === 0) return onPaperPage(directory, speaker, 1, t('paper.choice.none'));
  return {
    ...bookletOf(directory, speaker, frameOfPaper('on-paper', directory, speaker)),
    // Without script it is the answer to a form, and the script of the search makes its entry one that is only read.
    hasSearch: speaker.host === 'server',
    title: t('paper.choice.title'),
    again: speaker.addresses.paper('on-paper', speaker.locale),
    chosen,
  };
}

function bookletOf(directory: Directory, speaker: Speaker, frame: Frame): BookletPage {
  const { locale, t, clock } = speaker;
  const { listing } = directory.site.corrections;
  return {
    ...frame,
    isPaper: true,
    hasSearch: false,
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

/** The places that can be chosen, under what the home page calls their need. */
export function placesBySection(
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
