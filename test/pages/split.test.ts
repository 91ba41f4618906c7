import { expect, test } from 'vitest';
import { hasRoomFor, type Measure, type Piece, split } from '../../src/pages/split.ts';
import type { Load } from '../../src/pages/weight.ts';

const heavy = (markup: number): Load => ({ words: [], markup });
/** A part of a page: how heavy its words are, and each of the things under them, in one language. */
const part = (words: number, ...things: number[]): Piece => ({
  words: [heavy(words)],
  count: things.length,
  thing: (index) => [heavy(things[index] ?? 0)],
  nameOf: String,
});
const times = (count: number, weight: number) => Array.from({ length: count }, () => weight);
const room = (bytes: number, lasting = bytes) => ({ bytes, lasting });
const A_PAGE: Measure = { first: [heavy(100)], further: [heavy(100)], rooms: [room(1100)] };

/** What stands on each page: “0:0-3” is the first three things of the first part. */
const pages = async (parts: readonly Piece[], measure = A_PAGE) =>
  (await split(parts, measure)).map((slices) =>
    slices.map(({ piece, from, to }) => `${piece}:${from}-${to}`).join(' '),
  );

test('what fits is one page, also when it is full', async () => {
  expect(await pages([part(500), part(100, 200, 200)])).toEqual(['0:0-0 1:0-2']);
});

test('a part stays whole, and goes on to the next page when there is no room for it', async () => {
  expect(await pages([part(500), part(100, 100, 100), part(100, 200, 200)])).toEqual([
    '0:0-0 1:0-2',
    '2:0-2',
  ]);
});

test('only a part that no page can hold is split, and nobody turns a page for one thing alone', async () => {
  expect(await pages([part(300), part(100, ...times(12, 100))])).toEqual([
    '0:0-0 1:0-4',
    '1:4-10',
    '1:10-12',
  ]);
});

test('the first page is not left empty, also when what comes first fits the second one better', async () => {
  const crowded: Measure = { first: [heavy(700)], further: [heavy(0)], rooms: [room(1100)] };
  expect(await pages([part(0, 200, 200, 200, 200)], crowded)).toEqual(['0:0-1', '0:1-4']);
});

test('words are never split, however heavy they are', async () => {
  expect(await pages([part(3000), part(3000)])).toEqual(['0:0-0 1:0-0']);
});

test('words stay on the first page, with the places before them, when there is room', async () => {
  const parts = [part(100, 200), part(400), part(100, 300)];
  expect(await pages(parts)).toEqual(['0:0-1 1:0-0', '2:0-1']);
});

test('the heavier language decides', async () => {
  const inBoth = (spanish: number): Piece => ({
    words: [heavy(100), heavy(100)],
    count: 2,
    thing: () => [heavy(200), heavy(spanish)],
    nameOf: String,
  });
  const both: Measure = {
    first: [heavy(0), heavy(0)],
    further: [heavy(0), heavy(0)],
    rooms: [room(1100), room(1100)],
  };
  expect(await pages([inBoth(200), inBoth(200)], both)).toHaveLength(1);
  expect(await pages([inBoth(200), inBoth(400)], both)).toHaveLength(2);
});

test('a further language that takes room moves nothing that is on several pages, as long as it fits', async () => {
  const crowd = [part(300), part(100, ...times(12, 100))];
  const within = (bytes: number) => pages(crowd, { ...A_PAGE, rooms: [room(bytes, 1100)] });
  expect(await within(1000)).toEqual(await pages(crowd));
  expect(await within(800)).not.toEqual(await pages(crowd));
  // What is on one page has its own room.
  expect(await pages([part(500), part(400)], { ...A_PAGE, rooms: [room(1000, 1100)] })).toHaveLength(1);
  expect(
    await pages([part(500, 100), part(300, 100)], { ...A_PAGE, rooms: [room(1000, 1100)] }),
  ).toHaveLength(2);
});

test('all things stand on the pages once, in order, however many there are', async () => {
  const shares = await split([part(300), part(50, ...times(1000, 90))], A_PAGE);
  const seen = shares.flatMap((slices) =>
    slices
      .filter(({ piece }) => piece === 1)
      .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
  );
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index));
});

test('what readers do not need is left out of a first page that is full, which is not split for it', async () => {
  const parts = [part(500), part(100, 200, 150)];
  const shares = await split(parts, A_PAGE);
  expect(shares).toHaveLength(1);
  expect(await hasRoomFor([heavy(50)], parts, shares, A_PAGE)).toBe(true);
  expect(await hasRoomFor([heavy(51)], parts, shares, A_PAGE)).toBe(false);
});
