import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LOCALES, type Locale } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import type { Addresses } from './addresses.ts';
import { ERRORS, type ErrorStatus, errorPage } from './error.ts';
import { type Addressed, pagesOf } from './page.ts';
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
  /** Decides what the clock decides: alerts that have begun and not ended. */
  now: Date;
};

/** Prints every page in every language. */
export async function printEdition({
  directory,
  words,
  addresses,
  render,
  style,
  now,
}: Manuscript): Promise<Edition> {
  const pages = await Promise.all(
    pagesOf(directory, words, addresses, now).map(async ({ address, page }) => {
      const html = render('layout', { ...page, body: bodyOf(page, render) });
      return [address, await printed(html, page.locale)] as const;
    }),
  );
  const errors = await Promise.all(ERRORS.map(async (status) => [status, await errorIn(status)] as const));
  async function errorIn(status: ErrorStatus) {
    const halves = LOCALES.map(async (locale) => {
      const html = render('error', errorPage(status, locale, directory, words, addresses));
      return [locale, await printed(html, LOCALES.join(', '))] as const;
    });
    return Object.fromEntries(await Promise.all(halves)) as Record<Locale, Printed>;
  }
  return {
    version: versionOf(pages),
    pages: new Map(pages),
    errors: Object.fromEntries(errors) as Edition['errors'],
    styleHash: `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  };
}

function bodyOf(page: Addressed['page'], render: Render): Markup {
  switch (page.view) {
    case 'home':
      return render('home', page);
    case 'topic':
      return render('topic', page);
    case 'about':
      return render('about', page);
  }
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

async function printed(html: string, language: string): Promise<Printed> {
  const identity = Buffer.from(html);
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

function versionOf(pages: readonly (readonly [string, Printed])[]): string {
  const hash = createHash('sha256');
  for (const [address, { bytes }] of pages) hash.update(address).update('\0').update(bytes.identity);
  return hash.digest('hex').slice(0, 12);
}
