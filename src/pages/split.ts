import { setImmediate as breath } from 'node:timers/promises';
import { emptyScale, type Load } from './weight.ts';

/** What something takes in each of the languages that decide. */
export type Loads = readonly Load[];

/** A piece of a page: words that stay together, and the things under them, which may go on to a further page. */
export type Piece = {
  words: Loads;
  count: number;
  thing: (index: number) => Loads;
  /** Two things of one name weigh the same, as long as the content and the words of the site are the same. */
  nameOf: (index: number) => string;
};

/** Things of a piece, by their places, from one to before another. Its first slice has its words. */
export type Slice = { piece: number; from: number; to: number };

/** What each page holds, in order. */
export type Shares = readonly (readonly Slice[])[];

/** What a page holds, by its number from 1. */
export function onPage(shares: Shares, number: number): readonly Slice[] {
  const slices = shares[number - 1];
  if (!slices) throw new Error(`there is no page ${number} of ${shares.length}`);
  return slices;
}

/**
 * How many bytes a page may have, and how many it might have if the guide were in no further language: what is shared
 * out among pages stays where it is when one comes.
 */
export type Room = { bytes: number; lasting: number };

/** What stands around the pieces, on the first page and on each further one, and the room of a page in each language. */
export type Measure = { first: Loads; further: Loads; rooms: readonly Room[] };

/** How full a page is made when there are several; one page alone may be as full as it can. */
const FULL = 0.9;

/**
 * Shares pieces out among as few pages as there must be. Pieces stay whole: those after which no piece of words alone
 * comes go on to further pages, and only one that no page could hold is split, between two of its things. Words are
 * never split, however heavy they are.
 */
export async function split(pieces: readonly Piece[], { first, further, rooms }: Measure): Promise<Shares> {
  const all = pieces.map(wholeSlice);
  const whole = rooms.map(({ bytes }) => bytes);
  if (await isLaid(pieces, trayWith(first, whole))) return [all];
  const full = rooms.map(({ bytes, lasting }) => Math.min(bytes, lasting * FULL));
  const moving = await firstMoving(pieces, trayWith(first, whole));
  if (moving === pieces.length) return [all];
  const page = all.slice(0, moving);
  let tray = trayWith(first, full);
  await isLaid(pieces.slice(0, moving), tray);
  const pages = [page];
  const turn = () => {
    tray = trayWith(further, full);
    pages.push([]);
  };
  for (const [index, piece] of pieces.entries()) {
    if (index < moving) continue;
    const laid = await laidOf(piece, tray);
    if (laid === piece.count) {
      pages.at(-1)?.push(wholeSlice(piece, index));
      continue;
    }
    const isEmpty = pages.at(-1)?.length === 0;
    const isWhole = piece.count === 0 || (await laidOf(piece, trayWith(further, full))) === piece.count;
    let from = 0;
    // The first page is never without anything.
    if (isEmpty || (!isWhole && laid >= FEWEST)) {
      from = Math.min(piece.count, Math.max(1, laid));
      pages.at(-1)?.push({ piece: index, from: 0, to: from });
      if (from === piece.count) continue;
    }
    do {
      turn();
      // What no page can hold stands on one alone.
      const to = from + Math.max(1, await laidOf(piece, tray, from));
      pages.at(-1)?.push({ piece: index, from, to: Math.min(to, piece.count) });
      from = to;
    } while (from < piece.count);
  }
  return withCompany(pages);
}

/** Whether the first page has room for more than it must hold. Further ones have: they are never filled. */
export async function hasRoomFor(
  more: Loads,
  pieces: readonly Piece[],
  shares: Shares,
  { first, rooms }: Measure,
): Promise<boolean> {
  const tray = trayWith(
    first,
    rooms.map(({ bytes }) => bytes),
  );
  for (const { piece, from, to } of onPage(shares, 1)) {
    const one = pieces[piece];
    if (one) await laidOf({ ...one, count: to }, tray, from);
  }
  return tray(more);
}

/** Fewer things than this are not left behind under a heading that goes on. */
const FEWEST = 2;

function wholeSlice({ count }: Piece, piece: number): Slice {
  return { piece, from: 0, to: count };
}

/** The first piece that may stand on a further page. */
async function firstMoving(pieces: readonly Piece[], tray: Tray): Promise<number> {
  const after = pieces.findLastIndex(({ count }) => count === 0) + 1;
  if (await isLaid(pieces.slice(0, after), tray)) return after;
  const first = pieces.findIndex(({ count }) => count > 0);
  return first < 0 ? pieces.length : first;
}

/** Nobody turns a page for one thing alone, if the page before can spare another. */
function withCompany(pages: readonly (readonly Slice[])[]): Shares {
  const [before, last] = pages.slice(-2);
  const [only] = last ?? [];
  const spared = before?.at(-1);
  const isLonely = last?.length === 1 && only && only.to - only.from === 1;
  if (!before || !isLonely || spared?.piece !== only.piece || spared.to - spared.from <= FEWEST) return pages;
  return [
    ...pages.slice(0, -2),
    [...before.slice(0, -1), { ...spared, to: spared.to - 1 }],
    [{ ...only, from: only.from - 1 }],
  ];
}

/** A page that is being filled: lays something on it, and says whether it has room for it. */
type Tray = (loads: Loads) => boolean;

function trayWith(around: Loads, rooms: readonly number[]): Tray {
  const filled = rooms.map((room, index) => ({ room, weight: 0, scale: emptyScale(), index }));
  const lay: Tray = (loads) => {
    for (const one of filled) {
      const load = loads[one.index];
      if (load) one.weight += one.scale.add(load);
    }
    return filled.every(({ room, weight }) => weight <= room);
  };
  lay(around);
  return lay;
}

async function isLaid(pieces: readonly Piece[], tray: Tray): Promise<boolean> {
  for (const piece of pieces) {
    if ((await laidOf(piece, tray)) < piece.count) return false;
  }
  return true;
}

/** How many things of a piece have room on a page, from one of them on; less than none when not even its words have. */
async function laidOf(piece: Piece, tray: Tray, from = 0): Promise<number> {
  if (!tray(piece.words)) return -1;
  for (let index = from; index < piece.count; index += 1) {
    if (!tray(piece.thing(index))) return index - from;
    // A running site goes on answering.
    if (index % THINGS_IN_A_BREATH === 0) await breath();
  }
  return piece.count - from;
}

const THINGS_IN_A_BREATH = 50;
