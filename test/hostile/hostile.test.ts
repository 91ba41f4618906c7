import { expect, test } from 'vitest';
import { attacks } from './attacks.ts';

/** The same accidents every time; `npm run test:hostile` does more of them, and takes other seeds. */
const SEED = 1;
const PATIENCE_MS = 120_000;

const short = attacks.flatMap(({ name, short, unit, run }) =>
  short === null ? [] : [[name, short, unit, run] as const],
);

test.each(short)(
  '%s: %i %s do no harm',
  async (_name, amount, _unit, run) => {
    const { failures, amount: done } = await run(amount, SEED);
    expect(failures).toEqual([]);
    expect(done).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);
