import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

/** What a process asks of the system while it is watched. */
export type Watch = {
  /** Ends the watch. Each line is one call that opens a file, makes a connection or a process, or changes a folder. */
  end: () => Promise<readonly string[]>;
};

const CALLS = [
  ...[
    'open',
    'openat',
    'openat2',
    'creat',
    'connect',
    'socket',
    'bind',
    'sendto',
    'sendmsg',
    'sendmmsg',
    'execve',
  ],
  ...[
    'mkdir',
    'mkdirat',
    'rename',
    'renameat',
    'renameat2',
    'unlink',
    'unlinkat',
    'link',
    'linkat',
    'symlink',
  ],
  ...['symlinkat', 'truncate', 'memfd_create'],
];

/**
 * Watches a process and all its threads with strace.
 * @returns null where there is no strace, or where the system does not let it watch
 */
export async function watched(pid: number): Promise<Watch | null> {
  const room = await mkdtemp(join(tmpdir(), 'calls-'));
  const file = join(room, 'calls');
  // A question mark: not every processor has every call.
  const calls = CALLS.map((call) => `?${call}`).join(',');
  const args = ['-f', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', file, '-p', String(pid)];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let isOver = false;
  strace.stderr.on('data', (chunk: Buffer) => (said += chunk));
  strace.once('error', () => (isOver = true));
  strace.once('exit', () => (isOver = true));
  await until(async () => isOver || said.includes('attached'));
  if (isOver) {
    await rm(room, { recursive: true });
    return null;
  }
  return {
    end: async () => {
      await ended(strace);
      const text = await readFile(file, 'utf8');
      await rm(room, { recursive: true });
      return text.split('\n').filter((line) => /^\d+\s+\w+\(/.test(line));
    },
  };
}

async function ended(strace: ChildProcess): Promise<void> {
  if (strace.exitCode !== null || strace.signalCode !== null) return;
  const end = once(strace, 'exit');
  strace.kill('SIGINT');
  await end;
}
