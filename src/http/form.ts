import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { LONGEST_SEARCH } from '../model/query.ts';
import type { Edition } from '../pages/edition.ts';
import type { ErrorStatus } from '../pages/error.ts';
import type { Kind } from './counts.ts';
import { isExpecting } from './refusals.ts';

/** A form that can be sent to an address, how large it may be, and the page that answers it. */
export type Form = {
  language: string;
  mostBytes: number;
  mostFields: number;
  kind: Kind;
  /** Makes what it takes to answer, the first time. */
  prepare: () => Promise<unknown>;
  answer: (fields: URLSearchParams) => string;
};

/** The form that an address takes; null when nothing can be sent to it. */
export function formAt(path: string, edition: Edition): Form | null {
  const search = edition.searches.get(path);
  if (search) {
    return {
      ...SEARCH,
      language: search.language,
      prepare: edition.searchable,
      answer: (fields) => search.print(cleaned((fields.get('q') ?? '').slice(0, LONGEST_SEARCH))),
    };
  }
  const choice = edition.choices.get(path);
  if (!choice) return null;
  return {
    ...CHOICE,
    language: choice.language,
    prepare: async () => {},
    answer: (fields) => choice.print(fields.getAll('listing')),
  };
}

/** Eighty letters of any language, each written as up to nine, and the name of the field. */
const SEARCH = { mostBytes: 1024, mostFields: 4, kind: 'searches' } as const;
/** Ids of at most sixty letters, and the name of the field. */
const CHOICE = { mostBytes: 8192, mostFields: 120, kind: 'pages' } as const;

// A form is in UTF-8, whether it says so or not.
const FORM = /^application\/x-www-form-urlencoded *(?:; *charset="?utf-8"? *)?$/i;

/** Why a form cannot be read, found out before anything of it is read; null when it can. */
export function whyUnreadable({ headers }: IncomingMessage): ErrorStatus | null {
  if (headers['content-length'] === undefined) return 411;
  const isPlain = /^(?:identity)?$/i.test(headers['content-encoding'] ?? '');
  return isPlain && FORM.test(headers['content-type'] ?? '') ? null : 415;
}

/**
 * Reads the fields of a form as browsers write them (WHATWG URL, application/x-www-form-urlencoded), and no more than
 * `Content-Length` has said.
 * @returns the fields, or why they could not be read; null when their end never came, which whoever sent them has been
 * told, or nobody is there any more
 */
export async function fieldsIn(
  request: IncomingMessage,
  response: ServerResponse,
  { mostFields }: Form,
): Promise<URLSearchParams | ErrorStatus | null> {
  // Asked for leave, a client sends nothing before it has it (RFC 9110, section 10.1.1).
  if (isExpecting(request)) response.writeContinue();
  const sent = await buffer(request).catch(() => null);
  if (sent === null) return null;
  const fields = new URLSearchParams(sent.toString());
  return fields.size > mostFields ? 413 : fields;
}

// Half of a character (Cs) would be printed as another one, and no HTML holds control characters.
function cleaned(words: string): string {
  return words.replace(/\p{Cs}|\p{Cc}/gu, '');
}
