import { childOf } from './field-names.ts';
import type { Position } from './place.ts';
import { readYaml, YamlMistake } from './yaml.ts';

/** What is written into a file, in the order of its fields; a field that is undefined is left out. */
export type Entry = { readonly [field: string]: Written | undefined };
type Written = string | true | Entry | readonly string[] | readonly Entry[];

/**
 * The text of a file with one more item at the end of one of its lists. Every other character stays as it is.
 * @param list the name of a list at the top of the file; it is added at the end of a file that lacks it
 * @param above the fields that a list which is added needs above it
 * @throws {YamlMistake} when the list is written between brackets, where an item has no line of its own
 */
export function withItem(text: string, list: string, item: Entry, above: Entry = {}): string {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const paragraph = (lines: readonly string[]) => lines.map((line) => `${line}${end}`).join('');
  const closed = (head: string) => (/[\r\n]$/.test(head) ? head : `${head}${end}`);
  const yaml = readYaml(text);
  const items = childOf(yaml.value, list);
  if (!Array.isArray(items)) {
    const fields = linesOf(above);
    const head = fields.length > 0 ? ['', ...fields] : [];
    return closed(text) + paragraph([...head, '', `${list}:`, ...itemOf(item).map(indented)]);
  }
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const place = yaml.positionOfKey([list]);
  if (items.length === 0) {
    const opened = withoutBrackets(lines, place);
    return closed(opened.head) + paragraph(itemOf(item).map(indented)) + opened.tail;
  }
  const start = yaml.positionOf([list, items.length - 1]).line - 1;
  const dash = lines.findLastIndex((line, index) => index <= start && DASH.test(line));
  if (dash < place.line) throw new YamlMistake(BRACKETS, place);
  const margin = DASH.exec(lines[dash] ?? '')?.[1] ?? '';
  const next = endOfItem(lines, dash, margin.length);
  const gap = lines[dash - 1]?.trim() ? [] : [''];
  const added = itemOf(item).map((line) => `${margin}${line}`);
  return closed(lines.slice(0, next).join('')) + paragraph([...gap, ...added]) + lines.slice(next).join('');
}

/** An item as it is written in a list: `- id: elm-pantry`, and its other fields under the first. */
export function itemOf(entry: Entry): string[] {
  return linesOf(entry).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

/** Words as YAML reads them back: in quotes where plain words would mean something else. */
export function scalar(words: string): string {
  const isPlain = SAFE_START.test(words) && !MARKS.test(words) && !OTHER_VALUES.test(words);
  return isPlain ? words : JSON.stringify(words);
}

/**
 * The days and times of a line such as `mon-fri 9:00-17:00` or `lun,mié 9:00-12:30`; null for any other line.
 * Whether there are such times is the schema's matter.
 */
export function openingIn(line: string): { days: string[]; opens: string; closes: string } | null {
  const plain = withoutAccents(line).toLowerCase().replaceAll('–', '-');
  const [, written = '', opens = '', closes = ''] =
    /^([a-z][a-z, -]*?) +(\d[\d:]*) *- *(\d[\d:]*)$/.exec(plain.trim()) ?? [];
  const days: string[] = [];
  for (const span of written.split(',')) {
    const ends = span.split('-').map((name) => dayNumber(name.trim()));
    const [from = -1, to = from] = ends;
    if (ends.length > 2 || from < 0 || to < 0) return null;
    for (let day = from; ; day = (day + 1) % DAYS.length) {
      days.push(DAYS[day]?.[0] ?? '');
      if (day === to) break;
    }
  }
  return { days, opens, closes };
}

/** An id that a name suggests: `Mary’s Kitchen` → `marys-kitchen`. */
export function idFrom(name: string): string {
  const words = withoutAccents(name).toLowerCase().replace(/['’]/g, '');
  return words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
}

const DASH = /^( *)-(?=\s)/;
const SAFE_START = /^[\p{L}\p{N}(¿¡“«$+]/u;
const MARKS = /:(?:\s|$)|\s#|["\t\r\n]|\s$/;
// What other readers of YAML take for a truth value, for nothing or for a number.
const OTHER_VALUES =
  /^(?:true|false|null|yes|no|on|off|y|n|[-+]?[\d_.]+(?:e[-+]?\d+)?|0[xo][\da-f]+|\+?\.(?:inf|nan))$/i;

const DAYS = [
  ['mon', 'lun'],
  ['tue', 'mar'],
  ['wed', 'mie'],
  ['thu', 'jue'],
  ['fri', 'vie'],
  ['sat', 'sab'],
  ['sun', 'dom'],
] as const;

const BRACKETS = {
  en: 'this list is written between [ ]; give each item a line of its own that begins with a dash',
  es: 'esta lista está escrita entre [ ]; dé a cada cosa su propia línea que empiece con un guion',
};

function linesOf(entry: Entry): string[] {
  return Object.entries(entry).flatMap(([field, value]) =>
    value === undefined ? [] : linesOfField(field, value),
  );
}

function linesOfField(field: string, value: Written): string[] {
  if (value === true) return [`${field}: true`];
  if (typeof value === 'string') return [`${field}: ${scalar(value)}`];
  if (!isList(value)) return [`${field}:`, ...linesOf(value).map(indented)];
  const words = value.filter((item) => typeof item === 'string');
  if (words.length > 0) return [`${field}: [${words.map(inBrackets).join(', ')}]`];
  const items = value.flatMap((item) => (typeof item === 'string' ? [] : itemOf(item)));
  return [`${field}:`, ...items.map(indented)];
}

function isList(value: Entry | readonly (string | Entry)[]): value is readonly (string | Entry)[] {
  return Array.isArray(value);
}

// Between brackets a comma or a bracket ends the words.
function inBrackets(words: string): string {
  return /[,[\]{}]/.test(words) ? JSON.stringify(words) : scalar(words);
}

function indented(line: string): string {
  return `  ${line}`;
}

// Comments and blank lines behind the last item belong to what follows it.
function endOfItem(lines: readonly string[], dash: number, margin: number): number {
  let next = dash + 1;
  for (let index = next; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const depth = line.search(/\S/);
    if (depth > margin) next = index + 1;
    else if (depth >= 0 && line[depth] !== '#') break;
  }
  return next;
}

function withoutBrackets(lines: readonly string[], place: Position): { head: string; tail: string } {
  const line = lines[place.line - 1] ?? '';
  const opened = line.replace(/: *\[ *\]/, ':');
  if (opened === line) throw new YamlMistake(BRACKETS, place);
  const before = lines.slice(0, place.line - 1).join('');
  return { head: before + opened, tail: lines.slice(place.line).join('') };
}

function withoutAccents(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '');
}

function dayNumber(name: string): number {
  return DAYS.findIndex((names) => names.some((short) => short === name));
}
