import type { Text } from '../locale.ts';
import { filesOf, type Written } from './content.ts';
import type { Path } from './place.ts';

/** Words of the content and where they stand. */
export type PlacedText = { file: string; path: Path; text: Text };
/** One string of the content and where it stands: half of a text, a name, a street, an address on the web. */
export type PlacedWords = { file: string; path: Path; words: string };

/** Every text that stands in both languages, in the order of the files. The words of addresses are none. */
export function textsIn(content: Written): PlacedText[] {
  return walk(content, (value, path) => {
    const { en, es } = value as Partial<Text>;
    const isText = typeof en === 'string' && typeof es === 'string' && path.at(-1) !== 'slug';
    return isText ? { text: { en, es } } : null;
  });
}

/** Every string, in the order of the files. */
export function wordsIn(content: Written): PlacedWords[] {
  return walk(content, (value) => (typeof value === 'string' ? { words: value } : null));
}

function walk<Found>(
  content: Written,
  find: (value: unknown, path: Path) => Found | null,
): (Found & { file: string; path: Path })[] {
  const found: (Found & { file: string; path: Path })[] = [];
  const visit = (value: unknown, file: string, path: Path): void => {
    const here = value === null || value === undefined ? null : find(value, path);
    if (here) found.push({ ...here, file, path });
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, file, [...path, index]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, file, [...path, key]);
    }
  };
  for (const { file, value } of filesOf(content)) visit(value, file, []);
  return found;
}
