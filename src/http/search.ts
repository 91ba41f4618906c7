import { buffer } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { LONGEST_SEARCH } from '../model/query.ts';
import type { ErrorStatus } from '../pages/error.ts';
import { isExpecting } from './refusals.ts';

const MOST_FIELDS = 4;
// A form is in UTF-8, whether it says so or not.
const FORM = /^application\/x-www-form-urlencoded *(?:; *charset="?utf-8"? *)?$/i;

/** Why a search cannot be read, found out before anything of it is read; null when it can. */
export function whyUnreadable({ headers }: Request): ErrorStatus | null {
  if (headers['content-length'] === undefined) return 411;
  const isPlain = /^(?:identity)?$/i.test(headers['content-encoding'] ?? '');
  return isPlain && FORM.test(headers['content-type'] ?? '') ? null : 415;
}

/**
 * Reads what was typed into the field `q`; anything else that was sent is left aside. A form is read as browsers write
 * it (WHATWG URL, application/x-www-form-urlencoded), and no more of it than `Content-Length` has said.
 * @returns at most 80 UTF-16 units, or why it could not be read; null when its end never came, which whoever sent it
 * has been told, or nobody is there any more
 */
export async function typedIn(request: Request, response: Response): Promise<string | ErrorStatus | null> {
  // Asked for leave, a client sends nothing before it has it (RFC 9110, section 10.1.1).
  if (isExpecting(request)) response.writeContinue();
  const sent = await buffer(request).catch(() => null);
  if (sent === null) return null;
  const fields = new URLSearchParams(sent.toString());
  if (fields.size > MOST_FIELDS) return 413;
  // Half of a character (Cs) would be printed as another one, and no HTML holds control characters.
  return (fields.get('q') ?? '').slice(0, LONGEST_SEARCH).replace(/\p{Cs}|\p{Cc}/gu, '');
}
