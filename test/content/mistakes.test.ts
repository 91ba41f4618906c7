import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/locale.ts';
import { FIXTURES, refusals } from './refusals.ts';

const mistakes = await readdir(join(FIXTURES, 'mistakes'));

/**
 * Each file of `fixtures/mistakes` is a file of the invented town with one mistake in it. Its first lines are
 * the file it stands for, and how it must be refused in English and in Spanish.
 */
async function mistakeIn(name: string) {
  const text = await readFile(join(FIXTURES, 'mistakes', name), 'utf8');
  const lines = text.split('\n');
  const refusal = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  const expected: Record<Locale, string[]> = { en: refusal('# en: '), es: refusal('# es: ') };
  return { text, file: lines[0]?.replace('# stands for ', '') ?? '', expected };
}

describe.each(mistakes)('%s', (name) => {
  test.each<Locale>(['en', 'es'])(
    'is refused at its exact place, with what to write instead, in %s',
    async (locale) => {
      const { text, file, expected } = await mistakeIn(name);
      const harm = async (folder: string) => {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      };
      expect(await refusals(harm, locale)).toEqual(expected[locale]);
      expect(expected[locale]).not.toHaveLength(0);
    },
  );
});

test('at least forty kinds of mistake are known', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(40);
});
