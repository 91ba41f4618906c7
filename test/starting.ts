import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROJECT, TOWN } from './town.ts';

/**
 * Starts the server as `npm start` does, but for the compiling.
 * @param before JavaScript that runs in it before its own code
 */
export function start(environment: Record<string, string>, before = ''): ChildProcess {
  const preload = `data:text/javascript,${encodeURIComponent(before)}`;
  return spawn(process.execPath, ['--import', 'tsx', '--import', preload, 'src/server.ts'], {
    cwd: PROJECT,
    env: { PATH: process.env['PATH'], PORT: '0', CONTENT_DIR: TOWN, ...environment },
  });
}

/** Everything it printed, and how it ended. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** The address that a started server prints. */
export async function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = /"address":"([^"]+)"/.exec(chunk.toString());
      if (match?.[1]) resolve(match[1]);
    });
  });
}
