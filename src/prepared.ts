import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { FileOf } from './content/losses.ts';
import { fingerprintOf, textsIn } from './fingerprint.ts';
import type { Directory } from './model/directory.ts';
import type { Words } from './own-words.ts';
import type { FurtherLanguage } from './pages/language.ts';
import { fingerprintOfSource, type Source } from './source.ts';

/** Everything that people may edit, read, checked and fit to be printed: data without functions, so that it can be kept. */
export type Approved = {
  /** The site's own words, by the tags of the languages. */
  words: ReadonlyMap<string, Words>;
  further: readonly FurtherLanguage[];
  directory: Directory;
  fileOf: FileOf;
};

const HERE = fileURLToPath(import.meta.url);

/** Where a build leaves what it approved, beside the program that will start with it. */
export const PREPARED = fileURLToPath(new URL('../prepared', import.meta.url));

/**
 * What a build approved of exactly these files, with exactly this program. Reading and checking them again would come to
 * the same, and is most of a start.
 * @returns null when nothing was prepared, when a file or the program has changed since, and when what was kept is damaged
 */
export async function preparedFor(source: Source, file: string): Promise<Approved | null> {
  const kept = await readFile(file).catch(() => null);
  if (!kept || hasProblems(source)) return null;
  const bytes = kept.subarray(DIGEST_BYTES);
  if (!kept.subarray(0, DIGEST_BYTES).equals(digestOf(source, bytes))) return null;
  // Only prepare() writes what has this digest.
  return deserialize(bytes) as Approved;
}

/** Keeps what was approved of a source. A start that comes at this moment finds what was there before. */
export async function prepare(source: Source, approved: Approved, file: string): Promise<void> {
  const bytes = serialize(approved);
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, [digestOf(source, bytes), bytes]);
  await rename(unfinished, file);
}

const DIGEST_BYTES = 32;

/** Differs with each letter of the files, of the program and of what is kept. */
function digestOf(source: Source, bytes: Buffer): Buffer {
  const program = textsIn([dirname(HERE)]);
  const known = fingerprintOf([process.version, fingerprintOfSource(source), ...program]);
  return createHash('sha256').update(known).update(bytes).digest();
}

function hasProblems({ content, words }: Source): boolean {
  return content.problems.length + words.problems.length > 0;
}
