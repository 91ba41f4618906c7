/** A line of a report: what was done, what was found, what is wanted of it, and whether that is so. */
export type Row = { what: string; found: string; wanted: string; ok: boolean };
