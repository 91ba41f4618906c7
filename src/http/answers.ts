import { known } from '../model/known.ts';
import { languageOf } from '../pages/addresses.ts';
import { type Edition, isData, isFile, type Print, type Printed } from '../pages/edition.ts';
import { ENCODINGS, type Encoding } from '../pages/encoding.ts';
import { ERRORS, type ErrorStatus } from '../pages/error.ts';
import type { Site } from '../site.ts';
import { type HeaderSets, type Headers, headerSets, sharedHeaders } from './headers.ts';
import { named } from './paths.ts';

/** A whole answer but for its encoding: what to write, byte for byte. */
export type Answer = {
  status: number;
  head: Readonly<Record<Encoding, Headers>>;
  body: Readonly<Record<Encoding, Buffer>>;
};

/** An edition as answers. */
export type Answers = {
  /** Pages and files that are printed, by their addresses. */
  pages: ReadonlyMap<string, Answer>;
  /** What is not printed yet. Printed, it stands among the pages, the newest of them as long as there is room. */
  unprinted: ReadonlyMap<string, () => Promise<Answer>>;
  /** The addresses of all of these as {@link named} writes them: what comes to one of them is sent there. */
  names: ReadonlySet<string>;
  /** By the tag of the language of the address. */
  errors: Readonly<Record<ErrorStatus, ReadonlyMap<string, Answer>>>;
  /** What a wrong method is told where a form can be sent to. */
  notAForm: ReadonlyMap<string, Answer>;
  headers: HeaderSets;
};

/** Puts every header of every page together once, when an edition is printed. */
export function answersOf(
  edition: Edition,
  { origin, base, cdnMaxAge }: Pick<Site, 'origin' | 'base' | 'cdnMaxAge'>,
): Answers {
  const headers = headerSets(edition.hashes, origin, base);
  const shared = sharedHeaders(edition.version, cdnMaxAge);
  const data = [...headers.data, ...shared];
  const answerTo = (page: Awaited<ReturnType<Print>>): Answer => {
    if (isData(page)) return answerOf(200, page, data, page.type);
    if (!isFile(page)) return answerOf(200, page, [...headers.page, ...shared]);
    // What is looked at on a shared computer is only saved when its reader says so (RFC 6266).
    const saved = ['Content-Disposition', `attachment; filename="${page.name}"`];
    return answerOf(200, page, [...headers.answer, ...shared, ...saved]);
  };
  const pages = new Map<string, Answer>();
  for (const [address, page] of [...edition.pages, ...edition.files, ...edition.data])
    pages.set(address, answerTo(page));
  const unprinted = onDemand(edition.unprinted, pages, answerTo);
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
    unprinted,
    names: new Set([...pages.keys(), ...unprinted.keys()].map(named)),
    errors: Object.fromEntries(errors) as Answers['errors'],
    notAForm: inEach(405, ['Allow', 'GET, HEAD, POST']),
    headers: { ...headers, data },
  };
}

/** Some seven hundred pages in all their encodings. */
const MOST_BYTES_ON_DEMAND = 48_000_000;

function onDemand(
  prints: ReadonlyMap<string, Print>,
  pages: Map<string, Answer>,
  answerTo: (page: Awaited<ReturnType<Print>>) => Answer,
): Answers['unprinted'] {
  const sizes = new Map<string, number>();
  let total = 0;
  const keep = (address: string, answer: Answer) => {
    const size = ENCODINGS.reduce((sum, encoding) => sum + answer.body[encoding].length, 0);
    pages.set(address, answer);
    sizes.set(address, size);
    total += size;
    for (const [oldest, bytes] of sizes) {
      if (total <= MOST_BYTES_ON_DEMAND) break;
      pages.delete(oldest);
      sizes.delete(oldest);
      total -= bytes;
    }
  };
  // Many may ask for a page while it is printed.
  const printing = new Map<string, Promise<Answer>>();
  const printed = async (address: string, print: Print) => {
    try {
      const answer = answerTo(await print());
      keep(address, answer);
      return answer;
    } finally {
      printing.delete(address);
    }
  };
  return new Map(
    [...prints].map(([address, print]) => [
      address,
      () => {
        const promise = printing.get(address) ?? printed(address, print);
        printing.set(address, promise);
        return promise;
      },
    ]),
  );
}

function answerOf(status: number, { language, bytes }: Printed, headers: Headers, type = HTML): Answer {
  const heads = ENCODINGS.map(
    (encoding) => [encoding, headFor(headers, language, encoding, bytes[encoding].length, type)] as const,
  );
  return { status, head: Object.fromEntries(heads) as Answer['head'], body: bytes };
}

/** Nobody who meets an error is left without one: a path that speaks no language of the site is told in English. */
export function inLanguageOf(path: string, answers: ReadonlyMap<string, Answer>, base: string): Answer {
  return answers.get(languageOf(path, base)) ?? known(answers, 'en');
}

const HTML = 'text/html; charset=utf-8';

/** The headers of an answer in one language, or in none, and in one encoding, after the headers of its kind. */
export function headFor(
  headers: Headers,
  language: string | null,
  encoding: Encoding,
  length: number,
  type: string = HTML,
): Headers {
  return [
    ...headers,
    'Content-Type',
    type,
    ...(language === null ? [] : ['Content-Language', language]),
    'Vary',
    'Accept-Encoding',
    ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
    'Content-Length',
    String(length),
  ];
}
