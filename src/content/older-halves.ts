import type { Locale, Text } from '../locale.ts';

/** The halves that were left behind when the other one was changed, by the words of both. */
export type OlderHalves = ReadonlyMap<string, Locale>;

/** The half of a text of the content that was left behind, or null. */
export function olderHalfIn(halves: OlderHalves, text: Text): Locale | null {
  return halves.size > 0 ? (halves.get(wordsOf(text)) ?? null) : null;
}

/** What a text is known by. */
export function wordsOf({ en, es }: Text): string {
  return `${en}\n${es}`;
}
