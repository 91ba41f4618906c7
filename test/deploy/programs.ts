import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Where the copies answer, and where what stands before them does. */
export const PORTS = [3901, 3902] as const;
export const FRONT = 3900;

// Where Debian has servers; a user's PATH may not lead there.
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };

const READY_WITHIN_MS = 60_000;

/** Something of Debian's that is started with one of our configurations, and everything it says. */
export type Running = { said: () => string; isOver: () => boolean; end: () => Promise<void> };

/** Starts a program in the foreground and keeps its words. */
export async function run(
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const child = spawn(program, args, { env: { ...env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (words: string) => {
      said += words;
    });
  }
  await once(child, 'spawn');
  return { said: () => said, isOver: () => isOver(child), end: () => ended(child, 'SIGTERM') };
}

/**
 * Waits until something answers with 200.
 * @param from what should make it answer
 */
export async function answering(url: string, from?: Pick<Running, 'said' | 'isOver'>): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    const isLate = performance.now() - begun > READY_WITHIN_MS;
    if (isLate || from?.isOver()) throw new Error(`${url} does not answer. ${from?.said()}`);
    await pause(50);
  }
}

/** One of our configurations, with the ports of this test in the place of those it names. */
export async function configuration(name: string, folder: string): Promise<string> {
  const text = await readFile(join('deploy', name), 'utf8');
  const file = join(folder, name);
  // Only root can become somebody else.
  const allowed = process.getuid?.() === 0 ? text : text.replace(/^ {4}(?:user|group|chroot) .*\n/gm, '');
  const own = allowed
    .replaceAll('3001', String(PORTS[0]))
    .replaceAll('3002', String(PORTS[1]))
    .replaceAll(':8080', `:${FRONT}`);
  await writeFile(file, own);
  return file;
}

/**
 * What starts nginx with a file for conf.d/, and what a distribution has around such files.
 * @param folder for everything that it writes
 */
export async function nginxWith(file: string, folder: string): Promise<string[]> {
  const whole = join(folder, 'whole.conf');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const types = 'types { text/html html; } default_type application/octet-stream;';
  const text = `daemon off; ${user} pid ${folder}/pid; events {} http { ${paths} ${types} include ${file}; }`;
  await writeFile(whole, text);
  return ['-p', folder, '-e', 'stderr', '-c', whole];
}

/** Whether a program is on this machine, by an argument that it answers to at once. */
async function isInstalled(program: string, asked: string): Promise<boolean> {
  return promisify(execFile)(program, [asked], { env }).then(
    () => true,
    () => false,
  );
}

/** Does something with an empty folder and a program, or says that the program is not there. */
export async function withProgram<Row>(
  { name, asked, from = name }: { name: string; asked: string; from?: string },
  task: (folder: string) => Promise<Row[]>,
): Promise<Row[]> {
  if (await isInstalled(name, asked)) return inFolder(task);
  console.log(`Not tested: ${name} is not installed (apt-get install ${from}).`);
  return [];
}

/** Does something with an empty folder, which goes away afterwards. */
export async function inFolder<Result>(task: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
  // Programs that begin as root read their files as somebody else.
  await chmod(folder, 0o755);
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Copies of the guide, each at a port of its own. */
export class Copies {
  readonly #running = new Map<number, ChildProcess>();

  async start(port: number, settings: NodeJS.ProcessEnv = {}): Promise<void> {
    const own = { ...process.env, PORT: String(port), NODE_ENV: 'production', ...settings };
    const child = spawn(process.execPath, ['dist/src/server.js'], { env: own, stdio: 'ignore' });
    this.#running.set(port, child);
    await answering(`http://127.0.0.1:${port}/readyz`, { said: () => '', isOver: () => isOver(child) });
  }

  async end(port: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#running.get(port);
    if (child) await ended(child, signal);
  }

  async endAll(): Promise<void> {
    for (const port of this.#running.keys()) await this.end(port, 'SIGKILL');
  }
}

/** The version of what a copy hands out. */
export async function editionAt(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { edition } = (await answer.json()) as { edition: string };
  return edition;
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (isOver(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
