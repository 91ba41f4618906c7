import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Question } from './ask.ts';
import { chanceFrom } from './chance.ts';
import type { Failures } from './failures.ts';
import type { OwnTown } from './own-town.ts';

/** Many people who read and search all the time, each on a connection that stays open. */
export type Readers = {
  /** Waits for the last answers. */
  stop: () => Promise<{ worstMs: number; asked: number }>;
};

const BETWEEN_MS = 10;
const WORDS = ['food', 'comida hoy', 'birth certificate', 'pan', 'a bed', 'niños', 'qwxyz', 'knock', '911'];

/** Every answer that is not right, byte for byte, is a failure. */
export function readersOf(
  port: number,
  town: OwnTown,
  count: number,
  seed: number,
  failures: Failures,
): Readers {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  let [isOver, worstMs, asked] = [false, 0, 0];
  const read = async (reader: number) => {
    const chance = chanceFrom(seed, reader);
    while (!isOver) {
      const question: Question = chance.percent(25)
        ? { path: chance.pick(town.searches), typed: chance.pick(WORDS) }
        : { path: chance.pick(town.pages) };
      const before = performance.now();
      asked += 1;
      const wrong = await whatIsWrong(port, town, question, agent);
      worstMs = Math.max(worstMs, performance.now() - before);
      if (wrong) failures.add(wrong);
      await pause(BETWEEN_MS);
    }
  };
  const reading = Promise.all(Array.from({ length: count }, (_, reader) => read(reader)));
  return {
    stop: async () => {
      isOver = true;
      await reading;
      agent.destroy();
      return { worstMs, asked };
    },
  };
}

/** Asks one question: empty when the right answer came, otherwise what came. */
export async function whatIsWrong(
  port: number,
  town: OwnTown,
  question: Question,
  agent?: Agent,
): Promise<string> {
  const { path, typed } = question;
  const told = typed === undefined ? path : `a search for “${typed}” at ${path}`;
  try {
    const { status, body } = await ask(port, question, agent);
    if (status !== 200) return `${told} was answered ${status} (${body.toString().slice(0, 80)})`;
    return town.isRight(question, body) ? '' : `${told} came with other bytes`;
  } catch (error) {
    return `${told} failed: ${error instanceof Error ? error.message : error}`;
  }
}

/** Asks for all pages and for some searches, one after the other; what was wrong with the answers. */
export async function allWrong(port: number, town: OwnTown, count: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const path = town.pages[turn % town.pages.length] ?? '/en/';
    const search = town.searches[turn % town.searches.length] ?? '';
    const typed = WORDS[turn % WORDS.length] ?? '';
    const found = await whatIsWrong(port, town, turn % 5 === 4 ? { path: search, typed } : { path });
    if (found) wrong.push(found);
  }
  return wrong;
}
