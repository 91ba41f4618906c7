import { readFile } from 'node:fs/promises';
import type { Directory } from '../src/model/directory.ts';
import { countOf } from '../src/model/postings.ts';
import { find } from '../src/model/search.ts';
import { indexOf, type SearchIndex } from '../src/model/search-index.ts';
import { openSite } from '../src/site.ts';
import { inventedWords, withInventedListings } from './invented.ts';
import { judge, readQueries } from './queries.ts';

/**
 * How well the search finds what people mean, and how long it takes.
 *
 *     npm run bench:search
 */

const ROUNDS = 40;
const SIZES = [0, 100, 1_000, 10_000];

async function run(): Promise<void> {
  const { accepted } = await openSite({ content: 'content', project: '.', base: '', origin: '' });
  const { directory } = accepted;
  const queries = readQueries(await readFile('bench/queries.yaml', 'utf8'));

  const index = await indexFor(directory);
  const { misses, atFirst, atThird } = judge(index, queries);
  console.log(`\nWhat people mean (${queries.length} searches, bench/queries.yaml)`);
  console.table(
    atFirst.map(({ locale, count, share }, at) => ({
      language: locale,
      searches: count,
      'recall@1': share.toFixed(3),
      'recall@3': (atThird[at]?.share ?? 0).toFixed(3),
    })),
  );
  for (const { q, locale, found, expect } of misses) {
    console.log(
      `  ${locale} “${q}”: ${found.slice(0, 3).join(', ') || 'nothing'}; expected ${expect.join(' or ')}`,
    );
  }

  console.log('\nHow long a search takes, in ms');
  const times = [];
  for (const size of SIZES)
    times.push(
      await timesAt(
        directory,
        size,
        queries.map(({ q }) => q),
      ),
    );
  console.table(times);
}

async function timesAt(directory: Directory, listings: number, real: readonly string[]) {
  const guide = listings === 0 ? directory : withInventedListings(directory, listings);
  const before = memory();
  const begun = performance.now();
  const index = await indexFor(guide);
  const made = performance.now() - begun;
  const after = memory();
  const word = inventedWords(7);
  const invented = Array.from({ length: 400 }, (_, number) =>
    Array.from({ length: 1 + (number % 8) }, () => (number % 3 === 0 ? misspelt(word()) : word())).join(' '),
  );
  const searches = listings === 0 ? real : [...real, ...invented];
  const all = measured(index, searches);
  // One search again and again: its median, so that a pause of the machine is not counted against it.
  const slowest = hardest(index)
    .map((typed) => at(measured(index, [typed]), 0.5))
    .sort()
    .at(-1);
  return {
    'listings added': listings,
    words: index.vocabulary.size,
    'index made in': Math.round(made),
    'index MB': ((after - before) / 1e6).toFixed(1),
    p50: at(all, 0.5),
    p99: at(all, 0.99),
    hardest: slowest,
  };
}

async function indexFor(directory: Directory): Promise<SearchIndex> {
  return indexOf(directory);
}

/** Searches made to be slow: eight words each, misspelt, or in every listing, or that begin many, or hardly letters. */
function hardest({ vocabulary, postings }: SearchIndex): string[] {
  const ids = Array.from({ length: vocabulary.size }, (_, id) => id);
  const usual = ids
    .sort((one, other) => countOf(postings, other) - countOf(postings, one))
    .map(vocabulary.writtenAs);
  const long = usual.filter(({ length }) => length >= 9);
  const inEights = (words: readonly string[]) => words.slice(0, 8).join(' ');
  return [
    inEights(usual.slice(0, 60).sort((one, other) => one.length - other.length)),
    inEights(long.slice(0, 8).map(misspelt)),
    inEights(long.slice(8, 16).map((one) => misspelt(misspelt(one)))),
    inEights(usual.map((one) => one.slice(0, 4)).filter(({ length }) => length === 4)),
    'qwrtpsdf xcvbnmlk zxcvbnmq wrtypsdf ghjklzxc vbnmqwrt psdfghjk lzxcvbnm',
    '\uFDFA'.repeat(80),
    'ñ'.repeat(80),
    'a1'.repeat(40),
  ];
}

function misspelt(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle) + word.slice(middle + 1);
}

function measured(index: SearchIndex, searches: readonly string[]): number[] {
  const times: number[] = [];
  // The first rounds only warm up.
  for (let round = -5; round < ROUNDS; round += 1) {
    for (const typed of searches) {
      const begun = performance.now();
      find(index, typed);
      if (round >= 0) times.push(performance.now() - begun);
    }
  }
  return times.sort((one, other) => one - other);
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3);
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

await run();
