import type { Attack } from './attack.ts';
import { crowdAt, type Manner } from './crowd.ts';
import { besieged } from './siege.ts';
import { until } from './until.ts';

const MOST_MB = 256;
const PATIENCE_MS = 60_000;
const VISITS = 20;
/** All of them in one moment. */
const BURST = 100_000;

type Greed = { name: string; amount: number; manner: Manner; each: string };

/** Few bytes that ask for many pages which nobody reads: each answer that waits takes memory. */
export const greedy: readonly Attack[] = [
  greed({
    name: 'hundreds of pages asked for at once and not read',
    amount: 1_000,
    manner: 'greedy',
    each: '400 pages each',
  }),
  greed({
    name: 'thousands of the shortest requests at once, and none of the answers read',
    amount: 1_000,
    manner: 'greedy in few words',
    each: '3,600 requests each',
  }),
  greed({
    name: 'as many pages asked for as a greedy reader may, and not read',
    amount: 6_000,
    manner: 'deaf',
    each: '4 pages each',
  }),
];

function greed({ name, amount: most, manner, each }: Greed): Attack {
  return {
    name,
    amount: most,
    // Few of them take too little memory to be told from none.
    short: null,
    unit: 'connections',
    isFlood: true,
    run: (amount) =>
      besieged({}, async ({ server, failures, reader, memory }) => {
        const crowd = await crowdAt(server.port, amount, [manner], BURST);
        try {
          const isThere = await until(async () => crowd.state().opened >= amount, PATIENCE_MS);
          if (!isThere) failures.add(`only ${crowd.state().opened} connections were opened`);
          const before = reader.asked();
          await until(async () => reader.asked() >= before + VISITS, PATIENCE_MS);
          const highest = Math.max(...memory);
          if (highest > MOST_MB) failures.add(`the server held ${Math.ceil(highest)} MB`);
          const { opened, most: together } = crowd.state();
          return {
            amount,
            note: `${each}; ${opened} connections in all, ${together} at the same time`,
          };
        } finally {
          await crowd.leave();
        }
      }),
  };
}
