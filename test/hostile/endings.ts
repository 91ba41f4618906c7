import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Attack } from './attack.ts';
import { chanceFrom } from './chance.ts';
import { type Failures, failuresOf } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { strangeIn } from './lifecycle.ts';
import { type OwnTown, ownTown } from './own-town.ts';
import { type Started, started } from './started.ts';

/** SIGTERM at every inconvenient moment: the copy ends with 0, in time, and says nothing strange. */
export const awkwardEndings: Attack = {
  name: 'SIGTERM while connections are open, again and again, and while starting',
  amount: 30,
  short: 4,
  unit: 'ends',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const town = await ownTown();
    try {
      await inParallel(amount, AT_ONCE, async (turn) => {
        const kind = turn === 0 ? toldWhileIdle : (LONG[turn - FIRST_LONG] ?? whileStarting);
        await kind(town, failures, chanceFrom(seed, turn).below(START_MS)).catch((error: unknown) => {
          failures.add(`end ${turn}: ${error}`);
        });
      });
    } finally {
      await town.remove();
    }
    return { ...failures.told(), amount, worstMs: null, memoryMb: null, note: '' };
  },
};

const AT_ONCE = 4;
/** A start takes less, so that some of the signals come after it. */
const START_MS = 1_500;
/** Draining, the last moment for what is still open, the last line of the log, and a busy machine. */
const LATEST_END_MS = 15_000;
const ANSWERED_WITHIN_MS = 10_000;

/** These take as long as a copy waits for a request that never ends. */
const LONG = [withOpenConnections, toldWhileClosing];
const FIRST_LONG = 4;

async function toldWhileIdle(town: OwnTown, failures: Failures): Promise<void> {
  const server = await started({ folder: town.folder });
  const open = await kept(server.port);
  await toldAgain(server, open, IN_TIME, failures);
}

async function withOpenConnections(town: OwnTown, failures: Failures): Promise<void> {
  const server = await started({ folder: town.folder });
  const open = await Promise.all([
    kept(server.port),
    sent(server.port, 'GET /en/ HTTP/1.1\r\nHost: a\r\nX-Half: '),
    sent(
      server.port,
      'POST /en/search/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
        'Content-Length: 10\r\n\r\nq=',
    ),
    sent(server.port, ''),
  ]);
  try {
    await endsWell(server, failures, 'with open connections');
  } finally {
    for (const socket of open) socket.destroy();
    await server.stop('SIGKILL');
  }
}

async function toldWhileClosing(town: OwnTown, failures: Failures): Promise<void> {
  const server = await started({ folder: town.folder });
  const open = await sent(server.port, 'GET /en/ HTTP/1.1\r\nHost: a\r\nX-Half: ');
  await toldAgain(server, open, 4 * IN_TIME, failures);
}

const AGAIN_MS = 100;
/** So few that the last one comes before the end: in its very last moment no process can take a signal. */
const IN_TIME = 10;

async function toldAgain(server: Started, open: Socket, most: number, failures: Failures): Promise<void> {
  let times = 0;
  const again = setInterval(() => {
    times += 1;
    if (times > most) clearInterval(again);
    else server.child.kill('SIGTERM');
  }, AGAIN_MS);
  try {
    await endsWell(server, failures, `told ${most} times`);
  } finally {
    clearInterval(again);
    open.destroy();
    await server.stop('SIGKILL');
  }
}

async function endsWell(server: Started, failures: Failures, how: string): Promise<void> {
  const before = performance.now();
  const { code, signal } = await server.stop('SIGTERM');
  const took = performance.now() - before;
  if (code !== 0) failures.add(`${how}, it ended with ${code ?? signal}`);
  if (took > LATEST_END_MS) failures.add(`${how}, it took ${Math.round(took)} ms to end`);
  strangeIn(server.log()).forEach((line) => {
    failures.add(`${how}, it said ${line}`);
  });
}

async function whileStarting(town: OwnTown, failures: Failures, ms: number): Promise<void> {
  // The process tells itself, because nobody outside knows it before it listens.
  const before = `
    import { writeSync } from 'node:fs';
    process.on('exit', (code) => writeSync(2, '{"event":"ended","code":' + code + '}\\n'));
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), ${ms}).unref();
  `;
  const how = `${ms} ms after its start`;
  let log: string;
  try {
    const server = await started({ folder: town.folder, before });
    const patience = setTimeout(() => server.child.kill('SIGKILL'), LATEST_END_MS);
    if (server.child.exitCode === null && server.child.signalCode === null) await once(server.child, 'close');
    clearTimeout(patience);
    log = server.log();
  } catch (error) {
    log = String(error).replace('Error: the server ended: ', '');
  }
  strangeIn(log, ['ended']).forEach((line) => {
    failures.add(`told ${how}, it said ${line}`);
  });
  // Before any of our code ran, the signal ends the process as it ends every other.
  if (log.trim() !== '' && !log.includes('{"event":"ended","code":0}'))
    failures.add(`told ${how}, it did not end with 0: ${log.slice(-300)}`);
}

async function sent(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  return socket;
}

/** A connection that has heard an answer and waits for the next question. */
async function kept(port: number): Promise<Socket> {
  const socket = await sent(port, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'data', { signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) });
  return socket;
}
