import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NODE_FLAGS } from './flags.ts';
import { rateOf } from './load.ts';
import { CORES, canPin, pinned, started } from './started.ts';

/**
 * What one process holds in memory while it gives very many answers: pages, errors and what is asked for in a way that
 * Express has to read.
 *
 *     npm run bench:endurance [-- ANSWERS]
 */

const ANSWERS = Number(process.argv[2] ?? 1_000_000);
const STEPS = 10;
const SECONDS = 2;
const PORT = 4100;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const ASKED = [
  { path: '/en/health/', isError: false },
  { path: '/es/inicio/nada/', isError: true },
  { path: '/healthz', isError: false },
] as const;

async function run(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build']);
  const isPinned = await canPin();
  const command = {
    command: process.execPath,
    args: [...NODE_FLAGS, 'dist/src/server.js'],
    env: { PORT: String(PORT) },
  };
  const server = await started(pinned(command, isPinned ? CORES.server : null), PORT, '/healthz');
  try {
    await server.rest();
    const rows = [{ answers: 0, 'memory, MB': await memory() }];
    let answers = 0;
    for (let step = 1; step <= STEPS; step += 1) {
      while (answers < (ANSWERS * step) / STEPS) {
        for (const { path, isError } of ASKED) {
          answers +=
            SECONDS *
            (await rateOf(`${ORIGIN}${path}`, SECONDS, { isError, cores: isPinned ? CORES.load : null }));
        }
      }
      rows.push({ answers: Math.round(answers), 'memory, MB': await memory() });
    }
    console.log(`\nNode ${process.version}`);
    console.table(rows);
  } finally {
    await server.stop();
  }

  async function memory(): Promise<number> {
    return Math.round((await server.memory()) ?? Number.NaN);
  }
}

await run();
