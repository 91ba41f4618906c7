import type { Edition, Printed } from '../pages/edition.ts';
import { ENCODINGS, type Encoding } from '../pages/encoding.ts';
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
  /** Pages and files, by their addresses. */
  pages: ReadonlyMap<string, Answer>;
  /** By the tag of the language of the address. */
  errors: Readonly<Record<ErrorStatus, ReadonlyMap<string, Answer>>>;
  /** What a wrong method is told where a form can be sent to. */
  notAForm: ReadonlyMap<string, Answer>;
  headers: HeaderSets;
};

/** Puts every header of every page together once, when an edition is printed. */
export function answersOf(edition: Edition, origin: string, base: string): Answers {
  const headers = headerSets(edition.hashes, origin, base);
  const pages = new Map(
    [...edition.pages].map(([address, page]) => [address, answerOf(200, page, headers.page)] as const),
  );
  for (const [address, file] of edition.files) {
    // What is looked at on a shared computer is only saved when its reader says so (RFC 6266).
    const saved = ['Content-Disposition', `attachment; filename="${file.name}"`];
    pages.set(address, answerOf(200, file, [...headers.answer, ...saved]));
  }
  const inEach = (status: ErrorStatus, more: Headers): ReadonlyMap<string, Answer> =>
    new Map(
      [...edition.errors[status]].map(([tag, page]) => [
        tag,
        answerOf(status, page, [...headers.error, ...more]),
      ]),
    );
  const errors = ERRORS.map(
    (status) => [status, inEach(status, status === 405 ? ['Allow', 'GET, HEAD'] : [])] as const,
  );
  return {
    pages,
    errors: Object.fromEntries(errors) as Answers['errors'],
    notAForm: inEach(405, ['Allow', 'GET, HEAD, POST']),
    headers,
  };
}

function answerOf(status: number, { language, bytes }: Printed, headers: Headers): Answer {
  const heads = ENCODINGS.map(
    (encoding) => [encoding, headFor(headers, language, encoding, bytes[encoding].length)] as const,
  );
  return { status, head: Object.fromEntries(heads) as Answer['head'], body: bytes };
}

/** The headers of HTML in one language and one encoding, after the headers of its kind. */
export function headFor(headers: Headers, language: string, encoding: Encoding, length: number): Headers {
  return [
    ...headers,
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Language',
    language,
    'Vary',
    'Accept-Encoding',
    ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
    'Content-Length',
    String(length),
  ];
}
