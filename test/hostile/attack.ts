/** One thing that the internet, a disk or a clock does to a server, and how much of it. */
export type Attack = {
  /** What is done, in the words of the table. */
  name: string;
  /** How much of it `npm run test:hostile` does, in `unit`. */
  amount: number;
  /** How much of it `npm test` does, in seconds rather than minutes; null when it needs more than that. */
  short: number | null;
  unit: string;
  /**
   * Everything comes in one moment, and a reader's own request has its place in the row behind thousands: how long that
   * takes is told, but it is no failure.
   */
  isFlood?: true;
  run: (amount: number, seed: number) => Promise<Outcome>;
};

/** What came of an attack. */
export type Outcome = {
  /** How much was really done, in the attack's unit: less than asked for where time ran out. */
  amount: number;
  /** One sentence for each thing that went wrong; the first few are enough. */
  failures: readonly string[];
  /** How many things went wrong. */
  failed: number;
  /** The longest that a reader’s own request had to wait meanwhile, in milliseconds; null when none was made. */
  worstMs: number | null;
  /** The most memory that the server held (resident set), in MB of 2^20 bytes; null when it was not asked. */
  memoryMb: number | null;
  /** What could not be tried here, or what else the table should say; empty when there is nothing. */
  note: string;
};
