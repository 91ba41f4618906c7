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

/** A place in a file, both counted from 1, as editors show them. */
export type Position = { line: number; column: number };

/** The way to a value: `['listings', 0, 'phones']`. */
export type Path = readonly PropertyKey[];

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
  readonly position: Position;

  constructor(message: string, position: Position) {
    super(message);
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
export function readYaml(text: string): YamlFile {
  const source = text.replace(/^\uFEFF/, '');
  const lines = lineStarts(source);
  const at = (offset: number) => positionAt(lines, offset);
  try {
    const events = parseEvents(source, { maxDepth: MAX_DEPTH });
    const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
    if (documents === 0) throw new YamlMistake('the file is empty', { line: 1, column: 1 });
    refuseAnchorsAndTags(events, at);
    const places = placesIn(events, source, at);
    const [value, second] = constructFromEvents(events, { source, schema: SCHEMA, maxAliases: 0 });
    if (second !== undefined || documents > 1) {
      const line = source.split('\n').findLastIndex((row) => row.startsWith('---')) + 1;
      throw new YamlMistake('a second document begins here; remove the line ---', { line, column: 1 });
    }
    const offsetOf = (path: Path, part: 'key' | 'value'): number => {
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
    const mark = error.mark;
    throw new YamlMistake(hintFor(error.reason, source, mark?.line ?? 0), {
      line: (mark?.line ?? 0) + 1,
      column: (mark?.column ?? 0) + 1,
    });
  }
}

type Place = { key: number; value: number };

const keyOf = (path: Path): string => JSON.stringify(path.map(String));

function placesIn(
  events: readonly Event[],
  source: string,
  at: (offset: number) => Position,
): Map<string, Place> {
  const places = new Map<string, Place>();
  let index = 0;
  const walk = (path: PropertyKey[], keyOffset: number): void => {
    const event = events[index];
    index += 1;
    if (!event) return;
    const value = startOf(event);
    places.set(keyOf(path), { key: keyOffset < 0 ? value : keyOffset, value: value < 0 ? keyOffset : value });
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let item = 0; events[index]?.type !== EVENT_ID.POP; item += 1) walk([...path, item], -1);
      index += 1;
    } else if (event.type === EVENT_ID.MAPPING) {
      while (events[index] && events[index]?.type !== EVENT_ID.POP) {
        const key = events[index];
        index += 1;
        if (key?.type !== EVENT_ID.SCALAR) {
          throw new YamlMistake(
            'a list or fields stand where a name belongs; write one word',
            at(key ? startOf(key) : 0),
          );
        }
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

function refuseAnchorsAndTags(events: readonly Event[], at: (offset: number) => Position): void {
  for (const event of events) {
    if (!('anchorStart' in event)) continue;
    if (event.anchorStart >= 0) {
      throw new YamlMistake(
        'text that begins with & or * means something else in YAML; put the whole text in "quotes"',
        at(event.anchorStart),
      );
    }
    if ('tagStart' in event && event.tagStart >= 0) {
      throw new YamlMistake(
        'text that begins with ! means something else in YAML; put the whole text in "quotes"',
        at(event.tagStart),
      );
    }
  }
}

// The parser's own words help programmers; these help the person who typed the line.
function hintFor(reason: string, source: string, lineIndex: number): string {
  const line = source.split('\n')[lineIndex] ?? '';
  if (line.includes('\t')) return 'a tab stands in this line; indent with spaces';
  if (reason.includes('duplicated mapping key')) return 'this name stands twice here; keep one of them';
  if (/:\s+[@`%]/.test(line)) return 'text cannot begin with @, ` or %; put the whole text in "quotes"';
  if (/^\s*(?:- )?[\w-]+: .*: /.test(line) || /^\s*- .*: .*: /.test(line)) {
    return 'a colon followed by a space stands inside the text; put the whole text in "quotes"';
  }
  if (/unexpected end|deficient indentation/.test(reason)) {
    return 'a quote or bracket is opened above this line and never closed';
  }
  if (reason.includes('nesting') || reason.includes('depth')) return 'lists inside lists go too deep here';
  return `this line does not fit the lines above it (${reason}); check its indentation and its quotes`;
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let line = starts.length - 1;
  while (line > 0 && (starts[line] ?? 0) > offset) line -= 1;
  return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
}
