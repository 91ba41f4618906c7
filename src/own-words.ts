import { join } from 'node:path';
import { ContentMistakes, type Problem } from './content/problems.ts';
import type { Snapshot } from './content/snapshot.ts';
import { readYaml, type YamlFile, YamlMistake } from './content/yaml.ts';
import { LOCALES, type Text } from './locale.ts';
import { furtherIn } from './source.ts';

/** The site's own words in one language, by their names. */
export type Words = Readonly<Record<string, string>>;

/**
 * The site's own words, by the tags of the languages.
 * @param asked the words that the running program began with: it asks for these names and fills in these places
 * @throws {ContentMistakes} when a file is no list of names and words, when one language lacks a name, a plural
 * form or a {{place}} that the other has, or when one that the program needs is gone
 */
export function wordsOf(snapshot: Snapshot, asked?: Snapshot): ReadonlyMap<string, Words> {
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
  return new Map([...found].map(([locale, { words }]) => [locale, words]));
}

/** A file of names and words. */
export type List = {
  file: string;
  words: Words;
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

function formsOf(words: Words): Map<string, Form> {
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
