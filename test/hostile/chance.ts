/** Accidents that happen again in the same way. */
export type Chance = {
  /** A whole number from 0 up to, and without, `end`. */
  below: (end: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** True so many times of a hundred. */
  percent: (times: number) => boolean;
  bytes: (length: number) => Buffer;
  /** Signs of one byte that may stand in the value of a header, 0x80 to 0xFF among them. */
  value: (length: number) => string;
};

/**
 * @param seed the whole run
 * @param turn which accident of the run: each can be had again alone
 * @see Marsaglia, Xorshift RNGs (2003): three shifts of 32 bits, with a period of 2^32 - 1
 */
export function chanceFrom(seed: number, turn: number): Chance {
  let state = (Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(turn + 1, 0x85eb_ca6b)) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // Neighbouring seeds begin alike.
  for (let round = 0; round < 8; round += 1) next();
  const below = (end: number) => next() % end;
  return {
    below,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
    percent: (times) => below(100) < times,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
    value: (length) =>
      String.fromCharCode(
        ...Array.from({ length }, () => (below(4) === 0 ? 0x80 + below(128) : 0x20 + below(95))),
      ),
  };
}
