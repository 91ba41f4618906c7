import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Encoding } from '../pages/encoding.ts';
import type { Site } from '../site.ts';
import { type Answer, type Answers, inLanguageOf } from './answers.ts';
import { type Course, endWith, isAtItsEnd } from './connection.ts';
import type { Tally } from './counts.ts';
import { giving } from './give.ts';
import { pathOf } from './paths.ts';
import { LONGEST_URL, MOST_HEADERS } from './refusals.ts';

/*
 * What nearly every request meets, and all that it meets: a look into what is printed. Express would go through its
 * handlers one by one, and whoever asks for a header makes Node put an object of all of them together. So Express gets
 * what is left: forms, the choice of a language, addresses that are written in another way, health checks, and every
 * request that is not plain.
 */

/** Answers a plain request with what is printed, or can be; false when the request is for somebody else. */
export type HandOut = (request: IncomingMessage, response: ServerResponse, course: Course) => boolean;

/**
 * @param answers those of the edition in hand
 * @param isElsewhere whether an address that nothing is printed for leads somewhere all the same
 * @param fail answers in the place of what could not be printed
 */
export function handOutOf(
  site: Site,
  answers: () => Answers,
  isElsewhere: (path: string) => boolean,
  tally: Tally,
  fail: (error: unknown, request: IncomingMessage, response: ServerResponse) => void,
): HandOut {
  const give = giving(site, tally);
  const giveWhenPrinted = async (
    print: () => Promise<Answer>,
    encoding: Encoding,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const answer = await print();
    if (!response.destroyed) give(request, response, answer, encoding);
  };
  return (request, response, course) => {
    const { method, url = '' } = request;
    if (method !== 'GET' || url.length > LONGEST_URL || url.charCodeAt(0) !== SLASH) return false;
    const encoding = encodingOfPlain(request);
    if (encoding === undefined || site.isStopping || isAtItsEnd(course)) return false;
    const path = pathOf(url);
    const { pages, unprinted, errors } = answers();
    const page = pages.get(path);
    if (!page) {
      const print = unprinted.get(path);
      if (print) {
        giveWhenPrinted(print, encoding, request, response).catch((error) => fail(error, request, response));
        return true;
      }
      if (isElsewhere(path)) return false;
    }
    const answer = page ?? inLanguageOf(path, errors[404], site.base);
    tally.addStatus(answer.status);
    // One constant array: Node writes it down as it is, without a table of its own.
    response.writeHead(answer.status, answer.head[encoding] as string[]);
    endWith(response, answer.body[encoding]);
    return true;
  };
}

const SLASH = 47;

/**
 * The encoding to answer a request in, when nothing about it needs a second thought: one Host, no body, no wish to
 * speak otherwise, and a wish for encodings that browsers have; undefined for all others.
 */
function encodingOfPlain({ rawHeaders, httpVersionMinor }: IncomingMessage): Encoding | undefined {
  if (httpVersionMinor !== 1 || rawHeaders.length >= 2 * MOST_HEADERS) return undefined;
  let hosts = 0;
  let wish: string | undefined;
  // Names and values alternate.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const telling = TELLING[name.length];
    // Most are told apart by their length and their first letter, without a copy in small letters.
    if (telling === undefined || (name.charCodeAt(0) | SMALL) !== telling.charCodeAt(0)) continue;
    if (name.toLowerCase() !== telling) continue;
    if (telling === 'host') {
      hosts += 1;
    } else if (telling === 'accept-encoding' && wish === undefined) {
      wish = rawHeaders[at + 1];
    } else {
      return undefined;
    }
  }
  if (hosts !== 1) return undefined;
  return wish === undefined ? 'identity' : USUAL_WISHES.get(wish);
}

const DIFFERENCES = ['host', 'accept-encoding', 'content-length', 'expect', 'transfer-encoding', 'upgrade'];
/** The headers that make a difference, each at the place of its length: no two are as long. */
const TELLING: readonly (string | undefined)[] = Array.from({ length: 32 }, (_, length) =>
  DIFFERENCES.find((name) => name.length === length),
);
/** Makes a letter of a name, in ASCII, a small one. */
const SMALL = 0x20;

/**
 * What browsers, and the proxies before them, send as Accept-Encoding. A list, not a memory: nothing that a reader's
 * browser says is kept.
 */
const USUAL_WISHES: ReadonlyMap<string, Encoding> = new Map([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate, br', 'br'],
  ['gzip, br', 'br'],
  ['br, gzip', 'br'],
  ['br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip,deflate', 'gzip'],
  ['gzip', 'gzip'],
  ['identity', 'identity'],
  ['', 'identity'],
]);
