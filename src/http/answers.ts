import type { Locale } from '../locale.ts';
import { LOCALES } from '../locale.ts';
import { type Edition, ENCODINGS, type Encoding, type Printed } from '../pages/edition.ts';
import { ERRORS, type ErrorStatus } from '../pages/error.ts';
import { type HeaderSets, type Headers, headerSets } from './headers.ts';

/** A whole answer but for its encoding: what to write, byte for byte. */
export type Answer = {
  status: number;
  head: Readonly<Record<Encoding, Headers>>;
  body: Readonly<Record<Encoding, Buffer>>;
};

/** An edition as answers. */
export type Answers = {
  pages: ReadonlyMap<string, Answer>;
  errors: Readonly<Record<ErrorStatus, Readonly<Record<Locale, Answer>>>>;
  headers: HeaderSets;
};

// What every method but these is told to use.
const ALLOWED = 'GET, HEAD';

/** Puts every header of every page together once, when an edition is printed. */
export function answersOf(edition: Edition, origin: string, base: string): Answers {
  const headers = headerSets(edition.styleHash, origin, base);
  const pages = new Map(
    [...edition.pages].map(([address, page]) => [address, answerOf(200, page, headers.page)] as const),
  );
  const errors = ERRORS.map((status) => {
    const extra = status === 405 ? ['Allow', ALLOWED] : [];
    const halves = LOCALES.map(
      (locale) =>
        [locale, answerOf(status, edition.errors[status][locale], [...headers.error, ...extra])] as const,
    );
    return [status, Object.fromEntries(halves)] as const;
  });
  return { pages, errors: Object.fromEntries(errors) as Answers['errors'], headers };
}

function answerOf(status: number, { language, bytes }: Printed, headers: Headers): Answer {
  const head = (encoding: Encoding): Headers => [
    ...headers,
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Language',
    language,
    'Vary',
    'Accept-Encoding',
    ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
    'Content-Length',
    String(bytes[encoding].length),
  ];
  const heads = ENCODINGS.map((encoding) => [encoding, head(encoding)] as const);
  return { status, head: Object.fromEntries(heads) as Answer['head'], body: bytes };
}
