import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Harm, harmsOf, inHalves } from '../../bench/harms.ts';
import { openSite } from '../../src/site.ts';
import type { Attack, Outcome } from './attack.ts';
import { copyInto } from './own-folder.ts';
import { started } from './started.ts';

/**
 * Puts the content folder of a running server through everything that editors, disks and strangers can do to
 * it, while readers read. Readers must notice nothing but the good edits. Run it when no place opens or closes:
 * what the clock changes counts as a failure here.
 */
export const damagedContent: Attack = {
  name: 'the content damaged under a running server',
  amount: 60,
  short: null,
  unit: 'seconds',
  run: async (amount) => {
    const root = await mkdtemp(join(tmpdir(), 'hostile-editors-'));
    try {
      return await run(amount, root);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  },
};

const CONNECTIONS = 8;
const BETWEEN_REQUESTS_MS = 10;
const LIVE_WITHIN_MS = 3_000;
const SLOW_MS = 50;
const POLL_MS = 40;
const CALM_MS = 3_000;

/** A good state of the folders, and what every page must say in it, byte for byte. */
type Good = { folder: string; pages: ReadonlyMap<string, Buffer> };

async function run(seconds: number, root: string): Promise<Outcome> {
  const goods = await goodStates(root);
  const site = join(root, 'site');
  await cp(goods[0]?.folder ?? '', site, { recursive: true });
  const server = await started({ folder: site, before: LOOP });
  const address = `${server.origin}/`;
  const measure = () => server.child.kill('SIGUSR2');
  const tally = {
    requests: 0,
    failures: new Map<string, number>(),
    times: [] as number[],
    idle: 0,
    during: 'calm',
  };
  const reader = readersOf(address, goods, tally);
  try {
    await pause(CALM_MS);
    // How slow the slowest answer is when nothing happens: the machine's own part.
    tally.idle = Math.max(...tally.times);
    tally.times = [];
    measure();
    const story = await upsets(site, goods, address, seconds, (kind) => {
      tally.during = kind;
    });
    await pause(CALM_MS);
    await reader.stop();
    measure();
    const state = await ask(`${address}readyz`, new Agent());
    const memoryMb = await server.memoryMb();
    const { code } = await server.stop('SIGTERM');
    if (code !== 0) story.failures.push(`the server ended with ${code}`);
    return { amount: seconds, memoryMb, ...report(story, tally, state.body.toString(), server.log()) };
  } finally {
    await reader.stop();
    await server.stop('SIGKILL');
  }
}

// Printed here as well, by the same code and from the same files: the server must hand out exactly these.
async function goodStates(root: string): Promise<Good[]> {
  const edits: readonly ((folder: string) => Promise<void>)[] = [
    async () => {},
    (folder) => edited(join(folder, 'content/sections/food-shelter.yaml'), 'label'),
    (folder) => edited(join(folder, 'content/sections/health.yaml'), 'summary'),
    (folder) => edited(join(folder, 'content/site.yaml'), 'description'),
  ];
  const goods: Good[] = [];
  for (const [index, edit] of edits.entries()) {
    const folder = join(root, `good-${index}`);
    await copyInto(folder);
    await edit(folder);
    const settings = { content: join(folder, 'content'), project: folder, base: '', origin: '' };
    const { pages } = (await openSite(settings)).site.edition;
    goods.push({
      folder,
      pages: new Map([...pages].map(([address, { bytes }]) => [address, bytes.identity])),
    });
  }
  return goods;
}

// In both languages: a half alone would be out of date.
async function edited(file: string, name: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const after = text.replace(
    new RegExp(`^( *${name}:\\n +en: [^"\\n]*)(\\n +es: [^"\\n]*)$`, 'm'),
    '$1 now$2 ahora',
  );
  if (after === text) throw new Error(`no ${name} to edit in ${file}`);
  await writeFile(file, after);
}

// Runs in the server, and says how long its loop was held up since it was asked before.
const LOOP = `
  import { monitorEventLoopDelay } from 'node:perf_hooks';
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write(JSON.stringify({ event: 'held_up', ms: delay.max / 1e6 }) + '\\n');
    delay.reset();
  });
`;

type Tally = { requests: number; failures: Map<string, number>; times: number[]; during: string };

function readersOf(address: string, goods: readonly Good[], tally: Tally) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const paths = [...(goods[0]?.pages.keys() ?? [])];
  let isOver = false;
  const fail = (what: string) => {
    const place = `${what}, during or after: ${tally.during}`;
    tally.failures.set(place, (tally.failures.get(place) ?? 0) + 1);
  };
  const read = async (reader: number) => {
    for (let turn = reader; !isOver; turn += 1) {
      const path = paths[turn % paths.length] ?? '/en/';
      tally.requests += 1;
      try {
        const start = performance.now();
        const { status, body } = await ask(`${address}${path.slice(1)}`, agent);
        tally.times.push(performance.now() - start);
        if (status !== 200) fail(`${path} answered ${status}`);
        else if (!goods.some(({ pages }) => pages.get(path)?.equals(body))) fail(`${path} has unknown bytes`);
      } catch (error) {
        fail(`${path}: ${error}`);
      }
      await pause(BETWEEN_REQUESTS_MS);
    }
  };
  const reading = Promise.all(Array.from({ length: CONNECTIONS }, (_, reader) => read(reader * 4)));
  const stop = async () => {
    isOver = true;
    await reading;
    agent.destroy();
  };
  return { stop };
}

