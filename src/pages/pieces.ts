import { isGone, type Listing } from '../model/listing.ts';
import type { Block, Guide, Part, Section } from '../model/page.ts';
import type { Slice } from './split.ts';

/** What a guide or a section is made of: its parts, the places that no part shows, and those that are gone. */
export type TopicPiece =
  | { kind: 'part'; part: Part; listings: readonly Listing[] }
  | { kind: 'places' | 'gone'; part: null; listings: readonly Listing[] };

/** What of a guide or a section stands on one page. */
export type TopicShare = {
  parts: readonly Part[];
  listings: readonly Listing[];
  gone: readonly Listing[];
};

/** The pieces of a guide or a section, in the order in which they are read. */
export function piecesOf(topic: Guide | Section, today: string): TopicPiece[] {
  const { listings = [], all = [] } = 'all' in topic ? topic : {};
  const places = listings.filter((listing) => !isGone(listing, today));
  const gone = all.filter((listing) => isGone(listing, today));
  return [
    ...topic.parts.map((part): TopicPiece => ({ kind: 'part', part, listings: listingsIn(part) })),
    ...(places.length > 0 ? [{ kind: 'places' as const, part: null, listings: places }] : []),
    ...(gone.length > 0 ? [{ kind: 'gone' as const, part: null, listings: gone }] : []),
  ];
}

/** What the pieces have on a page, by the slices that stand there. */
export function shareOf(pieces: readonly TopicPiece[], slices: readonly Slice[]): TopicShare {
  const of = (kind: TopicPiece['kind']) =>
    slices.flatMap((slice) => (pieces[slice.piece]?.kind === kind ? listingsOn(pieces, slice) : []));
  return {
    parts: slices.flatMap((slice) => {
      const part = pieces[slice.piece]?.part;
      return part ? [partOn(part, slice)] : [];
    }),
    listings: of('places'),
    gone: of('gone'),
  };
}

/** The listings of a slice. */
export function listingsOn(pieces: readonly TopicPiece[], { piece, from, to }: Slice): readonly Listing[] {
  return pieces[piece]?.listings.slice(from, to) ?? [];
}

function listingsIn({ blocks }: Part): Listing[] {
  return blocks.flatMap((block) => (block.kind === 'listings' ? block.listings : []));
}

/** A part with some of its places. What it says before them stands with the first of them, what comes after with the last; warnings stand with all. */
function partOn(part: Part, { from, to }: Slice): Part {
  let before = 0;
  const blocks = part.blocks.flatMap((block): Block[] => {
    // Whoever comes to any page of it must meet what it warns of.
    if (block.kind === 'warning') return [block];
    if (block.kind !== 'listings')
      return (before === 0 ? from === 0 : from < before && before <= to) ? [block] : [];
    const listings = block.listings.slice(Math.max(0, from - before), Math.max(0, to - before));
    before += block.listings.length;
    return listings.length > 0 ? [{ ...block, listings }] : [];
  });
  return { ...part, blocks };
}
