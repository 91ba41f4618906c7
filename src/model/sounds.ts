import { canBeClose, distanceBetween, lettersOf } from './spelling.ts';

/** Words by their sounds, so that those a slip or two away are found without comparing all. */
export type Sounds = {
  /**
   * The words whose sounds are at most so many slips away, the closest first. A slip hardly ever makes another first
   * letter: the first is the same, or one is missing, or the first two are swapped.
   */
  like(sound: string, most: number): { ids: readonly number[]; slips: number }[];
};

/** Sounds of one length that begin alike, beside the letters that each contains. */
type Shelf = { sounds: string[]; ids: (readonly number[])[]; letters: number[] };

export function soundsOf(words: ReadonlyMap<string, readonly number[]>): Sounds {
  const byFirst = new Map<string, Shelf>();
  const bySecond = new Map<string, Shelf>();
  for (const [sound, ids] of words) {
    const letters = lettersOf(sound);
    for (const [shelves, letter] of [
      [byFirst, sound[0]],
      [bySecond, sound[1]],
    ] as const) {
      const key = `${sound.length}${letter}`;
      const shelf = shelves.get(key) ?? { sounds: [], ids: [], letters: [] };
      shelf.sounds.push(sound);
      shelf.ids.push(ids);
      shelf.letters.push(letters);
      shelves.set(key, shelf);
    }
  }
  return {
    like: (sound, most) => {
      const letters = lettersOf(sound);
      const found = new Map<string, { ids: readonly number[]; slips: number }>();
      const look = (shelf: Shelf | undefined) => {
        for (let at = 0; shelf && at < shelf.letters.length; at += 1) {
          if (!canBeClose(letters, shelf.letters[at] ?? 0, most)) continue;
          const other = shelf.sounds[at] ?? '';
          const slips = distanceBetween(sound, other, most);
          if (slips <= most) found.set(other, { ids: shelf.ids[at] ?? [], slips });
        }
      };
      for (let length = Math.max(1, sound.length - most); length <= sound.length + most; length += 1) {
        look(byFirst.get(`${length}${sound[0]}`));
        if (sound[1] !== sound[0]) look(byFirst.get(`${length}${sound[1]}`));
        look(bySecond.get(`${length}${sound[0]}`));
      }
      return [...found.values()].sort((one, other) => one.slips - other.slips);
    },
  };
}
