import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LOCALES, type Locale } from '../locale.ts';
import { nextChange } from '../model/change.ts';
import type { Directory } from '../model/directory.ts';
import type { Addresses } from './addresses.ts';
import { ERRORS, type ErrorStatus, errorPage } from './error.ts';
import { type Page, pagesOf } from './page.ts';
import type { Words } from './strings.ts';
import type { Markup, Render } from './views.ts';

/** How the bytes of a page may travel (RFC 9110, content codings). */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** One printed page: HTML in UTF-8, ready in every encoding. */
export type Printed = { language: string; bytes: Readonly<Record<Encoding, Buffer>> };

/** The whole guide, printed. Nothing in it changes; a change of content makes a new one. */
export type Edition = {
  /** The same for the same pages, whoever printed them. */
  version: string;
  /** The moment whose clock it follows. */
  printedFor: Date;
  /** From this moment on a page may read differently; null when the clock changes nothing. */
  goodUntil: Date | null;
  pages: ReadonlyMap<string, Printed>;
  errors: Readonly<Record<ErrorStatus, Readonly<Record<Locale, Printed>>>>;
  /** The source expression that allows the pages' one style sheet (Content Security Policy Level 3). */
  styleHash: string;
};

/** What an edition is printed from. */
export type Manuscript = {
  directory: Directory;
  words: Words;
  addresses: Addresses;
  render: Render;
  style: string;
  /** Decides what the clock decides: what is open, alerts, checks and reviews that are too old. */
  now: Date;
  /** The edition before; pages that read the same are taken over as they are. */
  previous: Edition | null;
};

/** Prints every page in every language. It pauses between pages, so that a running site goes on answering. */
export async function printEdition(manuscript: Manuscript): Promise<Edition> {
  const { directory, words, addresses, render, style, now, previous } = manuscript;
  const printing: Promise<readonly [string, Printed]>[] = [];
  for (const { address, page } of pagesOf(directory, words, addresses, now)) {
    await breath();
    const view = page();
    const html = render('layout', { ...view, body: bodyOf(view, render) });
    printing.push(printed(html, view.locale, previous?.pages.get(address)).then((one) => [address, one]));
  }
  const pages = new Map(await Promise.all(printing));
  const errors = await Promise.all(ERRORS.map(async (status) => [status, await errorIn(status)] as const));
  async function errorIn(status: ErrorStatus) {
    const halves = LOCALES.map(async (locale) => {
      const html = render('error', errorPage(status, locale, directory, words, addresses));
      return [locale, await printed(html, LOCALES.join(', '), previous?.errors[status][locale])] as const;
    });
    return Object.fromEntries(await Promise.all(halves)) as Record<Locale, Printed>;
  }
  return {
    version: versionOf(pages),
    printedFor: now,
    goodUntil: nextChange(directory, now),
    pages,
    errors: Object.fromEntries(errors) as Edition['errors'],
    styleHash: `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
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
    case 'retired':
      return render('retired', page);
  }
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

async function printed(html: string, language: string, before: Printed | undefined): Promise<Printed> {
  const identity = Buffer.from(html);
  if (before?.bytes.identity.equals(identity)) return before;
  const [br, zipped] = await Promise.all([
    compressBrotli(identity, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_LGWIN]: 18,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
    compressGzip(identity, { level: 9 }),
  ]);
  return { language, bytes: { br, gzip: zipped, identity } };
}

function versionOf(pages: ReadonlyMap<string, Printed>): string {
  const hash = createHash('sha256');
  for (const [address, { bytes }] of pages) hash.update(address).update('\0').update(bytes.identity);
  return hash.digest('hex').slice(0, 12);
}
