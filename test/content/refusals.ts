import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../../src/content/load.ts';
import { ContentMistakes, problemLine } from '../../src/content/problems.ts';
import type { Locale } from '../../src/locale.ts';

export const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

/** What the invented town is refused with after `harm` was done to its folder, line by line. */
export async function refusals(
  harm: (folder: string) => Promise<unknown>,
  locale: Locale = 'en',
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(join(FIXTURES, 'town'), folder, { recursive: true });
    await harm(folder);
    await loadContent(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentMistakes)) throw error;
    return error.problems.map((problem) => problemLine(problem, locale).replaceAll(`${folder}/`, ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}
