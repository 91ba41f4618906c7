import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Locale, Text } from '../locale.ts';
import { both } from './bilingual.ts';
import { type OlderHalves, wordsOf } from './older-halves.ts';
import { pauses } from './pauses.ts';

const STAMP = both(
  'only npm run translations writes this file; take this line away, then run npm run translations -- --confirm FILE',
  'este archivo solo lo escribe npm run translations; quite esta línea y después use npm run translations -- --confirm ARCHIVO',
);

/** `content/translations.yaml`: the pairs of words that a person has read side by side. */
export const translations = z.strictObject({
  confirmed: z
    .array(z.string(STAMP).regex(/^[0-9a-f]{8}-[0-9a-f]{8}$/, STAMP))
    .describe(
      both(
        'One stamp for each text that a person has confirmed; npm run translations writes them.',
        'Un sello por cada texto que una persona confirmó; los escribe npm run translations.',
      ),
    ),
});

/** How the halves of a text stand to each other. `older` names the half that was left behind. */
export type Standing = 'confirmed' | 'new' | { older: Locale };

/** What people have confirmed about the translations. */
export type Translations = {
  standingOf(text: Text): Standing;
  /** The texts of the content that have a half that was left behind. */
  olderHalves: OlderHalves;
  /** The stamps to keep once these texts are confirmed too, in the order of the content. */
  stampsWith(texts: readonly Text[]): string[];
};

/**
 * Compares what was confirmed with what stands in the content now.
 *
 * A text is confirmed when somebody confirmed exactly this pair of words. When a confirmed pair is gone and one
 * of its halves stands in a new pair, that half was left behind. A pair that shares no half with one that is
 * gone is new. So texts can move and be inserted without losing what was confirmed.
 * @param stamps what `translations.yaml` holds; a pair that stands twice in the content was stamped twice
 * @param texts every text of the content
 */
export async function translationsOf(
  stamps: readonly string[],
  texts: readonly Text[],
): Promise<Translations> {
  const confirmed = new Set(stamps);
  const read = await matched(stamps, texts);
  const { gone } = read;
  const englishGone = new Set(gone.map(englishHalf));
  const spanishGone = new Set(gone.map(spanishHalf));
  const standingOf = (stamp: string): Standing => {
    if (confirmed.has(stamp)) return 'confirmed';
    if (spanishGone.has(spanishHalf(stamp))) return { older: 'es' };
    return englishGone.has(englishHalf(stamp)) ? { older: 'en' } : 'new';
  };
  const olderHalves = new Map<string, Locale>();
  for (const [at, text] of gone.length > 0 ? texts.entries() : []) {
    const standing = standingOf(read.present[at] ?? '');
    if (typeof standing !== 'string') olderHalves.set(wordsOf(text), standing.older);
  }
  return {
    standingOf: (text) => standingOf(stampOf(text)),
    olderHalves,
    stampsWith: (more) => {
      const present = texts.map(stampOf);
      const known = new Set([...stamps, ...more.map(stampOf)]);
      const open = present.filter((stamp) => !known.has(stamp));
      const halves = new Set(open.flatMap((stamp) => [englishHalf(stamp), spanishHalf(stamp)]));
      // A pair that is gone still shows that a half of it was left behind.
      const evidence = gone.filter(
        (stamp) => halves.has(englishHalf(stamp)) || halves.has(spanishHalf(stamp)),
      );
      return [...present.filter((stamp) => known.has(stamp)), ...evidence];
    },
  };
}

/**
 * The stamps of the content, and which of those that were given are not among them. Stamping is slow, so it ends when
 * all that were given have been seen.
 */
async function matched(
  stamps: readonly string[],
  texts: readonly Text[],
): Promise<{ present: readonly string[]; gone: readonly string[] }> {
  const pause = pauses();
  const waiting = new Map<string, number>();
  for (const stamp of stamps) waiting.set(stamp, (waiting.get(stamp) ?? 0) + 1);
  const present: string[] = [];
  let open = stamps.length;
  for (const text of texts) {
    if (open === 0) break;
    const stamp = stampOf(text);
    const left = waiting.get(stamp) ?? 0;
    if (left > 0) open -= 1;
    waiting.set(stamp, left - 1);
    if (present.push(stamp) % STAMPS_IN_A_ROW === 0) await pause();
  }
  const gone = [...waiting].flatMap(([stamp, left]) =>
    Array.from({ length: Math.max(0, left) }, () => stamp),
  );
  return { present, gone };
}

const STAMPS_IN_A_ROW = 100;

function stampOf({ en, es }: Text): string {
  return `${fingerprint(en)}-${fingerprint(es)}`;
}

const englishHalf = (stamp: string) => stamp.slice(0, 8);
const spanishHalf = (stamp: string) => stamp.slice(9);

// How lines are broken says nothing. 32 bits: a chance in a million that two of a few thousand texts collide.
function fingerprint(words: string): string {
  return createHash('sha256').update(words.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 8);
}
