import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentFile, UnreadableFile } from './content/file.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import { FILES, FOLDERS, isSame, readSnapshot, type Snapshot, TRANSLATIONS } from './content/snapshot.ts';
import { readYaml, type YamlFile, YamlMistake } from './content/yaml.ts';
import { LOCALES, type Locale, type Text } from './locale.ts';
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
    ...LOCALE_FILES.map((name) => join(locales, name)),
  ];
  for (const folder of FOLDERS) {
    const path = join(content, folder);
    const names: string[] = await readdir(path).catch(() => []);
    const visible = names.filter((name) => !name.startsWith('.')).sort();
    paths.push(path, ...visible.slice(0, MOST_NAMES).map((name) => join(path, name)));
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
 * @param asked the words that the running program began with: it asks for these names and fills in these places
 * @throws {ContentMistakes} when a file is no list of names and words, when one language lacks a name, a plural
 * form or a {{place}} that the other has, or when one that the program needs is gone
 */
export function wordsOf({ folder, files, problems }: Snapshot, asked?: Snapshot): Words {
  const mistakes: Problem[] = [...problems];
  const found = new Map<Locale, Wording>();
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
      found.set(locale, { locale, file, words: Object.fromEntries(entries), positionOf });
    } catch (error) {
      if (!(error instanceof YamlMistake)) throw error;
      mistakes.push({ file, ...error.position, field: null, message: error.advice });
    }
  }
  const [en, es] = [found.get('en'), found.get('es')];
  if (mistakes.length > 0 || !en || !es) throw new ContentMistakes(mistakes);
  const needed = asked ? formsOf(wordsIn(asked.files.get('en.json') ?? '')) : new Map<string, Form>();
  mistakes.push(
    ...lacking(es, formsOf(en.words)),
    ...lacking(en, new Map([...formsOf(es.words), ...needed])),
  );
  if (mistakes.length > 0) throw new ContentMistakes(mistakes);
  return stringsOf({ en: en.words, es: es.words });
}

type Wording = {
  locale: Locale;
  file: string;
  words: Record<string, string>;
  positionOf: YamlFile['positionOf'];
};

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
};
