import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './flags.ts';
import { CONNECTIONS, hasLoad, rateOf, waitsAt } from './load.ts';
import { nginxWith, type OnTheWire } from './nginx.ts';
import { CORES, type Command, canPin, pinned, type Started, started } from './started.ts';
import { median, range } from './statistics.ts';

/**
 * How many pages a second this site hands out, beside the most that node:http can, nginx with compressed files, and
 * the Express site that is usually written. A fresh process for every sample, the servers in turn.
 *
 *     npm run bench [-- ROUNDS]
 */

const ROUNDS = Number(process.argv[2] ?? 7);
const WARM_UP_SECONDS = 1;
const SECONDS = 2;
const PAGE = '/en/health/';
/** Its listings are about twenty. */
const LIST = '/en/in-spanish/';
const NOWHERE = '/en/nowhere/';
const EVERY_MS = 5;
const FIRST_PORT = 4100;

type Sample = {
  rate: number;
  /** Processor time of the server for an answer, in microseconds: other work on the machine disturbs it less. */
  cost: number;
  memory: number | null;
};
type Contestant = {
  name: string;
  path: string;
  isError?: boolean;
  /** Two processes, or one. */
  cores?: string;
  start: (port: number) => Command;
};

async function run(): Promise<void> {
  if (!(await hasLoad()))
    throw new Error('wrk makes the load: install it (apt-get install wrk, brew install wrk)');
  const isPinned = await canPin();
  await promisify(execFile)('npm', ['run', '--silent', 'build']);
  await promisify(execFile)('npx', ['tsc', '-p', 'bench']);
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await compare(folder, isPinned);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compare(folder: string, isPinned: boolean): Promise<void> {
  const site = (port: number, workers = 1): Command => ({
    command: process.execPath,
    args: [...NODE_FLAGS, 'dist/src/server.js'],
    env: { PORT: String(port), ...(workers > 1 ? { WORKERS: String(workers) } : {}) },
  });
  const server = await started(site(FIRST_PORT), FIRST_PORT, '/healthz');
  const [page, list, error] = await Promise.all(
    [PAGE, LIST, NOWHERE].map((path) => onTheWire(`http://127.0.0.1:${FIRST_PORT}${path}`)),
  );
  await server.stop();
  if (!page || !list || !error) throw new Error('three pages are needed');
  const bare = async (name: string, answer: OnTheWire) => {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify({ ...answer, body: answer.body.toString('base64') }));
    return (port: number): Command => ({
      command: process.execPath,
      args: [...NODE_FLAGS, 'dist/bench/servers/bare.js', String(port), file],
    });
  };
  const nginx = await hasNginx();
  const contestants: Contestant[] = [
    { name: 'bare node:http, a page', path: PAGE, start: await bare('page', page) },
    { name: 'this site, a page', path: PAGE, start: site },
    { name: 'bare node:http, an error', path: NOWHERE, isError: true, start: await bare('error', error) },
    { name: 'this site, an error', path: NOWHERE, isError: true, start: site },
    {
      name: 'usual Express, 20 listings',
      path: '/en/places',
      start: (port) => ({
        command: process.execPath,
        args: [...NODE_FLAGS, 'dist/bench/servers/usual.js', String(port)],
      }),
    },
    { name: 'this site, 20 listings', path: LIST, start: site },
  ];
  const nginxCommand = nginx ? await nginxWith(page, PAGE, folder, FIRST_PORT + 1) : null;
  if (nginxCommand) contestants.push({ name: 'nginx, a page', path: PAGE, start: () => nginxCommand });

  const samples = new Map<string, Sample[]>(contestants.map(({ name }) => [name, []]));
  const waits = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const one of contestants) {
      process.stderr.write(`\rround ${round} of ${ROUNDS}: ${one.name.padEnd(40)}`);
      // nginx has its port in its configuration.
      const port = FIRST_PORT + 1;
      const running = await started(pinned(one.start(port), isPinned ? CORES.server : null), port, one.path);
      try {
        await running.rest();
        const { sample, wait } = await measured(running, one, isPinned);
        samples.get(one.name)?.push(sample);
        waits.get(one.name)?.push(wait);
      } finally {
        await running.stop();
      }
    }
  }
  process.stderr.write('\r');
  report(samples, waits, { isPinned, nginx, page });
}

