import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './flags.ts';
import { waitsAt } from './load.ts';
import { CORES, canPin, editionAt, pinned, started } from './started.ts';
import { median, range } from './statistics.ts';

/**
 * How long the site takes to begin, beside an Express application that imports the same; and how long a reader waits at
 * most while it makes its bytes few, and while it takes over what an editor saved.
 *
 *     npm run bench:start [-- ROUNDS]
 */

const ROUNDS = Number(process.argv[2] ?? 7);
const PORT = 4100;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const EVERY_MS = 5;
const SECONDS = 4;
const PAGE = '/en/health/';
/** What an editor changes: when a page of the law is to be read again. */
const EDITED = { file: 'guides/ice-home.yaml', line: /^review_by: .*$/m };
const IN_A_MONTH = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

type Waits = { median: number; longest: number };

async function run(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build']);
  await promisify(execFile)('npx', ['tsc', '-p', 'bench']);
  const isPinned = await canPin();
  const ready: Record<'bare' | 'site', number[]> = { bare: [], site: [] };
  const afterStart: Waits[] = [];
  const inReload: Waits[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bare = await begun(['dist/bench/servers/express.js', String(PORT)], '/', isPinned);
    ready.bare.push(bare.readyAfter);
    await bare.stop();
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const content = join(folder, 'content');
      await cp('content', content, { recursive: true });
      const site = await begun(['dist/src/server.js'], PAGE, isPinned, { CONTENT_DIR: content });
      ready.site.push(site.readyAfter);
      const url = `${ORIGIN}${PAGE}`;
      afterStart.push(shortened(await waitsAt(url, EVERY_MS, SECONDS)));
      await site.rest();
      const before = await editionAt(ORIGIN);
      const [waits] = await Promise.all([waitsAt(url, EVERY_MS, SECONDS), edit(content)]);
      if ((await editionAt(ORIGIN)) === before) throw new Error('the change was not taken');
      inReload.push(shortened(waits));
      await site.stop();
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  console.log(`\n${ROUNDS} fresh processes each, in turn; Node ${process.version}`);
  console.table(
    Object.entries({ 'Express with the same imports': ready.bare, 'this site': ready.site }).map(
      ([server, times]) => ({
        server,
        'first answer after, ms': Math.round(median(times)),
        from: Math.round(range(times).from),
        to: Math.round(range(times).to),
      }),
    ),
  );
  const more = ready.site.map((time, round) => time - (ready.bare[round] ?? Number.NaN));
  console.log(`The site takes ${Math.round(median(more))} ms more (target: 300).`);
  console.table(
    Object.entries({ 'after a start': afterStart, 'during a reload': inReload }).map(([when, waits]) => ({
      [`a page every ${EVERY_MS} ms`]: when,
      'median wait, ms': median(waits.map((one) => one.median)).toFixed(2),
      'longest wait, ms: median': median(waits.map(({ longest }) => longest)).toFixed(1),
      most: Math.max(...waits.map(({ longest }) => longest)).toFixed(1),
    })),
  );
}

function begun(args: string[], path: string, isPinned: boolean, env: Record<string, string> = {}) {
  const command = {
    command: process.execPath,
    args: [...NODE_FLAGS, ...args],
    env: { PORT: String(PORT), ...env },
  };
  return started(pinned(command, isPinned ? CORES.server : null), PORT, path);
}

function shortened(waits: readonly number[]): Waits {
  return { median: median(waits), longest: waits.at(-1) ?? Number.NaN };
}

async function edit(content: string): Promise<void> {
  const file = join(content, EDITED.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(EDITED.line, `review_by: ${IN_A_MONTH}`));
}

await run();
