import { executionAsyncResource } from 'node:async_hooks';
import { setImmediate as breath } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { keepFirstTick } from '../src/first-tick.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function tick(): Promise<object> {
  return new Promise((resolve) => process.nextTick(() => resolve(executionAsyncResource())));
}

test('an object of the queue of ticks stays in memory, so that V8 knows the next ones', async () => {
  const refs = await Promise.all(
    [keepFirstTick(), tick()].map(async (one) => {
      const object = await one;
      // It is what Node queues, and no stand-in of it.
      expect(object).toHaveProperty('callback');
      return new WeakRef(object);
    }),
  );
  await breath();
  collect();
  expect(refs.map((ref) => ref.deref() !== undefined)).toEqual([true, false]);
});
