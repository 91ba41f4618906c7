import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ejs from 'ejs';
import type { DrawingName } from '../content/drawings.ts';
import type { IconName } from '../content/page.ts';
import { readAsset } from './asset.ts';
import type { BlockOnPage, PageLink, PartOnPage } from './blocks.ts';
import type { PlacesOnPaper } from './booklet.ts';
import type { AlphabetPage, EntryOnPage, ListPage } from './browse.ts';
import type { ContactsPage } from './contacts.ts';
import type { ErrorPage } from './error.ts';
import type { PageFound } from './findings.ts';
import type { EmergencyNumber, Frame } from './frame.ts';
import type { LawOnPage } from './law.ts';
import type { ListingOnPage, PhoneOnPage } from './listing.ts';
import type {
  AboutPage,
  Corrections,
  CurrentPage,
  DataPage,
  HomePage,
  RetiredPage,
  TopicPage,
} from './page.ts';
import type { BookletPage, OnPaperPage } from './paper.ts';
import type { Prose } from './prose.ts';
import type { ReturnAddress } from './return-address.ts';
import type { SearchPage, WaysOn } from './search.ts';
import type { CardPage, DoorPage, PlanPage } from './sheets.ts';
import type { LateGroup } from './standing.ts';
import type { Translate } from './strings.ts';
import type { Turning } from './turning.ts';
import type { LinkOnPage, Sentence, SourceOnPage, Words } from './wording.ts';

declare const markup: unique symbol;

/** HTML that a template printed. Only this may be put into another template as it is; text is always escaped. */
export type Markup = string & { readonly [markup]: true };

/** The body of a page that has none. */
export const NOTHING = '' as Markup;

/** How deep the heading of a listing stands: on a page, or in a part of a page that stands in an answer. */
export type HeadingLevel = 3 | 4 | 5;

/** Every template of `views/`, and what it is given as `v`. `npm run types` checks each against its line here. */
export type Views = {
  layout: Frame & { body: Markup };
  home: HomePage;
  topic: TopicPage;
  about: AboutPage;
  current: CurrentPage;
  data: DataPage;
  contacts: ContactsPage;
  retired: RetiredPage;
  alphabet: AlphabetPage;
  list: ListPage;
  search: SearchPage;
  error: ErrorPage;
  'on-paper': OnPaperPage;
  booklet: BookletPage;
  card: CardPage;
  door: DoorPage;
  plan: PlanPage;
  file: BookletPage & { body: Markup };
  'partials/alerts': { t: Translate; alerts: Frame['alerts'] };
  'partials/block': { t: Translate; block: BlockOnPage; level: HeadingLevel };
  'partials/card-officer': { lines: CardPage['officer']; version: string };
  'partials/card-reader': { lines: readonly string[]; notice: string; version: string };
  'partials/corrections': { t: Translate; corrections: Corrections | null };
  'partials/drawing': { name: DrawingName };
  'partials/emergency': { numbers: readonly EmergencyNumber[] };
  'partials/entry': EntryOnPage;
  'partials/icon': { name: IconName };
  'partials/late': LateGroup & { heading: string };
  'partials/law': { t: Translate; law: LawOnPage; isOpen: boolean };
  'partials/link': LinkOnPage;
  'partials/listing': { t: Translate; listing: ListingOnPage; level: HeadingLevel };
  'partials/mark': Record<string, never>;
  'partials/other-lists': { t: Translate; unknown: string; others: readonly PageLink[] };
  'partials/page-notice': { notice: string | null };
  'partials/page-links': { links: readonly PageLink[] };
  'partials/page-found': { t: Translate; page: PageFound };
  'partials/part': { t: Translate; part: PartOnPage };
  'partials/phone': PhoneOnPage;
  'partials/prose': { prose: Prose };
  'partials/places': { t: Translate; places: PlacesOnPaper['places'] };
  'partials/print-now': { t: Translate };
  'partials/return-address': { t: Translate; address: ReturnAddress | null };
  'partials/search-form': { t: Translate; action: string; typed: string };
  'partials/sentence': Sentence;
  'partials/sources': { sources: readonly SourceOnPage[] };
  'partials/turning': { turning: Turning | null; end: 'top' | 'end' };
  'partials/ways-on': WaysOn;
  'partials/words': Words;
  /** Not templates: their bytes are the same on every page, so their hashes are too. */
  '../public/style.css': Record<string, never>;
  '../public/exit.js': Record<string, never>;
  '../public/search.js': Record<string, never>;
  '../public/frame.css': Record<string, never>;
  '../public/screen.css': Record<string, never>;
  '../public/paper.css': Record<string, never>;
  '../public/sheet.css': Record<string, never>;
  '../public/paper.js': Record<string, never>;
};

const ASSETS = [
  'style.css',
  'frame.css',
  'screen.css',
  'paper.css',
  'sheet.css',
  'exit.js',
  'search.js',
  'paper.js',
];

/** Prints one template. */
export type Render = <Name extends keyof Views>(name: Name, v: Views[Name]) => Markup;

/**
 * Reads and compiles every template once.
 * @param folder the folder of the `.ejs` files
 * @throws when a template is not valid EJS
 */
export async function loadViews(folder: string): Promise<Render> {
  const root = resolve(folder);
  const templates = new Map<string, (v: object) => string>();
  const include = (name: string, v: object) => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no template ${name}.ejs in ${folder}`);
    return template(v);
  };
  const options = { strict: true, localsName: 'v', context: { include } };
  const compile = (name: string, filename: string, text: string) =>
    templates.set(name, ejs.compile(OWN_INCLUDE + text, { ...options, filename }));
  for (const file of readdirSync(root, { encoding: 'utf8', recursive: true })) {
    if (!file.endsWith('.ejs')) continue;
    const filename = join(root, file);
    compile(file.replace(/\.ejs$/, '').replaceAll('\\', '/'), filename, readFileSync(filename, 'utf8'));
  }
  const assets = join(root, '..', 'public');
  for (const name of ASSETS) {
    const text = await readAsset(assets, name);
    templates.set(`../public/${name}`, () => text);
  }
  return (name, v) => include(name, v) as Markup;
}

// The include of EJS asks the disk where a template is, and copies its options and all that the caller knows: more than
// half of printing, because every sentence is a template. It stands on the first line, so that no other line moves.
const OWN_INCLUDE = '<% const { include } = this; %>';
