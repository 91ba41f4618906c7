import type { Attack } from './attack.ts';
import { crowdAt, type Manner } from './crowd.ts';
import { besieged } from './siege.ts';
import { until } from './until.ts';

const MOST_MB = 256;
const PATIENCE_MS = 120_000;
/** Ten visits of the reader are a second. */
const VISITS_OF_MANY = 300;
const VISITS_OF_FEW = 40;
const FEW = 1_000;

/** Connections that say nothing, or everything as slowly as they can, opened again whenever they are closed. */
export const slow: Attack = {
  name: 'slow and silent connections',
  amount: 10_000,
  short: 300,
  unit: 'connections',
  run: (amount) =>
    besieged({}, async ({ server, failures, reader, memory }) => {
      const crowd = await crowdAt(server.port, amount, MANNERS);
      try {
        const isThere = await until(async () => crowd.state().most >= amount * 0.99, PATIENCE_MS / 2);
        const before = reader.asked();
        const visits = amount > FEW ? VISITS_OF_MANY : VISITS_OF_FEW;
        await until(async () => reader.asked() >= before + visits, PATIENCE_MS);
        const { most, opened } = crowd.state();
        if (!isThere) failures.add(`only ${most} connections could be held (see ulimit -n)`);
        const highest = Math.max(...memory);
        if (highest > MOST_MB) failures.add(`the server held ${Math.ceil(highest)} MB`);
        const note = `${most} at the same time, ${opened} in all; ${reader.asked()} readers meanwhile`;
        return { amount: most, note };
      } finally {
        await crowd.leave();
      }
    }),
};

/** A third says nothing; the others send and read as slowly as they can. */
const MANNERS: readonly Manner[] = [
  'silent',
  'slow headers',
  'silent',
  'slow body',
  'silent',
  'slow headers',
  'silent',
  'slow body',
  'slow headers',
  'slow body',
  'slow headers',
  'slow reading',
];
