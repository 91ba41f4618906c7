import type { Attack } from './attack.ts';
import { balancerOf } from './balancer.ts';
import { failuresOf } from './failures.ts';
import { ownTown } from './own-town.ts';
import { readersOf } from './readers.ts';
import { type Started, started } from './started.ts';

/** Two copies behind a balancer, told to stop one after the other, again and again: no reader may notice. */
export const rollingRestarts: Attack = {
  name: 'copies restarted behind a balancer',
  amount: 10,
  short: 1,
  unit: 'rounds',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const town = await ownTown();
    const copies: Started[] = [];
    let memoryMb = 0;
    try {
      for (let index = 0; index < COPIES; index += 1) copies.push(await started({ folder: town.folder }));
      const balancer = await balancerOf(copies.map(({ port }) => port));
      const readers = readersOf(balancer.port, town, READERS, seed, failures);
      const until = performance.now() + MOST_MS;
      let rounds = 0;
      try {
        for (; rounds < amount && performance.now() < until; rounds += 1) {
          for (const [index, copy] of copies.entries()) {
            memoryMb = Math.max(memoryMb, await copy.memoryMb());
            const wrong = await ended(copy);
            if (wrong) failures.add(`in round ${rounds + 1} copy ${index + 1} ${wrong}`);
            const next = await started({ folder: town.folder });
            copies[index] = next;
            await balancer.replace(index, next.port);
          }
        }
        const { worstMs, asked } = await readers.stop();
        if (asked < rounds * FEWEST) failures.add(`only ${asked} requests were made`);
        return { ...failures.told(), amount: rounds, worstMs, memoryMb, note: `${asked} requests` };
      } finally {
        await readers.stop();
        await balancer.stop();
      }
    } finally {
      await Promise.all(copies.map((copy) => copy.stop()));
      await town.remove();
    }
  },
};

const COPIES = 2;
const READERS = 16;
/** So that there is load in every round. */
const FEWEST = 200;
const MOST_MS = 150_000;
const LATEST_END_MS = 15_000;

async function ended(copy: Started): Promise<string> {
  const before = performance.now();
  const { code, signal } = await copy.stop('SIGTERM');
  const took = performance.now() - before;
  if (code !== 0) return `ended with ${code ?? signal}: ${copy.log().slice(-300)}`;
  return took > LATEST_END_MS ? `took ${Math.round(took)} ms to end` : '';
}
