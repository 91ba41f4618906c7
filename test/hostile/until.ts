import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;

/**
 * Asks again and again until it is so.
 * @param isSo asked; what it throws is a no
 * @param patienceMs how long it may take, by the clock that nobody can set
 * @returns whether it came to be so in time
 */
export async function until(isSo: () => Promise<boolean>, patienceMs = 10_000): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (await isSo().catch(() => false)) return true;
    await pause(POLL_MS);
  }
  return false;
}
