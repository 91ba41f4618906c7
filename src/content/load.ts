import { join } from 'node:path';
import type { z } from 'zod';
import type { Text } from '../locale.ts';
import { type Content, filesOf, type Sourced, type Written } from './content.ts';
import { contradictoryDates } from './dates.ts';
import { fieldInWords } from './field-names.ts';
import { linksInAnotherLanguage } from './links.ts';
import { contradictoryNumbers } from './numbers.ts';
import { takenSlugs } from './own-slugs.ts';
import { about, accessibility, furtherListings, guide, section } from './page.ts';
import { papers } from './papers.ts';
import { parsed, rememberedOf } from './parsed.ts';
import { pauses } from './pauses.ts';
import { ContentMistakes, type Finding, type Findings, type Problem } from './problems.ts';
import { brokenReferences } from './references.ts';
import { alerts, closures, organizations, site, synonyms } from './schema.ts';
import { type Folder, readSnapshot, type Snapshot, TRANSLATIONS } from './snapshot.ts';
import { staleRights } from './stale.ts';
import { questionsAboutStatus } from './status.ts';
import { eachText, itemsOf } from './texts.ts';
import { type Translations, translations, translationsOf } from './translations.ts';
import { exposedAddresses } from './withheld.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** What the files of a content folder say, what people confirmed of it, and how to say where in them something stands. */
export type Checked = {
  content: Content;
  translations: Translations;
  problemOf: (finding: Finding) => Problem;
};

/**
 * Reads and checks a content folder.
 * @param folder the folder that holds `site.yaml`, `sections/` and `guides/`
 * @throws {ContentMistakes} with every mistake found, when there is any
 */
export async function loadContent(folder: string): Promise<Checked> {
  return contentOf(await readSnapshot(folder));
}

/**
 * Checks the texts of a content folder.
 * What it refuses does not depend on the clock: a machine with a wrong clock still starts.
 * @throws {ContentMistakes} with every mistake found, when there is any
 */
export async function contentOf(snapshot: Snapshot): Promise<Checked> {
  const read = await readContent(snapshot);
  const mistakes: Finding[] = [];
  const pause = pauses();
  for (const rule of RULES) {
    for (const found of rule(read.content)) {
      if (found) mistakes.push(found);
      else await pause();
    }
    await pause();
  }
  if (mistakes.length > 0) throw new ContentMistakes(mistakes.map(read.problemOf));
  return read;
}

/** What each file says by itself is the schemas’ matter; these look at all of them together. */
export const RULES: readonly ((content: Content) => Findings)[] = [
  brokenReferences,
  takenSlugs,
  contradictoryNumbers,
  contradictoryDates,
  exposedAddresses,
  questionsAboutStatus,
  linksInAnotherLanguage,
  staleRights,
];

/**
 * Reads each file by itself; the rules across files are not asked. It pauses between files, so that a running
 * site goes on answering.
 * @throws {ContentMistakes} with every mistake found, when there is any
 */
export async function readContent(snapshot: Snapshot): Promise<Checked> {
  const problems: Problem[] = [...snapshot.problems];
  const read = async <Schema extends z.ZodType>(schema: Schema, name: string) => {
    const text = snapshot.files.get(name);
    // Why it was not read is among the problems of the snapshot.
    if (text === undefined) return null;
    const file = join(snapshot.folder, name);
    const known = rememberedOf(schema, file, text);
    if (known) return { id: idOf(name), file, ...known };
    const read = await parsed(schema, file, text);
    if ('value' in read) return { id: idOf(name), file, ...read };
    problems.push(...read.problems);
    return null;
  };
  const readAll = async <Schema extends z.ZodType>(schema: Schema, folder: Folder) => {
    const found = new Map<string, Sourced<z.infer<Schema>>>();
    for (const name of [...snapshot.files.keys()].sort()) {
      if (!name.startsWith(`${folder}/`)) continue;
      const file = await read(schema, name);
      if (file) found.set(file.id, file);
    }
    return found;
  };

  const files = {
    site: await read(site, 'site.yaml'),
    about: await read(about, 'about.yaml'),
    current: await read(about, 'current.yaml'),
    safety: await read(about, 'safety.yaml'),
    papers: await read(papers, 'papers.yaml'),
    accessibility: await read(accessibility, 'accessibility.yaml'),
    data: await read(about, 'data.yaml'),
    organizations: await read(organizations, 'organizations.yaml'),
    alerts: await read(alerts, 'alerts.yaml'),
    closures: await read(closures, 'closures.yaml'),
    synonyms: await read(synonyms, 'synonyms.yaml'),
    sections: await readAll(section, 'sections'),
    listings: await readAll(furtherListings, 'listings'),
    guides: await readAll(guide, 'guides'),
  };
  const stamps = await read(translations, TRANSLATIONS);
  // One file says something of another only when every file could be read: a file with a typo is not a missing file.
  if (problems.length > 0 || !isWhole(files)) throw new ContentMistakes(problems);
  const standing = await translationsOf(stamps?.value.confirmed ?? [], await allTexts(files));
  const content: Content = { ...files, olderHalves: standing.olderHalves };
  return { content, translations: standing, problemOf: placesIn(snapshot) };
}

/** Finds the places of findings. A file is read once more for it, and only when there is something to say about it. */
function placesIn({ folder, files }: Snapshot): Checked['problemOf'] {
  const texts = new Map([...files].map(([name, text]) => [join(folder, name), text]));
  const known = new Map<string, YamlFile>();
  return ({ file, path, message }) => {
    const text = texts.get(file);
    if (text === undefined) return { file, line: 1, column: 1, field: null, message };
    const yaml = known.get(file) ?? readYaml(text);
    known.set(file, yaml);
    return { file, ...yaml.positionOf(path), field: fieldInWords(path, yaml.value), message };
  };
}

function isWhole(files: { [Name in keyof Written]: Written[Name] | null }): files is Written {
  return Object.values(files).every((file) => file !== null);
}

async function allTexts(files: Written): Promise<Text[]> {
  const texts: Text[] = [];
  const pause = pauses();
  for (const file of filesOf(files)) {
    for (const item of itemsOf(file)) eachText(item, (text) => texts.push(text));
    await pause();
  }
  return texts;
}

function idOf(name: string): string {
  return name.replace(/^.*\//, '').replace(/\.yaml$/, '');
}
