import type { Text } from '../locale.ts';
import { filesOf, type Sourced, type Written } from './content.ts';
import type { Path } from './place.ts';

/** Words of the content and where they stand. */
export type PlacedText = { file: string; path: Path; text: Text };

/** One thing that a file holds: an item of a list at its top, such as a listing, or a field. */
export type Item = { file: string; path: Path; value: unknown };

/** What a file holds, thing by thing. */
export function itemsOf({ file, value }: Sourced<unknown>): Item[] {
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, field]) =>
    Array.isArray(field)
      ? field.map((item: unknown, index) => ({ file, path: [key, index], value: item }))
      : [{ file, path: [key], value: field }],
  );
}

/**
 * Looks at every text that stands in both languages. The words of addresses are none.
 * @param look gets the path as it is for the moment; whoever keeps it copies it
 */
export function eachText({ value, path }: Item, look: (text: Text, path: Path) => void): void {
  walk(value, [...path], (here, at) => {
    if (typeof here === 'string') return;
    const { en, es } = here as Partial<Text>;
    if (typeof en === 'string' && typeof es === 'string' && at.at(-1) !== 'slug') look(here as Text, at);
  });
}

/**
 * Looks at every string: half of a text, a name, a street, an address on the web.
 * @param look gets the path as it is for the moment; whoever keeps it copies it
 */
export function eachWords({ value, path }: Item, look: (words: string, path: Path) => void): void {
  walk(value, [...path], (here, at) => {
    if (typeof here === 'string') look(here, at);
  });
}

/** Every text that stands in both languages, in the order of the files. */
export function textsIn(content: Written): PlacedText[] {
  const found: PlacedText[] = [];
  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      eachText(item, ({ en, es }, path) => {
        found.push({ file: file.file, path: [...path], text: { en, es } });
      });
    }
  }
  return found;
}

// A path of its own for every value would be most of the work.
function walk(value: unknown, path: PropertyKey[], look: (value: string | object, path: Path) => void): void {
  if (typeof value === 'string') look(value, path);
  if (typeof value !== 'object' || value === null) return;
  look(value, path);
  for (const key of Object.keys(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    walk((value as Readonly<Record<string, unknown>>)[key], path, look);
    path.pop();
  }
}
