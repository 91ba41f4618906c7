/** Whole numbers from 0 on, one after the other: a quarter of the room that an array of anything takes while it grows. */
export type Row = {
  push(number: number): void;
  numbers(): Uint32Array;
};

const FIRST_ROOM = 1_024;

export function growingRow(): Row {
  let numbers = new Uint32Array(FIRST_ROOM);
  let size = 0;
  return {
    push: (number) => {
      if (size === numbers.length) {
        const larger = new Uint32Array(2 * size);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[size] = number;
      size += 1;
    },
    numbers: () => numbers.subarray(0, size),
  };
}
