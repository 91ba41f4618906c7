/** About how often each kind of answer was given, in tens: without language, page or time. */
export type Counts = Record<Kind, number>;

export type Kind = 'pages' | 'searches' | 'redirects' | '4xx' | '5xx' | 'dropped';

/** Counts answers for an hour. It knows of no address, no language and no reader. */
export type Tally = {
  add(kind: Kind): void;
  /** Counts the answer to anything but a search by its status. */
  addStatus(status: number): void;
  /**
   * Begins a new hour. Every number is rounded down to tens, so that one search is none; null after an hour with so few
   * pages that the line could be about one person.
   */
  endOfHour(): Counts | null;
};

/** Fewer than this could be one person's visit, which the hour of the line would give away. */
const FEWEST = 10;

export function tallyOf(): Tally {
  let counts = nothing();
  const add = (kind: Kind) => {
    counts[kind] += 1;
  };
  return {
    add,
    addStatus: (status) => add(kindOf(status)),
    endOfHour: () => {
      const ended = Object.entries(counts).map(([kind, count]) => [kind, count - (count % FEWEST)]);
      counts = nothing();
      const rounded = Object.fromEntries(ended) as Counts;
      return rounded.pages < FEWEST ? null : rounded;
    },
  };
}

function kindOf(status: number): Kind {
  if (status < 300) return 'pages';
  if (status < 400) return 'redirects';
  return status < 500 ? '4xx' : '5xx';
}

function nothing(): Counts {
  return { pages: 0, searches: 0, redirects: 0, '4xx': 0, '5xx': 0, dropped: 0 };
}
