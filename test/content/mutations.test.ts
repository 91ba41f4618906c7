import { expect, test } from 'vitest';
import { readSnapshot } from '../../src/content/snapshot.ts';
import { judge, printerOf, reduced } from './judge.ts';
import { mutate } from './mutate.ts';

const CASES = 300;
const SEED = 1;
const PAGES = ['sections/health.yaml', 'guides/ice-home.yaml', 'sections/food-shelter.yaml'];

test(`${CASES} harmed contents are refused in words, or read and printed without harm`, async () => {
  const whole = await readSnapshot('content');
  const print = await printerOf('content');
  const kinds = new Set<string>();
  const faults: string[] = [];
  for (const [turn, page] of PAGES.entries()) {
    const ground = await reduced(whole, page);
    const names = [page, ...[...ground.snapshot.files.keys()].filter((name) => !name.includes('/'))];
    for (let number = turn; number < CASES; number += PAGES.length) {
      const name = names[number % names.length] ?? page;
      const verdict = await judge(ground, mutate(ground.snapshot.files, name, SEED, number));
      const isPrinted = verdict.kind === 'different' && number % 10 === turn;
      const printed = isPrinted && verdict.content ? await print(verdict.content) : [];
      kinds.add(verdict.kind);
      faults.push(...[...verdict.faults, ...printed].map((fault) => `case ${number}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
  expect([...kinds].sort()).toEqual(['different', 'refused', 'unchanged']);
});
