import { join } from 'node:path';
import { hiddenCharacter } from './content/characters.ts';
import { pagesIn } from './content/content.ts';
import { explain } from './content/explain.ts';
import { language as languageFile } from './content/language.ts';
import type { Checked } from './content/load.ts';
import { OWN_SLUGS } from './content/own-slugs.ts';
import { phonesIn } from './content/phone.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import type { Snapshot } from './content/snapshot.ts';
import { textsIn } from './content/texts.ts';
import { readYaml, YamlMistake } from './content/yaml.ts';
import type { Text } from './locale.ts';
import { type List, listIn } from './own-words.ts';
import type { FurtherLanguage } from './pages/language.ts';
import { furtherIn, NEEDED } from './source.ts';

/**
 * The languages of the site besides English and Spanish, whose texts stand in the content: one for each folder of
 * `locales/`, which says every text and every address of the content in its own way.
 *
 * A further language has all or is refused, and the last good edition stays: nobody gets a page that is half in
 * another language, and no language is lost because a sentence was changed and nobody noticed. A correction that cannot
 * wait for a translation goes live when somebody decides it: a folder whose name begins with a dot is no language.
 * @throws {ContentMistakes} with everything that a further language lacks or says wrongly
 */
export function furtherLanguages(snapshot: Snapshot, checked: Checked): FurtherLanguage[] {
  const mistakes: Problem[] = [];
  const further = furtherIn(snapshot).flatMap((tag): FurtherLanguage[] => {
    const traits = traitsOf(tag, snapshot, mistakes);
    const texts = translationsIn(tag, snapshot, mistakes);
    const slugs = slugsIn(tag, snapshot, checked, mistakes);
    mistakes.push(...untranslated(tag, texts, checked));
    return traits ? [{ ...traits, tag, texts, slugs }] : [];
  });
  if (mistakes.length > 0) throw new ContentMistakes(mistakes);
  return further;
}

/** What a further language still says and the content does not say any more. */
export function leftOverIn(snapshot: Snapshot, { content }: Checked): Problem[] {
  const said = new Set(textsIn(content).map(({ text }) => text.en));
  return furtherIn(snapshot).flatMap((tag) =>
    listsOf(tag, snapshot, []).flatMap(({ file, words, positionOf }) =>
      Object.keys(words)
        .filter((english) => !said.has(tidy(english)))
        .map((english) => ({ file, ...positionOf([english]), field: null, message: SAY.leftOver })),
    ),
  );
}

function traitsOf(
  tag: string,
  { folder, files }: Snapshot,
  mistakes: Problem[],
): Pick<FurtherLanguage, 'name' | 'direction' | 'dates'> | null {
  const name = `${tag}/language.json`;
  const file = join(folder, name);
  try {
    const yaml = readYaml(files.get(name) ?? '');
    const read = languageFile.safeParse(yaml.value);
    if (read.success) return read.data;
    mistakes.push(...explain(read.error.issues, file, yaml));
  } catch (error) {
    if (!(error instanceof YamlMistake)) throw error;
    mistakes.push({ file, ...error.position, field: null, message: error.advice });
  }
  return null;
}

/** By the English words: wherever they stand, they are the same in the other language. */
function translationsIn(tag: string, snapshot: Snapshot, mistakes: Problem[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { file, words, positionOf } of listsOf(tag, snapshot, mistakes)) {
    for (const [written, said] of Object.entries(words)) {
      const [english, translation] = [tidy(written), tidy(said)];
      const refuse = (message: Text) =>
        mistakes.push({ file, ...positionOf([written]), field: quoted(english), message });
      // Some scripts need these two between letters (Unicode 16, section 23.2).
      const hidden = hiddenCharacter(translation.replace(/[\u200C\u200D]/g, ''));
      if (hidden) refuse(hidden.message);
      if ((found.get(english) ?? translation) !== translation) refuse(SAY.twice);
      const lost = numbersIn(english).filter((number) => !numbersIn(translation).includes(number));
      const strange = numbersIn(translation).filter((number) => !numbersIn(english).includes(number));
      if (lost.length + strange.length > 0) refuse(otherNumbers([...lost, ...strange]));
      found.set(english, translation);
    }
  }
  return found;
}

