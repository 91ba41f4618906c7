import { join } from 'node:path';
import { ContentMistakes } from '../../src/content/problems.ts';
import { readYaml } from '../../src/content/yaml.ts';
import type { Edition, Printed } from '../../src/pages/edition.ts';
import { type Accepted, type Press, pressFor } from '../../src/site.ts';
import { readSource, type Source } from '../../src/source.ts';
import { PROJECT } from '../town.ts';
import type { Attack } from './attack.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { type Failures, failuresOf } from './failures.ts';
import { hostileWords, MARK } from './hostile-words.ts';
import { inParallel } from './in-parallel.ts';
import { knownMarkup } from './known-markup.ts';
import { faultsOf, type Known } from './page-faults.ts';

/** Hostile words in any place of the content: either refused, or nothing but words on every page. */
export const hostileContent: Attack = {
  name: 'hostile words anywhere in the content',
  amount: 1_500,
  short: 60,
  unit: 'contents',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const town = await openTown();
    const until = performance.now() + MOST_MS;
    const tally = { accepted: 0, shown: 0, pages: 0 };
    let done = 0;
    await inParallel(amount, AT_ONCE, async (turn) => {
      if (performance.now() > until) return;
      done += 1;
      const planting = plantedIn(town.values, chanceFrom(seed, turn), seed);
      const fail = (what: string) =>
        failures.add(`content ${turn} of seed ${seed} (${planting.where.join('; ')}): ${what}`);
      const seen = await tried(town, planting, { ...failures, add: fail });
      tally.accepted += Number(seen !== null);
      tally.pages += seen?.pages ?? 0;
      tally.shown += Number(seen?.isShown ?? false);
    });
    for (const what of pollution()) failures.add(what);
    if (tally.shown < done / 10)
      failures.add(`of ${done} contents only ${tally.shown} were shown: too few to prove anything`);
    return {
      ...failures.told(),
      amount: done,
      worstMs: null,
      memoryMb: null,
      note: `${tally.accepted} accepted, ${tally.shown} with the words on a page; ${tally.pages} pages read`,
    };
  },
};

/** While one is compressed, another one is read. */
const AT_ONCE = 3;
const MOST_MS = 90_000;
const NOW = new Date('2026-01-11T12:00:00-05:00');

type Town = {
  press: Press;
  source: Source;
  /** Each file as a value, to be planted into. */
  values: ReadonlyMap<string, unknown>;
  edition: Edition;
  known: Known;
};

// A day with an alert.
async function openTown(): Promise<Town> {
  const content = join(PROJECT, 'test', 'fixtures', 'town');
  const press = await pressFor({ content, project: PROJECT, base: '', origin: '' });
  const source = await readSource(press.folders);
  const values = new Map([...source.content.files].map(([name, text]) => [name, readYaml(text).value]));
  const edition = await press.print(await press.accept(source), NOW, null);
  return { press, source, values, edition, known: await knownMarkup(edition) };
}

type Planting = {
  files: ReadonlyMap<string, string>;
  words: readonly string[];
  where: readonly string[];
};

async function tried(
  { press, source, edition: before, known }: Town,
  { files, words }: Planting,
  failures: Failures,
): Promise<{ pages: number; isShown: boolean } | null> {
  let accepted: Accepted;
  try {
    accepted = await press.accept({ ...source, content: { ...source.content, files } });
  } catch (error) {
    if (!(error instanceof ContentMistakes)) failures.add(`reading threw ${error}`);
    return null;
  }
  const edition = await press.print(accepted, NOW, before).catch((error: unknown) => {
    failures.add(`printing threw ${error}`);
    return null;
  });
  if (!edition) return null;
  const untouched = new Set<Printed>([...before.pages.values(), ...errorsOf(before).values()]);
  const look = (place: string, html: string, limits: Known, typed = '') => {
    for (const fault of faultsOf(html, limits, [...words, typed], typed))
      failures.add(`${place} has ${fault}`);
    return html.includes(MARK);
  };
  let [pages, isShown] = [0, false];
  for (const [printed, limits] of [
    [edition.pages, known],
    [errorsOf(edition), { ...known, dresses: known.dresses.map((dress) => ({ ...dress, scripts: [] })) }],
  ] as const) {
    for (const [place, one] of printed) {
      if (untouched.has(one)) continue;
      pages += 1;
      isShown = look(place, one.bytes.identity.toString(), limits) || isShown;
    }
  }
  await edition.searchable();
  const [[place, search] = []] = edition.searches;
  const typed = (words[0] ?? '').replace(/\p{Cc}|\p{Cs}/gu, '').slice(0, 80);
  if (search) look(`${place} for ${typed}`, search.print(typed), known, typed);
  return { pages, isShown };
}

