import type { Attack } from './attack.ts';
import { crowdAt } from './crowd.ts';
import { besieged } from './siege.ts';
import { until } from './until.ts';

const MOST_MB = 256;
const PATIENCE_MS = 60_000;
const VISITS = 20;
/** Slower than the server can answer: what counts is what it keeps. */
const A_SECOND = 10;

/** Few bytes that ask for many pages which nobody reads: each answer that waits takes memory. */
export const greedy: Attack = {
  name: 'hundreds of pages asked for at once and not read',
  amount: 300,
  // Few of them take too little memory to be told from none.
  short: null,
  unit: 'connections',
  run: (amount) =>
    besieged({}, async ({ server, failures, reader, memory }) => {
      const crowd = await crowdAt(server.port, amount, ['greedy'], A_SECOND);
      try {
        const isThere = await until(async () => crowd.state().opened >= amount, PATIENCE_MS);
        if (!isThere) failures.add(`only ${crowd.state().opened} connections were opened`);
        const before = reader.asked();
        await until(async () => reader.asked() >= before + VISITS, PATIENCE_MS);
        const highest = Math.max(...memory);
        if (highest > MOST_MB) failures.add(`the server held ${Math.ceil(highest)} MB`);
        return { amount, note: `400 pages each; ${crowd.state().opened} connections in all` };
      } finally {
        await crowd.leave();
      }
    }),
};
