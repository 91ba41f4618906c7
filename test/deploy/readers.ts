import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What readers met. */
export type Met = {
  answered: number;
  failed: number;
  failedSearches: number;
  why: readonly string[];
  longestMs: number;
};

const READERS = 12;
const BETWEEN_MS = 20;
const PATHS = ['/en/', '/es/comida-y-techo/', '/en/health/', '/es/nada-de-nada/', '/en/a-to-z/'];
/** One request in eight is a search. */
const SEARCHES = 8;

/**
 * Readers who keep their connections and go on asking until they are told to stop.
 * @param port where the balancer answers
 */
export function readersAt(port: number): { stop: () => Promise<Met> } {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const why = new Map<string, number>();
  let [answered, failed, failedSearches, longestMs, isOver] = [0, 0, 0, 0, false];
  const ask = (turn: number) =>
    new Promise<void>((resolve) => {
      const isSearch = turn % SEARCHES === 0;
      const path = isSearch ? '/en/search/' : (PATHS[turn % PATHS.length] ?? '/en/');
      const expected = path.includes('nada') ? 404 : 200;
      const body = isSearch ? 'q=food' : '';
      const begun = performance.now();
      const done = (fault: string | null) => {
        longestMs = Math.max(longestMs, performance.now() - begun);
        if (fault === null) answered += 1;
        else {
          failed += 1;
          if (isSearch) failedSearches += 1;
          why.set(fault, (why.get(fault) ?? 0) + 1);
        }
        resolve();
      };
      const headers = isSearch
        ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length }
        : {};
      const asked = request(
        { host: '127.0.0.1', port, path, agent, headers, method: isSearch ? 'POST' : 'GET' },
        (response) => {
          const { statusCode, headers: said } = response;
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
          });
          response.on('close', () => {
            if (statusCode !== expected) return done(`${statusCode} instead of ${expected}`);
            const isWhole = response.complete && bytes === Number(said['content-length']);
            done(isWhole ? null : 'an answer without its end');
          });
        },
      );
      asked.on('error', ({ message }) => done(message));
      asked.end(body);
    });
  const reading = Array.from({ length: READERS }, async (_, reader) => {
    for (let turn = reader; !isOver; turn += 1) {
      await ask(turn);
      await pause(BETWEEN_MS);
    }
  });
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(reading);
      agent.destroy();
      return {
        answered,
        failed,
        failedSearches,
        why: [...why].map(([fault, times]) => `${times} × ${fault}`),
        longestMs: Math.round(longestMs),
      };
    },
  };
}
