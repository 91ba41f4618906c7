import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type CheerioAPI, load } from 'cheerio';
import { structuredPatch } from 'diff';
import { commandLine } from './command-line.ts';
import { ContentMistakes, type Problem, problemLine } from './content/problems.ts';
import { FILES, FOLDERS, type Snapshot, TRANSLATIONS } from './content/snapshot.ts';
import type { Locale, Text } from './locale.ts';
import { known } from './model/known.ts';
import { addressesUnder } from './pages/addresses.ts';
import type { Edition, Printed } from './pages/edition.ts';
import type { Language } from './pages/language.ts';
import { pressFor } from './site.ts';
import { type Folders, isWordsFile, readSource, type Source } from './source.ts';

// npm run preview [-- DIR] [--lang es]: what readers would see change between the last commit and the files as
// they are now. Templates and style are those of now on both sides.

/** Something that readers see, under the name it is called by here, line by line. */
type Seen = ReadonlyMap<string, readonly string[]>;
class NoCommit extends Error {}
class OldMistakes extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super();
    this.problems = problems;
  }
}

const git = promisify(execFile);

async function run(): Promise<void> {
  const { positionals, locale } = commandLine({});
  const now = new Date();
  const press = await pressFor({
    content: positionals[0] ?? 'content',
    project: process.cwd(),
    base: '',
    origin: '',
  });
  const print = async (source: Source, previous: Edition | null) => {
    const accepted = await press.accept(source);
    return { edition: await press.print(accepted, now, previous), languages: accepted.languages };
  };
  try {
    const current = await readSource(press.folders);
    const old = await committed(press.folders);
    const before = await print(old, null).catch((error) => {
      throw error instanceof ContentMistakes ? new OldMistakes(error.problems) : error;
    });
    const after = await print(current, before.edition);
    const report = differences(seenIn(before), seenIn(after), locale);
    console.log(report.length > 0 ? report.join('\n\n') : SAY.nothing[locale]);
  } catch (error) {
    if (error instanceof ContentMistakes || error instanceof OldMistakes) {
      for (const problem of error.problems) console.error(problemLine(problem, locale));
      if (error instanceof OldMistakes) console.error(SAY.oldMistakes[locale]);
    } else if (error instanceof NoCommit) console.error(SAY.noCommit[locale]);
    else throw error;
    process.exitCode = 1;
  }
}

/** The source as the last commit has it; its files are called `HEAD:content/site.yaml`. */
async function committed({ content, locales }: Folders): Promise<Source> {
  const isContent = (name: string) =>
    name === TRANSLATIONS ||
    FILES.some((file) => name === `${file}.yaml`) ||
    FOLDERS.some(
      (folder) => name.startsWith(`${folder}/`) && /^[^./][^/]*$/.test(name.slice(folder.length + 1)),
    );
  return {
    content: await committedFolder(content, isContent),
    words: await committedFolder(locales, isWordsFile),
  };
}

async function committedFolder(folder: string, isOurs: (name: string) => boolean): Promise<Snapshot> {
  const files = new Map<string, string>();
  for (const name of (await gitIn(folder, 'ls-tree', '-r', '-z', '--name-only', 'HEAD')).split('\0')) {
    if (!isOurs(name)) continue;
    const text = await gitIn(folder, 'show', `HEAD:./${name}`);
    files.set(name, text.replace(/^\uFEFF/, '').normalize());
  }
  if (files.size === 0) throw new NoCommit();
  return { folder: `HEAD:${folder}`, files, problems: [] };
}

async function gitIn(folder: string, ...words: string[]): Promise<string> {
  const { stdout } = await git('git', ['-C', folder, ...words]).catch(() => {
    throw new NoCommit();
  });
  return stdout;
}

/** Every page but those that say once more on paper what others say, what stands around all pages of a language, and the error pages. */
function seenIn({ edition, languages }: { edition: Edition; languages: readonly Language[] }): Seen {
  const { pages, errors } = edition;
  const seen = new Map<string, readonly string[]>();
  for (const locale of languages) {
    const booklets = addressesUnder('', '').paper('whole-guide', locale);
    const own = [...pages].filter(
      ([address]) => address.startsWith(`/${locale.tag}/`) && !address.startsWith(booklets),
    );
    for (const [address, page] of own) seen.set(address, linesOf(page, 'head > title, main'));
    // The same around every page but the first, which has no list of contents at its foot.
    const [, page] = own[1] ?? [];
    if (page) seen.set(`/${locale.tag}/*`, linesOf(page, 'header, footer'));
  }
  for (const [status, halves] of Object.entries(errors)) {
    seen.set(status, linesOf(known(halves, 'en'), 'head > title, main'));
  }
  return seen;
}

function linesOf({ bytes }: Printed, selector: string): string[] {
  const $ = load(bytes.identity.toString());
  const wordsIn = (parent: ReturnType<CheerioAPI>): string =>
    parent
      .contents()
      .toArray()
      .map((node) => {
        if (node.type === 'text') return node.data.replace(/\s+/g, ' ');
        if (node.type !== 'tag' || $(node).is(NOT_READ)) return '';
        const words = wordsIn($(node));
        if (node.name === 'a') return `${words.trim()} <${node.attribs['href']?.replace(NUMBER, '')}>`;
        return INLINE.has(node.name) ? words : `\n${words}\n`;
      })
      .join('');
  return $(selector)
    .toArray()
    .flatMap((node) => wordsIn($(node)).split('\n'))
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '');
}

const INLINE = new Set(['span', 'strong', 'small', 'em', 'b', 'i']);
// A new place moves the numbers of those after it, and nobody reads those.
const NUMBER = /#n\d{1,6}$/;
// The link to the twin page differs from page to page.
const NOT_READ = 'svg, nav[aria-label]';

function differences(before: Seen, after: Seen, locale: Locale): string[] {
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (!old) return [`${name}\n${SAY.isNew[locale]}`];
    if (!now) return [`${name}\n${SAY.isGone[locale]}`];
    const changes = changesBetween(old, now);
    return changes.length > 0 ? [[name, ...changes].join('\n')] : [];
  });
}

function changesBetween(old: readonly string[], now: readonly string[]): string[] {
  const [before = '', after = ''] = [old, now].map((lines) => lines.map((line) => `${line}\n`).join(''));
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 1 });
  return hunks.flatMap(({ lines }, index) => [
    ...(index > 0 ? ['  …'] : []),
    ...lines.map((line) => `${line.slice(0, 1)} ${line.slice(1)}`),
  ]);
}

const SAY = {
  nothing: {
    en: 'No words that readers see today would change.',
    es: 'No cambiaría ninguna de las palabras que los lectores ven hoy.',
  },
  isNew: { en: '+ a new page', es: '+ una página nueva' },
  isGone: { en: '- this page is gone', es: '- esta página ya no está' },
  noCommit: {
    en: 'There is no saved version (git commit) to compare with. Run this in the project folder that was copied with git.',
    es: 'No hay una versión guardada (git commit) con que comparar. Use esto en la carpeta del proyecto que se copió con git.',
  },
  oldMistakes: {
    en: 'The last saved version has the mistakes above, so there is nothing to compare with.',
    es: 'La última versión guardada tiene los errores de arriba, así que no hay con qué comparar.',
  },
} as const satisfies Record<string, Text>;

await run();
