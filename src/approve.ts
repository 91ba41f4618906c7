import { contentOf } from './content/load.ts';
import { fileOfEach } from './content/losses.ts';
import { isSame, type Snapshot } from './content/snapshot.ts';
import { furtherLanguages } from './languages.ts';
import { directoryOf } from './model/directory.ts';
import { type Words, wordsOf } from './own-words.ts';
import type { Approved } from './prepared.ts';
import type { Source } from './source.ts';

/** The site's own words, and what they were read from. */
export type WordsRead = { snapshot: Snapshot; words: ReadonlyMap<string, Words> };

/**
 * Reads and checks everything that people may edit. Whoever asks again and again gets the site's own words without
 * another reading: an editor of the content leaves them as they are.
 * @param first the words that the running program began with; later ones may say them differently, not leave them out
 * @returns what throws {ContentMistakes} when a source cannot be published
 */
export function approver(first: WordsRead | null): (source: Source) => Promise<Approved> {
  let began = first;
  let last = first;
  return async ({ content, words: snapshot }) => {
    const isKnown = last && isSame(last.snapshot, snapshot);
    const read = isKnown && last ? last : { snapshot, words: wordsOf(snapshot, began?.snapshot) };
    began ??= read;
    last = read;
    const checked = await contentOf(content);
    return {
      words: read.words,
      further: furtherLanguages(snapshot, checked),
      directory: await directoryOf(checked.content),
      fileOf: fileOfEach(checked.content, content.folder),
    };
  };
}
