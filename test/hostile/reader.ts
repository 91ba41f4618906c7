import { reading } from './answers.ts';
import { exchanged } from './exchange.ts';
import type { Failures } from './failures.ts';
import type { OwnGuide } from './own-guide.ts';

/** Somebody who only wants to read, while others attack. */
export type Reader = {
  /** How often a page was asked for so far. */
  asked: () => number;
  /** Stops asking and waits for the last answer. */
  stop: () => Promise<{ worstMs: number; asked: number }>;
};

const EVERY_MS = 100;
const PAGE = '/en/';

/** Asks for the first page ten times a second, each time on a connection of its own; a wrong answer is a failure. */
export function readerOf(port: number, guide: OwnGuide, failures: Failures): Reader {
  const visits = new Set<Promise<void>>();
  let worstMs = 0;
  let asked = 0;
  const visit = async () => {
    const before = performance.now();
    const wrong = await whatCameInstead(port, guide);
    worstMs = Math.max(worstMs, performance.now() - before);
    if (wrong) failures.add(`a reader who asked for ${PAGE} got ${wrong}`);
  };
  const asking = setInterval(() => {
    asked += 1;
    const one = visit().finally(() => visits.delete(one));
    visits.add(one);
  }, EVERY_MS);
  return {
    asked: () => asked,
    stop: async () => {
      clearInterval(asking);
      await Promise.all(visits);
      return { worstMs, asked };
    },
  };
}

/** Reads the first page once, on a new connection: empty when it comes right, otherwise what came. */
export async function whatCameInstead(port: number, guide: OwnGuide): Promise<string> {
  const bytes = Buffer.from(
    `GET ${PAGE} HTTP/1.1\r\nHost: guide\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`,
  );
  const { bytes: came, end } = await exchanged(port, { bytes, ends: 'last' });
  const { answers, mistakes } = reading(came);
  const [only] = answers;
  if (answers.length !== 1 || !only) return `${answers.length} answers (${end}) ${mistakes.join()}`;
  if (only.status !== 200) return `the status ${only.status}`;
  return guide.isPage(PAGE, only.headers.get('content-encoding') ?? 'identity', only.body)
    ? ''
    : 'another page';
}
