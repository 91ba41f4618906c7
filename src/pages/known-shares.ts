import { createHash } from 'node:crypto';
import { type Measure, type Piece, type Shares, split } from './split.ts';

/** How the pieces of one directory were shared out among pages, by a digest of what else decided it. */
export type KnownShares = ReadonlyMap<string, Shares>;

/** Shares pieces out as {@link split} does. */
export type ShareOut = typeof split;

/**
 * Looks up what was shared out before: when a place opens or an alert ends, nearly all of a guide stays where it was.
 * @param before of the same directory, said in the same words
 * @returns `asked` fills with all that was asked for, and nothing else: what no page shows any more is not kept
 */
export function sharerAfter(before: KnownShares): { shareOut: ShareOut; asked: KnownShares } {
  const asked = new Map<string, Shares>();
  const shareOut: ShareOut = async (pieces, measure) => {
    const digest = digestOf(pieces, measure);
    const shares = before.get(digest) ?? (await split(pieces, measure));
    asked.set(digest, shares);
    return shares;
  };
  return { shareOut, asked };
}

// Things are named, not weighed: ten thousand places take half as long to weigh as to share out.
function digestOf(pieces: readonly Piece[], measure: Measure): string {
  const hash = createHash('sha256').update(JSON.stringify(measure));
  for (const { words, count, nameOf } of pieces) {
    const names = Array.from({ length: count }, (_, index) => nameOf(index));
    hash.update(JSON.stringify([words, names]));
  }
  return hash.digest('base64url');
}
