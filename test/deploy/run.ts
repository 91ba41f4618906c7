import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readersAt } from './readers.ts';

/**
 * Two copies behind the balancers whose configurations stand in `deploy/`, readers who never stop asking, and copies that
 * are restarted and killed in turn. Prints one table; ends with 1 when a reader met anything but an answer.
 *
 *     npm run test:deploy [-- TIMES]
 */

const TIMES = Number(process.argv[2] ?? 10);
const PORTS = [3901, 3902] as const;
const BALANCER = 3900;
const BETWEEN_MS = 1_000;
const READY_WITHIN_MS = 60_000;

type Balancer = { name: string; command: (folder: string) => Promise<readonly [string, ...string[]]> };

const BALANCERS: readonly Balancer[] = [
  {
    name: 'haproxy',
    command: async (folder) => ['haproxy', '-db', '-f', await configuration('haproxy.cfg', folder)],
  },
  {
    name: 'nginx',
    command: async (folder) => {
      const part = await configuration('nginx.conf', folder);
      const whole = join(folder, 'whole.conf');
      // What a distribution has around the files of conf.d/.
      const user = process.getuid?.() === 0 ? 'user root;' : '';
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join(' ');
      const text = `daemon off; ${user} pid ${folder}/pid; events {} http { ${paths} include ${part}; }`;
      await writeFile(whole, text);
      return ['nginx', '-p', folder, '-e', 'stderr', '-c', whole];
    },
  },
];

/** One of our configurations, with the ports of this test. */
async function configuration(name: string, folder: string): Promise<string> {
  const text = await readFile(join('deploy', name), 'utf8');
  const file = join(folder, name);
  const own = text
    .replaceAll(':3001', `:${PORTS[0]}`)
    .replaceAll(':3002', `:${PORTS[1]}`)
    .replaceAll(':8080', `:${BALANCER}`);
  await writeFile(file, own);
  return file;
}

class Copies {
  readonly #running = new Map<number, ChildProcess>();

  async start(port: number): Promise<void> {
    const env = { ...process.env, PORT: String(port), NODE_ENV: 'production' };
    const child = spawn(process.execPath, ['dist/src/server.js'], { env, stdio: 'ignore' });
    this.#running.set(port, child);
    await answering(`http://127.0.0.1:${port}/readyz`);
  }

  async end(port: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#running.get(port);
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async endAll(): Promise<void> {
    for (const port of this.#running.keys()) await this.end(port, 'SIGKILL');
  }
}

async function answering(url: string, from?: ChildProcess): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    if (from?.exitCode) throw new Error(`${from.spawnfile} ended with ${from.exitCode}`);
    if (performance.now() - begun > READY_WITHIN_MS) throw new Error(`${url} does not answer`);
    await pause(50);
  }
}

async function isInstalled(name: string): Promise<boolean> {
  return promisify(execFile)(name, ['-v']).then(
    () => true,
    () => false,
  );
}

async function behind({ name, command }: Balancer) {
  const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
  const copies = new Copies();
  let balancer: ChildProcess | null = null;
  try {
    for (const port of PORTS) await copies.start(port);
    const editions = await Promise.all(PORTS.map(editionAt));
    const [program, ...args] = await command(folder);
    balancer = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    await answering(`http://127.0.0.1:${BALANCER}/readyz`, balancer);
    const rows = [];
    for (const [what, signal] of [
      ['restarts in order', 'SIGTERM'],
      ['kills', 'SIGKILL'],
    ] as const) {
      process.stderr.write(`${name}: ${TIMES} ${what} … `);
      const readers = readersAt(BALANCER);
      for (let time = 0; time < TIMES; time += 1) {
        const port = PORTS[time % PORTS.length] ?? PORTS[0];
        await copies.end(port, signal);
        await copies.start(port);
        await pause(BETWEEN_MS);
      }
      const { answered, failed, why, longestMs } = await readers.stop();
      process.stderr.write(`${failed} failures\n`);
      rows.push({
        balancer: name,
        what,
        times: TIMES,
        answered,
        failed,
        why: why.join('; '),
        'longest wait, ms': longestMs,
        'same edition': new Set(editions).size === 1,
      });
    }
    return rows;
  } finally {
    balancer?.kill('SIGTERM');
    await copies.endAll();
    await rm(folder, { recursive: true });
  }
}

async function editionAt(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { edition } = (await answer.json()) as { edition: string };
  return edition;
}

await promisify(execFile)('npm', ['run', '--silent', 'build']);
const table = [];
for (const one of BALANCERS) {
  if (await isInstalled(one.name)) table.push(...(await behind(one)));
  else console.log(`Not tested: ${one.name} is not installed (apt-get install ${one.name}).`);
}
console.table(table);
process.exitCode = table.every(({ failed, 'same edition': isSame }) => failed === 0 && isSame) ? 0 : 1;
