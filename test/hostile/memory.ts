import { once } from 'node:events';
import { connect } from 'node:net';
import type { Attack } from './attack.ts';
import { chanceFrom } from './chance.ts';
import { goodRequest } from './good-requests.ts';
import type { OwnGuide } from './own-guide.ts';
import { besieged } from './siege.ts';

const WIDTH = 12;
const PER_CONNECTION = 900;
/** As many as may wait on one connection. */
const AT_ONCE = 4;
const SEARCHES = 1;
const LONGEST_MS = 150_000;
/** What may be had more of at the end than near the beginning: a tenth, and what the collector leaves lying. */
const MOST_GROWTH = 1.1;
const SLACK_MB = 16;

/** What readers ask for, again and again, over connections that stay open. */
export const memoryOverRequests: Attack = {
  name: 'memory over millions of requests',
  amount: 2_000_000,
  // The collector needs minutes to show a leak.
  short: null,
  unit: 'requests',
  run: (amount, seed) =>
    besieged({}, async ({ server, guide, failures, memory }) => {
      const end = performance.now() + LONGEST_MS;
      const first = memory.length;
      let made = 0;
      let connections = 0;
      const worker = async () => {
        while (made < amount && performance.now() < end) {
          connections += 1;
          const { answered, wrong } = await conversation(server.port, guide, seed + connections);
          made += answered;
          if (wrong) failures.add(wrong);
        }
      };
      await Promise.all(Array.from({ length: WIDTH }, worker));
      const fifths = fifthsOf(memory.slice(first));
      const [, second = 0, , , last = 0] = fifths;
      if (last > second * MOST_GROWTH + SLACK_MB) failures.add(`memory grew: ${told(fifths)}`);
      const less = made < amount ? `as many as there was time for in ${LONGEST_MS / 1_000} s; ` : '';
      return { amount: made, note: `${less}${told(fifths)}, mean of each fifth` };
    }),
};

function fifthsOf(samples: readonly number[]): number[] {
  const length = Math.max(1, Math.floor(samples.length / 5));
  return [0, 1, 2, 3, 4].map((fifth) => {
    const part = samples.slice(fifth * length, (fifth + 1) * length);
    return part.reduce((sum, one) => sum + one, 0) / Math.max(1, part.length);
  });
}

function told(fifths: readonly number[]): string {
  return `${fifths.map((mean) => Math.round(mean)).join(', ')} MB`;
}

/** One connection on which some requests are sent at a time, and all of their answers waited for. */
async function conversation(port: number, guide: OwnGuide, seed: number) {
  const chance = chanceFrom(seed, 0);
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const counter = counterOf();
  const over = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  let heard = () => {};
  socket.on('data', (chunk: Buffer) => {
    counter.take(chunk);
    heard();
  });
  await Promise.race([once(socket, 'connect'), over]);
  let asked = 0;
  while (asked < PER_CONNECTION && !socket.destroyed) {
    const batch = Array.from({ length: AT_ONCE }, () => goodRequest(chance, guide, SEARCHES, false));
    asked += AT_ONCE;
    const isAnswered = new Promise<void>((resolve) => {
      heard = () => (counter.answered() >= asked || counter.wrong() !== '') && resolve();
    });
    socket.write(batch.join(''), 'latin1');
    await Promise.race([isAnswered, over]);
    if (counter.wrong()) break;
  }
  const isCutOff = counter.answered() < asked ? `${counter.answered()} answers to ${asked} requests` : '';
  socket.destroy();
  await over;
  return { answered: counter.answered(), wrong: counter.wrong() || isCutOff };
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Counts whole answers without looking at their bodies: the reader who asks meanwhile does. */
function counterOf() {
  let head = Buffer.alloc(0);
  let body = 0;
  let answered = 0;
  let wrong = '';
  const take = (chunk: Buffer): void => {
    let rest = chunk;
    while (rest.length > 0 && !wrong) {
      if (body > 0) {
        const part = Math.min(body, rest.length);
        body -= part;
        rest = rest.subarray(part);
        if (body === 0) answered += 1;
        continue;
      }
      const joined = head.length > 0 ? Buffer.concat([head, rest]) : rest;
      const end = joined.indexOf(HEAD_END);
      if (end < 0) {
        head = Buffer.from(joined);
        return;
      }
      const text = joined.toString('latin1', 0, end);
      head = Buffer.alloc(0);
      rest = joined.subarray(end + HEAD_END.length);
      const [, status = ''] = /^HTTP\/1\.1 (200|301|302|404|414) /.exec(text) ?? [];
      const [, length = ''] = /\r\nContent-Length: (\d+)/.exec(text) ?? [];
      if (!status || !length) wrong = `an answer that begins ${JSON.stringify(text.slice(0, 100))}`;
      body = Number(length);
      if (body === 0) answered += 1;
    }
  };
  return { take, answered: () => answered, wrong: () => wrong };
}
