import { load } from 'cheerio';
import { type Content, filesOf } from '../../src/content/content.ts';
import { MAX_BYTES } from '../../src/content/file.ts';
import { contentOf } from '../../src/content/load.ts';
import { ContentMistakes, type Problem } from '../../src/content/problems.ts';
import { type Snapshot, TRANSLATIONS } from '../../src/content/snapshot.ts';
import { textsIn } from '../../src/content/texts.ts';
import { readYaml } from '../../src/content/yaml.ts';
import { LOCALES, type Text } from '../../src/locale.ts';
import { directoryOf } from '../../src/model/directory.ts';
import { addressesUnder } from '../../src/pages/addresses.ts';
import { type Edition, printEdition } from '../../src/pages/edition.ts';
import { loadViews } from '../../src/pages/views.ts';
import { readSource, wordsOf } from '../../src/source.ts';
import { PROJECT } from '../town.ts';

/** One file of a content folder, harmed. */
export type Mutated = { name: string; text: string; how: readonly string[] };

/**
 * What case `number` of a seed does to one file of a set. The same numbers do the same.
 * @param files the texts of the set, by name
 */
export function mutate(
  files: ReadonlyMap<string, string>,
  name: string,
  seed: number,
  number: number,
): Mutated {
  const random = randomOf(seed, number);
  let text = files.get(name) ?? '';
  const how = Array.from({ length: random.of([1, 1, 1, 2, 2, 4]) }, () => random.of(HARMS));
  for (const [, harm] of how) text = harm(text, random, files.get(random.of([...files.keys()])) ?? '');
  return { name, text: asRead(text), how: how.map(([what]) => what) };
}

type Random = { below(limit: number): number; of<One>(list: readonly One[]): One };

// Mulberry32: small, and the same on every machine.
function randomOf(seed: number, number: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, of: (list) => list[below(list.length)] as (typeof list)[number] };
}

// As the reader of files hands a text over: at most 64 KB, no mark at the front, composed.
function asRead(text: string): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, MAX_BYTES)).normalize('NFC');
}

type Harm = (text: string, random: Random, other: string) => string;

const SIGNS = [
  ...'"\'“”‘’`:#-?@%&*!|>[]{},\\~=.;/<_$ \t\n\r',
  ...': | #| # |- |? |&a |*a |!!str |!|<<: |@x|%YAML 1.2|```|---\n|\n---\n|\n...\n|\n\n|\r\n|  | \t|\\u0000|\\x00|\\uD800|\\uDC00|\\u202E'.split(
    '|',
  ),
  ...'\0 \x01 \x07 \b \x0b \f \x1b \x7f \x85 \xa0 \xad \u200b \u200d \u200e \u202e \u2028 \u2029 \u2066 \u2800 \u3164 \ufeff \ufffd \uffff \ud800 \u0301 \u{e0041} \u{1f600}'.split(
    ' ',
  ),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '&lt;script&gt;',
  '<!--',
  'javascript:alert(1)',
  'https://a@b.example/',
  '06106',
  '1 Elm Street',
];

const VALUES = [
  ...'null|~||true|false|yes|0|12|-1|.5|1e9|.inf|2026-11-24|2026-02-30|9999-12-31|25:00|9:00-5:00|""|"  "|\'\'|[]|{}|[a, b]|[null]|[[]]|{ a: b }|{ en: a }|{ en: a, es: b }|{ en: a, es: b, fr: c }|{ a: { b: { c: [d] } } }|{ ? a : b }|{ [a]: b }|{ __proto__: a }|constructor|__proto__|toString|&a b|*a|!!binary aGk=|!!js/function "x"|> folded|"unclosed|"a \\uD800 b"|"a\\0b"|"\\e[31m"|"<b>x</b>"|"<script>alert(1)</script>"|<script>alert(1)</script>|javascript:alert(1)|"javascript:alert(1)"|"JAVASCRIPT:alert(1)//https://a.example"|data:text/html,x|//a.example|https://|https://x|http://a.example/|"https://a.example/\\" onmouseover=x"|https://a.example/<script>|mailto:a@b.example|(860) 555-0100|911|1-900-555-0100|a@b.example|withheld|none|always|both|en|health'.split(
    '|',
  ),
  '|\n      a block',
  '- a list',
];

