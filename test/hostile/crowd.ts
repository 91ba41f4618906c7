import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PROJECT } from '../town.ts';
import { loopbackAt } from './loopback.ts';
import { until } from './until.ts';

/** Many connections that want nothing but to last, held by a process of their own. */
export type Crowd = {
  /** How many of them are open, how many were opened so far, and the most that were open at the same time. */
  state: () => { open: number; opened: number; most: number };
  /** Leaves the connections open that are open; what the server closes from now on stays closed. */
  rest: () => void;
  /** Closes all of them. */
  leave: () => Promise<void>;
};

/**
 * How one of them behaves. Who is greedy asks for hundreds of pages at once, or for thousands in few words; who is deaf
 * asks for as many as may be asked for. None of these three reads anything.
 */
export type Manner =
  | 'silent'
  | 'slow headers'
  | 'slow body'
  | 'slow reading'
  | 'greedy'
  | 'greedy in few words'
  | 'deaf';

type Wishes = { port: number; count: number; manners: readonly Manner[]; aSecond: number };

const PAGE = 'GET /en/ HTTP/1.1\r\nHost: guide\r\n\r\n';

const FIRST: Readonly<Record<Manner, string>> = {
  silent: '',
  'slow headers': 'GET /en/ HTTP/1.1\r\nHost: guide\r\nX-Slow: ',
  'slow body':
    'POST /en/search/ HTTP/1.1\r\nHost: guide\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
    'Content-Length: 1000\r\n\r\nq=',
  'slow reading': PAGE.repeat(4),
  greedy: PAGE.repeat(400),
  'greedy in few words': 'GET / HTTP/1.1\r\n\r\n'.repeat(3_600),
  deaf: PAGE.repeat(4),
};

const MANY_A_SECOND = 2_000;
const RAMP_MS = 100;
const BYTE_EVERY_MS = 3_000;
const TELL_EVERY_MS = 100;
const READS_NOTHING: readonly Manner[] = ['greedy', 'greedy in few words', 'deaf'];

/**
 * Lets a process open so many connections to a port, and open again what the server closes.
 * @param manners how they behave, in turn
 * @param aSecond how many of them come in a second
 */
export async function crowdAt(
  port: number,
  count: number,
  manners: readonly Manner[],
  aSecond = MANY_A_SECOND,
): Promise<Crowd> {
  const wishes: Wishes = { port, count, manners, aSecond };
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), JSON.stringify(wishes)],
    { cwd: PROJECT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let state = { open: 0, opened: 0, most: 0 };
  child.stdout?.on('data', (chunk: Buffer) => {
    const line = String(chunk).trim().split('\n').at(-1) ?? '';
    if (line.endsWith('}')) state = JSON.parse(line);
  });
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  await until(async () => state.opened > 0 || isEnded(), 20_000);
  return {
    state: () => state,
    rest: () => child.stdin?.write('rest\n'),
    leave: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGKILL');
  await end;
}

/** The process itself. */
function hold({ port, count, manners, aSecond }: Wishes): void {
  const mannerOf = (place: number) => manners[place % manners.length] ?? 'silent';
  const sockets = new Map<number, Socket>();
  const waiting = Array.from({ length: count }, (_, place) => place);
  let opened = 0;
  let open = 0;
  let most = 0;
  let isResting = false;
  const take = (place: number) => {
    const manner = mannerOf(place);
    const socket = connect({ port, host: '127.0.0.1', ...loopbackAt(place, 1) });
    sockets.set(place, socket);
    // Otherwise the first bytes would be read before anybody asks for them.
    if (READS_NOTHING.includes(manner)) socket.pause();
    else if (manner !== 'slow reading') socket.resume();
    socket.once('connect', () => {
      opened += 1;
      open += 1;
      most = Math.max(most, open);
      socket.write(FIRST[manner]);
      socket.once('close', () => {
        open -= 1;
      });
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      sockets.delete(place);
      waiting.push(place);
    });
  };
  setInterval(() => {
    if (!isResting) for (const place of waiting.splice(0, (aSecond * RAMP_MS) / 1_000)) take(place);
  }, RAMP_MS);
  setInterval(() => {
    for (const [place, socket] of sockets) {
      const manner = mannerOf(place);
      if (manner === 'slow reading') socket.read(1);
      const sends = manner === 'slow headers' || manner === 'slow body';
      if (sends && socket.writable && !isResting) socket.write('a');
    }
  }, BYTE_EVERY_MS);
  setInterval(() => process.stdout.write(`${JSON.stringify({ open, opened, most })}\n`), TELL_EVERY_MS);
  process.stdin.on('data', () => {
    isResting = true;
  });
  // Whoever started it has gone.
  process.stdin.once('end', () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  hold(JSON.parse(process.argv[2] ?? ''));
}