function listsOf(tag: string, snapshot: Snapshot, mistakes: Problem[]): List[] {
  return [...snapshot.files.keys()]
    .filter((name) => name.startsWith(`${tag}/`) && !NEEDED.includes(name.slice(tag.length + 1)))
    .flatMap((name) => listIn(snapshot, name, mistakes) ?? []);
}

function untranslated(tag: string, texts: ReadonlyMap<string, string>, checked: Checked): Problem[] {
  const asked = new Set(texts.keys());
  return textsIn(checked.content).flatMap(({ file, path, text }) => {
    if (asked.has(text.en)) return [];
    asked.add(text.en);
    return [checked.problemOf({ file, path, message: notSaid(tag, text.en) })];
  });
}

function slugsIn(
  tag: string,
  snapshot: Snapshot,
  { content }: Checked,
  mistakes: Problem[],
): ReadonlyMap<string, string> {
  const { file, words, positionOf } = listIn(snapshot, `${tag}/addresses.json`, mistakes) ?? NO_LIST;
  const found = new Map<string, string>();
  const slugs = [...pagesIn(content).map(({ value }) => value.slug), ...OWN_SLUGS];
  for (const { en } of slugs) {
    const field = { en, es: en };
    const slug = words[en];
    if (slug === undefined) {
      mistakes.push({ file, line: 1, column: 1, field, message: noAddress(en) });
      continue;
    }
    const refuse = (message: Text) => mistakes.push({ file, ...positionOf([en]), field, message });
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > LONGEST_SLUG) refuse(SAY.noSlug);
    if ([...found.values()].includes(slug)) refuse(SAY.sameSlug);
    found.set(en, slug);
  }
  return found;
}

function numbersIn(words: string): string[] {
  return phonesIn(words).map(({ display }) => display);
}

function tidy(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}

function quoted(words: string): Text {
  const short = words.length > MOST_QUOTED ? `${words.slice(0, MOST_QUOTED)}…` : words;
  return { en: `“${short}”`, es: `“${short}”` };
}

const NO_LIST: List = { file: '', words: {}, positionOf: () => ({ line: 1, column: 1 }) };
const LONGEST_SLUG = 60;
const MOST_QUOTED = 60;

function notSaid(tag: string, english: string): Text {
  return {
    en: `locales/${tag}/ does not say “${english}” yet; add these words and their translation to a file of it`,
    es: `locales/${tag}/ todavía no dice “${english}”; añada estas palabras y su traducción a uno de sus archivos`,
  };
}

function otherNumbers(numbers: readonly string[]): Text {
  const all = numbers.join(', ');
  return {
    en: `the English and its translation must have the same telephone numbers; look at ${all}`,
    es: `el inglés y su traducción deben tener los mismos números de teléfono; revise ${all}`,
  };
}

function noAddress(slug: string): Text {
  return {
    en: `the page at “${slug}” needs an address in this language, too; add "${slug}" with small letters a to z and hyphens`,
    es: `la página en “${slug}” también necesita una dirección en este idioma; añada "${slug}" con letras minúsculas de la a a la z y guiones`,
  };
}

const SAY = {
  leftOver: {
    en: 'no text of the content says this any more; take it away',
    es: 'ningún texto del contenido dice esto ya; quítelo',
  },
  twice: {
    en: 'these words are translated in two ways; keep one',
    es: 'estas palabras están traducidas de dos maneras; deje una',
  },
  noSlug: {
    en: 'write an address in small letters a to z, with hyphens between words, at most 60 characters',
    es: 'escriba una dirección con letras minúsculas de la a a la z, con guiones entre las palabras, de 60 caracteres como máximo',
  },
  sameSlug: {
    en: 'another page has this address already; write something else',
    es: 'otra página ya tiene esta dirección; escriba algo distinto',
  },
} as const satisfies Record<string, Text>;
