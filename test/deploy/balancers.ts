import { setTimeout as pause } from 'node:timers/promises';
import {
  answering,
  Copies,
  configuration,
  editionAt,
  FRONT,
  nginxWith,
  PORTS,
  type Running,
  run,
  withProgram,
} from './programs.ts';
import { readersAt } from './readers.ts';

/**
 * Two copies behind the balancers whose configurations stand in `deploy/`, readers who never stop asking, and copies that
 * are restarted and killed in turn. Then both are gone, and what the balancer says of it must name no reader's words.
 */

const BETWEEN_MS = 1_000;
/** What no log may hold: somebody's words in an address, and what their browser says of itself. */
const WORDS = 'canary-where-is-my-husband';

type Balancer = {
  name: string;
  asked: string;
  command: (folder: string) => Promise<readonly string[]>;
  env?: (folder: string) => NodeJS.ProcessEnv;
  /** Whether a search that is under way when a copy is killed may be lost. */
  losesSearches?: boolean;
};

const BALANCERS: readonly Balancer[] = [
  {
    name: 'haproxy',
    asked: '-v',
    command: async (folder) => ['-db', '-f', await configuration('haproxy.cfg', folder)],
  },
  {
    name: 'nginx',
    asked: '-v',
    command: async (folder) => nginxWith(await configuration('nginx.conf', folder), folder),
  },
  {
    name: 'caddy',
    asked: 'version',
    command: async (folder) => [
      'run',
      '--adapter',
      'caddyfile',
      '--config',
      await configuration('Caddyfile', folder),
    ],
    losesSearches: true,
    // It keeps certificates at home.
    env: (folder) => ({ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }),
  },
];

/** What happened behind one balancer. */
export type Row = {
  balancer: string;
  what: string;
  times: number;
  answered: number;
  lost: number;
  'searches of these': number;
  why: string;
  'longest wait, ms': number;
  'same edition': boolean;
  'words in its log': boolean;
  ok: boolean;
};

/** @param times how often copies are restarted, and killed */
export async function behindBalancers(times: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const balancer of BALANCERS) {
    rows.push(...(await withProgram(balancer, (folder) => behind(balancer, folder, times))));
  }
  return rows;
}

async function behind(
  { name, command, env, losesSearches = false }: Balancer,
  folder: string,
  times: number,
): Promise<Row[]> {
  const copies = new Copies();
  let balancer: Running | null = null;
  try {
    for (const port of PORTS) await copies.start(port);
    const editions = await Promise.all(PORTS.map(editionAt));
    balancer = await run(name, await command(folder), env?.(folder));
    await answering(`http://127.0.0.1:${FRONT}/en/`, balancer);
    const rows: Omit<Row, 'words in its log'>[] = [];
    for (const [what, signal] of [
      ['restarts in order', 'SIGTERM'],
      ['kills', 'SIGKILL'],
    ] as const) {
      process.stderr.write(`${name}: ${times} ${what} … `);
      const readers = readersAt(FRONT);
      for (let time = 0; time < times; time += 1) {
        const port = PORTS[time % PORTS.length] ?? PORTS[0];
        await copies.end(port, signal);
        await copies.start(port);
        await pause(BETWEEN_MS);
      }
      const { answered, failed, failedSearches, why, longestMs } = await readers.stop();
      process.stderr.write(`${failed} lost\n`);
      const mayBeLost = losesSearches && signal === 'SIGKILL' ? failedSearches : 0;
      const isSame = new Set(editions).size === 1;
      rows.push({
        balancer: name,
        what,
        times,
        answered,
        lost: failed,
        'searches of these': failedSearches,
        why: why.join('; '),
        'longest wait, ms': longestMs,
        'same edition': isSame,
        ok: failed === mayBeLost && isSame,
      });
    }
    for (const path of ['/readyz', '/healthz', '/readyz/', '/READYZ', '/readyz?x']) {
      const { status } = await fetch(`http://127.0.0.1:${FRONT}${path}`);
      if (status !== 404) throw new Error(`${name} answers ${path} with ${status}`);
    }
    await copies.endAll();
    // Nobody can answer now, which is what programs write down most about.
    for (const method of ['GET', 'POST']) {
      await fetch(`http://127.0.0.1:${FRONT}/en/${WORDS}/?q=${WORDS}`, {
        method,
        headers: { 'User-Agent': WORDS, Referer: `https://${WORDS}.example.org/` },
      }).catch(() => null);
    }
    await balancer.end();
    const isTold = balancer.said().includes(WORDS);
    return rows.map(({ ok, ...row }) => ({ ...row, 'words in its log': isTold, ok: ok && !isTold }));
  } finally {
    await balancer?.end();
    await copies.endAll();
  }
}
