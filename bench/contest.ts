import { rateOf, waitsAt } from './load.ts';
import { CORES, type Command, type Cores, pinned, type Started, started } from './started.ts';
import { median } from './statistics.ts';

/** A server that is compared with others. */
export type Contestant = {
  name: string;
  /** What is asked for. */
  path: string;
  /** Whether the answer to it is an error. */
  isError?: boolean;
  /** When it has other processors than most. */
  cores?: Cores;
  start: (port: number) => Command;
};

/** What one process did. Every contestant of a round has the same number of turns, in the same order. */
export type Sample = {
  /** Answers in a second, turn by turn. */
  rates: readonly number[];
  /**
   * Processor time of the server for an answer, turn by turn, in microseconds: other work on the machine disturbs it
   * less. Infinite where the system does not say.
   */
  costs: readonly number[];
  /** In MB, under load. */
  memory: number;
  /** The median wait for an answer at a fixed rate, in milliseconds. */
  wait: number;
};

/** By the names of the contestants. */
export type Round = ReadonlyMap<string, Sample>;

export const TURNS = 5;
/** How long a turn is. */
export const SECONDS = 1;
/** In the first second of a process, Express may not bring one answer to 64 connections to its end. */
const WARM_UP_SECONDS = 2;
const EVERY_MS = 5;

/**
 * Starts them all, on one processor when they can be kept on it, and lets them take turns.
 * @param firstPort where the first of them answers; the others follow
 * @param isBackwards whether the last one is started first: of four that are the same, the one that was started last had
 *   0.92 of the first one's rate
 */
export async function roundOf(
  contestants: readonly Contestant[],
  firstPort: number,
  { isPinned, isBackwards }: { isPinned: boolean; isBackwards: boolean },
): Promise<Round> {
  const running: { one: Contestant; server: Started; rates: number[]; costs: number[] }[] = [];
  try {
    const places = [...contestants.entries()];
    for (const [place, one] of isBackwards ? places.toReversed() : places) {
      const port = firstPort + place;
      const command = pinned(one.start(port), isPinned ? (one.cores ?? CORES).server : null);
      running.push({ one, server: await started(command, port, one.path), rates: [], costs: [] });
    }
    for (const { one, server } of running) {
      await server.rest();
      await measured(server, one, isPinned, WARM_UP_SECONDS);
    }
    for (let turn = 0; turn < TURNS; turn += 1) {
      // Forth and back: whoever is always the first would always meet what the last one left behind.
      for (const { one, server, rates, costs } of turn % 2 === 0 ? running : running.toReversed()) {
        const { rate, cost } = await measured(server, one, isPinned);
        rates.push(rate);
        costs.push(cost);
      }
    }
    const round = new Map<string, Sample>();
    for (const { one, server, rates, costs } of running) {
      const memory = (await server.memory()) ?? Number.NaN;
      const waits = await waitsAt(urlOf(server, one), EVERY_MS, 1);
      round.set(one.name, { rates, costs, memory, wait: median(waits) });
    }
    return round;
  } finally {
    for (const { server } of running) await server.stop();
  }
}

async function measured(server: Started, one: Contestant, isPinned: boolean, seconds = SECONDS) {
  const before = await server.cpu();
  const cores = isPinned ? (one.cores ?? CORES).load : null;
  const rate = await rateOf(urlOf(server, one), seconds, { isError: one.isError ?? false, cores });
  const cost = (((await server.cpu()) - before) * 1000) / (rate * seconds);
  // When the load goes, 64 answers of a slow server are still being made: a third of a second that the next one on this
  // processor would lack.
  await server.answered();
  return { rate, cost };
}

function urlOf({ port }: Started, { path }: Contestant): string {
  return `http://127.0.0.1:${port}${path}`;
}
