import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** A server that the bench started, and ends. */
export type Started = {
  port: number;
  /** From its start to its first answer, in milliseconds. */
  readyAfter: number;
  /** Milliseconds since its start. */
  sinceStart: () => number;
  /**
   * Waits until it has nothing to do any more.
   * @throws when it has something to do for two minutes
   */
  rest: () => Promise<void>;
  /** Waits until it has done what was asked of it last. */
  answered: () => Promise<void>;
  /** The processor time that it and what it started have used, in milliseconds; 0 where the system does not say. */
  cpu: () => Promise<number>;
  /** What they hold in memory now, in MB; null where the system does not say. */
  memory: () => Promise<number | null>;
  stop: () => Promise<void>;
};

/** How to start one: a command, its arguments, and what it needs of the environment. */
export type Command = { command: string; args: readonly string[]; env?: Readonly<Record<string, string>> };

const READY_WITHIN_MS = 60_000;
/** The processors of a server and of the load on it, as `taskset` takes them. */
export type Cores = { server: string; load: string };
export const CORES: Cores = { server: '0', load: '1' };

/** Whether server and load can each have a processor of their own here, and these others, too. */
export async function canPin(others: readonly string[] = []): Promise<boolean> {
  if (availableParallelism() < 2) return false;
  const all = await Promise.all([CORES.server, CORES.load, ...others].map(isThere));
  return all.every(Boolean);
}

function isThere(core: string): Promise<boolean> {
  const tried = spawn('taskset', ['-c', core, 'true'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    tried.once('error', () => resolve(false));
    tried.once('exit', (code) => resolve(code === 0));
  });
}

/** Puts a command on processors of its own, where the system can. */
export function pinned({ command, args, env }: Command, cores: string | null): Command {
  const more = env ? { env } : {};
  if (cores === null) return { command, args, ...more };
  return { command: 'taskset', args: ['-c', cores, command, ...args], ...more };
}

/**
 * Starts a server and waits for its first answer.
 * @param port where it will answer
 * @param path what is asked for
 * @throws when it ends, answers nothing within a minute, or something else answers there before
 */
export async function started(command: Command, port: number, path: string): Promise<Started> {
  // A server that an earlier run left behind would be measured in the place of this one.
  if (await answers(port, path))
    throw new Error(`something else answers at port ${port} already; end it first`);
  const begun = performance.now();
  const child = spawn(command.command, command.args, {
    env: { ...process.env, NODE_ENV: 'production', ...command.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!(await answers(port, path))) {
    if (child.exitCode !== null) throw new Error(`${command.args.join(' ')} ended: ${said}`);
    if (performance.now() - begun > READY_WITHIN_MS)
      throw new Error(`${command.args.join(' ')} does not answer`);
    await pause(2);
  }
  const readyAfter = performance.now() - begun;
  return {
    port,
    readyAfter,
    sinceStart: () => performance.now() - begun,
    rest: () => calm(child, LONG_LOOK, 3),
    answered: () => calm(child, SHORT_LOOK, 1),
    cpu: async () => (await ticksOf(child.pid)) * MS_IN_A_TICK,
    memory: () => memoryOf(child),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      // nginx, killed, would leave its workers behind.
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** The version of the edition that a site has in hand. */
export async function editionAt(origin: string): Promise<string> {
  const response = await fetch(`${origin}/readyz`);
  const { edition } = (await response.json()) as { edition: string };
  return edition;
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** USER_HZ is 100 wherever Linux runs. */
const MS_IN_A_TICK = 10;
/** Looking for changes of the content is a few ticks of a hundredth of a second. */
const LONG_LOOK = { ms: 250, mostTicks: 3 };
const SHORT_LOOK = { ms: 50, mostTicks: 1 };
const CALM_WITHIN_MS = 120_000;

async function calm(child: ChildProcess, look: typeof LONG_LOOK, looks: number): Promise<void> {
  const begun = performance.now();
  for (let inARow = 0; inARow < looks; ) {
    inARow = (await isCalm(child, look)) ? inARow + 1 : 0;
    if (performance.now() - begun > CALM_WITHIN_MS)
      throw new Error(`process ${child.pid} does not come to rest`);
  }
}

async function isCalm({ pid }: ChildProcess, { ms, mostTicks }: typeof LONG_LOOK): Promise<boolean> {
  const before = await ticksOf(pid);
  await pause(ms);
  return (await ticksOf(pid)) - before <= mostTicks;
}

/** The processor time that a process and its children have used, in ticks of the system; 0 where it does not say. */
async function ticksOf(pid: number | undefined): Promise<number> {
  const all = await Promise.all([pid, ...(await childrenOf(pid))].map(ownTicksOf));
  return all.reduce((sum, ticks) => sum + ticks, 0);
}

async function ownTicksOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may hold spaces: the 12th and 13th fields (proc(5)).
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user + system;
}

async function memoryOf({ pid }: ChildProcess): Promise<number | null> {
  const all = await Promise.all([pid, ...(await childrenOf(pid))].map(ownMemoryOf));
  return all.includes(null) ? null : all.reduce<number>((sum, megabytes) => sum + (megabytes ?? 0), 0);
}

async function ownMemoryOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

/** Where the system does not tell them (proc(5): CONFIG_PROC_CHILDREN), it is as if there were none. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const said = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return (said.match(/\d+/g) ?? []).map(Number);
}
