import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { FileOf } from './content/losses.ts';
import { fingerprintOf, textsIn } from './fingerprint.ts';
import type { Directory } from './model/directory.ts';
import type { Words } from './own-words.ts';
import type { KnownShares } from './pages/known-shares.ts';
import type { FurtherLanguage } from './pages/language.ts';
import { fingerprintOfSource, type Source } from './source.ts';

/** Everything that people may edit, read, checked and fit to be printed: data without functions, so that it can be kept. */
export type Approved = {
  /** The site's own words, by the tags of the languages. */
  words: ReadonlyMap<string, Words>;
  further: readonly FurtherLanguage[];
  directory: Directory;
  /** Where each listing stands. What else the files say is in the directory, so that it is in memory once. */
  fileOf: FileOf;
};

/** What is kept for a start: what was approved, and how it is shared out among pages. */
export type Prepared = Approved & { shares: KnownShares };

const HERE = fileURLToPath(import.meta.url);

/** Where a build leaves what it approved, beside the program that will start with it. */
export const PREPARED = fileURLToPath(new URL('../prepared', import.meta.url));

/**
 * What a build approved of exactly these files, with exactly this program. Reading and checking them again would come to
 * the same, and is most of a start.
 * @returns null when nothing was prepared, when a file or the program has changed since, and when what was kept is damaged
 */
export async function preparedFor(source: Source, file: string): Promise<Prepared | null> {
  if (hasProblems(source)) return null;
  try {
    const kept = await readFile(file);
    const bytes = kept.subarray(DIGEST_BYTES);
    if (!kept.subarray(0, DIGEST_BYTES).equals(digestOf(source, bytes))) return null;
    // Only prepare() writes what has this digest.
    return deserialize(bytes) as Prepared;
  } catch {
    // Whatever is in the way, reading everything gets there.
    return null;
  }
}

/** Keeps what comes of a source. A start that comes at this moment finds what was there before. */
export async function prepare(source: Source, prepared: Prepared, file: string): Promise<void> {
  const bytes = serialize(prepared);
  const unfinished = `${file}.${process.pid}`;
  try {
    await writeFile(unfinished, [digestOf(source, bytes), bytes]);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

const DIGEST_BYTES = 32;

/**
 * Differs with each letter of the files, of the program and of what is kept; with each version of a package, which
 * `package.json` names exactly; and with Node, whose Unicode tables are asked, too.
 */
function digestOf(source: Source, bytes: Buffer): Buffer {
  const program = [readFileSync('package.json', 'utf8'), ...textsIn([dirname(HERE)])];
  const known = fingerprintOf([JSON.stringify(process.versions), fingerprintOfSource(source), ...program]);
  return createHash('sha256').update(known).update(bytes).digest();
}

function hasProblems({ content, words }: Source): boolean {
  return content.problems.length + words.problems.length > 0;
}
