import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { nextChange } from '../model/change.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { Addresses } from './addresses.ts';
import { bodyOf } from './body.ts';
import { type Effort, type Encoding, encoded } from './encoding.ts';
import { doorPage, ERRORS, type ErrorStatus, errorPage, halvesOf } from './error.ts';
import { answerersOf, choosersOf, filesOf, pagesOf, twinsOf } from './every-page.ts';
import type { Frame } from './frame.ts';
import type { Language } from './language.ts';
import { type MediaType, type Publications, publicationsOf } from './open-data/publications.ts';
import type { Services } from './open-data/services.ts';
import type { Page } from './page.ts';
import { speakersOf } from './speaker.ts';
import { NOTHING, type Render } from './views.ts';
import type { Host } from './wording.ts';

/** One printed page: HTML in UTF-8, ready in every encoding. */
export type Printed = {
  /** The tags of its languages; null for what is in none. */
  language: string | null;
  /** How much was done to make its compressed bytes few. */
  effort: Effort;
  bytes: Readonly<Record<Encoding, Buffer>>;
};

/** A printed page that is saved under a name of its own. */
export type PrintedFile = Printed & { name: string };

/** Something that is no page: data, a contact. */
export type PrintedData = Printed & { type: MediaType };

/** Prints a page when somebody asks for it. */
export type Print = () => Promise<Printed | PrintedFile | PrintedData>;

/** The whole guide, printed. Nothing in it changes; a change of content makes a new one. */
export type Edition = {
  /** The same for the same content, words and templates between two changes that the clock makes, whoever printed it. */
  version: string;
  /** The moment whose clock it follows. */
  printedFor: Date;
  /** From this moment on a page may read differently. */
  goodUntil: Date;
  pages: ReadonlyMap<string, Printed>;
  files: ReadonlyMap<string, PrintedFile>;
  /** What is for programs. */
  data: ReadonlyMap<string, PrintedData>;
  /** The services of the data, page by page, and where they are asked for. */
  services: { address: string; page: Services['page'] };
  /** The data of one place by its address, made when it is asked for; null when there is none. */
  recordAt: Publications['recordAt'];
  /** Where the data of each place stands. */
  records: Publications['records'];
  /** What is not printed yet, by its address. */
  unprinted: ReadonlyMap<string, Print>;
  /** Whether everything is printed before anybody asks for it; very many pages are not. */
  isPrintedAhead: boolean;
  /** By the tag of the language of addresses. */
  errors: Readonly<Record<ErrorStatus, ReadonlyMap<string, Printed>>>;
  /** The tags of its languages, English first. */
  languages: readonly string[];
  /** Makes what searches are answered from, the first time; pages are there before. */
  searchable: () => Promise<unknown>;
  /** What answers searches, by the address they are sent to. */
  searches: ReadonlyMap<string, Search>;
  /** What prints the places that somebody chose, by the address that the choice is sent to. */
  choices: ReadonlyMap<string, Choice>;
  /** The source expressions that allow the pages' style sheets and scripts (Content Security Policy Level 3). */
  hashes: { styles: readonly string[]; scripts: readonly string[] };
};

/** Answers a search in one language with a page, printed when it is asked for. */
export type Search = { language: string; print: (typed: string) => string };

/** Prints the chosen ones of the places whose ids were sent. */
export type Choice = { language: string; print: (ids: readonly string[]) => string };

/** What an edition is printed from. */
export type Manuscript = {
  directory: Directory;
  /** By the tags of the languages. */
  indexes: () => Promise<ReadonlyMap<string, SearchIndex>>;
  languages: readonly Language[];
  addresses: Addresses;
  render: Render;
  styles: readonly string[];
  scripts: readonly string[];
  /** Decides what the clock decides: what is open, alerts, checks and reviews that are too old. */
  now: Date;
  /** The edition before; pages that read the same are taken over as they are. */
  previous: Edition | null;
  /** The same for the same content, words and templates. */
  fingerprint: string;
  host: Host;
  /** Whether pages are printed before the edition is in hand, or when somebody asks for them. */
  when: 'before' | 'on demand';
};

/** More pages than this are never printed before anybody asks for them: they would be hundreds of megabytes. */
const MOST_PAGES_AHEAD = 1_000;

