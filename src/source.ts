import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentFile, UnreadableFile } from './content/file.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import { FILES, FOLDERS, isSame, readSnapshot, type Snapshot, TRANSLATIONS } from './content/snapshot.ts';
import { readYaml, YamlMistake } from './content/yaml.ts';
import { LOCALES, type Locale } from './locale.ts';
import { stringsOf, type Words } from './pages/strings.ts';

/** The folders that people edit while the site runs. */
export type Folders = { content: string; locales: string };

/** Everything people may edit, as it stood at one moment. */
export type Source = { content: Snapshot; words: Snapshot };

/** Reads everything once. */
export async function readSource({ content, locales }: Folders): Promise<Source> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const name of LOCALE_FILES) {
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
    ...LOCALE_FILES.map((name) => join(locales, name)),
  ];
  for (const folder of FOLDERS) {
    const path = join(content, folder);
    const names = await readdir(path).catch(() => []);
    paths.push(path, ...names.slice(0, MOST_NAMES).map((name) => join(path, name)));
  }
  const marks = await Promise.all(
    paths.map(async (path) => {
      const stat = await lstat(path, { bigint: true }).catch(() => null);
      return stat ? `${path} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : path;
    }),
  );
  return marks.join('\n');
}

/**
 * The site's own words.
 * @throws {ContentMistakes} when a file is no list of names and words, or one language lacks what the other has
 */
export function wordsOf({ folder, files, problems }: Snapshot): Words {
  const mistakes: Problem[] = [...problems];
  const found = new Map<Locale, Record<string, string>>();
  for (const locale of LOCALES) {
    const name = `${locale}.json`;
    const text = files.get(name);
    if (text === undefined) continue;
    const file = join(folder, name);
    try {
      // JSON is YAML, and this reader knows the place of a mistake.
      const { value, positionOf } = readYaml(text);
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
      for (const [key, words] of entries) {
        if (typeof words === 'string' && words.trim()) continue;
        mistakes.push({ file, ...positionOf([key]), field: { en: key, es: key }, message: SAY.noWords });
      }
      found.set(locale, Object.fromEntries(entries) as Record<string, string>);
    } catch (error) {
      if (!(error instanceof YamlMistake)) throw error;
      mistakes.push({ file, ...error.position, field: null, message: error.advice });
    }
  }
  const [en, es] = [found.get('en'), found.get('es')];
  if (en && es) {
    mistakes.push(...missing(en, es, join(folder, 'es.json')), ...missing(es, en, join(folder, 'en.json')));
  }
  if (mistakes.length > 0 || !en || !es) throw new ContentMistakes(mistakes);
  return stringsOf({ en, es });
}

const LOCALE_FILES = LOCALES.map((locale) => `${locale}.json`);
const MOST_NAMES = 100;

function missing(has: object, lacks: object, file: string): Problem[] {
  const stem = (key: string) => key.replace(/_(?:one|many|other)$/, '');
  const there = new Set(Object.keys(lacks).map(stem));
  return [...new Set(Object.keys(has).map(stem))]
    .filter((key) => !there.has(key))
    .map((key) => ({ file, line: 1, column: 1, field: { en: key, es: key }, message: SAY.missing }));
}

const SAY = {
  noWords: { en: 'write some words here, in "quotes"', es: 'escriba unas palabras aquí, entre "comillas"' },
  missing: {
    en: 'this is missing here, and the other language has it; add it',
    es: 'esto falta aquí, y el otro idioma lo tiene; añádalo',
  },
};
