import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pinned } from './started.ts';

/** What a phone's browser sends with every page it asks for. */
const ASKED: Readonly<Record<string, string>> = {
  'User-Agent': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Language': 'es-US,es;q=0.9,en;q=0.8',
  'Accept-Encoding': 'gzip, deflate',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Site': 'none',
  'Upgrade-Insecure-Requests': '1',
};

export const CONNECTIONS = 64;

/** Whether wrk is on this machine; it is the load. */
export async function hasLoad(): Promise<boolean> {
  return promisify(execFile)('wrk', ['-v']).then(
    () => true,
    // It says its version, and ends with 1.
    (error: { code?: unknown }) => error.code === 1,
  );
}

/**
 * As many requests as a server answers over 64 connections that stay open.
 * @param cores the processors of the load, each with a thread; null for any
 * @returns answers in a second
 * @throws when anything but the expected answers came back
 */
export async function rateOf(
  url: string,
  seconds: number,
  { isError = false, cores }: { isError?: boolean; cores: string | null },
): Promise<number> {
  const headers = Object.entries(ASKED).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const threads = cores?.split(',').length ?? 1;
  const args = [`-t${threads}`, `-c${CONNECTIONS}`, `-d${seconds}s`, ...headers, url];
  const load = pinned({ command: 'wrk', args }, cores);
  const { stdout } = await promisify(execFile)(load.command, [...load.args]);
  const numberAfter = (words: RegExp) => Number(words.exec(stdout)?.[1] ?? 0);
  const total = numberAfter(/(\d+) requests in/);
  const failed = numberAfter(/Non-2xx or 3xx responses: (\d+)/);
  if (total === 0 || failed !== (isError ? total : 0)) throw new Error(`${url} failed:\n${stdout}`);
  return numberAfter(/Requests\/sec:\s+([\d.]+)/);
}

/**
 * One connection that asks at a fixed rate, whether or not the server is quick.
 * @returns how long each answer took, in milliseconds, the quickest first
 */
export async function waitsAt(url: string, everyMs: number, seconds: number): Promise<number[]> {
  const { hostname, port, pathname } = new URL(url);
  const headers = Object.entries({ Host: `${hostname}:${port}`, ...ASKED });
  const asked = `GET ${pathname} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  const waits: number[] = [];
  const begun = performance.now();
  for (let turn = 0; performance.now() - begun < seconds * 1000; turn += 1) {
    const due = begun + turn * everyMs;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const sent = performance.now();
    socket.write(asked);
    await wholeAnswer(socket);
    waits.push(performance.now() - sent);
  }
  socket.destroy();
  return waits.sort((one, other) => one - other);
}

function wholeAnswer(socket: ReturnType<typeof connect>): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = '';
    let missing: number | null = null;
    const read = (chunk: Buffer) => {
      if (missing === null) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
        missing = end + 4 + length - head.length;
      } else missing -= chunk.length;
      if (missing > 0) return;
      socket.off('data', read).off('close', gone);
      resolve();
    };
    const gone = () => reject(new Error('the server closed the connection'));
    socket.on('data', read).on('close', gone);
  });
}