async function measured(
  { port, cpu, memory }: Started,
  { path, isError = false }: Contestant,
  isPinned: boolean,
): Promise<{ sample: Sample; wait: number }> {
  const url = `http://127.0.0.1:${port}${path}`;
  await rateOf(url, WARM_UP_SECONDS, { isError, isPinned });
  const before = await cpu();
  const rate = await rateOf(url, SECONDS, { isError, isPinned });
  const cost = (((await cpu()) - before) * 1000) / (rate * SECONDS);
  const held = await memory();
  const waits = await waitsAt(url, EVERY_MS, 1);
  return { sample: { rate, cost, memory: held }, wait: waits[Math.floor(waits.length / 2)] ?? 0 };
}

function report(
  samples: ReadonlyMap<string, readonly Sample[]>,
  waits: ReadonlyMap<string, readonly number[]>,
  { isPinned, nginx, page }: { isPinned: boolean; nginx: boolean; page: OnTheWire },
): void {
  const rates = (name: string) => (samples.get(name) ?? []).map(({ rate }) => rate);
  console.log(
    `\n${CONNECTIONS} connections, ${SECONDS} s, ${ROUNDS} fresh processes each, in turn; page of ${page.body.length} bytes; Node ${process.version}, ${cpus()[0]?.model}`,
  );
  console.table(
    [...samples].map(([name, all]) => ({
      server: name,
      'answers/s': Math.round(median(rates(name))),
      from: Math.round(range(rates(name)).from),
      to: Math.round(range(rates(name)).to),
      'CPU for an answer, µs': Math.round(median(all.map(({ cost }) => cost))),
      'p50 at a fixed rate, ms': median(waits.get(name) ?? []).toFixed(3),
      'memory under load, MB': Math.round(median(all.map(({ memory }) => memory ?? 0))),
    })),
  );
  const rows = RATIOS.filter(({ of, to }) => samples.has(of) && samples.has(to)).map(
    ({ what, of, to, target }) => {
      const value = {
        rate: rates,
        cost: costs,
        wait: (name: string) => waits.get(name) ?? [],
        memory: memoryOf,
      }[what];
      const others = value(to);
      const ratios = value(of).map((one, round) => one / (others[round] ?? Number.NaN));
      const { from, to: most } = range(ratios);
      return {
        ratio: `${NAMES[what]}: ${of} / ${to}`,
        median: median(ratios).toFixed(2),
        from: from.toFixed(2),
        to: most.toFixed(2),
        target,
      };
    },
  );
  function costs(name: string) {
    return (samples.get(name) ?? []).map(({ cost }) => cost);
  }
  function memoryOf(name: string) {
    return (samples.get(name) ?? []).map(({ memory }) => memory ?? Number.NaN);
  }
  console.table(rows);
  if (!nginx)
    console.log('Not measured: nginx is not installed (apt-get install nginx; brew install nginx).');
  if (!isPinned) {
    console.log(
      'Not separated: server and load share their processors (taskset and two processors are needed).',
    );
  }
  if (availableParallelism() < 3) {
    console.log('Not measured: WORKERS=2 wants a third processor, for the load.');
  }
}

const NAMES = {
  rate: 'answers/s',
  cost: 'CPU for an answer',
  wait: 'p50 at a fixed rate',
  memory: 'memory',
} as const;

const RATIOS: readonly { what: keyof typeof NAMES; of: string; to: string; target: string }[] = [
  { what: 'rate', of: 'this site, a page', to: 'bare node:http, a page', target: '≥ 0.95' },
  { what: 'rate', of: 'this site, an error', to: 'bare node:http, an error', target: '≥ 0.95' },
  { what: 'rate', of: 'this site, a page', to: 'nginx, a page', target: '≥ 0.38' },
  { what: 'rate', of: 'this site, 20 listings', to: 'usual Express, 20 listings', target: '≥ 100' },
  { what: 'cost', of: 'this site, a page', to: 'bare node:http, a page', target: '≤ 1.05' },
  { what: 'cost', of: 'this site, an error', to: 'bare node:http, an error', target: '≤ 1.05' },
  { what: 'wait', of: 'this site, a page', to: 'nginx, a page', target: '≤ 1.5' },
  { what: 'memory', of: 'this site, a page', to: 'bare node:http, a page', target: '≤ 1.5' },
];

async function hasNginx(): Promise<boolean> {
  return promisify(execFile)('nginx', ['-v']).then(
    () => true,
    () => false,
  );
}

/** An answer as a browser that knows gzip gets it. */
async function onTheWire(url: string): Promise<OnTheWire> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      const { statusCode = 0, rawHeaders } = response;
      const own = ['date', 'connection', 'keep-alive'];
      const headers = rawHeaders.filter(
        (_, at) => !own.includes((rawHeaders[at - (at % 2)] ?? '').toLowerCase()),
      );
      buffer(response).then((body) => resolve({ status: statusCode, headers, body }), reject);
    }).on('error', reject);
  });
}

await run();
