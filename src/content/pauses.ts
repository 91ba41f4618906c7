import { setImmediate } from 'node:timers/promises';

/** A running site answers again after so long at the latest, whatever it is reading. */
const LONGEST_MS = 5;

/**
 * Pauses for work that is done in small pieces: whoever calls it after each piece, and waits for what it returns, lets
 * others have their turn in time.
 */
export function pauses(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_MS) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
