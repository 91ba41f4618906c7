/** Does a task for each number from 0 up to, and without, `count`: at most `width` at the same time. */
export async function inParallel(
  count: number,
  width: number,
  task: (turn: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const turn = next;
      next += 1;
      await task(turn);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}
