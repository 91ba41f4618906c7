import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MARK } from './static-copy.ts';

/** What a copy says of itself. */
type About = { edition: string; printed_for: string; good_until: string };

/** Why a folder cannot take a copy. */
export type Unfit = 'no folder' | 'not ours' | 'a link';

const SIGN = 'hartford-resource-guide copy';

/**
 * The names of the files that an earlier copy wrote into a folder.
 * @returns why it cannot take one: it is a file, or it holds what is no copy. Hidden files (`.git`) are nobody's business.
 */
export async function filesOfCopy(folder: string): Promise<readonly string[] | Unfit> {
  const found = await lstat(folder).catch(() => null);
  if (!found) return [];
  if (!found.isDirectory()) return 'no folder';
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  if (names.length === 0) return [];
  const mark: unknown = await readFile(join(folder, MARK), 'utf8')
    .then((text) => JSON.parse(text))
    .catch(() => null);
  if (typeof mark !== 'object' || mark === null || !('copy' in mark) || mark.copy !== SIGN) return 'not ours';
  const files: unknown = 'files' in mark ? mark.files : [];
  return Array.isArray(files)
    ? files.filter((name) => typeof name === 'string' && isInside(name))
    : 'not ours';
}

/**
 * Puts a copy into a folder: each file whole or not at all, and then takes away what an earlier copy wrote and this one
 * does not have. Nothing else in the folder is touched.
 * @param before what {@link filesOfCopy} found
 * @returns why nothing was written
 */
export async function putInto(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  before: readonly string[],
  about: About,
): Promise<Unfit | null> {
  const folders = new Set([...files.keys()].flatMap(foldersOf));
  for (const name of folders) {
    const found = await lstat(join(folder, name)).catch(() => null);
    if (found && !found.isDirectory()) return 'a link';
  }
  const mark = (names: Iterable<string>) =>
    Buffer.from(`${JSON.stringify({ copy: SIGN, ...about, files: [...names] }, null, 1)}\n`);
  // First, so that a copy that is cut off in the middle is known as one.
  await put(folder, MARK, mark(new Set([...before, ...files.keys()])));
  for (const [name, bytes] of files) await put(folder, name, bytes);
  for (const name of before) if (!files.has(name)) await rm(join(folder, name), { force: true });
  await put(folder, MARK, mark(files.keys()));
  return null;
}

async function put(folder: string, name: string, bytes: Buffer): Promise<void> {
  const file = join(folder, name);
  const half = join(dirname(file), '.half-written');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(half, bytes);
  await rename(half, file);
}

/** `en/health/index.html` → `en`, `en/health` */
function foldersOf(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function isInside(name: string): boolean {
  return !name.startsWith('/') && !name.split(/[/\\]/).includes('..');
}
