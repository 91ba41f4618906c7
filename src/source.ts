import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentFile, UnreadableFile } from './content/file.ts';
import type { Problem } from './content/problems.ts';
import {
  FILES,
  FOLDERS,
  isSame,
  MAX_FILES,
  readSnapshot,
  type Snapshot,
  TRANSLATIONS,
} from './content/snapshot.ts';
import { fingerprintOf } from './fingerprint.ts';
import { LOCALES, type Text } from './locale.ts';

/** The folders that people edit while the site runs. */
export type Folders = { content: string; locales: string };

/** Everything people may edit, as it stood at one moment. */
export type Source = { content: Snapshot; words: Snapshot };

/** Reads everything once. */
export async function readSource({ content, locales }: Folders): Promise<Source> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const further = await furtherFolders(locales);
  problems.push(...further.problems);
  for (const name of [...LOCALE_FILES, ...further.names]) {
    const file = join(locales, name);
    try {
      files.set(name, await readContentFile(file));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      problems.push({ file, line: 1, column: 1, field: null, message: error.advice });
    }
  }
  return { content: await readSnapshot(content), words: { folder: locales, files, problems } };
}

/** Whether a file of `locales/` is one that the site reads. */
export function isWordsFile(name: string): boolean {
  const [tag = '', file, more] = name.split('/');
  return (
    LOCALE_FILES.includes(name) || (isTag(tag) && !!file && IN_A_FOLDER.test(file) && more === undefined)
  );
}

/** The tags of the further languages, each of which has a folder. */
export function furtherIn({ files }: Snapshot): string[] {
  const folders = [...files.keys()]
    .filter((name) => name.includes('/'))
    .map((name) => name.split('/')[0] ?? '');
  return [...new Set(folders)];
}

/** What stands in the folders of further languages: `ar/language.json`. */
async function furtherFolders(locales: string): Promise<{ names: string[]; problems: Problem[] }> {
  const names: string[] = [];
  const problems: Problem[] = [];
  const entries = await readdir(locales, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const { name } = entry;
    const refuse = (message: Text) =>
      problems.push({ file: join(locales, name), line: 1, column: 1, field: null, message });
    if (name.startsWith('.') || !(entry.isDirectory() || isTag(name))) continue;
    const inside: string[] = await readdir(join(locales, name)).catch(() => []);
    const more = inside.filter((one) => IN_A_FOLDER.test(one) && !NEEDED.includes(one)).sort();
    if (!isTag(name)) refuse(SAY.noTag);
    else if (!entry.isDirectory()) refuse(SAY.noFolder);
    else if (more.length > MOST_NAMES) refuse(SAY.tooMany);
    else names.push(...[...NEEDED, ...more].map((one) => `${name}/${one}`));
  }
  return { names, problems };
}

/** Whether it can be the folder of a further language and the beginning of its addresses. */
export function isTag(name: string): boolean {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$/.test(name) || LOCALES.some((locale) => locale === name))
    return false;
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}

/** The files that every further language has; all others of its folder translate the content. */
export const NEEDED: readonly string[] = ['language.json', 'words.json', 'addresses.json'];
const IN_A_FOLDER = /^[^.].*\.json$/;

/** Differs with each letter of the files, and not with where they stand. */
export function fingerprintOfSource(source: Source): string {
  const known = fingerprints.get(source);
  if (known) return known;
  const texts = [source.content, source.words].flatMap(({ files }) => [...files].sort(byName).flat());
  const fingerprint = fingerprintOf(texts);
  fingerprints.set(source, fingerprint);
  return fingerprint;
}

// A source is read and never changed, and a guide is printed again whenever a place opens.
const fingerprints = new WeakMap<Source, string>();

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}

/** A source with some files of its content as they were in another one. */
export function withEarlierFiles(source: Source, earlier: Source, names: readonly string[]): Source {
  const files = new Map(source.content.files);
  for (const name of names) {
    const text = earlier.content.files.get(name);
    if (text !== undefined) files.set(name, text);
  }
  return { ...source, content: { ...source.content, files } };
}

/** Whether two readings found the same. */
export function isSameSource(one: Source, other: Source): boolean {
  return isSame(one.content, other.content) && isSame(one.words, other.words);
}

/**
 * A line that differs whenever a file was written, replaced, added or taken away. It opens nothing.
 * Asking again and again works on every kind of disk and folder; notices of the system do not.
 */
export async function signatureOf({ content, locales }: Folders): Promise<string> {
  const paths = [
    ...FILES.map((name) => join(content, `${name}.yaml`)),
    join(content, TRANSLATIONS),
    ...[...LOCALE_FILES, ...(await furtherFolders(locales)).names].map((name) => join(locales, name)),
  ];
  for (const folder of FOLDERS) {
    const path = join(content, folder);
    const names: string[] = await readdir(path).catch(() => []);
    const visible = names.filter((name) => !name.startsWith('.')).sort();
    paths.push(path, ...visible.slice(0, MAX_FILES[folder] + 1).map((name) => join(path, name)));
  }
  const marks = await Promise.all(
    paths.map(async (path) => {
      const stat = await lstat(path, { bigint: true }).catch(() => null);
      return stat ? `${path} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : path;
    }),
  );
  return marks.join('\n');
}

const LOCALE_FILES = LOCALES.map((locale) => `${locale}.json`);
const MOST_NAMES = 100;

const SAY = {
  noTag: {
    en: 'call this folder by the short name of a further language in small letters, such as ar; en and es have their words in en.json and es.json',
    es: 'póngale a esta carpeta el nombre corto de otro idioma en minúsculas, por ejemplo ar; en y es tienen sus palabras en en.json y es.json',
  },
  noFolder: {
    en: 'a folder belongs here, not a file or a shortcut',
    es: 'aquí va una carpeta, no un archivo ni un acceso directo',
  },
  tooMany: {
    en: `there are more than ${MOST_NAMES} files here; put some of them together`,
    es: `aquí hay más de ${MOST_NAMES} archivos; junte algunos`,
  },
};
