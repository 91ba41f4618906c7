import { placeOf } from './error-place.ts';
import type { Counts } from './http/counts.ts';

/** Everything that is ever written down. No line is about one visit (SECURITY.md, “Nothing kept on our side”). */
export type Entry =
  | { event: 'listening'; address: string }
  | { event: 'content_loaded'; edition: string; pages: number }
  | { event: 'content_rejected'; at: string; reason: string }
  | { event: 'draining' }
  | { event: 'closed' }
  | { event: 'error'; class: string; at: string }
  | { event: 'warning'; code: string }
  | ({ event: 'counts' } & Counts);

/** Writes one line of JSON for each thing that happens to the server. */
export type Log = (entry: Entry) => void;

/** More than this in wait, and nobody reads the log: what is new is left out rather than kept in memory. */
const MOST_WAITING_BYTES = 65_536;

/**
 * A log that never stops what it tells about: a full disk, a closed pipe or a reader that fell asleep cost lines.
 * @param stream the output of the process; its errors are of no interest from then on
 */
export function logTo(stream: NodeJS.WriteStream): Log {
  stream.on('error', () => {});
  return (entry) => {
    if (stream.writableLength < MOST_WAITING_BYTES) stream.write(`${JSON.stringify(entry)}\n`);
  };
}

/** What may be said of an error: its class and its place in our code. Its message can hold a reader’s words. */
export function errorEntry(error: unknown): Entry {
  return { event: 'error', class: classOf(error), at: placeOf(error) };
}

/** What may be said of a warning of Node: its code, such as `DEP0170`. Its words can hold a reader’s. */
export function warningEntry({ code }: Error & { code?: unknown }): Entry {
  return { event: 'warning', code: /^[A-Z]{3}\d{4}$/.test(String(code)) ? String(code) : 'none' };
}

function classOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return typeof error;
    // The name of the class where it was written; a name on the error itself can be a reader's words.
    const made: { constructor?: { name?: unknown } } = Object.getPrototypeOf(error);
    const name = String(made.constructor?.name);
    return /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
  } catch {
    return 'unknown';
  }
}
