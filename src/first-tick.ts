import { executionAsyncResource } from 'node:async_hooks';

/*
 * For an answer Node makes some eight objects that wait in its queue (process.nextTick), each of an object literal with
 * computed names. V8 knows such a literal by its hidden class (https://v8.dev/docs/hidden-classes), and drops a class when
 * memory is collected while no object has it. The next object gets a new class, V8 takes the literal for one of many
 * shapes, and from then on defines each name by a call into its runtime: a start made ticks four times as slow for as long
 * as the process lives. One object that stays is enough to keep the class.
 */
const kept: object[] = [];

/**
 * Keeps the first object of the queue of ticks. Called before anything that fills memory.
 * @returns what is kept, once it is
 */
export function keepFirstTick(): Promise<object> {
  return new Promise((resolve) => {
    process.nextTick(() => {
      const tick = executionAsyncResource();
      kept.push(tick);
      resolve(tick);
    });
  });
}
