import {
  boolCoreTag,
  constructFromEvents,
  EVENT_ID,
  type Event,
  FAILSAFE_SCHEMA,
  getScalarValue,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';
import type { Text } from '../locale.ts';
import type { Path, Position } from './place.ts';
import { SWALLOWED, slipBehind } from './slips.ts';

/** A YAML file as a plain value, and where each part of it stands. */
export type YamlFile = {
  value: unknown;
  /** Where the value at `path` stands; for a value that is missing, where its nearest parent's key stands. */
  positionOf(path: Path): Position;
  /** Where the key at the end of `path` stands. */
  positionOfKey(path: Path): Position;
};

/** A file that is not readable YAML, and where reading stopped. */
export class YamlMistake extends Error {
  readonly advice: Text;
  readonly position: Position;

  constructor(advice: Text, position: Position) {
    super(advice.en);
    this.advice = advice;
    this.position = position;
  }
}

// Only text, null and true/false: with YAML's usual types `zip: 06103` would arrive as the number 6103.
const SCHEMA = FAILSAFE_SCHEMA.withTags(nullCoreTag, boolCoreTag);
const MAX_DEPTH = 20;

/**
 * Reads one YAML document (YAML 1.2: text, null, true/false, lists, mappings; no anchors, no tags).
 * @throws {YamlMistake} when the text is not such a document.
 */
export function readYaml(source: string): YamlFile {
  let starts: number[] | undefined;
  const at = (offset: number) => {
    starts ??= lineStarts(source);
    return positionAt(starts, offset);
  };
  try {
    const events = parseEvents(source, { maxDepth: MAX_DEPTH });
    refuseMoreOrLessThanOneDocument(events, source, at);
    refuseAnchorsAndTags(events, at);
    refuseSwallowedText(events, source, at);
    refuseStrangeNames(events, at);
    const [value] = constructFromEvents(events, { source, schema: SCHEMA, maxAliases: 0 });
    // Only a file with something to say about it is asked for places, and they take more room than its text.
    let places: Map<string, Place> | undefined;
    const offsetOf = (path: Path, part: 'key' | 'value'): number => {
      places ??= placesIn(parseEvents(source, { maxDepth: MAX_DEPTH }), source);
      for (let length = path.length; length >= 0; length -= 1) {
        const place = places.get(keyOf(path.slice(0, length)));
        if (place) return length === path.length && part === 'value' ? place.value : place.key;
      }
      return 0;
    };
    return {
      value,
      positionOf: (path) => at(offsetOf(path, 'value')),
      positionOfKey: (path) => at(offsetOf(path, 'key')),
    };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const lines = source.split(LINE_END);
    // The parser counts \n alone; a file of another system may end its lines with \r.
    const stopped = error.mark ? at(error.mark.position) : { line: 1, column: 1 };
    const { message, position } = slipBehind(error.reason, lines, stopped);
    throw new YamlMistake(message, position);
  }
}

type Place = { key: number; value: number };

const keyOf = (path: Path): string => JSON.stringify(path.map(String));

function placesIn(events: readonly Event[], source: string): Map<string, Place> {
  const places = new Map<string, Place>();
  let index = 0;
  let readTo = 0;
  const walk = (path: PropertyKey[], keyOffset: number): void => {
    const event = events[index];
    index += 1;
    if (!event) return;
    const start = startOf(event);
    // An item without a value has no place of its own; its dash has.
    const value = start >= 0 || keyOffset >= 0 ? start : Math.max(source.indexOf('-', readTo), readTo);
    readTo = Math.max(readTo, value + 1, event.type === EVENT_ID.SCALAR ? event.valueEnd : 0);
    places.set(keyOf(path), { key: keyOffset < 0 ? value : keyOffset, value: value < 0 ? keyOffset : value });
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let item = 0; events[index]?.type !== EVENT_ID.POP; item += 1) walk([...path, item], -1);
      index += 1;
    } else if (event.type === EVENT_ID.MAPPING) {
      while (events[index] && events[index]?.type !== EVENT_ID.POP) {
        const key = events[index];
        index += 1;
        if (key?.type !== EVENT_ID.SCALAR) return;
        walk([...path, getScalarValue(source, key)], startOf(key));
      }
      index += 1;
    }
  };
  index = 1;
  walk([], 0);
  return places;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start;
  if (event.type !== EVENT_ID.SCALAR) return -1;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}

function refuseMoreOrLessThanOneDocument(
  events: readonly Event[],
  source: string,
  at: (offset: number) => Position,
): void {
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
  if (documents === 0) throw new YamlMistake(SWALLOWED.empty, { line: 1, column: 1 });
  if (documents === 1) return;
  const marks = [...source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)];
  throw new YamlMistake(SWALLOWED.document, at(marks.at(-1)?.index ?? 0));
}

function refuseAnchorsAndTags(events: readonly Event[], at: (offset: number) => Position): void {
  for (const event of events) {
    if (!('anchorStart' in event)) continue;
    if (event.anchorStart >= 0) throw new YamlMistake(SWALLOWED.anchor, at(event.anchorStart));
    if ('tagStart' in event && event.tagStart >= 0) throw new YamlMistake(SWALLOWED.tag, at(event.tagStart));
  }
}

// A key is followed by its colon; what stands behind that colon, and nothing else, can be lost too.
const COMMENT = /:?[^\S\r\n]+#\S| #/y;

function refuseSwallowedText(
  events: readonly Event[],
  source: string,
  at: (offset: number) => Position,
): void {
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) continue;
    const isEmpty = event.valueStart < 0;
    if (isEmpty) continue;
    COMMENT.lastIndex = event.valueEnd;
    const comment = COMMENT.exec(source);
    if (comment) throw new YamlMistake(SWALLOWED.comment, at(event.valueEnd + comment[0].indexOf('#')));
    const list = /[\r\n]\s*(?=- )/.exec(source.slice(event.valueStart, event.valueEnd));
    if (list) throw new YamlMistake(SWALLOWED.list, at(event.valueStart + list.index + list[0].length));
  }
}

/** A name of a field that is a list or other fields. */
function refuseStrangeNames(events: readonly Event[], at: (offset: number) => Position): void {
  // For each list or mapping that is open, whether a name comes next; in a list never.
  const open: { hasNames: boolean; isNameNext: boolean }[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const around = open.at(-1);
    if (around?.isNameNext && event.type !== EVENT_ID.SCALAR) {
      throw new YamlMistake(SWALLOWED.name, at(startOf(event)));
    }
    if (around?.hasNames) around.isNameNext = !around.isNameNext;
    const hasNames = event.type === EVENT_ID.MAPPING;
    if (hasNames || event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.DOCUMENT) {
      open.push({ hasNames, isNameNext: hasNames });
    }
  }
}

// As editors count lines: Unix, Windows, and the old Macintosh.
const LINE_END = /\r\n|\n|\r/;

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const end of source.matchAll(new RegExp(LINE_END, 'g'))) starts.push(end.index + end[0].length);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let [line, end] = [0, starts.length];
  // The last start that is not behind the offset; a file can have thousands of mistakes and of lines.
  while (end - line > 1) {
    const middle = (line + end) >> 1;
    if ((starts[middle] ?? 0) > offset) end = middle;
    else line = middle;
  }
  return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
}
