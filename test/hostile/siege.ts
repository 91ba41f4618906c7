import type { Outcome } from './attack.ts';
import { type Failures, failuresOf } from './failures.ts';
import { mistakesInLog } from './lifecycle.ts';
import { type OwnGuide, ownGuide } from './own-guide.ts';
import { type Reader, readerOf, whatCameInstead } from './reader.ts';
import { type Start, type Started, started } from './started.ts';

/** A server under attack, and what is needed to judge it. */
export type Siege = {
  guide: OwnGuide;
  server: Started;
  failures: Failures;
  reader: Reader;
  /** The resident set so far, in MB, one number for every quarter of a second. */
  memory: readonly number[];
};

const SAMPLE_EVERY_MS = 250;

/**
 * Starts a server of its own guide, and a reader who asks for a page all the while. Afterwards a fresh reader must
 * still be served by the same process, and its log may tell of nothing but its life.
 * @param start how the server is started; `reads: false` for an attack that nobody could read through
 * @param attack says how much of it was done, and what else there is to say
 */
export async function besieged(
  { reads = true, ...start }: Omit<Start, 'folder'> & { reads?: boolean },
  attack: (siege: Siege) => Promise<Pick<Outcome, 'amount' | 'note'>>,
): Promise<Outcome> {
  const guide = await ownGuide();
  const server = await started({ ...start, folder: guide.folder });
  const failures = failuresOf();
  const memory: number[] = [];
  const reader = readerOf(server.port, guide, failures);
  if (!reads) await reader.stop();
  // A server that has ended holds nothing.
  const sample = () =>
    server.memoryMb().then(
      (mb) => memory.push(mb),
      () => 0,
    );
  const sampling = setInterval(sample, SAMPLE_EVERY_MS);
  try {
    const { amount, note } = await attack({ guide, server, failures, reader, memory });
    const { worstMs, asked } = await reader.stop();
    const wrong = await whatCameInstead(server.port, guide);
    if (wrong) failures.add(`after it, a reader got ${wrong}`);
    const { exitCode, signalCode } = server.child;
    if (exitCode !== null || signalCode) failures.add(`the server ended with ${exitCode ?? signalCode}`);
    for (const mistake of mistakesInLog(server.log(), server.origin)) failures.add(mistake);
    await sample();
    const waited = reads && asked > 0 ? worstMs : null;
    return { amount, ...failures.told(), worstMs: waited, memoryMb: Math.max(...memory), note };
  } finally {
    clearInterval(sampling);
    await reader.stop();
    await server.stop();
    await guide.remove();
  }
}
