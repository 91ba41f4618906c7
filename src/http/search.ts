import express, { type Request, type Response } from 'express';
import { LONGEST_SEARCH } from '../model/query.ts';
import type { ErrorStatus } from '../pages/error.ts';
import { LONGEST_BODY } from './refusals.ts';

const MOST_FIELDS = 4;
const FORM = 'application/x-www-form-urlencoded';

/** Why a search cannot be read, found out before anything of it is read; null when it can. */
export function whyUnreadable({ headers }: Request): ErrorStatus | null {
  if (headers['content-length'] === undefined) return 411;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() === FORM ? null : 415;
}

const readForm = express.urlencoded({
  extended: false,
  inflate: false,
  limit: LONGEST_BODY,
  parameterLimit: MOST_FIELDS,
});

/**
 * Reads what was typed into the field `q`; anything else that was sent is left aside.
 * @returns at most 80 UTF-16 units, or why it could not be read
 */
export function typedIn(request: Request, response: Response): Promise<string | ErrorStatus> {
  // Asked for leave, a client sends nothing before it has it (RFC 9110, section 10.1.1).
  if (request.headers.expect !== undefined) response.writeContinue();
  return new Promise((resolve) => {
    readForm(request, response, (error?: unknown) => {
      // An error of the reader says which of its limits was passed; anything else was cut off or garbled.
      const { status } = (error ?? {}) as { status?: unknown };
      if (error === undefined) resolve(fieldOf(request.body));
      else resolve(status === 413 || status === 415 ? status : 400);
    });
  });
}

function fieldOf(body: unknown): string {
  const sent: unknown =
    body && typeof body === 'object' && Object.hasOwn(body, 'q') ? Reflect.get(body, 'q') : '';
  const typed = Array.isArray(sent) ? sent[0] : sent;
  // Half of a character (Cs) would be printed as another one, and no HTML holds control characters.
  return typeof typed === 'string' ? typed.slice(0, LONGEST_SEARCH).replace(/\p{Cs}|\p{Cc}/gu, '') : '';
}
