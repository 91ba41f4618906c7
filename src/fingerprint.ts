import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Everything that stands in some folders, in the order of its names. It is for a start, which nobody else waits for: small
 * files are read ten times as fast as with promises.
 */
export function textsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .flatMap((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

/** Names a list of texts; another list has another name. */
export function fingerprintOf(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest('hex');
}
