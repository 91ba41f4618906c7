import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContent } from './content/load.ts';
import { LOCALES, type Locale } from './locale.ts';
import { directoryOf } from './model/directory.ts';
import { addressesUnder } from './pages/addresses.ts';
import { type Edition, printEdition } from './pages/edition.ts';
import { stringsOf, type Words } from './pages/strings.ts';
import { loadViews } from './pages/views.ts';

/** Where the site is made from, and where it will stand. */
export type SiteSettings = {
  /** The folder that editors edit. */
  content: string;
  /** The folder that holds `views/`, `locales/` and `public/`. */
  project: string;
  /** The path the site lives under, such as `/guide`; empty at the top of a host. */
  base: string;
  /** Scheme and host for links that must be whole; empty when not known. */
  origin: string;
};

/** What is running: the edition in hand, and whether it is about to stop. */
export type Site = { base: string; origin: string; edition: Edition; isStopping: boolean };

/**
 * Reads the content, the templates and the words, and prints the first edition.
 * @param now the clock that printing goes by
 * @throws {ContentMistakes} when the content cannot be published
 */
export async function openSite(
  { content, project, base, origin }: SiteSettings,
  now = new Date(),
): Promise<Site> {
  const style = await readFile(join(project, 'public', 'style.css'), 'utf8');
  const edition = await printEdition({
    directory: directoryOf(await loadContent(content)),
    words: await wordsFrom(join(project, 'locales')),
    addresses: addressesUnder(base, origin),
    render: await loadViews(join(project, 'views')),
    style,
    now,
  });
  return { base, origin, edition, isStopping: false };
}

async function wordsFrom(folder: string): Promise<Words> {
  const files = await Promise.all(
    LOCALES.map(
      async (locale) => [locale, JSON.parse(await readFile(join(folder, `${locale}.json`), 'utf8'))] as const,
    ),
  );
  return stringsOf(Object.fromEntries(files) as Record<Locale, Record<string, string>>);
}
