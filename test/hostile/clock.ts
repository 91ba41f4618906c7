import { writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { ask, readiness } from './ask.ts';
import type { Attack } from './attack.ts';
import { chanceFrom } from './chance.ts';
import { failuresOf } from './failures.ts';
import { strangeIn } from './lifecycle.ts';
import { ownTown } from './own-town.ts';
import { allWrong, readersOf } from './readers.ts';
import { started } from './started.ts';
import { until } from './until.ts';

/** The clock of the machine is set, by a day or by decades: the guide follows it, and nobody waits. */
export const clockJumps: Attack = {
  name: 'the clock set by days, by decades, to 1970',
  amount: 14,
  short: 3,
  unit: 'jumps',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const town = await ownTown();
    const file = join(town.folder, 'clock');
    await writeFile(file, '0');
    const server = await started({ folder: town.folder, before: clockAt(file) });
    const readers = readersOf(server.port, town, READERS, seed, failures);
    const silent = halfARequest(server.port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let memoryMb = 0;
    let latest = 0;
    const editions = new Set<string>();
    try {
      for (let turn = 0; turn < amount; turn += 1) {
        // One connection outlives all the jumps.
        await ask(server.port, { path: '/en/' }, agent);
        const offset = offsetAt(turn, seed);
        const there = new Date(Date.now() + offset);
        const version = await town.knows(there);
        editions.add(version);
        await writeFile(file, String(offset));
        server.child.kill('SIGUSR2');
        const begun = performance.now();
        const isPrinted = await until(
          async () => (await readiness(server.port)).edition === version,
          FOLLOWED_WITHIN_MS,
        );
        latest = Math.max(latest, performance.now() - begun);
        const told = `after the jump to ${there.toISOString()}`;
        if (!isPrinted) failures.add(`${told}, no edition for that moment`);
        const { status } = await ask(server.port, { path: '/en/' }, agent);
        if (status !== 200) failures.add(`${told}, ${status} on a connection from before it`);
        for (const wrong of await allWrong(server.port, town, town.pages.length))
          failures.add(`${told}, ${wrong}`);
        memoryMb = Math.max(memoryMb, await server.memoryMb());
      }
      // The server waits ten seconds for it, by a clock that nobody sets; a few jumps take less.
      if (amount >= OFFSETS.length && !(await until(async () => silent.closed, ENDED_WITHIN_MS)))
        failures.add('half a request was waited for without end');
      silent.destroy();
      const { worstMs, asked } = await readers.stop();
      const { code, signal } = await server.stop('SIGTERM');
      if (code !== 0) failures.add(`it ended with ${code ?? signal}: ${server.log().slice(-300)}`);
      for (const line of strangeIn(server.log())) failures.add(`it said ${line}`);
      if (editions.size < 2) failures.add('all moments read the same: too few to prove anything');
      const note = `${editions.size} editions, the slowest after ${Math.round(latest)} ms; ${asked} requests`;
      return { ...failures.told(), amount, worstMs, memoryMb, note };
    } finally {
      await readers.stop();
      silent.destroy();
      agent.destroy();
      await server.stop('SIGKILL');
      await town.remove();
    }
  },
};

const READERS = 4;
/** A look at the clock every half second, and printing on a busy machine. */
const FOLLOWED_WITHIN_MS = 10_000;
const ENDED_WITHIN_MS = 20_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.2425 * DAY_MS;

/** The first ones are enough to go far in both directions. */
const OFFSETS: readonly (() => number)[] = [
  () => 10 * YEAR_MS,
  () => -Date.now(),
  () => -DAY_MS,
  () => DAY_MS,
  () => YEAR_MS,
  () => -YEAR_MS,
  () => 40 * YEAR_MS,
  () => -10 * YEAR_MS,
  () => -40 * YEAR_MS,
  () => Date.parse('2026-01-11T12:00:00Z') - Date.now(),
  () => Date.parse('2038-01-19T03:14:08Z') - Date.now(),
  () => Date.parse('9999-12-31T12:00:00Z') - Date.now(),
  () => Date.parse('1901-01-01T00:00:00Z') - Date.now(),
  () => 0,
];

function offsetAt(turn: number, seed: number): number {
  const known = OFFSETS[turn]?.();
  if (known !== undefined) return Math.round(known);
  return chanceFrom(seed, turn).below(80 * 365) * DAY_MS - 40 * 365 * DAY_MS;
}

function halfARequest(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write('GET /en/ HTTP/1.1\r\nHost: a\r\nX-Half: ');
  return socket.resume();
}

/** The clock that our code sees, beside the true one by as many milliseconds as stand in a file. */
function clockAt(file: string): string {
  return `
    import { readFileSync } from 'node:fs';
    const True = Date;
    let offset = 0;
    globalThis.Date = class Date extends True {
      constructor(...given) {
        if (given.length === 0) super(True.now() + offset);
        else super(...given);
      }
      static now() {
        return True.now() + offset;
      }
    };
    process.on('SIGUSR2', () => {
      offset = Number(readFileSync(${JSON.stringify(file)}, 'utf8'));
    });
  `;
}
