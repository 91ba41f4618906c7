import cluster, { type Worker } from 'node:cluster';
import type { Copy } from './copy.ts';

/** A worker that ended by itself is replaced after this: whatever ended it may be there still. */
const REPLACED_AFTER_MS = 1_000;
/** Its replacement may find content with a mistake, which the others keep off; that takes somebody a while. */
const TRIED_AGAIN_AFTER_MS = 15_000;

/**
 * Settings of the GNU C library (mallopt(3)), which nobody else reads: one heap for all threads, and pieces of a megabyte
 * or more go back to the system when they are freed. Without them a copy keeps some 20 MB that it does not use. With the
 * line at 128 KB searches would be slower: compression takes as much for each answer.
 */
const GIVES_BACK = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '1048576' };

/**
 * Starts several copies of this process, which share the port; each has everything for itself. This one only passes on
 * what it is told, and puts another in the place of one that ended. It ends when they have ended.
 * @param environment of this process; what an operator says in it counts more than what is said here
 * @param unexpected told of an error in a signal that could not be passed on
 */
export function leadWorkers(
  count: number,
  environment: NodeJS.ProcessEnv,
  unexpected: (error: unknown) => void,
): Copy {
  const begin = () => cluster.fork({ ...GIVES_BACK, ...environment });
  const listening = new WeakSet<Worker>();
  let isEnding = false;
  const tell = (signal: NodeJS.Signals) => {
    for (const worker of Object.values(cluster.workers ?? {})) {
      try {
        worker?.process.kill(signal);
      } catch (error) {
        unexpected(error);
      }
    }
  };
  const end = (drains: boolean) => {
    isEnding = true;
    tell(drains ? 'SIGTERM' : 'SIGINT');
  };
  let hasBegun = false;
  cluster.on('listening', (worker) => {
    hasBegun = true;
    listening.add(worker);
  });
  cluster.on('exit', (worker, code) => {
    // Where none ever listened, each has said why.
    if (!hasBegun && !isEnding) end(false);
    if (isEnding) {
      process.exitCode = Math.max(code ?? 1, Number(process.exitCode ?? 0));
      if (Object.keys(cluster.workers ?? {}).length === 0) process.exit();
      return;
    }
    const pause = listening.has(worker) ? REPLACED_AFTER_MS : TRIED_AGAIN_AFTER_MS;
    setTimeout(() => {
      if (!isEnding) begin();
    }, pause);
  });
  for (let started = 0; started < count; started += 1) begin();
  return { reload: () => tell('SIGHUP'), end };
}
