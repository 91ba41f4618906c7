import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Contestant, type Round, roundOf, SECONDS, TURNS } from './contest.ts';
import { NODE_FLAGS } from './flags.ts';
import { CONNECTIONS, hasLoad } from './load.ts';
import { nginxWith, type OnTheWire } from './nginx.ts';
import { type Compared, ratiosIn, serversIn } from './report.ts';
import { type Command, type Cores, canPin, started } from './started.ts';

/**
 * How many pages a second this site hands out, beside the most that node:http can, nginx with compressed files, and
 * the Express site that is usually written. Every round has fresh processes: one and the same code was a quarter quicker
 * or slower from one process to the next. In a round they take turns of a second, and a ratio is one of turns that
 * were beside each other: a machine that others use as well changes its speed within seconds.
 *
 *     npm run bench [-- ROUNDS]
 */

/** An even number, so that each is started before its neighbour as often as after it. */
const ROUNDS = Number(process.argv[2] ?? 8);
const PAGE = '/en/health/';
/** Its listings are about twenty. */
const LIST = '/en/in-spanish/';
const NOWHERE = '/en/nowhere/';
const FIRST_PORT = 4100;
/** One processor can hardly ask for as much as two copies answer. */
const HAS_ROOM_FOR_TWO = (await canPin(['2', '3'])) && availableParallelism() >= 4;
const CORES_OF_TWO: Cores = HAS_ROOM_FOR_TWO ? { server: '0,2', load: '1,3' } : { server: '0,1', load: '1' };

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
    { name: 'two copies, a page', path: PAGE, cores: CORES_OF_TWO, start: (port) => site(port, 2) },
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
  if (nginx) {
    const port = FIRST_PORT + 1 + contestants.length;
    const command = await nginxWith(page, PAGE, folder, port);
    contestants.push({ name: 'nginx, a page', path: PAGE, start: () => command });
  }

  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`\rround ${round} of ${ROUNDS} `);
    const isBackwards = round % 2 === 0;
    rounds.push(await roundOf(contestants, FIRST_PORT + 1, { isPinned, isBackwards }));
  }
  process.stderr.write('\r');
  console.log(
    `\n${CONNECTIONS} connections, ${ROUNDS} fresh processes each, ${TURNS} turns of ${SECONDS} s; page of ${page.body.length} bytes; Node ${process.version}, ${cpus()[0]?.model}`,
  );
  console.table(serversIn(rounds));
  console.table(ratiosIn(rounds, RATIOS));
  if (!nginx)
    console.log('Not measured: nginx is not installed (apt-get install nginx; brew install nginx).');
  if (!isPinned) {
    console.log(
      'Not separated: server and load share their processors (taskset and two processors are needed).',
    );
  }
  if (!HAS_ROOM_FOR_TWO) {
    console.log(
      'Not measured: two copies (WORKERS=2) beside one. They and the load on them need four processors. Two that are free would give 2 divided by the ratio of what an answer costs.',
    );
  }
}

async function hasNginx(): Promise<boolean> {
  return promisify(execFile)('nginx', ['-v']).then(
    () => true,
    () => false,
  );
}

const RATE_OF_TWO: Compared = {
  what: 'rate',
  of: 'two copies, a page',
  to: 'this site, a page',
  target: '≥ 1.6',
};
const RATIOS: readonly Compared[] = [
  { what: 'rate', of: 'this site, a page', to: 'bare node:http, a page', target: '≥ 0.95' },
  { what: 'rate', of: 'this site, an error', to: 'bare node:http, an error', target: '≥ 0.95' },
  { what: 'rate', of: 'this site, a page', to: 'nginx, a page', target: '≥ 0.38' },
  { what: 'rate', of: 'this site, 20 listings', to: 'usual Express, 20 listings', target: '≥ 100' },
  { what: 'cost', of: 'this site, a page', to: 'bare node:http, a page', target: '≤ 1.05' },
  { what: 'cost', of: 'this site, an error', to: 'bare node:http, an error', target: '≤ 1.05' },
  ...(HAS_ROOM_FOR_TWO ? [RATE_OF_TWO] : []),
  { what: 'cost', of: 'two copies, a page', to: 'this site, a page', target: '≤ 1.25' },
  { what: 'wait', of: 'this site, a page', to: 'nginx, a page', target: '≤ 1.5' },
  { what: 'memory', of: 'this site, a page', to: 'bare node:http, a page', target: '≤ 1.5' },
];

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
