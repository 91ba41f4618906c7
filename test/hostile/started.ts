import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PROJECT } from '../town.ts';

/** What a server is started with, beside what every start has. */
export type Start = {
  /** The folder it runs in, with `content`, `locales`, `views` and `public`; the project unless told. */
  folder?: string;
  /** Variables of the environment; `PORT` is any free one. */
  environment?: Readonly<Record<string, string>>;
  /** How many descriptors it may have; the machine's own number unless told. */
  descriptors?: number;
  /** A module that runs in the server before its own code, as JavaScript. */
  before?: string;
  /** A descriptor that its log goes to instead of `log()`. */
  logTo?: number;
};

/** A server in a process of its own, compiled as `npm start` compiles it. */
export type Started = {
  child: ChildProcess;
  pid: number;
  port: number;
  /** `http://127.0.0.1:4321` */
  origin: string;
  /** Everything it wrote so far to its output and to its errors. */
  log: () => string;
  /** Its resident set, in MB of 2^20 bytes. */
  memoryMb: () => Promise<number>;
  /** Sends a signal and waits for the end; killed after 20 seconds. */
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

const POLL_MS = 20;

/**
 * Starts a server and waits until it listens.
 * @throws Error with what it printed, if it ended before that
 */
export async function started({
  folder,
  environment,
  descriptors,
  before,
  logTo,
}: Start = {}): Promise<Started> {
  const entry = await compiled();
  const preload = before ? ['--import', `data:text/javascript,${encodeURIComponent(before)}`] : [];
  const command = [process.execPath, ...(await startFlags()), ...preload, entry];
  // The shell sets the limit and is then replaced by the server: the process id stays.
  const limited = ['/bin/sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...command];
  const [program = '', ...args] = descriptors ? limited : command;
  // Where the log cannot be read, the port must be known before.
  const port = logTo === undefined ? 0 : await freePort();
  const child = spawn(program, args, {
    cwd: folder ?? PROJECT,
    env: { PATH: process.env['PATH'], ...environment, PORT: String(port) },
    stdio: ['ignore', logTo ?? 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk));
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  for (;;) {
    if (isEnded()) throw new Error(`the server ended: ${log}`);
    const [, bound = ''] = /"address":"http:[^"]*:(\d+)[^"]*"/.exec(log) ?? [];
    const candidate = logTo === undefined ? Number(bound) : port;
    if (candidate && (await isListening(candidate))) return handleOf(child, candidate, () => log);
    await pause(POLL_MS);
  }
}

function handleOf(child: ChildProcess, port: number, log: () => string): Started {
  const pid = child.pid ?? 0;
  return {
    child,
    pid,
    port,
    origin: `http://127.0.0.1:${port}`,
    log,
    memoryMb: async () => {
      if (process.platform === 'linux') {
        const status = await readFile(`/proc/${pid}/status`, 'utf8');
        return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
      }
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
      return Number(stdout) / 1024;
    },
    stop: async (signal = 'SIGINT') => {
      const isEnded = child.exitCode !== null || child.signalCode !== null;
      if (!isEnded) {
        const end = once(child, 'close');
        const last = setTimeout(() => child.kill('SIGKILL'), 20_000);
        child.kill(signal);
        await end;
        clearTimeout(last);
      }
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

let compilation: Promise<string> | null = null;

function compiled(): Promise<string> {
  // A folder for each process that starts servers: nobody runs a file that another is writing.
  const folder = join(PROJECT, 'node_modules', '.cache', 'hostile', String(process.pid));
  const compile = async () => {
    await removeLeftBehind(join(folder, '..'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const args = ['tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
    await promisify(execFile)('npx', ['--no-install', ...args], { cwd: PROJECT });
    return join(folder, 'src', 'server.js');
  };
  compilation ??= compile();
  return compilation;
}

/** The flags that `npm start` gives to Node. */
async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').filter((word) => /^--(?!silent)/.test(word));
}

/** A process that was killed could not clear up after itself. */
async function removeLeftBehind(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    try {
      process.kill(Number(name), 0);
    } catch {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
