import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './town.ts';

const text = await readFile(join(PROJECT, 'SECURITY.md'), 'utf8');
const start = text.indexOf('## What is promised');
const rows = text
  .slice(start, text.indexOf('\n## ', start + 1))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| promise |'))
  .map((line) => {
    const [, promise = '', held = ''] = line.split(/ ?\| ?/);
    return { promise, held: held.split(/; (?=`)/) };
  });

/** A file, and the names of tests in it, as `file`: one name; another name. */
const NAMED = /^`(test\/[a-z/-]+(?:\.test)?\.ts)`: (.+)$/;

describe('SECURITY.md', () => {
  test('makes promises', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  test.each(rows)('“$promise” is held by tests that are there', async ({ held }) => {
    for (const place of held) {
      const [, file = '', names = ''] = NAMED.exec(place) ?? [];
      expect(file, place).not.toBe('');
      const source = await readFile(join(PROJECT, file), 'utf8');
      for (const name of names.split('; ')) {
        // Quoted in one of three ways, or all that is left of a name that begins with a number.
        expect(
          [`'${name}'`, `"${name}"`, ` ${name}\``].some((one) => source.includes(one)),
          name,
        ).toBe(true);
      }
    }
  });
});
