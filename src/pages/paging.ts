import { setImmediate as breath } from 'node:timers/promises';
import { LOCALES } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { Section } from '../model/page.ts';
import { LIST_NAMES, type ListName } from './addresses.ts';
import { everyPlace, groupsOf } from './browse.ts';
import { type Frame, frameOf } from './frame.ts';
import type { ShareOut } from './known-shares.ts';
import {
  type Around,
  aroundChoice,
  aroundContacts,
  aroundList,
  aroundTopic,
  loadOfLinkedData,
} from './loads.ts';
import { frameOfPaper } from './paper-frame.ts';
import { listingsOn, piecesOf } from './pieces.ts';
import { alphabet, choicesIn, contactsIn, groupsOfList, piecesOfTopic } from './pieces-to-share.ts';
import { hasRoomFor, type Measure, onPage, type Room, type Shares } from './split.ts';
import type { Speaker } from './wording.ts';

/** What stands on which page, where there is too much for one. It is the same in every language. */
export type Paging = {
  /** Of a guide or a section, by its id. */
  topic: (id: string) => Shares;
  /** Of a list; the one from A to Z is one piece. */
  list: (name: ListName) => Shares;
  /** Of the places to choose for paper, by section. */
  choice: Shares;
  /** Of the places to keep in a telephone, by section. */
  contacts: Shares;
  /** Whether a page of a guide or a section has room for what programs are told of its places; readers come first. */
  hasRoomForLinkedData: (id: string, number: number) => boolean;
  /** On which page of its section a place stands. */
  pageOf: (listing: string) => number;
};

/** Everything on its first page, as long as nobody has decided. */
export const ON_ONE_PAGE: Paging = {
  topic: () => [],
  list: () => [],
  choice: [],
  contacts: [],
  hasRoomForLinkedData: () => false,
  pageOf: () => 1,
};

/** How many bytes a page takes on the wire with nothing in it, without its headers. */
export type WeighFrame = (frame: Frame) => Promise<number>;

/** What fits into the first flight of a connection (RFC 6928): whoever asks for a page waits once. */
const FIRST_FLIGHT = 14_600;
/** The first line and the headers of an answer, and a little to spare; test/guide/pages.test.ts weighs the real ones. */
const HEADERS = 1_600;

/**
 * Decides where pages go on, before anything is printed. English and Spanish are weighed, and the heavier one decides:
 * a further language does not move what readers of another one know.
 * @param speakers one for each language; what they know of paging is not asked
 */
export async function pagingOf(
  directory: Directory,
  speakers: readonly Speaker[],
  weighFrame: WeighFrame,
  shareOut: ShareOut,
): Promise<Paging> {
  const deciding = speakers.filter(({ locale }) => LOCALES.some((tag) => tag === locale.tag));
  const own = deciding.map(({ locale }) => locale);
  const today = todayOf(deciding);
  const roomsIn = async (frame: (speaker: Speaker) => Frame) => {
    const roomFor = async (speaker: Speaker) => FIRST_FLIGHT - HEADERS - (await weighFrame(frame(speaker)));
    const rooms: Room[] = [];
    // One after the other, so that a running site goes on answering.
    for (const one of deciding) {
      const bytes = await roomFor(one);
      const hasFurther = one.languages.length > own.length;
      rooms.push({ bytes, lasting: hasFurther ? await roomFor({ ...one, languages: own }) : bytes });
    }
    return rooms;
  };
  const rooms = await roomsIn((speaker) => frameOfNothing(directory, speaker));
  const paperRooms = await roomsIn((speaker) => frameOfPaper('on-paper', directory, speaker));
  const shares = { topics: new Map<string, Shares>(), lists: new Map<string, Shares>() };
  const numbers = new Map<string, number>();
  const full = new Set<string>();
  for (const topic of [...directory.guides, ...directory.sections]) {
    const around = (speaker: Speaker) => aroundTopic(topic, speaker);
    const measure = measureOf(around, deciding, rooms);
    const pieces = piecesOfTopic(topic, today, deciding);
    const pages = await shareOut(pieces, measure);
    shares.topics.set(topic.id, pages);
    const onFirst = onPage(pages, 1).flatMap((slice) => listingsOn(piecesOf(topic, today), slice));
    const forPrograms = deciding.map((speaker) => loadOfLinkedData(onFirst, speaker));
    if (!(await hasRoomFor(forPrograms, pieces, pages, measure))) full.add(topic.id);
    for (const [id, number] of 'all' in topic ? numbersIn(topic, today, pages) : []) numbers.set(id, number);
  }
  for (const name of LIST_NAMES) {
    // Each language in a turn of its own, so that readers have theirs; it is remembered, and asked for again below.
    for (const speaker of deciding) {
      await breath();
      if (name === 'aToZ') everyPlace(directory, speaker);
      else groupsOf(name, directory, speaker);
    }
    await breath();
    const around = (speaker: Speaker) => aroundList(name, speaker);
    const pieces = name === 'aToZ' ? alphabet(directory, deciding) : groupsOfList(name, directory, deciding);
    shares.lists.set(name, await shareOut(pieces, measureOf(around, deciding, rooms)));
  }
  // Nothing can be chosen where nobody answers.
  const isAnswered = deciding.every(({ host }) => host === 'server');
  const placesToChoose = isAnswered ? choicesIn(directory, deciding) : [];
  const choice = await shareOut(placesToChoose, measureOf(aroundChoice, deciding, paperRooms));
  const inContacts = measureOf(aroundContacts, deciding, rooms);
  const contacts = await shareOut(contactsIn(directory, deciding), inContacts);
  return decided({ ...shares, choice, contacts, numbers, full });
}

type Decided = {
  topics: ReadonlyMap<string, Shares>;
  lists: ReadonlyMap<string, Shares>;
  choice: Shares;
  contacts: Shares;
  numbers: ReadonlyMap<string, number>;
  full: ReadonlySet<string>;
};

// Here nobody knows who weighed: functions of one scope keep all that any of them uses.
function decided({ topics, lists, choice, contacts, numbers, full }: Decided): Paging {
  return {
    topic: (id) => known(topics, id),
    list: (name) => known(lists, name),
    choice,
    contacts,
    hasRoomForLinkedData: (id, number) => number > 1 || !full.has(id),
    pageOf: (id) => numbers.get(id) ?? 1,
  };
}

function frameOfNothing(directory: Directory, speaker: Speaker): Frame {
  return frameOf({ directory, speaker, tabTitle: '', addressIn: speaker.addresses.home });
}

function measureOf(
  around: (speaker: Speaker) => Around,
  deciding: readonly Speaker[],
  rooms: readonly Room[],
): Measure {
  const both = deciding.map(around);
  return { first: both.map(({ first }) => first), further: both.map(({ further }) => further), rooms };
}

function numbersIn(section: Section, today: string, pages: Shares): [string, number][] {
  const pieces = piecesOf(section, today);
  return pages.flatMap((slices, index) =>
    slices.flatMap((slice) => listingsOn(pieces, slice).map(({ id }): [string, number] => [id, index + 1])),
  );
}

function todayOf([speaker]: readonly Speaker[]): string {
  return speaker?.clock.today ?? '';
}
