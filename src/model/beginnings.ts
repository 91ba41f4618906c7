/** Words by their beginnings. */
export type Beginnings = {
  /** The words that begin so, at most {@link MOST_BEGUN} of them. */
  of(beginning: string): string[];
  /** Whether a word begins so. */
  has(beginning: string): boolean;
};

const MOST_BEGUN = 24;

export function beginningsOf(words: Iterable<string>): Beginnings {
  const sorted = [...words].sort();
  const placeOf = (beginning: string): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < beginning) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    has: (beginning) => sorted[placeOf(beginning)]?.startsWith(beginning) ?? false,
    of: (beginning) => {
      const place = placeOf(beginning);
      const near = sorted.slice(place, place + MOST_BEGUN);
      return near.filter((word) => word.startsWith(beginning));
    },
  };
}
