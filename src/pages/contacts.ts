import type { Directory } from '../model/directory.ts';
import { isSafeToKeep, type Listing } from '../model/listing.ts';
import { type Frame, frameOf } from './frame.ts';
import { placesBySection } from './paper.ts';
import { onPage } from './split.ts';
import { type Turning, titleOn, turningIn } from './turning.ts';
import { nameIn, type Speaker, type Words } from './wording.ts';

/** Places as contacts for a telephone. Numbers are in the contacts, with what is not sure about them. */
export type ContactsPage = Frame & {
  view: 'contacts';
  title: string;
  /** Whether the words about what a contact leaves behind stand on it: on the first of several pages. */
  isFirst: boolean;
  groups: readonly { heading: string; places: readonly { href: string; name: Words }[] }[];
  turning: Turning | null;
};

/** @param number which of its pages, from 1 */
export function contactsPage(directory: Directory, speaker: Speaker, number = 1): ContactsPage {
  const { locale, t, say, addresses, paging, anchorOf } = speaker;
  const sections = contactsBySection(directory, speaker);
  const sectionsOn = (page: number) =>
    onPage(paging.contacts, page).flatMap(({ piece, from, to }) => {
      const section = sections[piece];
      return section ? [{ ...section, listings: section.listings.slice(from, to) }] : [];
    });
  return {
    ...frameOf({
      directory,
      speaker,
      tabTitle: `${titleOn(number, t('contacts.tab'), speaker)} – ${say(directory.site.name)}`,
      addressIn: (other) => addresses.contacts(other, number),
    }),
    view: 'contacts',
    title: titleOn(number, t('contacts.title'), speaker),
    isFirst: number === 1,
    groups: sectionsOn(number).map(({ heading, listings }) => ({
      heading,
      places: listings.map((listing) => ({
        href: addresses.contact(anchorOf(listing.id), locale),
        name: nameIn(listing.name, speaker),
      })),
    })),
    turning: turningIn(
      number,
      {
        count: paging.contacts.length,
        addressOf: (page) => addresses.contacts(locale, page),
        namesOf: (page) => sectionsOn(page).map(({ heading }) => heading),
      },
      speaker,
    ),
  };
}

/** The places that can be kept, under what the home page calls their need. */
export function contactsBySection(
  directory: Directory,
  speaker: Speaker,
): { heading: string; listings: readonly Listing[] }[] {
  return placesBySection(directory, speaker)
    .map(({ heading, listings }) => ({ heading, listings: listings.filter(isSafeToKeep) }))
    .filter(({ listings }) => listings.length > 0);
}
