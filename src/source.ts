import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentFile, UnreadableFile } from './content/file.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import {
  FILES,
  FOLDERS,
  isSame,
  MAX_FILES,
  readSnapshot,
  type Snapshot,
  TRANSLATIONS,
} from './content/snapshot.ts';
import { readYaml, type YamlFile, YamlMistake } from './content/yaml.ts';
import { LOCALES, type Text } from './locale.ts';
import { type Translate, translator } from './pages/strings.ts';

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

/**
 * The site's own words, by the tags of the languages.
 * @param asked the words that the running program began with: it asks for these names and fills in these places
 * @throws {ContentMistakes} when a file is no list of names and words, when one language lacks a name, a plural
 * form or a {{place}} that the other has, or when one that the program needs is gone
 */
export function wordsOf(snapshot: Snapshot, asked?: Snapshot): ReadonlyMap<string, Translate> {
  const mistakes: Problem[] = [...snapshot.problems];
  const names = new Map<string, string>([
    ...LOCALES.map((locale) => [locale, `${locale}.json`] as const),
    ...furtherIn(snapshot).map((tag) => [tag, `${tag}/words.json`] as const),
  ]);
  const found = new Map<string, Wording>();
  for (const [locale, name] of names) {
    const list = listIn(snapshot, name, mistakes);
    if (list) found.set(locale, { locale, ...list });
  }
  const [en, es] = [found.get('en'), found.get('es')];
  if (mistakes.length > 0 || !en || !es) throw new ContentMistakes(mistakes);
  const needed = asked ? formsOf(wordsIn(asked.files.get('en.json') ?? '')) : new Map<string, Form>();
  mistakes.push(
    ...lacking(es, formsOf(en.words)),
    ...lacking(en, new Map([...formsOf(es.words), ...needed])),
    ...[...found.values()]
      .filter((wording) => wording !== en && wording !== es)
      .flatMap((wording) => lacking(wording, formsOf(en.words))),
  );
  if (mistakes.length > 0) throw new ContentMistakes(mistakes);
  return new Map([...found].map(([locale, { words }]) => [locale, translator(locale, words)]));
}

/** A file of names and words. */
export type List = {
  file: string;
  words: Readonly<Record<string, string>>;
  positionOf: YamlFile['positionOf'];
};

type Wording = List & { locale: string };

/**
 * Reads one file of names and words.
 * @param mistakes what is wrong in it is put there
 * @returns null when it is not there or cannot be read
 */
export function listIn({ folder, files }: Snapshot, name: string, mistakes: Problem[]): List | null {
  const text = files.get(name);
  if (text === undefined) return null;
  const file = join(folder, name);
  try {
    // JSON is YAML, and this reader knows the place of a mistake.
    const { value, positionOf } = readYaml(text);
    const words: Record<string, string> = {};
    for (const [key, said] of typeof value === 'object' && value !== null ? Object.entries(value) : []) {
      if (typeof said === 'string' && said.trim()) words[key] = said;
      else mistakes.push({ file, ...positionOf([key]), field: { en: key, es: key }, message: SAY.noWords });
    }
    return { file, words, positionOf };
  } catch (error) {
    if (!(error instanceof YamlMistake)) throw error;
    mistakes.push({ file, ...error.position, field: null, message: error.advice });
    return null;
  }
}

/** A name of the words, whether it has plural forms, and the places that its values are put in. */
type Form = { isPlural: boolean; places: ReadonlySet<string> };

function formsOf(words: Readonly<Record<string, string>>): Map<string, Form> {
  const forms = new Map<string, Form>();
  for (const [key, text] of Object.entries(words)) {
    const stem = stemOf(key);
    const places = [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, place = '']) => place);
    const known = forms.get(stem)?.places ?? [];
    forms.set(stem, { isPlural: stem !== key, places: new Set([...known, ...places]) });
  }
  return forms;
}

function lacking({ locale, file, words, positionOf }: Wording, needed: ReadonlyMap<string, Form>): Problem[] {
  const own = formsOf(words);
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return [...needed].flatMap(([stem, { isPlural, places }]): Problem[] => {
    const keys = isPlural ? categories.map((category) => `${stem}_${category}`) : [stem];
    const missing = keys.filter((key) => !Object.hasOwn(words, key));
    if (missing.length > 0) {
      return missing.map((key) => ({
        file,
        line: 1,
        column: 1,
        field: { en: key, es: key },
        message: SAY.missing,
      }));
    }
    const first = keys.at(-1) ?? stem;
    const position = { file, ...positionOf([first]), field: { en: first, es: first } };
    const lost = [...places].filter((place) => !own.get(stem)?.places.has(place));
    const strange = [...(own.get(stem)?.places ?? [])].filter((place) => !places.has(place));
    return [
      ...lost.map((place) => ({ ...position, message: lostPlace(place) })),
      ...strange.map((place) => ({ ...position, message: strangePlace(place) })),
    ];
  });
}

function stemOf(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '');
}

function wordsIn(text: string): Record<string, string> {
  return readYaml(text).value as Record<string, string>;
}

const LOCALE_FILES = LOCALES.map((locale) => `${locale}.json`);
const MOST_NAMES = 100;

function lostPlace(place: string): Text {
  return {
    en: `{{${place}}} is missing in this text; write it where its value belongs`,
    es: `falta {{${place}}} en este texto; escríbalo donde va su valor`,
  };
}

function strangePlace(place: string): Text {
  return {
    en: `nothing is put in the place of {{${place}}}; correct its spelling, or take it away`,
    es: `nada se pone en el lugar de {{${place}}}; corrija cómo está escrito, o quítelo`,
  };
}

const SAY = {
  noWords: { en: 'write some words here, in "quotes"', es: 'escriba unas palabras aquí, entre "comillas"' },
  missing: {
    en: 'this is missing here, and the site needs it; add it as it is in the other language',
    es: 'esto falta aquí, y el sitio lo necesita; añádalo como está en el otro idioma',
  },
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
