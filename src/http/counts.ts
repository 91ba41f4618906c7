/** How often each kind of answer was given; whole numbers, without language, page or time. */
export type Counts = Record<Kind, number>;

export type Kind = 'pages' | 'searches' | 'redirects' | '4xx' | '5xx' | 'dropped';

/** Counts answers for an hour. It knows of no address, no language and no reader. */
export type Tally = {
  add(kind: Kind): void;
  /** Counts the answer to anything but a search by its status. */
  addStatus(status: number): void;
  /** Begins a new hour. Null after an hour with so few pages that the line could be about one person. */
  endOfHour(): Counts | null;
};

/** Fewer pages than this could be one person's visit, which the hour of the line would give away. */
const FEWEST_PAGES = 10;

export function tallyOf(): Tally {
  let counts = nothing();
  const add = (kind: Kind) => {
    counts[kind] += 1;
  };
  return {
    add,
    addStatus: (status) => add(kindOf(status)),
    endOfHour: () => {
      const ended = counts;
      counts = nothing();
      return ended.pages < FEWEST_PAGES ? null : ended;
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
