/**
 * How a word sounds to somebody who writes by ear, in the Spanish of the Americas: `habogado` and `avogado` →
 * `abogado`, `violensia` → `biolensia`, `ospital` → `ospital`, `seguro` → `seguro`, `phone` → `fone`. Two words that
 * sound alike are the same word to a search. English words go the same way; what counts is only that both sides do.
 * @param word as `wordsOf` gives it
 */
export function soundOf(word: string): string {
  let sound = '';
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const next = word[at + 1] ?? '';
    let said = letter;
    if (letter === 'ñ') said = 'n';
    else if (letter === 'h') said = word[at - 1] === 'c' || word[at - 1] === 's' ? 'h' : '';
    else if (letter === 'v') said = 'b';
    else if (letter === 'z') said = 's';
    else if (letter === 'p' && next === 'h') said = 'f';
    else if (letter === 'c' && next !== 'h') said = next === 'e' || next === 'i' || next === 'y' ? 's' : 'k';
    else if (letter === 'q') said = 'k';
    else if (letter === 'u' && word[at - 1] === 'q') said = '';
    else if (letter === 'g' && (next === 'e' || next === 'i')) said = 'j';
    else if (letter === 'l' && next === 'l') said = 'y';
    else if (letter === 'x') said = 's';
    if (letter === 'l' && next === 'l') at += 1;
    // Letters that are written twice sound once.
    if (said !== '' && sound.at(-1) !== said) sound += said;
  }
  return sound;
}

/**
 * How many letters must be put in, taken out, exchanged, or swapped with their neighbour to make one word of the
 * other (optimal string alignment).
 * @param most as soon as it is certain to be more, the answer is `most + 1`
 */
export function distanceBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const width = other.length + 1;
  let before: Row = ROWS[0];
  let last: Row = ROWS[1];
  let current: Row = ROWS[2];
  for (let column = 0; column < width; column += 1) last[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    current[0] = row;
    let least = row;
    for (let column = 1; column < width; column += 1) {
      const isSame = one.charCodeAt(row - 1) === other.charCodeAt(column - 1);
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 &&
        column > 1 &&
        one.charCodeAt(row - 1) === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(column - 1);
      if (isSwapped) cost = Math.min(cost, at(before, column - 2) + 1);
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, current] = [last, current, before];
  }
  return Math.min(at(last, width - 1), most + 1);
}

type Row = Uint8Array;

// Words have at most 40 letters; one search runs at a time, so the rows can be used again.
const ROWS: readonly [Row, Row, Row] = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

function at(row: Row, column: number): number {
  return row[column] ?? 0;
}

/** One bit for each letter that a word contains, to see without comparing that two words are far apart. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

/** Whether words with these letters can be made of each other in so many changes: each changes two letters at most. */
export function canBeClose(one: number, other: number, most: number): boolean {
  let different = one ^ other;
  let allowed = 2 * most;
  while (different !== 0) {
    different &= different - 1;
    if (--allowed < 0) return false;
  }
  return true;
}
