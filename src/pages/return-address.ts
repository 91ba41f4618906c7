import { encode } from 'uqr';
import type { Addresses } from './addresses.ts';

/** A code to scan (ISO/IEC 18004): the length of its side in modules, with the quiet zone, and its dark modules as an SVG path. */
export type ScanCode = { size: number; path: string };

/** Where somebody who holds a paper finds its newest edition. */
export type ReturnAddress = { href: string; words: string; code: ScanCode };

/** @returns null when nobody said where the site stands */
export function returnTo(path: string, addresses: Addresses): ReturnAddress | null {
  const href = addresses.outside(path);
  if (href === null) return null;
  return { href, words: href.replace(/^https?:\/\//, '').replace(/\/$/, ''), code: scanCodeOf(href) };
}

const QUIET_ZONE = 4;

// A quarter of it may be lost: paper is folded, and old printers leave stripes.
function scanCodeOf(words: string): ScanCode {
  const { size, data } = encode(words, { ecc: 'M', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) =>
      darkStretches(row).map(({ from, to }) => `M${from} ${y}h${to - from}v1h${from - to}z`),
    )
    .join('');
  return { size, path };
}

function darkStretches(row: readonly boolean[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    const last = stretches.at(-1);
    if (!isDark) continue;
    if (last?.to === x) last.to = x + 1;
    else stretches.push({ from: x, to: x + 1 });
  }
  return stretches;
}
