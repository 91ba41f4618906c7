import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/http/app.ts';
import { known } from '../src/model/known.ts';
import { openSite } from '../src/site.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
export const TOWN = fileURLToPath(new URL('fixtures/town', import.meta.url));

/** An invented town, for facts about the software. `now` is a day without alerts unless told. */
export async function openTown(
  settings: { base?: string; origin?: string; now?: string; cdnMaxAge?: number } = {},
) {
  return appOf(TOWN, settings);
}

/**
 * The invented town after some words of its files were changed.
 * @param changes for each file, pairs of words that stand there and words to put in their place
 * @param open opens the folder with them
 */
export async function openChangedTown(
  changes: Readonly<Record<string, readonly (readonly [string, string])[]>>,
  settings: { now?: string } = {},
  open: typeof openFolder = openFolder,
) {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(TOWN, folder, { recursive: true });
    for (const [name, pairs] of Object.entries(changes)) {
      let text = await readFile(join(folder, name), 'utf8').catch(() => '');
      for (const [words, others] of pairs) {
        if (!text.includes(words)) throw new Error(`${name} does not say “${words}”`);
        text = words ? text.replace(words, others) : others;
      }
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await open(folder, settings);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The real guide, for facts about what readers get. */
export async function openGuide(settings: { base?: string; origin?: string; now?: string } = {}) {
  return appOf(`${PROJECT}content`, settings);
}

/** Any content folder. */
export async function openFolder(
  content: string,
  settings: { now?: string; locales?: string; base?: string; origin?: string } = {},
) {
  return appOf(content, settings);
}

async function appOf(
  content: string,
  {
    base = '',
    origin = '',
    cdnMaxAge = 0,
    now = '2026-11-24T12:00:00-05:00',
    locales = `${PROJECT}locales`,
  }: { base?: string; origin?: string; cdnMaxAge?: number; now?: string; locales?: string },
) {
  const { site, accepted } = await openSite(
    { content, project: PROJECT, locales, base, origin, cdnMaxAge },
    new Date(now),
  );
  await site.edition.searchable();
  const index = known(await accepted.indexes(), 'en');
  const errors: unknown[] = [];
  return {
    site,
    directory: accepted.directory,
    index,
    errors,
    app: createApp(site, (error) => errors.push(error)),
  };
}
