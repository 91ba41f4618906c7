import { join } from 'node:path';
import type { Content } from './content/content.ts';
import { contentOf } from './content/load.ts';
import type { Problem } from './content/problems.ts';
import type { Snapshot } from './content/snapshot.ts';
import { type Directory, directoryOf } from './model/directory.ts';
import { indexOf, type SearchIndex } from './model/search-index.ts';
import { addressesUnder } from './pages/addresses.ts';
import { readAsset } from './pages/asset.ts';
import { type Edition, printEdition } from './pages/edition.ts';
import type { Words } from './pages/strings.ts';
import { loadViews } from './pages/views.ts';
import { type Folders, readSource, type Source, wordsOf } from './source.ts';

/** Where the site is made from, and where it will stand. */
export type SiteSettings = {
  /** The folder that editors edit. */
  content: string;
  /** The folder that holds `views/`, `locales/` and `public/`. */
  project: string;
  /** The path the site lives under, such as `/guide`; empty at the top of a host. */
  base: string;
  /** Scheme and host for links that must be whole; empty when not known. */
  origin: string;
};

/** What is running: the edition in hand, what is wrong with a newer one, and whether it is about to stop. */
export type Site = {
  base: string;
  origin: string;
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
  index: SearchIndex;
  words: Words;
};

/** Prints a source as it reads at one moment. Templates, style and scripts are read once, when the site opens. */
export type Press = {
  folders: Folders;
  /** @throws {ContentMistakes} when the source cannot be published */
  accept(source: Source): Promise<Accepted>;
  print(accepted: Accepted, now: Date, previous: Edition | null): Promise<Edition>;
};

/**
 * Reads the content, the templates and the words, and prints the first edition.
 * @param now the clock that printing goes by
 * @throws {ContentMistakes} when the content cannot be published
 */
export async function openSite(
  settings: SiteSettings,
  now = new Date(),
): Promise<{ site: Site; press: Press; accepted: Accepted }> {
  const press = await pressFor(settings);
  const accepted = await press.accept(await readSource(press.folders));
  const edition = await press.print(accepted, now, null);
  const { base, origin } = settings;
  return { site: { base, origin, edition, refusal: [], isStopping: false }, press, accepted };
}

/** Reads templates, style and scripts, and makes a press of them. */
export async function pressFor({ content, project, base, origin }: SiteSettings): Promise<Press> {
  const assets = join(project, 'public');
  const read = (names: readonly string[]) => Promise.all(names.map((name) => readAsset(assets, name)));
  const styles = await read(['style.css', 'paper.css']);
  const scripts = await read(['exit.js', 'search.js', 'paper.js']);
  const render = await loadViews(join(project, 'views'));
  const addresses = addressesUnder(base, origin);
  // The program was made for the words it began with; later ones may say them differently, not leave them out.
  let asked: Snapshot | undefined;
  return {
    folders: { content, locales: join(project, 'locales') },
    accept: async (source) => {
      const words = wordsOf(source.words, asked);
      asked ??= source.words;
      const { content } = await contentOf(source.content);
      const directory = directoryOf(content);
      const index = await indexOf(directory);
      return { source, content, directory, index, words };
    },
    print: ({ directory, index, words }, now, previous) =>
      printEdition({ directory, index, words, addresses, render, styles, scripts, now, previous }),
  };
}
