import type { Directory } from '../model/directory.ts';
import { isGone, type Listing } from '../model/listing.ts';
import { free, inSpanish, openNow, withoutAppointment } from '../model/lists.ts';
import type { ListName } from './addresses.ts';
import { inAlphabet, type Letter } from './alphabet.ts';
import type { PageLink } from './blocks.ts';
import { dateInWords } from './dates.ts';
import { type EmergencyNumber, emergencyIn, type Frame, frameOf, listLinks } from './frame.ts';
import {
  doubtAbout,
  type ListingOnPage,
  listingIn,
  type PhoneOnPage,
  partOf,
  phoneOnPage,
  summaryOf,
} from './listing.ts';
import type { Key } from './strings.ts';
import { nameIn, type Sentence, type Speaker, type Words } from './wording.ts';

/** What every list has: what it is, and where to go on from it. */
type List = Frame & {
  title: string;
  lead: string;
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

export function alphabetPage(directory: Directory, speaker: Speaker): AlphabetPage {
  const { locale } = speaker;
  const places = directory.sections.flatMap(({ slug, all }) => all.map((listing) => ({ slug, listing })));
  const letters = inAlphabet(places, ({ listing }) => nameIn(listing.name, speaker).words, locale);
  return {
    ...listOf('aToZ', directory, speaker),
    view: 'alphabet',
    letters: letters.map(({ letter, items }) => ({
      letter,
      items: items.map(({ slug, listing }) =>
        entryIn(listing, speaker.addresses.listing(slug, speaker.anchorOf(listing.id), locale), speaker),
      ),
    })),
  };
}

export function listPage(name: Exclude<ListName, 'aToZ'>, directory: Directory, speaker: Speaker): ListPage {
  const { t } = speaker;
  const groups = groupsOf(name, placesOf(directory, speaker), speaker);
  return {
    ...listOf(name, directory, speaker),
    view: 'list',
    groups: groups.map(({ heading, nothing, listings }) => ({
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

type Group = { heading: Key; nothing?: Key; listings: readonly Listing[] };

function groupsOf(
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
  const { locale, clock } = speaker;
  const here = directory.sections.flatMap(({ all }) => all).filter((one) => !isGone(one, clock.today));
  return inAlphabet(here, ({ name }) => nameIn(name, speaker).words, locale).flatMap(({ items }) => items);
}

function listOf(name: ListName, directory: Directory, speaker: Speaker): List {
  const { locale, t, say, addresses } = speaker;
  return {
    ...frameOf({
      directory,
      speaker,
      tabTitle: `${t(`list.${name}`)} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.list(name, other),
    }),
    title: t(`list.${name}.title`),
    lead: t(`list.${name}.lead`),
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
