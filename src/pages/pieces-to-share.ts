import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { Listing } from '../model/listing.ts';
import type { Guide, Section } from '../model/page.ts';
import type { ListName } from './addresses.ts';
import { everyPlace, groupsOf } from './browse.ts';
import { contactsBySection } from './contacts.ts';
import {
  loadOfChoice,
  loadOfContact,
  loadOfEntry,
  loadOfHeading,
  loadOfLine,
  loadOfListing,
  loadOfPart,
  type Voice,
} from './loads.ts';
import { placesBySection } from './paper.ts';
import { piecesOf } from './pieces.ts';
import type { Piece } from './split.ts';
import type { Load } from './weight.ts';
import type { Speaker } from './wording.ts';

// What is shared out among pages, in the languages that decide where they go on.

/** How a place is shown. What it weighs as each is asked without a clock, so that it is the same at any time. */
const LOADS = {
  listing: loadOfListing,
  line: loadOfLine,
  entry: loadOfEntry,
  choice: loadOfChoice,
  contact: loadOfContact,
} satisfies Record<string, (listing: Listing, voice: Voice) => Load>;

/** The places under the words of a piece, in the order of each language. */
type Places = {
  as: keyof typeof LOADS;
  count: number;
  listingAt: (index: number, speaker: Speaker) => Listing;
};

function pieceOf(
  deciding: readonly Speaker[],
  words: (speaker: Speaker) => Load,
  { as, count, listingAt }: Places,
): Piece {
  return {
    words: deciding.map(words),
    count,
    thing: (index) => deciding.map((speaker) => LOADS[as](listingAt(index, speaker), speaker)),
    nameOf: (index) => [as, ...deciding.map((speaker) => listingAt(index, speaker).id)].join(' '),
  };
}

/** Of a guide or a section, on one day. */
export function piecesOfTopic(topic: Guide | Section, today: string, deciding: readonly Speaker[]): Piece[] {
  return piecesOf(topic, today).map(({ kind, part, listings }) =>
    pieceOf(
      deciding,
      (speaker) => (part ? loadOfPart(part, speaker) : loadOfHeading(speaker.t('listings.heading'))),
      {
        as: kind === 'gone' ? 'line' : 'listing',
        count: listings.length,
        listingAt: (index) => at(listings, index),
      },
    ),
  );
}

/** The order differs from language to language: what stands on a page is so many places of each order. */
export function alphabet(directory: Directory, deciding: readonly Speaker[]): Piece[] {
  const places = new Map(
    deciding.map((speaker) => [
      speaker.locale.tag,
      everyPlace(directory, speaker).flatMap(({ letter, items }) =>
        items.map(({ listing }, index) => ({ listing, heading: index === 0 ? letter : null })),
      ),
    ]),
  );
  const count = directory.sections.reduce((sum, { all }) => sum + all.length, 0);
  const entryAt = (index: number, { locale }: Speaker) => at(known(places, locale.tag), index);
  const entries = pieceOf(deciding, () => loadOfHeading(), {
    as: 'entry',
    count,
    listingAt: (index, speaker) => entryAt(index, speaker).listing,
  });
  // Which letters come before an entry follows from the order of all of them.
  const withHeading = ({ words, markup }: Load, heading: string | null): Load =>
    heading === null
      ? { words, markup }
      : { words: [heading, ...words], markup: markup + loadOfHeading().markup };
  const thing = (index: number) =>
    entries.thing(index).map((load, which) => withHeading(load, entryAt(index, at(deciding, which)).heading));
  return [{ ...entries, thing }];
}

/** The same places stand under a heading in every language, in the order of each. */
export function groupsOfList(
  name: Exclude<ListName, 'aToZ'>,
  directory: Directory,
  deciding: readonly Speaker[],
): Piece[] {
  const inEach = deciding.map((speaker) => groupsOf(name, directory, speaker));
  return (inEach[0] ?? []).map(({ heading, nothing, listings }, group) =>
    pieceOf(
      deciding,
      ({ t }) => loadOfHeading(t(heading), listings.length > 0 ? '' : t(nothing ?? 'list.nothing')),
      {
        as: 'listing',
        count: listings.length,
        listingAt: (index, speaker) => at(at(at(inEach, deciding.indexOf(speaker)), group).listings, index),
      },
    ),
  );
}

/** The places to choose for paper, by section. */
export function choicesIn(directory: Directory, deciding: readonly Speaker[]): Piece[] {
  return piecesBySection(
    deciding.map((speaker) => placesBySection(directory, speaker)),
    'choice',
    deciding,
  );
}

/** The places to keep in a telephone, by section. */
export function contactsIn(directory: Directory, deciding: readonly Speaker[]): Piece[] {
  return piecesBySection(
    deciding.map((speaker) => contactsBySection(directory, speaker)),
    'contact',
    deciding,
  );
}

function piecesBySection(
  inEach: readonly ReturnType<typeof placesBySection>[],
  as: 'choice' | 'contact',
  deciding: readonly Speaker[],
): Piece[] {
  return (inEach[0] ?? []).map(({ listings }, section) =>
    pieceOf(
      deciding,
      (speaker) => loadOfHeading(at(at(inEach, deciding.indexOf(speaker)), section).heading),
      { as, count: listings.length, listingAt: (index) => at(listings, index) },
    ),
  );
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined)
    throw new Error(`there are ${values.length} things, and number ${index} is asked for`);
  return value;
}
