import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { COMMON_HEADERS } from '../http/common-headers.ts';
import type { Said } from './answers.ts';
import { CANARY } from './canary.ts';
import type { OwnGuide } from './own-guide.ts';

/** Every status that a stranger may be told; 500 is none of them. */
const STATUSES = [200, 301, 302, 400, 404, 405, 408, 411, 413, 414, 415, 417, 431];

const HTML = 'text/html; charset=utf-8';

/** What else an answer may say. Any other name was put there by somebody else. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  'access-control-allow-origin': /^\*$/,
  allow: /^GET, HEAD(?:, POST)?$/,
  connection: /^(?:close|keep-alive)$/,
  'content-encoding': /^(?:br|gzip)$/,
  'content-language': /^(?:en|es|en, es)$/,
  'content-length': /^\d+$/,
  'content-security-policy': /^default-src 'none';[ -~]*frame-ancestors 'none'/,
  'content-type': /^(?:text\/html; charset=utf-8|text\/plain; charset=utf-8|application\/json)$/,
  date: /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/,
  'keep-alive': /^timeout=\d+(?:, max=\d+)?$/,
  location: /^\//,
  'request-otr': /^1$/,
  vary: /^Accept-(?:Encoding|Language)$/,
  'x-robots-tag': /^noindex$/,
};

/**
 * What is wrong with an answer, whatever the request was.
 * @returns a sentence for each mistake
 */
export function mistakesIn(said: Said, guide: OwnGuide): string[] {
  const { status, headers } = said;
  const mistakes: string[] = [];
  if (!STATUSES.includes(status)) mistakes.push(`the status ${status}`);
  for (const [name, value] of Object.entries(COMMON_HEADERS)) {
    if (headers.get(name) !== value) mistakes.push(`${status} with ${name}: ${headers.get(name)}`);
  }
  for (const name of ['content-security-policy', 'date']) {
    if (!headers.has(name)) mistakes.push(`${status} without ${name}`);
  }
  for (const [name, value] of headers) {
    if (!(name in COMMON_HEADERS) && !OTHERS[name]?.test(value))
      mistakes.push(`${status} with ${name}: ${value}`);
  }
  const place = headers.get('location');
  if (place !== undefined && !guide.places.has(place)) mistakes.push(`${status} to ${place}`);
  if ((place !== undefined) !== (status === 301 || status === 302)) mistakes.push(`${status} to ${place}`);
  if (headers.has('allow') !== (status === 405))
    mistakes.push(`${status} with Allow: ${headers.get('allow')}`);
  if (headers.has('access-control-allow-origin') && headers.get('content-type') === HTML)
    mistakes.push(`${status} with a page that other sites may read`);
  return [...mistakes, ...mistakesInBody(said, guide)];
}

/** The text of a body, whatever it travelled as. */
export function textOf({ headers, body }: Said): string {
  const encoding = headers.get('content-encoding');
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

/** The fields that repeat what was typed; nothing else in an answer may. */
export const TYPED = /(<input\b[^>]*\bvalue=")[^"<>]*"/g;

function mistakesInBody(said: Said, guide: OwnGuide): string[] {
  const { status, headers, body, isHeadOnly } = said;
  if (isHeadOnly || body.length === 0) return [];
  if (guide.isPrinted(headers.get('content-encoding') ?? 'identity', body)) return [];
  if (headers.get('content-type') === 'application/json') {
    return /^\{"status":"(?:alive|serving)","edition":"[0-9a-f]{12}"(?:,"content":"current")?\}\n$/.test(
      body.toString(),
    )
      ? []
      : [`${status} says ${body.toString('utf8', 0, 200)}`];
  }
  // Only the answer to a search is not printed beforehand.
  if (!headers.has('x-robots-tag')) return [`${status} with a body that is no page`];
  return textOf(said).replace(TYPED, '$1"').includes(CANARY)
    ? [`${status} that repeats what was sent outside of the field`]
    : [];
}
