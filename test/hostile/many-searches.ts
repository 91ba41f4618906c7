import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as breath } from 'node:timers/promises';
import { reading } from './answers.ts';
import { formOf } from './ask.ts';
import type { Attack } from './attack.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { mistakesIn } from './judge.ts';
import { loopbackAt } from './loopback.ts';
import type { OwnGuide } from './own-guide.ts';
import { besieged } from './siege.ts';

const TIMES = 10;
/** As many as may wait on one connection. */
const PIPELINED = 4;
/** For all searches of one moment. */
const PATIENCE_MS = 60_000;

/** Searches that all come in the same moment, alone on a connection and four behind each other. */
export const manySearches: Attack = {
  name: 'many searches at once',
  amount: 1_000,
  short: 60,
  unit: 'connections',
  isFlood: true,
  run: (amount, seed) =>
    besieged({}, async ({ server, guide, failures }) => {
      let made = 0;
      let slowest = 0;
      for (let time = 0; time < TIMES; time += 1) {
        const pipelines = time % 2 === 0 ? [] : Array.from({ length: amount / 10 }, () => PIPELINED);
        const lengths = [...Array.from({ length: amount }, () => 1), ...pipelines];
        const before = performance.now();
        for (const wrong of await inOneMoment(server.port, guide, lengths, chanceFrom(seed, time)))
          failures.add(wrong);
        slowest = Math.max(slowest, performance.now() - before);
        made += lengths.reduce((sum, length) => sum + length, 0);
      }
      const note = `${TIMES} times, ${made} searches, all answers as printed here; the last after ${Math.round(slowest)} ms`;
      return { amount, note };
    }),
};

type Asked = { address: string; typed: string };

/**
 * Opens all connections, then searches on all of them, and waits until every one has ended.
 * @param lengths how many searches each connection sends, in one piece
 * @returns what was wrong with the answers
 */
async function inOneMoment(port: number, guide: OwnGuide, lengths: readonly number[], chance: Chance) {
  const addresses = [...guide.edition.searches.keys()];
  const all = await Promise.all(
    lengths.map(async (length, index) => {
      const socket = connect({ port, host: '127.0.0.1', ...loopbackAt(index, 1) });
      const asked = Array.from({ length }, () => ({
        address: chance.pick(addresses),
        typed: chance.pick(WORDS),
      }));
      await once(socket, 'connect');
      return { socket, asked };
    }),
  );
  const ends = all.map(({ socket }) => endOf(socket));
  for (const { socket, asked } of all) socket.write(requestsFor(asked));
  const came = await Promise.all(ends);
  const wrong: string[] = [];
  for (const [index, { asked }] of all.entries()) {
    // The reader who is asking meanwhile is in this process, and must not wait for the judge.
    await breath();
    wrong.push(...wrongIn(asked, came[index] ?? Buffer.alloc(0), guide));
  }
  return wrong;
}

function requestsFor(asked: readonly Asked[]): Buffer {
  return Buffer.concat(
    asked.map(({ address, typed }, index) => {
      const body = formOf(typed);
      const head = [
        `POST ${address} HTTP/1.1`,
        'Host: guide',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        ...(index === asked.length - 1 ? ['Connection: close'] : []),
      ];
      return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
    }),
  );
}

/** All that came until the end of the connection. */
async function endOf(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => {});
  const patience = setTimeout(() => socket.destroy(), PATIENCE_MS);
  await new Promise((resolve) => socket.once('close', resolve));
  clearTimeout(patience);
  return Buffer.concat(chunks);
}

function wrongIn(asked: readonly Asked[], came: Buffer, guide: OwnGuide): string[] {
  const { answers, mistakes, isCutOff } = reading(came);
  const wrong = [...mistakes, ...(isCutOff ? ['an answer without its end'] : [])];
  if (answers.length !== asked.length) wrong.push(`${answers.length} answers to ${asked.length} searches`);
  for (const [index, said] of answers.entries()) {
    const { address = '', typed = '' } = asked[index] ?? {};
    wrong.push(...mistakesIn(said, guide));
    if (said.status !== 200 || !guide.isAnswer(address, typed, said.body))
      wrong.push(`a search for “${typed}” at ${address} got ${said.status} and another answer`);
  }
  return wrong;
}

const WORDS = [
  ...['food', 'comida hoy', 'lawyer', 'abogado gratis', 'ICE took my brother', 'mi esposo me pega'],
  ...['a bed tonight', 'clinica', 'nothing that anybody knows qwxyz', ''],
];