const NAMES =
  'en es id name title slug icon url label listing listings parts blocks text steps table number type note schedule weekly days opens closes address street zip checked sources accessed law_as_of retired unconfirmed __proto__ constructor toString hasOwnProperty status fr "" 1 null -'.split(
    ' ',
  );

const HARMS: readonly (readonly [string, Harm])[] = [
  ['characters deleted', (text, random) => onSpan(text, random, 20, () => '')],
  ['characters doubled', (text, random) => onSpan(text, random, 20, (span) => span + span)],
  [
    'characters turned around',
    (text, random) => onSpan(text, random, 4, (span) => [...span].reverse().join('')),
  ],
  ['sign inserted', (text, random) => onSpan(text, random, 1, (span) => random.of(SIGNS) + span)],
  ['sign in place of another', (text, random) => onSpan(text, random, 1, () => random.of(SIGNS))],
  ['sign before a value', (text, random) => onValue(text, random, (value) => random.of(SIGNS) + value)],
  ['sign after a value', (text, random) => onValue(text, random, (value) => value + random.of(SIGNS))],
  ['value replaced', (text, random) => onValue(text, random, () => random.of(VALUES))],
  [
    'value put in quotes',
    (text, random) => onValue(text, random, (value) => around(value, random.of(QUOTES))),
  ],
  [
    'value without its quotes',
    (text, random) => onValue(text, random, (value) => value.replace(/["']/g, '')),
  ],
  ['quote lost', (text, random) => onMatch(text, random, /["'[\]{}]/g, () => '')],
  ['name deleted', (text, random) => onMatch(text, random, NAME, () => '')],
  ['name replaced', (text, random) => onMatch(text, random, NAME, () => random.of(NAMES))],
  ['space after a colon lost', (text, random) => onMatch(text, random, /: /g, () => ':')],
  ['space after a dash lost', (text, random) => onMatch(text, random, /- /g, () => '-')],
  [
    'language swapped',
    (text, random) => onMatch(text, random, /\b(?:en|es)(?=:)/g, (one) => (one === 'en' ? 'es' : 'en')),
  ],
  [
    'languages swapped everywhere',
    (text) => text.replace(/\b(en|es)(?=:)/g, (one) => (one === 'en' ? 'es' : 'en')),
  ],
  ['lines deleted', (text, random) => onLines(text, random, () => [])],
  ['lines doubled', (text, random) => onLines(text, random, (lines) => [...lines, ...lines])],
  ['lines turned around', (text, random) => onLines(text, random, (lines) => lines.reverse())],
  ['lines joined', (text, random) => onLines(text, random, (lines) => [lines.join(' ')])],
  ['indentation', (text, random) => onLines(text, random, (lines) => indented(lines, random.below(9) - 4))],
  [
    'indentation by tabs',
    (text, random) => onLines(text, random, (lines) => lines.map((line) => line.replace(/^ +/, '\t'))),
  ],
  ['block deleted', (text, random) => onBlock(text, random, () => [])],
  ['block doubled', (text, random) => onBlock(text, random, (block) => [...block, ...block])],
  ['block moved', (text, random) => moved(text, random)],
  ['block of another file', (text, random, other) => onBlock(text, random, () => blockOf(other, random))],
  ['end cut off', (text, random) => cut(text, 0, random.below(Buffer.byteLength(text) + 1))],
  [
    'beginning cut off',
    (text, random) => cut(text, random.below(Buffer.byteLength(text) + 1), Number.MAX_SAFE_INTEGER),
  ],
  [
    'two files spliced',
    (text, random, other) =>
      text.slice(0, random.below(text.length)) + other.slice(random.below(other.length)),
  ],
  [
    'line ends',
    (text, random) => text.replace(/\r?\n/g, random.of(['\r\n', '\r', '\n\n', '\n\r', '\u2028'])),
  ],
  [
    'mark at the front',
    (text, random) =>
      random.of(['\ufeff', '\ufeff\ufeff', '\ufffe', '# note\n', '---\n', '%YAML 1.2\n']) + text,
  ],
  ['deep', (text, random) => onValue(text, random, () => random.of(DEEP).repeat(1 + random.below(2_000)))],
  [
    'deep lines',
    (text, random) =>
      onLines(text, random, () => Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}a:`)),
  ],
  ['long', (text, random) => onValue(text, random, () => random.of(LONG).repeat(1 + random.below(40_000)))],
  [
    'many lines',
    (text, random) =>
      onLines(text, random, (lines) =>
        Array.from({ length: 1 + random.below(4_000) }, () => lines)
          .flat()
          .slice(0, 8_000),
      ),
  ],
];

const QUOTES = ['"', "'", '“', '`', '[', '{', '*', '<'];
const DEEP = ['[', '{ a: ', '- ', '[{ a: ', '? ', ']', '("', '{ en: ['];
const LONG = [
  'a',
  'a ',
  'á',
  ' ',
  '\u200b',
  '[',
  '"',
  "'",
  '\\',
  '#',
  ' #',
  ': ',
  'a: b, ',
  '- ',
  '&',
  '*',
  '1',
  '1 ',
  'St ',
  'A A ',
  '<',
  '.',
  '¿es ',
  '\t',
  '\u0301',
];
const NAME = /[\w-]+(?=:(?:\s|$))/gm;
// What stands after a name or a dash, in a line or inside { }.
const VALUE = /(?<=[\w-]: |^ *- )[^\n,}]+/gm;

function onSpan(text: string, random: Random, longest: number, change: (span: string) => string): string {
  const start = random.below(text.length + 1);
  const end = start + 1 + random.below(longest);
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

function onMatch(text: string, random: Random, pattern: RegExp, change: (match: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const { index, 0: match } = random.of(matches);
  return text.slice(0, index) + change(match) + text.slice(index + match.length);
}

function onValue(text: string, random: Random, change: (value: string) => string): string {
  return onMatch(text, random, VALUE, change);
}

function around(value: string, quote: string): string {
  return quote + value + (quote === '[' ? ']' : quote === '{' ? '}' : quote);
}

function onLines(text: string, random: Random, change: (lines: string[]) => readonly string[]): string {
  const lines = text.split('\n');
  const start = random.below(lines.length);
  const count = 1 + random.below(5);
  return lines.toSpliced(start, count, ...change(lines.slice(start, start + count))).join('\n');
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (by < 0 ? line.replace(new RegExp(`^ {1,${-by}}`), '') : ' '.repeat(by) + line));
}

// A line, and the lines under it that are indented further.
function blockAt(lines: readonly string[], start: number): string[] {
  const depth = (line: string) => line.search(/\S/);
  const own = depth(lines[start] ?? '');
  const end = lines.findIndex((line, index) => index > start && line.trim() !== '' && depth(line) <= own);
  return lines.slice(start, end < 0 ? lines.length : end);
}

function blockOf(text: string, random: Random): string[] {
  const lines = text.split('\n');
  return blockAt(lines, random.below(lines.length));
}

function onBlock(text: string, random: Random, change: (block: string[]) => readonly string[]): string {
  const lines = text.split('\n');
  const start = random.below(lines.length);
  const block = blockAt(lines, start);
  return lines.toSpliced(start, block.length, ...change(block)).join('\n');
}

function moved(text: string, random: Random): string {
  let block: string[] = [];
  const rest = onBlock(text, random, (taken) => {
    block = taken;
    return [];
  }).split('\n');
  return rest.toSpliced(random.below(rest.length + 1), 0, ...block).join('\n');
}

function cut(text: string, from: number, to: number): string {
  return Buffer.from(text).subarray(from, to).toString();
}

/** A set of content that can be published, to be harmed. */
export type Ground = { snapshot: Snapshot; meaning: string };

/** @throws {ContentMistakes} when the set cannot be published as it is */
export async function groundOf(snapshot: Snapshot): Promise<Ground> {
  return { snapshot, meaning: meaningOf((await contentOf(snapshot)).content) };
}

/**
 * The set with as few other pages as it can be published with, and little in them: what is not there need not
 * be read, so that a case takes a fifth of the time.
 * @param kept the file that stays as it is
 */
export async function reduced(whole: Snapshot, kept: string): Promise<Ground> {
  const others = [...whole.files.keys()].filter((name) => name.includes('/') && name !== kept);
  const files = new Map(whole.files);
  // Stamps are no page, and a folder can do without them.
  if (kept !== TRANSLATIONS) files.delete(TRANSLATIONS);
  const asking = `${files.get(kept)}\n${files.get('site.yaml')}`;
  for (const name of others) files.set(name, emptied(files.get(name) ?? '', asking));
  let ground = await groundOf({ ...whole, files });
  for (const name of others) {
    const fewer = new Map(ground.snapshot.files);
    fewer.delete(name);
    const id = name.replace(/^.*\/|\.yaml$/g, '');
    fewer.set('site.yaml', (fewer.get('site.yaml') ?? '').replace(without(id), ''));
    // A page that another one needs stays.
    ground = await groundOf({ ...whole, files: fewer }).catch(() => ground);
  }
  return ground;
}

type Draft = {
  listings?: { id: string; phones?: { number: string }[] }[];
  parts: { blocks: { listings?: string[]; text?: Text }[] }[];
};

// A page with one sentence, and only those of its listings that are asked for. JSON is YAML.
function emptied(page: string, asking: string): string {
  const draft = readYaml(page).value as Draft;
  const digits = asking.replace(/\D/g, '');
  const listings = (draft.listings ?? []).filter(
    ({ id, phones = [] }) =>
      new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(asking) ||
      phones.some(({ number }) => digits.includes(number.replace(/\D/g, ''))),
  );
  const blocks: Draft['parts'][number]['blocks'] = [SENTENCE];
  if (listings.length > 0) blocks.push({ listings: listings.map(({ id }) => id) });
  const rest = listings.length > 0 ? { listings } : {};
  const { listings: _, ...head } = draft;
  return JSON.stringify({ ...head, ...rest, parts: [{ ...draft.parts[0], blocks }] }, null, 1);
}

const SENTENCE = { text: { en: 'This is a page.', es: 'Esta es una página.' } };

// In the two lists of pages: a name with the comma after it, or before it when it is the last.
function without(id: string): RegExp {
  return new RegExp(`(?<=^(?:urgent|sections): \\[.*)(?:(?<=\\[|, )${id}, |, ${id}(?=\\]))`, 'm');
}

function meaningOf(content: Content): string {
  return JSON.stringify(filesOf(content).map(({ id, value }) => [id, value]));
}

/** What became of a harmed set, and what is wrong with that. */
export type Verdict = {
  kind: 'refused' | 'unchanged' | 'different';
  content: Content | null;
  problems: readonly Problem[];
  faults: readonly string[];
};

const LONGEST_MS = 1_000;
const MOST_PROBLEMS = 200;

/** Reads a harmed set as the site does, and looks at what came out. */
export async function judge({ snapshot, meaning }: Ground, { name, text }: Mutated): Promise<Verdict> {
  const harmed = { ...snapshot, files: new Map(snapshot.files).set(name, text) };
  const reading = async () => {
    const start = performance.now();
    const outcome = await contentOf(harmed).then(
      ({ content }) => content,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    return { outcome, ms: performance.now() - start };
  };
  let { outcome, ms } = await reading();
  // The machine may have been busy with something else.
  if (ms > LONGEST_MS) ({ outcome, ms } = await reading());
  const slow = ms > LONGEST_MS ? [`took ${Math.round(ms)} ms`] : [];
  if (outcome instanceof ContentMistakes) {
    const { problems } = outcome;
    const none = problems.length === 0 ? ['refused without a problem'] : [];
    const faults = [
      ...slow,
      ...none,
      ...problems.slice(0, MOST_PROBLEMS).flatMap((one) => faultsOf(one, harmed)),
    ];
    return { kind: 'refused', content: null, problems, faults };
  }
  if (outcome instanceof Error) {
    return { kind: 'refused', content: null, problems: [], faults: [...slow, `threw ${outcome.stack}`] };
  }
  const empty = textsIn(outcome)
    .filter((placed) => LOCALES.some((locale) => placed.text[locale].trim() === ''))
    .map(({ file, path }) => `accepted an empty text: ${file} ${path.join('.')}`);
  const kind = meaningOf(outcome) === meaning ? 'unchanged' : 'different';
  return { kind, content: outcome, problems: [], faults: [...slow, ...empty] };
}

const LEAKED = /undefined|NaN|\[object|Invalid input|Too (?:big|small)|Unrecognized|Expected/;

function faultsOf(problem: Problem, { folder, files }: Snapshot): string[] {
  const { file, line, column, field, message } = problem;
  const faults: string[] = [];
  const name = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : null;
  if (name === null) faults.push('names a file outside of the folder');
  // A missing page is named in the file that asks for it; a folder has no lines.
  const lines = (files.get(name ?? '') ?? '').split(/\r\n|\n|\r/);
  const length = lines[line - 1]?.length;
  if (length === undefined || line < 1) faults.push(`line ${line} of ${lines.length}`);
  else if (!(column >= 1 && column <= length + 1)) faults.push(`column ${column} of ${length + 1}`);
  if (LOCALES.some((locale) => message[locale].trim() === '')) faults.push('an empty message');
  if (message.en === message.es) faults.push('the same message in both languages');
  if (field && LOCALES.some((locale) => field[locale].trim() === '')) faults.push('an empty field');
  for (const locale of LOCALES) {
    if (LEAKED.test(`${field?.[locale] ?? ''} ${message[locale]}`)) faults.push('a word of the machine');
  }
  return faults.map((fault) => `${fault}: ${JSON.stringify(problem).slice(0, 600)}`);
}

/** Prints content and looks at its pages: what must never stand in one. */
export type Printer = (content: Content) => Promise<string[]>;

/** A printer with the real templates and words, on one day. */
export async function printerOf(folder: string): Promise<Printer> {
  const render = await loadViews(`${PROJECT}views`);
  const words = wordsOf((await readSource({ content: folder, locales: `${PROJECT}locales` })).words);
  const fixed = { words, addresses: addressesUnder('', ''), render, style: '' };
  const now = new Date('2026-11-24T12:00:00-05:00');
  let previous: Edition | null = null;
  return async (content) => {
    const edition = await printEdition({ ...fixed, directory: directoryOf(content), now, previous });
    const before = previous;
    previous = edition;
    return [...edition.pages].flatMap(([address, page]) =>
      page === before?.pages.get(address) ? [] : faultsIn(address, page.bytes.identity.toString()),
    );
  };
}

const SAFE = /^(?:https:\/\/[^/]|tel:[+\d]|sms:[+\d]|\/(?!\/)|#.)/;
const SPEAKING = 'title, h1, h2, h3, h4, p, li, dt, dd, a, th, td, caption, summary, blockquote span';

function faultsIn(address: string, html: string): string[] {
  const $ = load(html);
  const faults = $('script, iframe, object, embed, form, base')
    .map((_, element) => `an element ${element.name}`)
    .get();
  $('*').each((_, element) => {
    for (const [name, value] of Object.entries('attribs' in element ? element.attribs : {})) {
      if (/^on|^srcdoc$|^style$/i.test(name)) faults.push(`an attribute ${name}="${value}"`);
      const isIcon = $(element).is('link[rel=icon]') && value.startsWith('data:');
      if (/^(?:href|src|action)$/i.test(name) && !SAFE.test(value) && !isIcon)
        faults.push(`${name}="${value}"`);
    }
  });
  for (const element of $(SPEAKING)) {
    if ($(element).text().trim() === '') faults.push(`an empty ${$.html(element).slice(0, 200)}`);
  }
  return faults.map((fault) => `${address} has ${fault}`);
}
