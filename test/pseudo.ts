import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagesIn } from '../src/content/content.ts';
import { loadContent } from '../src/content/load.ts';
import { OWN_SLUGS } from '../src/content/own-slugs.ts';
import { textsIn } from '../src/content/texts.ts';
import { openFolder, PROJECT } from './town.ts';

/** A language that nobody speaks, read from right to left: every text of it stands in ⟦brackets⟧. */
export const PSEUDO = 'ar-xb';

/** Its name in itself. */
export const PSEUDO_NAME = '⟦Åråbïc⟧';

const ACCENTED: Readonly<Record<string, string>> = { a: 'å', e: 'ë', i: 'ï', o: 'ø', u: 'ü' };

/** English words as the language says them; places to fill in and English terms stay as they are. */
export function inPseudo(english: string, terms: readonly string[] = []): string {
  const kept = new RegExp(
    `\\{\\{\\w+\\}\\}|${terms.map((term) => `\\b${term}\\b`).join('|') || '(?!)'}`,
    'gi',
  );
  let said = '';
  let from = 0;
  for (const match of english.matchAll(kept)) {
    said += accented(english.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return `⟦${said}${accented(english.slice(from))}⟧`;
}

function accented(words: string): string {
  return words.replace(/[aeiou]/g, (letter) => ACCENTED[letter] ?? letter);
}

/** The real words of the site, and the folder of a language that was made of them and of the content. */
export async function pseudoLocales(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'locales-'));
  await cp(join(PROJECT, 'locales'), folder, { recursive: true });
  await mkdir(join(folder, PSEUDO));
  const write = (name: string, words: object) =>
    writeFile(join(folder, PSEUDO, name), `${JSON.stringify(words, null, 2)}\n`);

  const checked = await loadContent(content);
  const terms = checked.content.site.value.foreign_words.es;
  // Months and days then come in Arabic letters, and Latin ones outside of brackets are somebody's mistake.
  await write('language.json', { name: PSEUDO_NAME, direction: 'rtl', dates: 'ar-u-nu-latn' });
  const english: Record<string, string> = JSON.parse(await readFile(join(folder, 'en.json'), 'utf8'));
  const forms = new Intl.PluralRules(PSEUDO).resolvedOptions().pluralCategories;
  const words = Object.entries(english).flatMap(([key, said]) => {
    const [, stem] = /^(.*)_other$/.exec(key) ?? [];
    if (stem) return forms.map((form) => [`${stem}_${form}`, inPseudo(said)] as const);
    return /_one$/.test(key) ? [] : [[key, inPseudo(said)] as const];
  });
  await write('words.json', Object.fromEntries(words));
  const slugs = [...pagesIn(checked.content).map(({ value }) => value.slug), ...OWN_SLUGS];
  await write('addresses.json', Object.fromEntries(slugs.map(({ en }) => [en, `xb-${en}`])));
  const files = new Map<string, Record<string, string>>();
  for (const { file, text } of textsIn(checked.content)) {
    const name = file
      .slice(content.length)
      .replace(/\.yaml$/, '')
      .replace(/^\//, '')
      .replaceAll('/', '-');
    files.set(name, { ...files.get(name), [text.en]: inPseudo(text.en, terms) });
  }
  for (const [name, texts] of files) await write(`${name}.json`, texts);
  return folder;
}

/** A content folder as a site that speaks this language, too. */
export async function openPseudo(content: string, settings: { now?: string } = {}) {
  const locales = await pseudoLocales(content);
  try {
    return await openFolder(content, { ...settings, locales });
  } finally {
    await rm(locales, { recursive: true });
  }
}
