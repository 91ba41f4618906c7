import { MAX_BYTES } from '../../src/content/file.ts';

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