/** Prints every page in every language, now or on demand. */
export async function printEdition(manuscript: Manuscript): Promise<Edition> {
  const { directory, indexes, languages, addresses, render, styles, scripts, now, previous } = manuscript;
  const { fingerprint, when, host } = manuscript;
  const wholePage = (page: Page) => render('layout', { ...page, body: bodyOf(page, render) });
  // One for each language: what it has said once, it says again without thinking.
  const weighFrame = async (frame: Frame) =>
    (await encoded(Buffer.from(render('layout', { ...frame, body: NOTHING })), 'gzip', 'carefully')).length;
  const speakers = await speakersOf(directory, languages, addresses, now, weighFrame, host);
  let found: ReadonlyMap<string, SearchIndex> = new Map();
  const searchable = async () => {
    found = await indexes();
  };
  const isAnswered = host === 'server';
  const answerers = isAnswered ? answerersOf(directory, (tag) => known(found, tag), speakers) : [];
  const searchPages = answerers.map(({ address, answer }) => ({ address, page: () => answer('') }));
  const printers = new Map<string, Print>();
  const addressed = [...pagesOf(directory, speakers), ...searchPages];
  // What prints on demand is kept, and would keep every edition before.
  const isPrintedAhead = addressed.length <= MOST_PAGES_AHEAD;
  const before = isPrintedAhead ? previous : null;
  for (const { address, page } of addressed) {
    printers.set(address, async () => {
      const view = page();
      await breath();
      return printed(wholePage(view), view.locale, before?.pages.get(address));
    });
  }
  for (const { address, name, page } of filesOf(directory, speakers)) {
    printers.set(address, async () => {
      const view = page();
      await breath();
      const html = render('file', { ...view, body: render('booklet', view) });
      return { ...(await printed(html, view.locale, before?.files.get(address))), name };
    });
  }
  const [english] = languages;
  // A server asks the browser for its language, and sends it on.
  if (!isAnswered && english) {
    const door = render('error', doorPage(english, directory, languages, addresses));
    const spoken = halvesOf(english, languages).map(({ tag }) => tag);
    printers.set(addresses.root, () => printed(door, spoken.join(', '), before?.pages.get(addresses.root)));
  }
  const publications = publicationsOf(directory, speakers, addresses, twinsOf(directory, speakers));
  for (const { address, type, language, body } of publications.whole) {
    printers.set(address, async () => ({
      ...(await printed(body(), language, before?.data.get(address))),
      type,
    }));
  }
  const errors = await Promise.all(ERRORS.map(async (status) => [status, await errorIn(status)] as const));
  async function errorIn(status: ErrorStatus): Promise<ReadonlyMap<string, Printed>> {
    const firsts = languages.map(async (first) => {
      const html = render('error', errorPage(status, first, directory, languages, addresses));
      const halves = halvesOf(first, languages);
      const spoken = languages.filter((one) => halves.includes(one)).map(({ tag }) => tag);
      const before = previous?.errors[status].get(first.tag);
      return [first.tag, await printed(html, spoken.join(', '), before)] as const;
    });
    return new Map(await Promise.all(firsts));
  }
  const goodUntil = await nextChange(directory, now, isAnswered ? 'what is open' : 'nothing of now');
  const edition: Edition = {
    version: versionOf(fingerprint, goodUntil),
    printedFor: now,
    goodUntil,
    pages: new Map(),
    files: new Map(),
    data: new Map(),
    services: { address: addresses.services, page: publications.services.page },
    recordAt: publications.recordAt,
    records: publications.records,
    unprinted: printers,
    isPrintedAhead,
    languages: languages.map(({ tag }) => tag),
    errors: Object.fromEntries(errors) as Edition['errors'],
    searchable,
    searches: new Map(
      answerers.map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (typed) => wholePage(answer(typed)) },
      ]),
    ),
    choices: new Map(
      (isAnswered ? choosersOf(directory, speakers) : []).map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (ids) => wholePage(answer(ids)) },
      ]),
    ),
    hashes: { styles: styles.map(hashOf), scripts: scripts.map(hashOf) },
  };
  return when === 'before' ? completed(edition) : edition;
}

/** The edition with every page printed, unless there are very many. It pauses between pages, so that a running site goes on answering. */
export async function completed(edition: Edition): Promise<Edition> {
  if (!edition.isPrintedAhead) return edition;
  const printing: Promise<readonly [string, Awaited<ReturnType<Print>>]>[] = [];
  for (const [address, print] of edition.unprinted) {
    await breath();
    const one = print().then((page) => [address, page] as const);
    // It is taken below. Until then it would be nobody's, which ends the process.
    one.catch(() => {});
    printing.push(one);
  }
  const pages = new Map(edition.pages);
  const files = new Map(edition.files);
  const data = new Map(edition.data);
  for (const [address, page] of await Promise.all(printing)) {
    if (isFile(page)) files.set(address, page);
    else if (isData(page)) data.set(address, page);
    else pages.set(address, page);
  }
  return { ...edition, pages, files, data, unprinted: new Map() };
}

/** Whether what is printed is a file to save. */
export function isFile(page: Printed): page is PrintedFile {
  return 'name' in page;
}

/** Whether what is printed is for programs. */
export function isData(page: Printed): page is PrintedData {
  return 'type' in page;
}

async function printed(html: string, language: string | null, before: Printed | undefined): Promise<Printed> {
  const identity = Buffer.from(html);
  if (before?.bytes.identity.equals(identity)) return before;
  const effort = 'quickly';
  const [br, gzip] = await Promise.all([encoded(identity, 'br', effort), encoded(identity, 'gzip', effort)]);
  return { language, effort, bytes: { br, gzip, identity } };
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}

// What the clock decides stays as it is until the next change.
function versionOf(fingerprint: string, goodUntil: Date): string {
  return createHash('sha256').update(`${fingerprint} ${goodUntil.toISOString()}`).digest('hex').slice(0, 12);
}