function ask(url: string, agent: Agent): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'identity' } }, async (response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
      } catch (error) {
        reject(error);
      }
    });
    request.on('error', reject);
    request.setTimeout(10_000, () => request.destroy(new Error('no answer within 10 s')));
  });
}

type Story = {
  /** How often each kind was tried, and how often /readyz named its place. */
  kinds: Map<string, { tried: number; noticed: number }>;
  liveAfter: number[];
  failures: string[];
};

async function upsets(
  site: string,
  goods: readonly Good[],
  address: string,
  seconds: number,
  begin: (kind: string) => void,
): Promise<Story> {
  const story: Story = { kinds: new Map(), liveAfter: [], failures: [] };
  const agent = new Agent({ keepAlive: true });
  const until = Date.now() + seconds * 1_000;
  const harms = harmsOf();
  let current = goods[0];
  for (let turn = 0; Date.now() < until && current; turn += 1) {
    const harm = harms[turn % harms.length];
    begin(harm?.kind ?? '');
    if (harm) await upset(harm, site, current, address, agent, story);
    if (turn % 3 !== 2) continue;
    const next = goods[(goods.indexOf(current) + 1) % goods.length];
    begin('good edit');
    if (next) await goodEdit(site, current, next, turn, address, agent, story);
    current = next;
  }
  agent.destroy();
  return story;
}

async function upset(
  harm: Harm,
  site: string,
  good: Good,
  address: string,
  agent: Agent,
  { kinds, failures }: Story,
): Promise<void> {
  const seen = kinds.get(harm.kind) ?? { tried: 0, noticed: 0 };
  kinds.set(harm.kind, seen);
  seen.tried += 1;
  const [place = ''] = harm.touches;
  // Longer, until it was noticed once.
  const end = Date.now() + (seen.noticed > 0 ? 600 : 1_000);
  await harm.do(join(site, place));
  let isNoticed = false;
  while (Date.now() < end) {
    const { status, body } = await ask(`${address}readyz`, agent);
    if (status !== 200) failures.push(`/readyz answered ${status} during ${harm.kind}`);
    const answer = JSON.parse(body.toString()) as { content: string; at?: string[] };
    if (
      answer.content === 'refused' &&
      answer.at?.some((one) => harm.touches.some((path) => one.startsWith(path)))
    )
      isNoticed = true;
    await pause(POLL_MS);
  }
  seen.noticed += Number(isNoticed);
  for (const path of harm.touches) await restored(path, site, good);
}

async function restored(path: string, site: string, { folder }: Good): Promise<void> {
  await rm(join(site, path), { recursive: true, force: true });
  await cp(join(folder, path), join(site, path), { recursive: true });
}

