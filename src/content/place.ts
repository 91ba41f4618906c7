/** A place in a file, both counted from 1, as editors show them. */
export type Position = { line: number; column: number };

/** The way to a value: `['listings', 0, 'phones']`. */
export type Path = readonly PropertyKey[];
