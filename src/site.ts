import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import type { approver, WordsRead } from './approve.ts';
import type { Problem } from './content/problems.ts';
import { isSame, type Snapshot } from './content/snapshot.ts';
import { fingerprintOf, textsIn } from './fingerprint.ts';
import { LOCALES } from './locale.ts';
import type { Directory } from './model/directory.ts';
import { known } from './model/known.ts';
import { indexOf, type SearchIndex } from './model/search-index.ts';
import { addressesUnder } from './pages/addresses.ts';
import { readAsset } from './pages/asset.ts';
import type { Edition } from './pages/edition.ts';
import type { KnownShares } from './pages/known-shares.ts';
import { furtherLanguage, type Language, ownLanguage } from './pages/language.ts';
import { type Manuscript, printEdition } from './pages/printing.ts';
import { type Translate, translator } from './pages/strings.ts';
import { loadViews } from './pages/views.ts';
import type { Host } from './pages/wording.ts';
import { type Approved, type Prepared, preparedFor } from './prepared.ts';
import { type Folders, fingerprintOfSource, readSource, type Source } from './source.ts';

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
  /** The file that holds what a build approved; without it a start reads and checks everything. */
  prepared?: string;
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
export type Accepted = Prepared & {
  source: Source;
  /** What each language is searched in, by its tag; made when it is asked for the first time. Pages do not wait for it. */
  indexes: () => Promise<ReadonlyMap<string, SearchIndex>>;
  languages: readonly Language[];
};

/** Prints a source as it reads at one moment. Templates, style and scripts are read once, when the site opens. */
export type Press = {
  folders: Folders;
  /**
   * @param prepared the file that may hold what was approved of this source before
   * @throws {ContentMistakes} when the source cannot be published
   */
  accept(source: Source, prepared?: string): Promise<Accepted>;
  /** @param when whether every page is printed first; a very large guide is always printed on demand */
  print(accepted: Accepted, now: Date, previous: Edition | null, when?: Manuscript['when']): Promise<Edition>;
  /** Takes in what reads and checks, after a start that did not need it. */
  getReady(): Promise<void>;
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
  const accepted = await press.accept(await readSource(press.folders), settings.prepared);
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
  const program = fingerprintOf(textsIn([join(project, 'views'), assets]));
  const speak = languagesFrom();
  let began: WordsRead | null = null;
  let approve: ReturnType<typeof approverAfter> | undefined;
  const sharesOf = new WeakMap<Accepted, KnownShares>();
  const approved = async (source: Source, prepared: string | undefined): Promise<Prepared> => {
    const known = prepared ? await preparedFor(source, prepared) : null;
    if (known) {
      began = { snapshot: source.words, words: known.words };
      return known;
    }
    approve ??= approverAfter(began);
    return { ...(await (await approve)(source)), shares: new Map() };
  };
  return {
    folders: { content, locales },
    accept: async (source, prepared) => {
      const all = await approved(source, prepared);
      const languages = speak(all, source.words);
      return { ...all, source, indexes: indexesOf(all.directory, languages), languages };
    },
    print: async (accepted, now, previous, when = 'before') => {
      const { source, directory, indexes, languages } = accepted;
      const fingerprint = fingerprintOf([program, host, base, origin, fingerprintOfSource(source)]);
      await breath();
      const fixed = { addresses, render, styles, scripts, host };
      const said = { directory, indexes, languages };
      const before = { previous, shares: sharesOf.get(accepted) ?? accepted.shares };
      const edition = await printEdition({ ...fixed, ...said, ...before, now, fingerprint, when });
      sharesOf.set(accepted, edition.shares);
      return edition;
    },
    // Later, another program may stand on the disk: an update puts it there before it starts this one anew.
    getReady: async () => {
      approve ??= approverAfter(began);
      await approve;
    },
  };
}

/**
 * What reads and checks. A site that began with what was prepared takes it in afterwards, by pieces, because it goes on
 * answering.
 */
async function approverAfter(began: WordsRead | null): Promise<ReturnType<typeof approver>> {
  await import('zod/v4/core');
  await breath();
  await import('zod');
  await breath();
  await import('./content/fields.ts');
  await breath();
  await import('./content/schema.ts');
  await breath();
  return (await import('./approve.ts')).approver(began);
}

/** Makes languages of what was approved, and remembers what they said in the site's own words, which most changes leave alone. */
function languagesFrom(): (said: Pick<Approved, 'words' | 'further'>, snapshot: Snapshot) => Language[] {
  let last: { snapshot: Snapshot; spoken: ReadonlyMap<string, Translate> } | undefined;
  return ({ words, further }, snapshot) => {
    if (!last || !isSame(last.snapshot, snapshot)) {
      last = { snapshot, spoken: new Map([...words].map(([tag, list]) => [tag, translator(tag, list)])) };
    }
    const { spoken } = last;
    return [
      ...LOCALES.map((locale) => ownLanguage(locale, known(spoken, locale))),
      ...further.map((language) => furtherLanguage(language, known(spoken, language.tag))),
    ];
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