async function goodEdit(
  site: string,
  from: Good,
  to: Good,
  turn: number,
  address: string,
  agent: Agent,
  { liveAfter, failures }: Story,
): Promise<void> {
  const [path, body] = [...to.pages].find(([one, bytes]) => !from.pages.get(one)?.equals(bytes)) ?? [];
  if (!path || !body) return;
  for (const file of EDITED) await saved(join(site, file), await readFile(join(to.folder, file)), turn);
  const start = performance.now();
  for (;;) {
    const answer = await ask(`${address}${path.slice(1)}`, agent);
    const waited = performance.now() - start;
    if (answer.body.equals(body)) {
      liveAfter.push(waited);
      return;
    }
    if (waited > 4 * LIVE_WITHIN_MS) break;
    await pause(POLL_MS);
  }
  failures.push(`a good edit was not live after ${(4 * LIVE_WITHIN_MS) / 1_000} s`);
}

const EDITED = ['content/sections/food-shelter.yaml', 'content/sections/health.yaml', 'content/site.yaml'];

// As editors save: in one piece, by another file that takes the name, in two halves.
async function saved(path: string, bytes: Buffer, turn: number): Promise<void> {
  if (turn % 9 === 2) return writeFile(path, bytes);
  if (turn % 9 === 5) {
    await writeFile(`${path}~`, bytes);
    return rename(`${path}~`, path);
  }
  await inHalves(path, bytes);
}

function report(
  story: Story,
  tally: Tally & { idle: number },
  state: string,
  log: string,
): Pick<Outcome, 'failures' | 'failed' | 'worstMs' | 'note'> {
  const { kinds, liveAfter, failures } = story;
  const live = liveAfter.toSorted((one, other) => one - other);
  const slowest = Math.max(...tally.times);
  if (live.length === 0) failures.push('no good edit was live');
  if ((live.at(-1) ?? 0) > LIVE_WITHIN_MS)
    failures.push(`a good edit was live after ${inSeconds(live.at(-1))}`);
  if (!state.includes('"current"')) failures.push(`after all of it /readyz says ${state}`);
  failures.push(...log.split('\n').filter((line) => line !== '' && !KNOWN_EVENT.test(line)));
  for (const [what, times] of tally.failures) failures.push(`${what} (${times} times)`);
  const unnoticed = [...kinds].filter(([, { noticed }]) => noticed === 0).map(([kind]) => kind);
  const noticed = [...kinds.values()].reduce((sum, one) => sum + one.noticed, 0);
  const tried = [...kinds.values()].reduce((sum, one) => sum + one.tried, 0);
  const slow = tally.times.filter((time) => time > SLOW_MS).length;
  const untilLive = [live[0], live[Math.floor(live.length / 2)], live.at(-1)].map(inSeconds).join(' / ');
  return {
    failures: failures.slice(0, MOST_TOLD),
    failed: failures.length,
    worstMs: slowest,
    note: [
      `${tally.requests} requests`,
      `${kinds.size} kinds of states, tried ${tried} times`,
      `${noticed} refusals noticed, of ${kinds.size - unnoticed.length} kinds`,
      ...unnoticed.map((kind) => `not noticed in time: ${kind}`),
      `${live.length} good edits, live after ${untilLive}`,
      `slowest answer before anything happened ${tally.idle.toFixed(0)} ms, ${slow} slower than ${SLOW_MS} ms`,
      `held up ${heldUp(log)} at most, its timer’s 5 ms included`,
    ].join('; '),
  };
}

const MOST_TOLD = 8;
const KNOWN_EVENT = /^\{"event":"(?:content_loaded|content_rejected|listening|draining|closed|held_up)"/;

function heldUp(log: string): string {
  const [, ms = 'not known'] = [...log.matchAll(/"held_up","ms":([\d.]+)/g)].at(-1) ?? [];
  return `${Math.round(Number(ms))} ms`;
}

function inSeconds(ms = Number.NaN): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
