/** What went wrong in an attack. */
export type Failures = {
  add: (what: string) => void;
  /** For the outcome. */
  told: () => { failures: readonly string[]; failed: number };
};

const MOST_TOLD = 8;

/** Counts every failure and keeps the words of the first few. */
export function failuresOf(): Failures {
  const first: string[] = [];
  let failed = 0;
  return {
    add: (what) => {
      failed += 1;
      if (first.length < MOST_TOLD) first.push(what);
    },
    told: () => ({ failures: first, failed }),
  };
}
