import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { nextChange } from '../model/change.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { SearchIndex } from '../model/search-index.ts';
import type { Addresses } from './addresses.ts';
import { bodyOf } from './body.ts';
import { completed, type Edition, type Print, type Printed } from './edition.ts';
import { encoded } from './encoding.ts';
import { doorPage, ERRORS, type ErrorStatus, errorPage, halvesOf } from './error.ts';
import { type Addressed, answerersOf, choosersOf, filesOf, pagesOf, twinsOf } from './every-page.ts';
import type { Frame } from './frame.ts';
import { type KnownShares, sharerAfter } from './known-shares.ts';
import type { Language } from './language.ts';
import { type Publications, publicationsOf } from './open-data/publications.ts';
import type { Page } from './page.ts';
import { speakersOf } from './speaker.ts';
import { NOTHING, type Render } from './views.ts';
import type { Host, Speaker } from './wording.ts';

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
  /** How the same directory was shared out among pages before, in the same languages. */
  shares: KnownShares;
  /** The same for the same content, words and templates. */
  fingerprint: string;
  host: Host;
  /** Whether pages are printed before the edition is in hand, or when somebody asks for them. */
  when: 'before' | 'on demand';
};

/** More pages than this are never printed before anybody asks for them: they would be hundreds of megabytes. */
const MOST_PAGES_AHEAD = 1_000;

/**
 * Prints every page in every language, now or on demand. It pauses between steps, so that a running site goes on
 * answering. What an edition answers later is made in functions that do not know the previous one: functions of one
 * scope keep all that any of them uses, and each edition would keep the one before.
 */
export async function printEdition(manuscript: Manuscript): Promise<Edition> {
  const { directory, languages, addresses, render, styles, scripts, now, previous } = manuscript;
  const { fingerprint, when, host } = manuscript;
  const { shareOut, asked } = sharerAfter(manuscript.shares);
  const speakers = await speakersOf(manuscript, weigherWith(render), shareOut);
  await breath();
  const answers = answersOf(manuscript, speakers);
  await breath();
  const publications = publicationsOf(directory, speakers, addresses, twinsOf(directory, speakers));
  const things = {
    pages: [...pagesOf(directory, speakers), ...answers.searchPages],
    files: filesOf(directory, speakers),
    publications,
  };
  // What prints on demand is kept, and would keep every edition before.
  const isPrintedAhead = things.pages.length <= MOST_PAGES_AHEAD;
  const unprinted = printersOf(things, manuscript, isPrintedAhead ? previous : null);
  await breath();
  const errors = await errorsOf(manuscript);
  await breath();
  const goodUntil = await nextChange(directory, now, host === 'server' ? 'what is open' : 'nothing of now');
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
    unprinted,
    isPrintedAhead,
    shares: asked,
    languages: languages.map(({ tag }) => tag),
    errors,
    searchable: answers.searchable,
    searches: answers.searches,
    choices: answers.choices,
    hashes: { styles: styles.map(hashOf), scripts: scripts.map(hashOf) },
  };
  return when === 'before' ? completed(edition) : edition;
}

function weigherWith(render: Render): (frame: Frame) => Promise<number> {
  return async (frame) => {
    const html = render('layout', { ...frame, body: NOTHING });
    return (await encoded(Buffer.from(html), 'gzip', 'carefully')).length;
  };
}

function wholePage(page: Page, render: Render): string {
  return render('layout', { ...page, body: bodyOf(page, render) });
}

/** What answers searches and choices, as long as the edition is in hand. */
function answersOf(
  { directory, indexes, render, host }: Manuscript,
  speakers: readonly Speaker[],
): Pick<Edition, 'searchable' | 'searches' | 'choices'> & { searchPages: Addressed[] } {
  let found: ReadonlyMap<string, SearchIndex> = new Map();
  const isAnswered = host === 'server';
  const answerers = isAnswered ? answerersOf(directory, (tag) => known(found, tag), speakers) : [];
  const choosers = isAnswered ? choosersOf(directory, speakers) : [];
  return {
    searchPages: answerers.map(({ address, answer }) => ({ address, page: () => answer('') })),
    searchable: async () => {
      found = await indexes();
    },
    searches: new Map(
      answerers.map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (typed) => wholePage(answer(typed), render) },
      ]),
    ),
    choices: new Map(
      choosers.map(({ address, locale, answer }) => [
        address,
        { language: locale.tag, print: (ids) => wholePage(answer(ids), render) },
      ]),
    ),
  };
}

/** What is printed, each at its address. */
type Things = {
  pages: readonly Addressed[];
  files: ReturnType<typeof filesOf>;
  publications: Publications;
};

/** @param before the edition whose pages are taken over where they read the same */
function printersOf(
  { pages, files, publications }: Things,
  { directory, languages, addresses, render, host }: Manuscript,
  before: Edition | null,
): Map<string, Print> {
  const printers = new Map<string, Print>();
  for (const { address, page } of pages) {
    printers.set(address, async () => {
      const view = page();
      await breath();
      return printed(wholePage(view, render), view.locale, before?.pages.get(address));
    });
  }
  for (const { address, name, page } of files) {
    printers.set(address, async () => {
      const view = page();
      await breath();
      const html = render('file', { ...view, body: render('booklet', view) });
      return { ...(await printed(html, view.locale, before?.files.get(address))), name };
    });
  }
  const [english] = languages;
  // A server asks the browser for its language, and sends it on.
  if (host !== 'server' && english) {
    const door = render('error', doorPage(english, directory, languages, addresses));
    const spoken = halvesOf(english, languages).map(({ tag }) => tag);
    printers.set(addresses.root, () => printed(door, spoken.join(', '), before?.pages.get(addresses.root)));
  }
  for (const { address, type, language, body } of publications.whole) {
    printers.set(address, async () => ({
      ...(await printed(body(), language, before?.data.get(address))),
      type,
    }));
  }
  return printers;
}

async function errorsOf(manuscript: Manuscript): Promise<Edition['errors']> {
  const { directory, languages, addresses, render, previous } = manuscript;
  const errorIn = async (status: ErrorStatus): Promise<ReadonlyMap<string, Printed>> => {
    const firsts = languages.map(async (first) => {
      const html = render('error', errorPage(status, first, directory, languages, addresses));
      const halves = halvesOf(first, languages);
      const spoken = languages.filter((one) => halves.includes(one)).map(({ tag }) => tag);
      const before = previous?.errors[status].get(first.tag);
      return [first.tag, await printed(html, spoken.join(', '), before)] as const;
    });
    return new Map(await Promise.all(firsts));
  };
  const errors = await Promise.all(ERRORS.map(async (status) => [status, await errorIn(status)] as const));
  return Object.fromEntries(errors) as Edition['errors'];
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
