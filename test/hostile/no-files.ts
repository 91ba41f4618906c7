import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from './attack.ts';
import { chanceFrom } from './chance.ts';
import { exchanged } from './exchange.ts';
import { type Failures, failuresOf } from './failures.ts';
import { goodRequest } from './good-requests.ts';
import { inParallel } from './in-parallel.ts';
import { type OwnGuide, ownGuide } from './own-guide.ts';
import { rawRequest } from './raw-requests.ts';
import { type Started, started } from './started.ts';
import { watched } from './system-calls.ts';
import { until } from './until.ts';

const WIDTH = 16;
/** The site looks for changes twice a second. */
const LONGER_THAN_BETWEEN_LOOKS_MS = 750;
const PATIENCE_MS = 30_000;
const SEARCHES = 15;
/** The folders that the site itself looks into, twice a second, whether anybody asks for anything or not. */
const OWN_FOLDERS = ['content/guides', 'content/listings', 'content/sections', 'locales'];

/** Requests of every kind, for none of which the server may open a file or a connection. */
export const noFiles: Attack = {
  name: 'no file and no connection for a request',
  amount: 6_000,
  short: 400,
  unit: 'requests',
  run: async (amount, seed) => {
    const guide = await ownGuide();
    const server = await started({ folder: guide.folder, before: COUNTING });
    const failures = failuresOf();
    try {
      await hasAllOfItself(server);
      const watch = await watched(server.pid);
      const before = await counted(server);
      await ask(server, guide, amount, seed);
      const after = await counted(server);
      const opened = after.files - before.files;
      if (opened > 0) failures.add(`${opened} files opened`);
      if (after.connections > before.connections) failures.add('a connection or a look-up of a name');
      const calls = (await watch?.end()) ?? [];
      if (watch) judge(calls, failures);
      const seenBy = watch
        ? 'in the program and by strace'
        : 'in the program only: there is no strace to ask';
      await isSeeing(server, failures);
      const looks = calls.filter((line) => line.includes('O_DIRECTORY')).length;
      const note = `counted ${seenBy}; ${looks} looks into its own folders meanwhile`;
      return { amount, ...failures.told(), worstMs: null, memoryMb: null, note };
    } finally {
      await server.stop();
      await guide.remove();
    }
  },
};

/**
 * After its start a site reads its files once more, prints, and reads the rest of its program; between those it may open
 * nothing for a while. Only after all of it does it look for changes again and again.
 */
async function hasAllOfItself(server: Started): Promise<void> {
  const looksOnly = async () => {
    const before = await counted(server);
    await pause(LONGER_THAN_BETWEEN_LOOKS_MS);
    const after = await counted(server);
    return after.looks > before.looks && after.files === before.files;
  };
  const isOver = await until(async () => (await looksOnly()) && (await looksOnly()), PATIENCE_MS);
  if (!isOver) throw new Error('the site does not come to rest');
}

async function ask(server: Started, guide: OwnGuide, amount: number, seed: number): Promise<void> {
  await inParallel(amount, WIDTH, async (turn) => {
    const good = Buffer.from(goodRequest(chanceFrom(seed, turn), guide, SEARCHES, true));
    await exchanged(server.port, turn % 2 ? rawRequest(seed, turn) : { bytes: good, ends: 'last' });
  });
}

/** Whatever was asked of the system but for its looks into its own folders; each look is at all of them. */
export function judge(calls: readonly string[], failures: Failures): void {
  const looks = new Map(OWN_FOLDERS.map((folder) => [folder, 0]));
  for (const call of calls) {
    const [, folder = ''] = /openat\([^"]*"([^"]+)", [A-Z_|]*O_DIRECTORY/.exec(call) ?? [];
    const times = looks.get(folder);
    if (times === undefined) failures.add(`the system was asked for ${call}`);
    else looks.set(folder, times + 1);
  }
  const times = [...looks.values()];
  if (Math.max(...times) - Math.min(...times) > 1) failures.add('a folder was looked into for a request');
}

type Counts = { files: number; connections: number; looks: number };

/** Asks the server what it has opened since it began. */
async function counted(server: Started): Promise<Counts> {
  const told = () =>
    [...server.log().matchAll(/^\{"files":\d+,"connections":\d+,"looks":\d+\}$/gm)].map(([line]) => line);
  const before = told().length;
  server.child.kill('SIGUSR2');
  if (!(await until(async () => told().length > before)))
    throw new Error('the server does not say what it counted');
  return JSON.parse(told().at(-1) ?? '') as Counts;
}

/** A reload must be seen: whoever sees nothing at all proves nothing. */
async function isSeeing(server: Started, failures: Failures): Promise<void> {
  const { files } = await counted(server);
  server.child.kill('SIGHUP');
  const isSeen = await until(async () => (await counted(server)).files > files);
  if (!isSeen) failures.add('not even a reload was seen to open files');
}

// Runs in the server before its own code, and counts what opens files, looks names up, makes connections and looks into
// folders.
const COUNTING = `
  import dns from 'node:dns';
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  import net from 'node:net';
  const counts = { files: 0, connections: 0, looks: 0 };
  const count = (holder, name, kind) => {
    const own = holder[name];
    holder[name] = function (...given) {
      counts[kind] += 1;
      return new.target ? Reflect.construct(own, given) : Reflect.apply(own, this, given);
    };
  };
  for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'writeFile', 'writeFileSync', 'appendFile',
    'appendFileSync', 'createReadStream', 'createWriteStream', 'mkdir', 'mkdirSync', 'rename', 'unlink', 'copyFile'])
    count(fs, name, 'files');
  for (const name of ['open', 'readFile', 'writeFile', 'appendFile', 'mkdir', 'rename', 'unlink', 'copyFile'])
    count(fs.promises, name, 'files');
  count(fs.promises, 'readdir', 'looks');
  count(net.Socket.prototype, 'connect', 'connections');
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) {
    count(dns, name, 'connections');
    count(dns.promises, name, 'connections');
  }
  syncBuiltinESMExports();
  process.on('SIGUSR2', () => process.stderr.write(JSON.stringify(counts) + '\\n'));
`;
