import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pagesIn, type Written } from './content/content.ts';
import { replaceContentFile } from './content/file.ts';
import { OWN_SLUGS } from './content/own-slugs.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import type { Snapshot } from './content/snapshot.ts';
import { textsIn } from './content/texts.ts';
import { listIn } from './own-words.ts';
import { NEEDED } from './source.ts';

/**
 * Writes whatever a further language does not say yet into the files of its folder, with empty words after it, for a
 * translator to fill in. What the files say already stays.
 * @param words `locales/` as it is
 * @param folder the folder of the content, whose name the places of the texts begin with
 * @returns how many texts, words and addresses wait
 * @throws {ContentMistakes} when a file that is there cannot be read
 */
export async function writeSheets(
  tag: string,
  words: Snapshot,
  content: Written,
  folder: string,
): Promise<number> {
  const mistakes: Problem[] = [];
  const said = (name: string) => {
    const found: Problem[] = [];
    const list = listIn(words, `${tag}/${name}`, found);
    // Words that are still empty wait again; a file that nobody can read must not be written over.
    if (!list) mistakes.push(...found);
    return list?.words ?? {};
  };
  const others = [...words.files.keys()]
    .filter((name) => name.startsWith(`${tag}/`))
    .map((name) => name.slice(tag.length + 1))
    .filter((name) => !NEEDED.includes(name));
  const known = new Set(others.flatMap((name) => Object.keys(said(name))));
  const asked = new Map<string, string[]>([
    ['language.json', ['name', 'direction', 'dates']],
    ['words.json', formsOf(Object.keys(listIn(words, 'en.json', mistakes)?.words ?? {}), tag)],
    [
      'addresses.json',
      [...pagesIn(content).map(({ value }) => value.slug.en), ...OWN_SLUGS.map(({ en }) => en)],
    ],
  ]);
  for (const { file, text } of textsIn(content)) {
    if (known.has(text.en)) continue;
    known.add(text.en);
    const name = `${file
      .slice(join(folder, '/').length)
      .replace(/\.yaml$/, '')
      .replaceAll('/', '-')}.json`;
    asked.set(name, [...(asked.get(name) ?? []), text.en]);
  }
  const sheets = [...asked].map(([name, keys]) => {
    const before = said(name);
    const open = keys.filter((key) => !Object.hasOwn(before, key));
    const sheet = { ...before, ...Object.fromEntries(open.map((key) => [key, ''])) };
    return { name, open, sheet };
  });
  if (mistakes.length > 0) throw new ContentMistakes(mistakes);
  await mkdir(join(words.folder, tag), { recursive: true });
  for (const { name, open, sheet } of sheets) {
    if (open.length === 0) continue;
    await replaceContentFile(join(words.folder, tag, name), `${JSON.stringify(sheet, null, 2)}\n`);
  }
  return sheets.reduce((sum, { open }) => sum + open.length, 0);
}

/** The names of the site's own words, with the plural forms that a language has. */
function formsOf(names: readonly string[], tag: string): string[] {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return names
    .filter((name) => !/_(?:one|many)$/.test(name))
    .flatMap((name) => {
      const [, stem] = /^(.*)_other$/.exec(name) ?? [];
      return stem ? forms.map((form) => `${stem}_${form}`) : [name];
    });
}
