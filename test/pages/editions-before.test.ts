import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { completed, type Edition } from '../../src/pages/edition.ts';
import { openSite } from '../../src/site.ts';
import { PROJECT, TOWN } from '../town.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const DAY_MS = 86_400_000;

/** How many editions are in memory when several have been printed one after the other, and the last is in hand. */
async function editionsKept(content: string, ends: 'printed' | 'unprinted'): Promise<number> {
  const start = Date.parse('2026-11-24T12:00:00-05:00');
  const settings = { content, project: PROJECT, base: '', origin: '' };
  const { site, press, accepted } = await openSite(settings, new Date(start), 'on demand');
  await accepted.indexes();
  const printed: WeakRef<Edition>[] = [];
  let inHand: Edition = site.edition;
  for (let day = 0; day < 4; day += 1) {
    inHand = await completed(await press.print(accepted, new Date(start + day * DAY_MS), inHand));
    expect(inHand.unprinted.size > 0 ? 'unprinted' : 'printed').toBe(ends);
    await inHand.searchable();
    for (const { print } of inHand.searches.values()) print('food');
    printed.push(new WeakRef(inHand));
  }
  // What waits in the queue of this turn is let go with it.
  await pause(20);
  collect();
  const kept = printed.filter((one) => one.deref() !== undefined).length;
  // The last one must be in hand until all are counted.
  expect(printed.at(-1)?.deref()).toBe(inHand);
  return kept;
}

// A guide is printed again whenever a place opens. What were kept of each time would fill the memory in weeks.
test('an edition that was replaced is not kept in memory', async () => {
  expect(await editionsKept(TOWN, 'printed')).toBe(1);
});

test('nor is one with so many pages that they are printed on demand', async () => {
  const content = await mkdtemp(join(tmpdir(), 'closed-'));
  try {
    await cp(TOWN, content, { recursive: true });
    await mkdir(join(content, 'listings'));
    // Each place that closed has a page in each language.
    for (const file of ['a', 'b', 'c', 'd']) {
      const places = Array.from({ length: 128 }, (_, index) => closedPlace(`closed-${file}-${index}`));
      const lines = places.map((place) => `  - ${JSON.stringify(place)}\n`).join('');
      await writeFile(join(content, `listings/${file}.yaml`), `section: food\nlistings:\n${lines}`);
    }
    expect(await editionsKept(content, 'unprinted')).toBe(1);
  } finally {
    await rm(content, { recursive: true });
  }
});

function closedPlace(id: string) {
  return {
    id,
    organization: 'town',
    name: id,
    summary: { en: 'Soup.', es: 'Sopa.' },
    phones: [{ number: '311' }],
    sources: [{ name: 'Town hall', accessed: '2026-02' }],
    checked: 'none',
    retired: { on: '2026-03-01', reason: { en: 'It moved.', es: 'Se mudó.' }, instead: ['town-hall'] },
  };
}
