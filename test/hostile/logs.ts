import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { type FileHandle, mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ask } from './ask.ts';
import type { Attack } from './attack.ts';
import { type Failures, failuresOf } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { type OwnTown, ownTown } from './own-town.ts';
import { allWrong } from './readers.ts';
import { type Start, type Started, started } from './started.ts';
import { until } from './until.ts';

/** Whatever becomes of the log, readers are answered, content is taken, and the copy ends in good order. */
export const brokenLogs: Attack = {
  name: 'a log on a full disk, or that nobody reads any more',
  amount: 200,
  short: 20,
  unit: 'requests for each kind',
  run: async (amount) => {
    const failures = failuresOf();
    const town = await ownTown();
    const hasFullDisk = existsSync(FULL_DISK);
    const kinds = KINDS.filter(({ needsFullDisk }) => hasFullDisk || !needsFullDisk);
    let worstMb = 0;
    try {
      await inParallel(kinds.length, AT_ONCE, async (turn) => {
        const kind = kinds[turn];
        if (!kind) return;
        const fail = (what: string) => failures.add(`${kind.what}: ${what}`);
        const memoryMb = await kind.run({ town, amount, failures: { ...failures, add: fail } }).catch(fail);
        worstMb = Math.max(worstMb, memoryMb ?? 0);
      });
    } finally {
      await town.remove();
    }
    const note = hasFullDisk ? '' : `without a full disk: there is no ${FULL_DISK} here`;
    return { ...failures.told(), amount, worstMs: null, memoryMb: worstMb, note };
  },
};

const AT_ONCE = 5;

type Task = { town: OwnTown; amount: number; failures: Failures };

type Kind = { what: string; needsFullDisk?: true; run: (task: Task) => Promise<number> };

/** A file of Linux whose disk is always full. */
const FULL_DISK = '/dev/full';

const KINDS: readonly Kind[] = [
  { what: 'its output on a full disk', needsFullDisk: true, run: onFullDisk },
  { what: 'its output a pipe whose reader goes away', run: readerGoesAway },
  { what: 'its output a pipe that nobody reads', run: nobodyReads },
  {
    what: 'its errors on a full disk',
    needsFullDisk: true,
    run: (task) => withErrors(task, ERRORS_TO_FULL_DISK, () => {}),
  },
  {
    what: 'its errors a pipe whose reader goes away',
    run: (task) => withErrors(task, '', ({ child }) => child.stderr?.destroy()),
  },
];

async function onFullDisk(task: Task): Promise<number> {
  const full = await open(FULL_DISK, 'w');
  try {
    return await withServer(task, { logTo: full.fd }, async () => '');
  } finally {
    await full.close();
  }
}

async function readerGoesAway(task: Task): Promise<number> {
  return withPipe(async (reader, writer) =>
    withServer(task, { logTo: writer.fd }, async () => {
      await reader.close();
      return '';
    }),
  );
}

async function nobodyReads(task: Task): Promise<number> {
  return withPipe(async (reader, writer) => {
    const environment = { CONTENT_DIR: LONG_WAY };
    const told = await withServer(task, { logTo: writer.fd, environment }, async ({ port }, town) => {
      let seen = 0;
      for (let time = 1; time <= REFUSALS; time += 1) {
        await edited(town, () => Array.from({ length: 20 + time }, (_, field) => `f${field}: a\n`).join(''));
        const isNew = await until(async () => {
          const { mistakes = 0 } = await stateOf(port);
          const isOther = mistakes !== seen;
          seen = mistakes;
          return isOther;
        });
        if (!isNew) return 'not all the mistakes were seen';
      }
      return '';
    });
    const { bytesRead } = await reader.read(Buffer.alloc(2 ** 20), 0, 2 ** 20);
    if (bytesRead < PIPE_BYTES)
      task.failures.add(`only ${bytesRead} bytes stood in the pipe: it was never full`);
    return told;
  });
}

/** A line of the log names its file: with this, two refusals are more than the pipe and the server hold. */
const LONG_WAY = `${`${'x'.repeat(200)}/`.repeat(19)}content`;
const REFUSALS = 2;
/** A pipe of Linux holds 16 pages of 4 KB, and a line that does not fit into the rest of a page begins a new one. */
const PIPE_BYTES = 40_000;

// The server's own code writes nothing to its errors while it runs; Node does, for warnings, and so would a package.
const ERRORS_TO_FULL_DISK = `
  import { closeSync, openSync } from 'node:fs';
  // The lowest number that is free is given out first.
  closeSync(2);
  openSync('${FULL_DISK}', 'w');
`;
const COMPLAINTS = `
  process.on('SIGUSR2', () => {
    for (let line = 0; line < 2_000; line += 1) process.stderr.write('a line of a package\\n');
    process.emitWarning('a warning');
    console.error('an error');
  });
`;

async function withErrors(task: Task, before: string, breaks: (server: Started) => void): Promise<number> {
  return withServer(task, { before: `${before}\n${COMPLAINTS}` }, async (server) => {
    breaks(server);
    server.child.kill('SIGUSR2');
    return '';
  });
}

/**
 * Breaks the log of a server, lets it log an edition and a mistake, asks, and ends it.
 * @returns the memory it held in the end, in MB
 * @param breaks what is still to be done once the server runs; the words of what went wrong with it, or nothing
 */
async function withServer(
  { town: like, amount, failures }: Task,
  start: Start,
  breaks: (server: Started, town: OwnTown) => Promise<string>,
): Promise<number> {
  const town = await like.twin();
  const good = await readFile(join(town.folder, EDITED), 'utf8');
  try {
    if (start.environment) await longWay(town);
    const server = await started({ ...start, folder: town.folder });
    try {
      const broken = await breaks(server, town);
      if (broken) failures.add(broken);
      await edited(town, () => 'title: @none\n');
      if (!(await isSaid(server.port, 'refused'))) failures.add('a mistake in the content was not seen');
      for (const wrong of await allWrong(server.port, town, amount)) failures.add(wrong);
      await edited(town, () => good);
      if (!(await isSaid(server.port, 'current'))) failures.add('good content was not taken');
      const memoryMb = await server.memoryMb();
      const { code, signal } = await server.stop();
      if (code !== 0) failures.add(`it ended with ${code ?? signal}`);
      return memoryMb;
    } finally {
      await server.stop('SIGKILL');
    }
  } finally {
    await town.remove();
  }
}

const EDITED = join('content', 'sections', 'food.yaml');

async function edited({ folder }: OwnTown, change: (text: string) => string): Promise<void> {
  const file = join(folder, EDITED);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function longWay({ folder }: OwnTown): Promise<void> {
  const path = join(folder, LONG_WAY);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(folder, 'content'), path);
}

type State = { content: string; mistakes?: number };

async function stateOf(port: number): Promise<State> {
  return JSON.parse((await ask(port, { path: '/readyz' })).body.toString()) as State;
}

function isSaid(port: number, content: string): Promise<boolean> {
  return until(async () => (await stateOf(port)).content === content);
}

/** A pipe of the system; reading from it never waits. */
async function withPipe<Found>(
  use: (reader: FileHandle, writer: FileHandle) => Promise<Found>,
): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-pipe-'));
  const path = join(folder, 'log');
  await promisify(execFile)('mkfifo', [path]);
  const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = await open(path, constants.O_WRONLY);
  try {
    return await use(reader, writer);
  } finally {
    await Promise.all([reader, writer].map((end) => end.close().catch(() => {})));
    await rm(folder, { recursive: true });
  }
}
