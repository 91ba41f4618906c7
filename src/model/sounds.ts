import { canBeClose, distanceBetween, lettersOf } from './spelling.ts';

/** Sounds of one length beside the letters that each contains, which tell most of them apart at a glance. */
export type Shelf = { sounds: string[]; ids: (readonly number[])[]; letters: Int32Array };

export function shelvesOf(sounds: ReadonlyMap<string, readonly number[]>): Shelf[] {
  const shelves: { sounds: string[]; ids: (readonly number[])[] }[] = [];
  for (const [sound, ids] of sounds) {
    shelves[sound.length] ??= { sounds: [], ids: [] };
    shelves[sound.length]?.sounds.push(sound);
    shelves[sound.length]?.ids.push(ids);
  }
  return Array.from(shelves, (shelf = { sounds: [], ids: [] }) => ({
    ...shelf,
    letters: Int32Array.from(shelf.sounds, lettersOf),
  }));
}

/** The sounds at most so many slips away, the closest first. A slip hardly ever makes another first letter. */
export function soundsLike(
  shelves: readonly Shelf[],
  sound: string,
  most: number,
): { ids: readonly number[]; slips: number }[] {
  const letters = lettersOf(sound);
  const found: { ids: readonly number[]; slips: number }[] = [];
  for (let length = Math.max(1, sound.length - most); length <= sound.length + most; length += 1) {
    const shelf = shelves[length];
    if (!shelf) continue;
    for (let at = 0; at < shelf.letters.length; at += 1) {
      if (!canBeClose(letters, shelf.letters[at] ?? 0, most)) continue;
      const other = shelf.sounds[at] ?? '';
      if (!beginsAlike(sound, other)) continue;
      const slips = distanceBetween(sound, other, most);
      if (slips <= most) found.push({ ids: shelf.ids[at] ?? [], slips });
    }
  }
  return found.sort((one, other) => one.slips - other.slips);
}

// With the same letter, or the first one is missing, or the first two are swapped.
function beginsAlike(one: string, other: string): boolean {
  return one[0] === other[0] || one[0] === other[1] || one[1] === other[0];
}
