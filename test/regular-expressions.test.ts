import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSafe } from 'redos-detector';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { PROJECT } from './town.ts';

/** A regular expression as it stands in a file, or the call that builds one. */
type Found = { place: string; literal: RegExp | null };

// Here only what editors write is read, while the site loads and never in a request. Some of these need quadratic
// time, but a file has at most 64 KB and a text that is too long is refused before they see it.
const READ_BY_NOBODY_ELSE = ['src/content/', 'src/source.ts', 'src/own-words.ts'];

// Regular expressions that are put together from words, each from words of ours or of content.
const BUILT_IN = ['src/content/', 'src/pages/prose.ts'];

const folders = ['src', 'public'].map(async (folder) =>
  (await readdir(join(PROJECT, folder), { recursive: true })).map((name) => join(folder, name)),
);
const files = (await Promise.all(folders)).flat().filter((name) => /\.[jt]s$/.test(name));
const found = (await Promise.all(files.sort().map(regularExpressionsOf))).flat();
const literals = found.flatMap(({ place, literal }) =>
  literal === null || startsWithOneOf(READ_BY_NOBODY_ELSE, place) ? [] : [{ place, literal }],
);

describe("a reader's words cannot make a regular expression go on for long", () => {
  test.each(literals)('$place $literal', ({ literal }) => {
    const { safe, error, score } = isSafe(literal);
    expect({ safe, error, score }).toMatchObject({ safe: true });
  });

  test('no regular expression is made of them', () => {
    const built = found.filter(({ literal }) => literal === null).map(({ place }) => place);
    expect(built).not.toEqual([]);
    expect(built.filter((place) => !startsWithOneOf(BUILT_IN, place))).toEqual([]);
  });
});

test.each([/^(a+)+$/, / +$/])('the checker would complain of %s', (slow) => {
  expect(isSafe(slow).safe).toBe(false);
});

function startsWithOneOf(beginnings: readonly string[], place: string): boolean {
  return beginnings.some((beginning) => place.startsWith(beginning));
}

async function regularExpressionsOf(file: string): Promise<Found[]> {
  const text = await readFile(join(PROJECT, file), 'utf8');
  const tree = parseAst(text, { lang: file.endsWith('.ts') ? 'ts' : 'js' }, file);
  const all: Found[] = [];
  const placeOf = (start: unknown) => `${file}:${text.slice(0, Number(start)).split('\n').length}`;
  visit(tree, (node) => {
    if (node['regex']) {
      const { pattern, flags } = node['regex'] as { pattern: string; flags: string };
      all.push({ place: placeOf(node['start']), literal: new RegExp(pattern, flags) });
    }
    const callee = node['callee'] as { name?: string } | undefined;
    if (callee?.name === 'RegExp') all.push({ place: placeOf(node['start']), literal: null });
  });
  return all;
}

function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, see);
}
