import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import type { Content } from './content/content.ts';
import { contentOf } from './content/load.ts';
import type { Problem } from './content/problems.ts';
import { isSame, type Snapshot } from './content/snapshot.ts';
import { languagesOf } from './languages.ts';
import { LOCALES } from './locale.ts';
import { type Directory, directoryOf } from './model/directory.ts';
import { indexOf, type SearchIndex } from './model/search-index.ts';
import { wordsOf } from './own-words.ts';
import { addressesUnder } from './pages/addresses.ts';
import { readAsset } from './pages/asset.ts';
import { type Edition, type Manuscript, printEdition } from './pages/edition.ts';
import type { Language } from './pages/language.ts';
import { loadViews } from './pages/views.ts';
import type { Host } from './pages/wording.ts';
import { type Folders, readSource, type Source } from './source.ts';

/** Where the site is made from, and where it will stand. */
export type SiteSettings = {
  /** The folder that editors edit. */
  content: string;
  /** The folder that holds `views/`, `locales/` and `public/`. */
  project: string;
  /** The folder of the site's own words and of further languages, when it is another than the project's. */
  locales?: string;
  /** The path the site lives under, such as `/guide`; empty at the top of a host. */
  base: string;
  /** Scheme and host for links that must be whole; empty when not known. */
  origin: string;
  /** What will hand the pages out. */
  host?: Host;
  /** For how many seconds a cache in front may hand out what it got; none may without it. */
  cdnMaxAge?: number;
};

/** What is running: the edition in hand, what is wrong with a newer one, and whether it is about to stop. */
export type Site = {
  base: string;
  origin: string;
  /** For how many seconds a cache in front may hand out what it got; 0 when it may not. */
  cdnMaxAge: number;
  edition: Edition;
  /** Why the newest content was refused; empty when the edition is printed from it. */
  refusal: readonly Problem[];
  isStopping: boolean;
};

/** What an edition was printed from, to print it again when the clock asks for it. */
export type Accepted = {
  source: Source;
  content: Content;
  directory: Directory;
  /** What each language is searched in, by its tag; made when it is asked for the first time. Pages do not wait for it. */
  indexes: () => Promise<ReadonlyMap<string, SearchIndex>>;
  languages: readonly Language[];
};

/** Prints a source as it reads at one moment. Templates, style and scripts are read once, when the site opens. */
export type Press = {
  folders: Folders;
  /** @throws {ContentMistakes} when the source cannot be published */
  accept(source: Source): Promise<Accepted>;
  /** @param when whether every page is printed first; a very large guide is always printed on demand */
  print(accepted: Accepted, now: Date, previous: Edition | null, when?: Manuscript['when']): Promise<Edition>;
};

/**
 * Reads the content, the templates and the words, and prints the first edition.
 * @param now the clock that printing goes by
 * @param when whether every page is printed first
 * @throws {ContentMistakes} when the content cannot be published
 */
export async function openSite(
  settings: SiteSettings,
  now = new Date(),
  when: Manuscript['when'] = 'before',
): Promise<{ site: Site; press: Press; accepted: Accepted }> {
  const press = await pressFor(settings);
  const accepted = await press.accept(await readSource(press.folders));
  const edition = await press.print(accepted, now, null, when);
  const { base, origin, cdnMaxAge = 0 } = settings;
  return { site: { base, origin, cdnMaxAge, edition, refusal: [], isStopping: false }, press, accepted };
}

const STYLES = ['style.css', 'frame.css', 'screen.css', 'paper.css', 'sheet.css'];

/** Reads templates, style and scripts, and makes a press of them. */
export async function pressFor({
  content,
  project,
  locales = join(project, 'locales'),
  base,
  origin,
  host = 'server',
}: SiteSettings): Promise<Press> {
  const assets = join(project, 'public');
  const assetsOf = (names: readonly string[]) => Promise.all(names.map((name) => readAsset(assets, name)));
  // What a page carries, what a booklet carries, and what a sheet to fill in or to choose from carries besides a page's.
  const [style = '', frame = '', screen = '', paper = '', sheet = ''] = await assetsOf(STYLES);
  const styles = [style + frame + screen, style + frame + paper, paper + sheet];
  const scripts = await assetsOf(['exit.js', 'search.js', 'paper.js']);
  const render = await loadViews(join(project, 'views'));
  const addresses = addressesUnder(base, origin);
  const program = fingerprintOf(await textsIn([join(project, 'views'), assets]));
  const read = wordsReader();
  return {
    folders: { content, locales },
    accept: async (source) => {
      const words = read(source.words);
      const checked = await contentOf(source.content);
      const { content } = checked;
      const languages = languagesOf(words, source.words, checked);
      const directory = await directoryOf(content);
      return { source, content, directory, indexes: indexesOf(directory, languages), languages };
    },
    print: async ({ source, directory, indexes, languages }, now, previous, when = 'before') => {
      const texts = [source.content, source.words].flatMap(({ files }) => [...files].sort(byName).flat());
      const fingerprint = fingerprintOf([program, host, base, origin, ...texts]);
      await breath();
      const fixed = { addresses, render, styles, scripts, host };
      return printEdition({ ...fixed, directory, indexes, languages, now, previous, fingerprint, when });
    },
  };
}

/** Everything that stands in some folders, in the order of its names. */
async function textsIn(folders: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files.sort()) texts.push(relative(folder, file), await readFile(file, 'utf8'));
  }
  return texts;
}

/** Names a list of texts; another list has another name. */
function fingerprintOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest('hex');
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}

/** Reads the site's own words, and remembers them: an editor of the content leaves them as they are. */
function wordsReader(): (snapshot: Snapshot) => ReturnType<typeof wordsOf> {
  // The program was made for the words it began with; later ones may say them differently, not leave them out.
  let first: Snapshot | undefined;
  let last: { snapshot: Snapshot; words: ReturnType<typeof wordsOf> } | undefined;
  return (snapshot) => {
    if (last && isSame(last.snapshot, snapshot)) return last.words;
    const words = wordsOf(snapshot, first);
    first ??= snapshot;
    last = { snapshot, words };
    return words;
  };
}

/** Readers of English and Spanish search one index; a further language is found in its own, and disturbs nobody. */
function indexesOf(directory: Directory, languages: readonly Language[]): Accepted['indexes'] {
  const made = async () => {
    const shared = await indexOf(directory);
    const indexes = new Map<string, SearchIndex>();
    for (const language of languages) {
      const isShared = LOCALES.some((locale) => locale === language.tag);
      indexes.set(language.tag, isShared ? shared : await indexOf(directory, language));
    }
    return indexes;
  };
  let indexes: ReturnType<typeof made> | undefined;
  return () => {
    if (!indexes) {
      indexes = made();
      // What a full memory prevented is tried again when somebody searches.
      indexes.catch(() => {
        indexes = undefined;
      });
    }
    return indexes;
  };
}
