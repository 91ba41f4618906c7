import type { Text } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import { isGone, type Listing } from '../model/listing.ts';
import { free, inSpanish, openNow, withoutAppointment } from '../model/lists.ts';
import type { ListName } from './addresses.ts';
import { inAlphabet, type Letter } from './alphabet.ts';
import type { PageLink } from './blocks.ts';
import { dateInWords } from './dates.ts';
import { type EmergencyNumber, emergencyIn, type Frame, frameOf, listLinks } from './frame.ts';
import type { Language } from './language.ts';
import {
  doubtAbout,
  type ListingOnPage,
  listingIn,
  type PhoneOnPage,
  partOf,
  phoneOnPage,
  summaryOf,
} from './listing.ts';
import { remembering } from './remembered.ts';
import { onPage, type Slice } from './split.ts';
import type { Key } from './strings.ts';
import { type Turning, titleOn, turningIn } from './turning.ts';
import { nameIn, type Sentence, type Speaker, type Words } from './wording.ts';

/** What every list has: what it is, and where to go on from it. */
type List = Frame & {
  title: string;
  /** On its first page. */
  lead: string;
  turning: Turning | null;
  /** What the guide does not know, and what to do then. */
  unknown: string;
  others: readonly PageLink[];
};

/** A place in few words; `closed` is said when it is not there any more. */
export type EntryOnPage = {
  href: string;
  name: Words;
  partOf: ListingOnPage['partOf'];
  summary: Sentence | null;
  closed: string | null;
  phones: readonly PhoneOnPage[];
  doubt: string | null;
};

/** Every place of the guide, by its name. */
export type AlphabetPage = List & { view: 'alphabet'; letters: readonly Letter<EntryOnPage>[] };

/** Places that have something in common, whole: their warnings must travel with their numbers. */
export type ListPage = List & {
  view: 'list';
  groups: readonly { heading: string; nothing: string; listings: readonly ListingOnPage[] }[];
  /** Who to call when there is nothing on the whole list. */
  numbers: readonly EmergencyNumber[];
};

/** @param number which of its pages, from 1 */
export function alphabetPage(directory: Directory, speaker: Speaker, number = 1): AlphabetPage {
  const { locale, addresses, anchorOf, paging, t } = speaker;
  const letters = everyPlace(directory, speaker);
  const lettersOn = (page: number) => lettersIn(letters, onPage(paging.list('aToZ'), page));
  const range = (page: number) => {
    const [from = '', to = from] = [lettersOn(page)[0]?.letter, lettersOn(page).at(-1)?.letter];
    return from === to ? from : t('pages.range', { from, to });
  };
  return {
    ...listOf('aToZ', directory, speaker, number, (page) => [range(page)]),
    view: 'alphabet',
    letters: lettersOn(number).map(({ letter, items }) => ({
      letter,
      items: items.map(({ slug, listing }) => {
        const href = addresses.listing(slug, anchorOf(listing.id), locale, paging.pageOf(listing.id));
        return entryIn(listing, href, speaker);
      }),
    })),
  };
}

/** @param number which of its pages, from 1 */
export function listPage(
  name: Exclude<ListName, 'aToZ'>,
  directory: Directory,
  speaker: Speaker,
  number = 1,
): ListPage {
  const { t, paging } = speaker;
  const groups = groupsOf(name, directory, speaker);
  const groupsOn = (page: number) =>
    onPage(paging.list(name), page).flatMap(({ piece, from, to }) => {
      const group = groups[piece];
      return group ? [{ ...group, listings: group.listings.slice(from, to) }] : [];
    });
  return {
    ...listOf(name, directory, speaker, number, (page) => groupsOn(page).map(({ heading }) => t(heading))),
    view: 'list',
    groups: groupsOn(number).map(({ heading, nothing, listings }) => ({
      heading: t(heading),
      nothing: t(nothing ?? 'list.nothing'),
      listings: listings.map((listing) => listingIn(listing, speaker)),
    })),
    numbers: groups.every(({ listings }) => listings.length === 0)
      ? // 911 is for danger; who looks for a place needs the others.
        emergencyIn(directory, speaker).filter(({ href }) => href !== 'tel:911')
      : [],
  };
}

/** Places of a list that stand under one heading. */
export type Group = { heading: Key; nothing?: Key; listings: readonly Listing[] };

/**
 * What stands on a list, in the order of the alphabet. It is remembered for the moment of an edition: a list can have
 * many pages.
 */
export function groupsOf(
  name: Exclude<ListName, 'aToZ'>,
  directory: Directory,
  speaker: Speaker,
): readonly Group[] {
  const known = listsAt(speaker.clock, speaker.locale, () => new Map());
  const groups = known.get(name) ?? groupsAmong(name, placesOf(directory, speaker), speaker);
  known.set(name, groups);
  return groups;
}

