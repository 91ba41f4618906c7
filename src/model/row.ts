/** Whole numbers from 0 on, one after the other: a quarter of the room that an array of anything takes while it grows. */
export type Row = {
  push(number: number): void;
  /** All of them, once: the row is empty then. */
  numbers(): Uint32Array;
};

/** In pieces, because a row that moves into a larger one leaves as much behind as it has: 50 MB for ten thousand listings. */
const IN_A_PIECE = 32_768;

export function growingRow(): Row {
  let pieces: Uint32Array[] = [];
  let last = new Uint32Array(0);
  let used = 0;
  return {
    push: (number) => {
      if (used === last.length) {
        last = new Uint32Array(IN_A_PIECE);
        pieces.push(last);
        used = 0;
      }
      last[used] = number;
      used += 1;
    },
    numbers: () => {
      const size = Math.max(0, pieces.length - 1) * IN_A_PIECE + used;
      const numbers = new Uint32Array(size);
      for (const [index, piece] of pieces.entries()) {
        numbers.set(piece === last ? piece.subarray(0, used) : piece, index * IN_A_PIECE);
      }
      pieces = [];
      last = new Uint32Array(0);
      used = 0;
      return numbers;
    },
  };
}
