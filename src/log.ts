import { placeOf } from './error-place.ts';
import type { Counts } from './http/counts.ts';

/** Everything that is ever written down. No line is about one visit (SECURITY.md, “What is written down”). */
export type Entry =
  | { event: 'listening'; address: string }
  | { event: 'content_loaded'; edition: string; pages: number }
  | { event: 'content_rejected'; at: string; reason: string }
  | { event: 'draining' }
  | { event: 'closed' }
  | { event: 'error'; class: string; at: string }
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

function classOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return typeof error;
    // A name can be set to anything, a reader's words too.
    return /^[A-Za-z]{1,40}$/.test(error.constructor.name) ? error.constructor.name : 'Error';
  } catch {
    return 'unknown';
  }
}