// A clock is made for the speakers of one directory (speakerOf).
const listsAt = remembering<Speaker['clock'], Language, Map<ListName, readonly Group[]>>();

function groupsAmong(
  name: Exclude<ListName, 'aToZ'>,
  places: readonly Listing[],
  { clock }: Speaker,
): readonly Group[] {
  switch (name) {
    case 'openNow': {
      const { always, byHours } = openNow(places, clock);
      return [
        { heading: 'list.openNow.always', listings: always },
        { heading: 'list.openNow.byHours', listings: byHours },
      ];
    }
    case 'free':
      return [{ heading: 'list.free.all', listings: free(places) }];
    case 'inSpanish': {
      const { answered, read } = inSpanish(places, clock);
      return [
        { heading: 'list.inSpanish.answered', listings: answered },
        { heading: 'list.inSpanish.read', listings: read },
      ];
    }
    case 'noAppointment': {
      const { walkIn, dayAndNight } = withoutAppointment(places, clock);
      return [
        {
          heading: 'list.noAppointment.walkIn',
          nothing: 'list.noAppointment.nothing',
          listings: walkIn,
        },
        { heading: 'list.noAppointment.dayAndNight', listings: dayAndNight },
      ];
    }
  }
}

/** Every place that is there, in the order of the alphabet. */
function placesOf(directory: Directory, speaker: Speaker): Listing[] {
  return everyPlace(directory, speaker)
    .flatMap(({ items }) => items.map(({ listing }) => listing))
    .filter((listing) => !isGone(listing, speaker.clock.today));
}

type Place = { slug: Text; listing: Listing };

/**
 * Every place and the address of its section, in the order of the alphabet. It is remembered with the directory: the
 * clock, which asks for most editions, changes no name.
 */
export function everyPlace(directory: Directory, speaker: Speaker): readonly Letter<Place>[] {
  const { locale } = speaker;
  return orderIn(directory, locale, () => {
    const places = directory.sections.flatMap(({ slug, all }) => all.map((listing) => ({ slug, listing })));
    return inAlphabet(places, ({ listing }) => nameIn(listing.name, speaker).words, locale);
  });
}

const orderIn = remembering<Directory, Language, readonly Letter<Place>[]>();

/** What of the alphabet stands on a page; it is one piece, and a letter can go on to the next page. */
function lettersIn<Item>(letters: readonly Letter<Item>[], slices: readonly Slice[]): Letter<Item>[] {
  let before = 0;
  return letters.flatMap(({ letter, items }) => {
    const here = slices.flatMap(({ from, to }) =>
      items.slice(Math.max(0, from - before), Math.max(0, to - before)),
    );
    before += items.length;
    return here.length > 0 ? [{ letter, items: here }] : [];
  });
}

function listOf(
  name: ListName,
  directory: Directory,
  speaker: Speaker,
  number: number,
  namesOf: (page: number) => readonly string[],
): List {
  const { locale, t, say, addresses, paging } = speaker;
  const count = paging.list(name).length;
  const addressOf = (page: number) => addresses.list(name, locale, page);
  return {
    ...frameOf({
      directory,
      speaker,
      tabTitle: `${titleOn(number, t(`list.${name}`), speaker)} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.list(name, other, number),
    }),
    title: titleOn(number, t(`list.${name}.title`), speaker),
    turning: turningIn(number, { count, addressOf, namesOf }, speaker),
    lead: number === 1 ? t(`list.${name}.lead`) : '',
    unknown: t(`list.${name}.unknown`),
    others: listLinks(speaker).filter(({ href }) => href !== addresses.list(name, locale)),
  };
}

export function entryIn(listing: Listing, href: string, speaker: Speaker): EntryOnPage {
  const { locale, t, addresses, clock } = speaker;
  const { name, phones, retired } = listing;
  // Who has an old paper looks for the name on it: the name stays, and leads to what helps now.
  if (retired && isGone(listing, clock.today)) {
    return {
      href: addresses.retired(listing.id, locale),
      name: nameIn(name, speaker),
      partOf: null,
      summary: null,
      closed: t('retired.since', { date: dateInWords(retired.on, locale) }),
      phones: [],
      doubt: null,
    };
  }
  const doubt = doubtAbout(listing, speaker);
  return {
    href,
    name: nameIn(name, speaker),
    partOf: partOf(listing, speaker),
    summary: summaryOf(listing, speaker),
    closed: null,
    // One doubt is enough.
    phones: phones.map((phone) => phoneOnPage(doubt ? { ...phone, confirmed: true } : phone, speaker)),
    doubt,
  };
}
