import type { Attack } from './attack.ts';
import { crowdAt } from './crowd.ts';
import { whatCameInstead } from './reader.ts';
import { besieged } from './siege.ts';
import { until } from './until.ts';

const DESCRIPTORS = 256;
const RECOVERED_WITHIN_MS = 15_000;
const OVERFLOWING = 5;

/** More connections than the process may have files open; then nobody attacks any more, and it must find back. */
export const descriptors: Attack = {
  name: `${DESCRIPTORS} descriptors used up`,
  amount: 600,
  // It takes as long as the server's own limits.
  short: null,
  unit: 'connections',
  run: (amount) =>
    besieged({ descriptors: DESCRIPTORS, reads: false }, async ({ server, guide, failures }) => {
      const recovery = async (when: string) => {
        const before = performance.now();
        const isBack = await until(
          async () => (await whatCameInstead(server.port, guide)) === '',
          RECOVERED_WITHIN_MS,
        );
        const seconds = ((performance.now() - before) / 1_000).toFixed(1);
        if (!isBack) failures.add(`${when}, nobody was served for ${seconds} s`);
        return `${seconds} s after ${when}`;
      };
      const told: string[] = [];
      let most = 0;
      for (const when of ['they fell asleep', 'they left'] as const) {
        const crowd = await crowdAt(server.port, amount, ['silent']);
        try {
          const isFull = await until(async () => crowd.state().opened > amount * OVERFLOWING);
          if (!isFull) failures.add('the attack was too weak');
          const isTurnedAway = (await whatCameInstead(server.port, guide)) !== '';
          if (!isTurnedAway) failures.add('the descriptors were never used up');
          most = Math.max(most, crowd.state().most);
          if (when === 'they left') await crowd.leave();
          else crowd.rest();
          told.push(await recovery(when));
        } finally {
          await crowd.leave();
        }
      }
      return { amount, note: `a page again ${told.join(', ')}; the process is the same` };
    }),
};
