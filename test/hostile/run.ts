import { parseArgs } from 'node:util';
import type { Attack, Outcome } from './attack.ts';
import { attacks } from './attacks.ts';
import { type Row, table } from './table.ts';

/**
 * Attacks servers of its own on this machine, one attack after the other, and prints one table.
 *
 *     npm run test:hostile -- [NAME…] [--seed N] [--short]
 *
 * NAME is any part of the name of an attack. It ends with 1 when something failed, or kept a reader waiting without being a flood.
 */

/** Longer than this nobody should wait for a page, whatever happens meanwhile. */
const LONGEST_WAIT_MS = 1_000;

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, short: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const isChosen = ({ name }: Attack) =>
  positionals.length === 0 || positionals.some((part) => name.toLowerCase().includes(part.toLowerCase()));

const rows: Row[] = [];
for (const attack of attacks.filter(isChosen)) {
  const amount = values.short ? attack.short : attack.amount;
  if (amount === null) continue;
  const before = performance.now();
  process.stderr.write(`${attack.name}: ${amount.toLocaleString('en-US')} ${attack.unit} … `);
  const outcome = await outcomeOf(attack, amount, Number(values.seed));
  const seconds = Math.round((performance.now() - before) / 1_000);
  process.stderr.write(`${outcome.failed === 0 ? 'held' : `${outcome.failed} failures`}, ${seconds} s\n`);
  for (const failure of outcome.failures) process.stderr.write(`  ${failure}\n`);
  rows.push({ attack, outcome });
}
process.stdout.write(`${table(rows)}\n`);
process.exit(rows.length > 0 && rows.every(({ outcome }) => outcome.failed === 0) ? 0 : 1);

async function outcomeOf(attack: Attack, amount: number, seed: number): Promise<Outcome> {
  try {
    const outcome = await attack.run(amount, seed);
    const { worstMs } = outcome;
    if (attack.isFlood || worstMs === null || worstMs <= LONGEST_WAIT_MS) return outcome;
    const waited = `a reader waited ${Math.ceil(worstMs)} ms`;
    return { ...outcome, failures: [...outcome.failures, waited], failed: outcome.failed + 1 };
  } catch (error) {
    const failures = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { amount: 0, failures, failed: 1, worstMs: null, memoryMb: null, note: 'it broke off' };
  }
}