function errorsOf({ errors }: Edition): Map<string, Printed> {
  return new Map(
    Object.entries(errors).flatMap(([status, halves]) =>
      Object.entries(halves).map(
        ([locale, printed]) => [`the error page ${status} ${locale}`, printed] as const,
      ),
    ),
  );
}

type Path = readonly (string | number)[];
type Place = { file: string; path: Path; isText: boolean };

/** Puts hostile words into one to three places; a sentence gets them in both languages. */
function plantedIn(values: ReadonlyMap<string, unknown>, chance: Chance, seed: number): Planting {
  const places = [...values].flatMap(([file, value]) => placesIn(value, file, []));
  const texts = places.filter(({ isText }) => isText);
  const planted = new Map(values);
  const words: string[] = [];
  const where: string[] = [];
  const count = chance.pick([1, 1, 2, 3]);
  for (let time = 0; time < count; time += 1) {
    const { file, path, isText } = chance.pick(chance.percent(70) ? texts : places);
    const hostile = hostileWords(chance, seed);
    const manner = chance.pick(MANNERS);
    const change = (before: string) => manner(before, hostile);
    planted.set(file, changedAt(planted.get(file), path, isText ? bothHalves(change) : asText(change)));
    words.push(hostile);
    where.push(`${JSON.stringify(hostile.slice(0, 80))} at ${file} ${path.join('.')}`);
  }
  if (chance.percent(5)) {
    const { file, path } = chance.pick(places);
    const name = chance.pick(FIELDS);
    planted.set(
      file,
      changedAt(planted.get(file), path.slice(0, -1), (parent) => withField(parent, name)),
    );
    where.push(`a field ${name} at ${file} ${path.slice(0, -1).join('.')}`);
  }
  // JSON is YAML.
  const files = new Map([...planted].map(([file, value]) => [file, JSON.stringify(value, null, 1)]));
  return { files, words, where };
}

const FIELDS = ['__proto__', 'constructor', 'prototype', 'toString', 'style', 'onclick'];

const MANNERS: readonly ((before: string, hostile: string) => string)[] = [
  (_before, hostile) => hostile,
  (before, hostile) => `${before} ${hostile}`,
  (before, hostile) => `${hostile} ${before}`,
  (before, hostile) => before.replace(/\s|$/, () => ` ${hostile} `),
  (before, hostile) => before + hostile,
];

// A sentence is a place as a whole, and so is each of its halves.
function placesIn(value: unknown, file: string, path: Path): Place[] {
  if (typeof value === 'string') return [{ file, path, isText: false }];
  if (typeof value !== 'object' || value === null) return [];
  const isText = 'en' in value && typeof value.en === 'string' && path.at(-1) !== 'slug';
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, file, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesIn(item, file, [...path, name]));
  return isText ? [{ file, path, isText }, ...inside] : inside;
}

type Change = (value: unknown) => unknown;

function asText(change: (before: string) => string): Change {
  return (value) => (typeof value === 'string' ? change(value) : value);
}

function bothHalves(change: (before: string) => string): Change {
  return (value) =>
    Object.fromEntries(
      Object.entries(value ?? {}).map(([name, half]) =>
        name === 'en' || name === 'es' ? [name, change(String(half))] : [name, half],
      ),
    );
}

function changedAt(value: unknown, [step, ...rest]: Path, change: Change): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? changedAt(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, item]) => [
      name,
      name === step ? changedAt(item, rest, change) : item,
    ]),
  );
}

function withField(value: unknown, name: string): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  // An object of fromEntries has a field of this name instead of another prototype.
  return Object.fromEntries([...Object.entries(value), [name, { polluted: MARK }]]);
}

function pollution(): string[] {
  const names = Object.keys(Object.prototype);
  const isPolluted = 'polluted' in {} || 'polluted' in [] || 'polluted' in (() => {});
  return names.length > 0 || isPolluted ? [`every object has ${names.join(', ') || 'polluted'} now`] : [];
}
