import { describe, expect, test } from 'vitest';
import { sharerAfter } from '../../src/pages/known-shares.ts';
import { type Measure, type Piece, split } from '../../src/pages/split.ts';
import type { Load } from '../../src/pages/weight.ts';
import { openSite } from '../../src/site.ts';
import { PROJECT } from '../town.ts';

const load = (words: string, markup = 100): Load => ({ words: words.split(' '), markup });
const piece = (heading: string, ...things: string[]): Piece => ({
  words: [load(heading)],
  count: things.length,
  thing: (index) => [load(things[index] ?? '')],
  nameOf: (index) => things[index] ?? '',
});
const measure = (bytes = 500, first = 'a first page', further = 'a further page'): Measure => ({
  first: [load(first)],
  further: [load(further)],
  rooms: [{ bytes, lasting: bytes }],
});
const PIECES = [piece('some words'), piece('places', 'one place', 'another', 'a third')];

/** What was shared out before, with an answer that only a look-up gives. */
async function remembered() {
  const { shareOut, asked } = sharerAfter(new Map());
  expect(await shareOut(PIECES, measure())).toEqual(await split(PIECES, measure()));
  const [digest = ''] = asked.keys();
  return new Map([[digest, [[{ piece: 7, from: 7, to: 7 }]]]]);
}

test('what was shared out before is looked up', async () => {
  const before = await remembered();
  const again = [piece('some words'), piece('places', 'one place', 'another', 'a third')];
  expect(await sharerAfter(before).shareOut(again, measure())).toBe([...before.values()][0]);
});

describe('is shared out anew with', () => {
  test.each<[string, Piece[], Measure]>([
    ['less room', PIECES, measure(499)],
    ['less room that lasts', PIECES, { ...measure(), rooms: [{ bytes: 500, lasting: 499 }] }],
    ['another head of the first page', PIECES, measure(500, 'A first page')],
    ['another head of further pages', PIECES, measure(500, undefined, 'A further page')],
    ['another heading', [piece('some words'), piece('Places', 'one place', 'another', 'a third')], measure()],
    ['more markup', [{ ...piece(''), words: [load('some words', 101)] }, ...PIECES.slice(1)], measure()],
    ['another place', [piece('some words'), piece('places', 'one place', 'a fourth', 'a third')], measure()],
    ['another order', [piece('some words'), piece('places', 'another', 'one place', 'a third')], measure()],
    ['a place less', [piece('some words'), piece('places', 'one place', 'another')], measure()],
    [
      'a place elsewhere',
      [piece('some words', 'one place'), piece('places', 'another', 'a third')],
      measure(),
    ],
  ])('%s', async (_, pieces, by) => {
    const before = await remembered();
    const { shareOut, asked } = sharerAfter(before);
    expect(await shareOut(pieces, by)).toEqual(await split(pieces, by));
    expect([...asked.keys()]).not.toEqual([...before.keys()]);
  });
});

test('only what is asked for is kept for the next time', async () => {
  const { shareOut, asked } = sharerAfter(await remembered());
  await shareOut(PIECES.slice(1), measure());
  expect([...asked.values()]).toEqual([await split(PIECES.slice(1), measure())]);
});

describe('the guide, printed again for the clock', () => {
  const settings = { content: `${PROJECT}content`, project: PROJECT, base: '', origin: '' };
  const open = (moment: string) => openSite(settings, new Date(moment), 'on demand');

  test('is shared out like one that starts then, and what the clock left alone is looked up', async () => {
    const { site, press, accepted } = await open('2026-11-24T07:00:00-05:00');
    const before = site.edition.shares;
    // By then laws wait to be read again, and other places are open.
    const later = '2027-08-24T12:00:00-05:00';
    const again = await press.print(accepted, new Date(later), site.edition);
    const fresh = (await open(later)).site.edition;
    expect([...again.shares]).toEqual([...fresh.shares]);
    const known = [...again.shares].filter(([digest, shares]) => before.get(digest) === shares);
    expect(known.length).toBeGreaterThan(5);
    expect(known.length).toBeLessThan(again.shares.size);
  });
});
