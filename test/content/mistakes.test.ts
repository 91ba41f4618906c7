import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { ContentMistakes, problemLine } from '../../src/content/problems.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const mistakes = await readdir(join(FIXTURES, 'mistakes'));

/** What the content folder is refused with, when `text` stands in sections/shelter.yaml of the invented town. */
async function refusals(text: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(join(FIXTURES, 'town'), folder, { recursive: true });
    await writeFile(join(folder, 'sections', 'shelter.yaml'), text);
    await loadContent(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentMistakes)) throw error;
    return error.problems.map((problem) => problemLine(problem).replaceAll(`${folder}/`, ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Each file holds one mistake; its first lines say how it must be refused.
test.each(mistakes)('%s is refused at its exact place, with what to write instead', async (file) => {
  const text = await readFile(join(FIXTURES, 'mistakes', file), 'utf8');
  const expected = text
    .split('\n')
    .filter((line) => line.startsWith('# sections/'))
    .map((line) => line.slice(2));
  expect(await refusals(text)).toEqual(expected);
});
