import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { commandLine } from './command-line.ts';
import { ContentMistakes, problemLine } from './content/problems.ts';
import type { Locale, Text } from './locale.ts';
import { SettingMistake, settingsFrom } from './settings.ts';
import { openSite } from './site.ts';
import { MARK, staticCopyOf } from './static-copy.ts';

// npm run export -- DIR [--lang es]: the guide as files, for a host that only hands out files. BASE_PATH, SITE_URL and
// CONTENT_DIR mean what they mean to the server.

async function run(): Promise<void> {
  const { positionals, locale } = commandLine({});
  const [folder] = positionals;
  if (!folder) return refuse(SAY.noFolder[locale], 2);
  const before = await filesIn(folder);
  if (before.length > 0 && !before.includes(MARK)) return refuse(SAY.notOurs(folder)[locale], 1);
  try {
    const { content, base, origin } = await settingsFrom(process.env);
    const { site } = await openSite({ content, project: process.cwd(), base, origin, host: 'files' });
    const files = staticCopyOf(site);
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    for (const name of before) if (!files.has(name)) await rm(join(folder, name));
    const until = site.edition.goodUntil.toISOString();
    console.log(SAY.written(files.size, folder, until)[locale]);
  } catch (error) {
    if (error instanceof ContentMistakes) {
      for (const problem of error.problems) console.error(problemLine(problem, locale));
      refuse(SAY.mistakes[locale], 1);
    } else if (error instanceof SettingMistake) refuse(error.message, 2);
    else throw error;
  }
}

/** The names of all files in a folder; none when it is not there. */
async function filesIn(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

function refuse(words: string, code: number): void {
  console.error(words);
  process.exitCode = code;
}

const SAY = {
  noFolder: {
    en: 'name the folder for the copy: npm run export -- DIR',
    es: 'diga la carpeta para la copia: npm run export -- CARPETA',
  },
  mistakes: {
    en: 'nothing was written; correct these first',
    es: 'no se escribió nada; corrija esto primero',
  },
  notOurs: (folder: string): Text => ({
    en: `${folder} holds files that are no copy of this guide; name an empty folder, or one that is not there`,
    es: `${folder} tiene archivos que no son una copia de esta guía; diga una carpeta vacía, o una que no exista`,
  }),
  written: (count: number, folder: string, until: string): Text => ({
    en: `${count} files written to ${folder}. They say the truth until ${until}; write them again by then, every day.`,
    es: `Se escribieron ${count} archivos en ${folder}. Dicen la verdad hasta ${until}; vuelva a escribirlos antes, cada día.`,
  }),
} as const satisfies Record<string, Readonly<Record<Locale, string>> | ((...words: never[]) => Text)>;

await run();
