import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { nextChange } from '../model/change.ts';
import type { Directory } from '../model/directory.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { Addresses } from './addresses.ts';
import { type Encoding, encoded } from './encoding.ts';
import { ERRORS, type ErrorStatus, errorPage, halvesOf } from './error.ts';
import { answerersOf, choosersOf, filesOf, pagesOf } from './every-page.ts';
import type { Frame } from './frame.ts';
import type { Language } from './language.ts';
import type { Page } from './page.ts';
import { speakersOf } from './speaker.ts';
import { type Markup, NOTHING, type Render } from './views.ts';

/** One printed page: HTML in UTF-8, ready in every encoding. */
export type Printed = { language: string; bytes: Readonly<Record<Encoding, Buffer>> };

/** A printed page that is saved under a name of its own. */
export type PrintedFile = Printed & { name: string };

/** The whole guide, printed. Nothing in it changes; a change of content makes a new one. */
export type Edition = {
  /** The same for the same pages, whoever printed them. */
  version: string;
  /** The moment whose clock it follows. */
  printedFor: Date;
  /** From this moment on a page may read differently. */
  goodUntil: Date;
  pages: ReadonlyMap<string, Printed>;
  files: ReadonlyMap<string, PrintedFile>;
  /** By the tag of the language of addresses. */
  errors: Readonly<Record<ErrorStatus, ReadonlyMap<string, Printed>>>;
  /** The tags of its languages, English first. */
  languages: readonly string[];
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
  indexes: ReadonlyMap<string, SearchIndex>;
  languages: readonly Language[];
  addresses: Addresses;
  render: Render;
  styles: readonly string[];
  scripts: readonly string[];
  /** Decides what the clock decides: what is open, alerts, checks and reviews that are too old. */
  now: Date;
  /** The edition before; pages that read the same are taken over as they are. */
  previous: Edition | null;
};

/** Prints every page in every language. It pauses between pages, so that a running site goes on answering. */
export async function printEdition(manuscript: Manuscript): Promise<Edition> {
  const { directory, indexes, languages, addresses, render, styles, scripts, now, previous } = manuscript;
  const wholePage = (page: Page) => render('layout', { ...page, body: bodyOf(page, render) });
  const printing: Promise<readonly [string, Printed]>[] = [];
  // One for each language: what it has said once, it says again without thinking.
  const weighFrame = async (frame: Frame) =>
    (await encoded(Buffer.from(render('layout', { ...frame, body: NOTHING })), 'gzip', 'carefully')).length;
  const speakers = await speakersOf(directory, languages, addresses, now, weighFrame);
  const answerers = answerersOf(directory, indexes, speakers);
  const searchPages = answerers.map(({ address, answer }) => ({ address, page: () => answer('') }));
  for (const { address, page } of [...pagesOf(directory, speakers), ...searchPages]) {
    await breath();
    const view = page();
    const html = wholePage(view);
    printing.push(printed(html, view.locale, previous?.pages.get(address)).then((one) => [address, one]));
  }
  const pages = new Map(await Promise.all(printing));
  const files = new Map<string, PrintedFile>();
  for (const { address, name, page } of filesOf(directory, speakers)) {
    await breath();
    const view = page();
    const html = render('file', { ...view, body: render('booklet', view) });
    files.set(address, { ...(await printed(html, view.locale, previous?.files.get(address))), name });
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
  return {
    version: versionOf([...pages, ...files]),
    printedFor: now,
    goodUntil: nextChange(directory, now),
    pages,
    languages: languages.map(({ tag }) => tag),
    files,
    errors: Object.fromEntries(errors) as Edition['errors'],
    searches: new Map(
      answerers.map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (typed) => wholePage(answer(typed)) },
      ]),
    ),
    choices: new Map(
      choosersOf(directory, speakers).map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (ids) => wholePage(answer(ids)) },
      ]),
    ),
    hashes: { styles: styles.map(hashOf), scripts: scripts.map(hashOf) },
  };
}

function bodyOf(page: Page, render: Render): Markup {
  switch (page.view) {
    case 'home':
      return render('home', page);
    case 'topic':
      return render('topic', page);
    case 'about':
      return render('about', page);
    case 'current':
      return render('current', page);
    case 'alphabet':
      return render('alphabet', page);
    case 'list':
      return render('list', page);
    case 'search':
      return render('search', page);
    case 'retired':
      return render('retired', page);
    case 'on-paper':
      return render('on-paper', page);
    case 'booklet':
      return render('booklet', page);
    case 'card':
      return render('card', page);
    case 'door':
      return render('door', page);
    case 'plan':
      return render('plan', page);
  }
}

async function printed(html: string, language: string, before: Printed | undefined): Promise<Printed> {
  const identity = Buffer.from(html);
  if (before?.bytes.identity.equals(identity)) return before;
  const [br, gzip] = await Promise.all([
    encoded(identity, 'br', 'carefully'),
    encoded(identity, 'gzip', 'carefully'),
  ]);
  return { language, bytes: { br, gzip, identity } };
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}

function versionOf(pages: readonly (readonly [string, Printed])[]): string {
  const hash = createHash('sha256');
  for (const [address, { bytes }] of pages) hash.update(address).update('\0').update(bytes.identity);
  return hash.digest('hex').slice(0, 12);
}
