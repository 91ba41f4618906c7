import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { commandLine } from './command-line.ts';
import { filesOf } from './content/content.ts';
import { schemaLine } from './content/editor-schema.ts';
import { replaceContentFile } from './content/file.ts';
import { type Checked, readContent } from './content/load.ts';
import { ContentMistakes, problemLine } from './content/problems.ts';
import { readSnapshot, TRANSLATIONS } from './content/snapshot.ts';
import { type PlacedText, textsIn } from './content/texts.ts';
import type { Locale, Text } from './locale.ts';
import { writeSheets } from './sheets.ts';
import { isTag, readSource } from './source.ts';

// npm run translations [-- DIR] [--confirm FILE]... [--for TAG] [--lang es]: what is missing or left behind, what a
// person confirms, and what a further language does not say yet, for a translator.
const { values, positionals, locale } = commandLine({
  confirm: { type: 'string', multiple: true, default: [] },
  for: { type: 'string', default: '' },
});
const folder = positionals[0] ?? 'content';

const HEAD = `${schemaLine(TRANSLATIONS)}
# Written by npm run translations -- --confirm FILE, when a person has read both halves of its texts side by side.
# One stamp for each text: the first half stands for its English words, the second for its Spanish ones.
`;

const OLDER: Readonly<Record<Locale, Text>> = {
  en: { en: 'older than the Spanish', es: 'más viejo que el español' },
  es: { en: 'older than the English', es: 'más viejo que el inglés' },
};
try {
  const read = await readContent(await readSnapshot(folder));
  if (values.for) await prepare(read, values.for);
  else if (values.confirm.length > 0) await confirm(read, values.confirm);
  else list(read);
} catch (error) {
  if (!(error instanceof ContentMistakes)) throw error;
  for (const problem of error.problems) console.error(problemLine(problem, locale));
  process.exitCode = 1;
}

function list({ content, translations, problemOf }: Checked): void {
  const counts = { confirmed: 0, new: 0, older: 0 };
  const newIn = new Map<string, number>();
  for (const { file, path, text } of textsIn(content)) {
    const standing = translations.standingOf(text);
    if (typeof standing !== 'string') {
      counts.older += 1;
      console.log(
        problemLine(
          problemOf({ file, path: [...path, standing.older], message: OLDER[standing.older] }),
          locale,
        ),
      );
      continue;
    }
    counts[standing] += 1;
    if (standing === 'new') newIn.set(file, (newIn.get(file) ?? 0) + 1);
  }
  for (const [file, count] of newIn) {
    const words: Text = {
      en: `${file}: new texts: ${count}; nobody has compared the two languages yet`,
      es: `${file}: textos nuevos: ${count}; nadie ha comparado todavía los dos idiomas`,
    };
    console.log(words[locale]);
  }
  const { confirmed, older } = counts;
  const summary: Text = {
    en: `Confirmed: ${confirmed}. New: ${counts.new}. Changed in one language only: ${older}. Read both languages, then: npm run translations -- --confirm FILE`,
    es: `Confirmados: ${confirmed}. Nuevos: ${counts.new}. Cambiados en un solo idioma: ${older}. Lea los dos idiomas y después: npm run translations -- --confirm ARCHIVO`,
  };
  console.log(summary[locale]);
}

async function confirm({ content, translations }: Checked, names: readonly string[]): Promise<void> {
  const all = textsIn(content);
  const confirmed: PlacedText[] = [];
  for (const name of names) {
    const path = normalize(name);
    const texts = all.filter(({ file }) => file === path || file === join(folder, path));
    if (!filesOf(content).some(({ file }) => file === path || file === join(folder, path))) {
      const words: Text = {
        en: `${name}: there is no such file with texts in ${folder}; write its name as it stands there, such as sections/health.yaml`,
        es: `${name}: no hay un archivo así con textos en ${folder}; escriba su nombre como está ahí, por ejemplo sections/health.yaml`,
      };
      console.error(words[locale]);
      process.exitCode = 1;
      return;
    }
    confirmed.push(...texts);
  }
  const stamps = translations.stampsWith(confirmed.map(({ text }) => text));
  await replaceContentFile(
    join(folder, TRANSLATIONS),
    `${await headOf(join(folder, TRANSLATIONS))}${rows(stamps)}`,
  );
  const words: Text = {
    en: `${confirmed.length} texts confirmed.`,
    es: `${confirmed.length} textos confirmados.`,
  };
  console.log(words[locale]);
}

async function prepare({ content }: Checked, tag: string): Promise<void> {
  if (!isTag(tag)) {
    const words: Text = {
      en: `${tag}: write the short name of a further language in small letters, such as ar`,
      es: `${tag}: escriba el nombre corto de otro idioma en minúsculas, por ejemplo ar`,
    };
    console.error(words[locale]);
    process.exitCode = 1;
    return;
  }
  const source = await readSource({ content: folder, locales: 'locales' });
  const count = await writeSheets(tag, source.words, content, folder);
  const words: Text = {
    en: `locales/${tag}: ${count} to translate. Fill in the empty "" and then run npm run check`,
    es: `locales/${tag}: ${count} por traducir. Llene los "" vacíos y después use npm run check`,
  };
  console.log(words[locale]);
}

function rows(stamps: readonly string[]): string {
  if (stamps.length === 0) return 'confirmed: []\n';
  return `confirmed:\n${stamps.map((stamp) => `  - ${stamp}\n`).join('')}`;
}

// Comments at the top of the file are somebody's; they stay.
async function headOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => HEAD);
  return text.match(/^(?:#.*\n|\n)*/)?.[0] ?? '';
}
