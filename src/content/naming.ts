import { plainly } from './characters.ts';
import { decodedTwice, isWebAddress } from './decoded.ts';

/**
 * Finds words that name one of some names, however they are spelled; in a web address also without spaces.
 */
export function finderOf(names: readonly string[]): (words: string) => boolean {
  const letters = [...new Set(names.map(lettersOf))];
  const joined = letters.map((name) => name.replaceAll(' ', ''));
  const shortest = Math.min(...joined.map(({ length }) => length));
  const [spoken, together] = [anyOf(letters), anyOf(joined)];
  return (words) => {
    // Most strings are an hour, a day, a language: too short to name anything. Other signs can stand for several letters.
    if (words.length < shortest && /^[\x20-\x7E]*$/.test(words)) return false;
    const isAddress = isWebAddress(words);
    return saidIn(words, isAddress).some((reading) => {
      const said = lettersOf(reading);
      return spoken(said) || (isAddress && together(said.replaceAll(' ', '')));
    });
  };
}

/** Whether some words have one of these in them. With many names, asking for one after the other would be most of the work. */
function anyOf(names: readonly string[]): (words: string) => boolean {
  const width = Math.min(LONGEST_START, ...names.map(({ length }) => length));
  const byStart = new Map<string, string[]>();
  const marks = new Uint8Array(MARKS);
  for (const name of names) {
    const start = name.slice(0, width);
    byStart.set(start, [...(byStart.get(start) ?? []), name]);
    marks[markAt(name, 0, width)] = 1;
  }
  return (words) => {
    for (let at = 0; at + width <= words.length; at += 1) {
      if (!marks[markAt(words, at, width)]) continue;
      const possible = byStart.get(words.slice(at, at + width)) ?? [];
      if (possible.some((name) => words.startsWith(name, at))) return true;
    }
    return false;
  };
}

const LONGEST_START = 4;
const MARKS = 2 ** 15;

/** The same number for the same letters, and hardly ever for others. */
function markAt(words: string, at: number, width: number): number {
  let mark = 0;
  for (let index = at; index < at + width; index += 1) mark = Math.imul(mark, 31) + words.charCodeAt(index);
  return mark & (MARKS - 1);
}

/** Words as they stand and, where they are part of a web address, decoded. What stands between words is no matter. */
function saidIn(words: string, isAddress: boolean): string[] {
  if (!isAddress && !/[%+]/.test(words)) return [words];
  const decoded = decodedTwice(words);
  return decoded === words ? [words] : [words, decoded];
}

function lettersOf(words: string): string {
  return plainly(words)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}
