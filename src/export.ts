import { commandLine } from './command-line.ts';
import { ContentMistakes, problemLine } from './content/problems.ts';
import { filesOfCopy, putInto } from './copy-folder.ts';
import type { Text } from './locale.ts';
import { SettingMistake, settingsFrom } from './settings.ts';
import { openSite } from './site.ts';
import { staticCopyOf } from './static-copy.ts';

// npm run export -- DIR [--lang es]: the guide as files, for a host that only hands out files. BASE_PATH, SITE_URL and
// CONTENT_DIR mean what they mean to the server.

async function run(): Promise<void> {
  const { positionals, locale } = commandLine({});
  const [folder] = positionals;
  if (!folder) return refuse(SAY.unnamed[locale], 2);
  const before = await filesOfCopy(folder);
  if (typeof before === 'string') return refuse(SAY[before](folder)[locale], 1);
  try {
    const { content, base, origin } = await settingsFrom(process.env);
    const { site } = await openSite({ content, project: process.cwd(), base, origin, host: 'files' });
    const { version, printedFor, goodUntil } = site.edition;
    const files = await staticCopyOf(site);
    const unfit = await putInto(folder, files, before, {
      edition: version,
      printed_for: printedFor.toISOString(),
      good_until: goodUntil.toISOString(),
    });
    if (unfit) return refuse(SAY[unfit](folder)[locale], 1);
    console.log(SAY.written(files.size, folder, goodUntil.toISOString())[locale]);
  } catch (error) {
    if (error instanceof ContentMistakes) {
      for (const problem of error.problems) console.error(problemLine(problem, locale));
      refuse(SAY.mistakes[locale], 1);
    } else if (error instanceof SettingMistake) refuse(error.message, 2);
    else throw error;
  }
}

function refuse(words: string, code: number): void {
  console.error(words);
  process.exitCode = code;
}

const SAY = {
  unnamed: {
    en: 'name the folder for the copy: npm run export -- DIR',
    es: 'diga la carpeta para la copia: npm run export -- CARPETA',
  },
  mistakes: {
    en: 'nothing was written; correct these first',
    es: 'no se escribió nada; corrija esto primero',
  },
  'no folder': (folder: string): Text => ({
    en: `${folder} is a file; name a folder`,
    es: `${folder} es un archivo; diga una carpeta`,
  }),
  'not ours': (folder: string): Text => ({
    en: `${folder} holds files that are no copy of this guide; name an empty folder, or one that is not there`,
    es: `${folder} tiene archivos que no son una copia de esta guía; diga una carpeta vacía, o una que no exista`,
  }),
  'a link': (folder: string): Text => ({
    en: `nothing was written: in ${folder} a file or a shortcut stands where the copy needs a folder; take it away`,
    es: `no se escribió nada: en ${folder} hay un archivo o un acceso directo donde la copia necesita una carpeta; quítelo`,
  }),
  written: (count: number, folder: string, until: string): Text => ({
    en: `${count} files written to ${folder}. They say the truth until ${until}; write them again by then, every day.`,
    es: `Se escribieron ${count} archivos en ${folder}. Dicen la verdad hasta ${until}; vuelva a escribirlos antes, cada día.`,
  }),
};

await run();
