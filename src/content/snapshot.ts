import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Text } from '../locale.ts';
import { readContentFile, UnreadableFile } from './file.ts';
import type { Problem } from './problems.ts';

/** The content folder as it stood at one moment: texts only, nothing read from them yet. */
export type Snapshot = {
  /** How the folder was named; messages begin with it. */
  folder: string;
  /** `sections/health.yaml` → its text. */
  files: ReadonlyMap<string, string>;
  /** What stands in the folder and is no readable content file. */
  problems: readonly Problem[];
};

/** The files that stand by themselves. */
export const FILES = [
  'site',
  'about',
  'current',
  'safety',
  'papers',
  'accessibility',
  'data',
  'organizations',
  'alerts',
  'closures',
  'synonyms',
] as const;
/** The folders: two that hold one file for each page, and one, which need not be there, for more listings of sections. */
export const FOLDERS = ['sections', 'listings', 'guides'] as const;
export type Folder = (typeof FOLDERS)[number];
/** How many files a folder may hold. */
export const MAX_FILES: Readonly<Record<Folder, number>> = { sections: 64, listings: 512, guides: 64 };
/** Written by `npm run translations`; a folder without it has confirmed no translation yet. */
export const TRANSLATIONS = 'translations.yaml';

const AT_ONCE = 8;
const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/;

/**
 * Reads every file of a content folder once.
 * @param folder the folder that holds `site.yaml`, `sections/` and `guides/`
 */
export async function readSnapshot(folder: string): Promise<Snapshot> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const refuse = (name: string, message: Text) =>
    problems.push({ file: join(folder, name), line: 1, column: 1, field: null, message });

  const names = [...FILES.map((name) => `${name}.yaml`), ...(await translationsIn(folder))];
  for (const subfolder of FOLDERS) names.push(...(await namesIn(folder, subfolder, refuse)));
  // One after the other they would mostly wait for the disk.
  for (let first = 0; first < names.length; first += AT_ONCE) {
    const some = names.slice(first, first + AT_ONCE);
    const texts = await Promise.all(some.map((name) => textOf(join(folder, name))));
    for (const [at, name] of some.entries()) {
      const text = texts[at];
      if (typeof text === 'string') files.set(name, text);
      else if (text) refuse(name, text.advice);
    }
  }
  return { folder, files, problems };
}

function textOf(path: string): Promise<string | UnreadableFile> {
  return readContentFile(path).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return error;
    throw error;
  });
}

/** Whether two readings found the same words in the same files, and the same faults. */
export function isSame(one: Snapshot, other: Snapshot): boolean {
  return (
    one.files.size === other.files.size &&
    [...one.files].every(([name, text]) => other.files.get(name) === text) &&
    JSON.stringify(one.problems) === JSON.stringify(other.problems)
  );
}

async function translationsIn(folder: string): Promise<string[]> {
  return (await lstat(join(folder, TRANSLATIONS)).catch(() => null)) ? [TRANSLATIONS] : [];
}

async function namesIn(
  folder: string,
  subfolder: Folder,
  refuse: (name: string, message: Text) => void,
): Promise<string[]> {
  const path = join(folder, subfolder);
  const stat = await lstat(path).catch(() => null);
  if (!stat) {
    if (subfolder !== 'listings') refuse(subfolder, SAY.missingFolder);
    return [];
  }
  if (!stat.isDirectory()) {
    refuse(subfolder, SAY.noFolder);
    return [];
  }
  const names = await readdir(path).catch(() => null);
  if (!names) {
    refuse(subfolder, SAY.closedFolder);
    return [];
  }
  // Editors and sync tools leave hidden files; they are nobody's page.
  const visible = names.filter((name) => !name.startsWith('.')).sort();
  if (visible.length > MAX_FILES[subfolder]) {
    refuse(subfolder, tooMany(MAX_FILES[subfolder]));
    return [];
  }
  return visible
    .map((name) => `${subfolder}/${name}`)
    .filter((name, index) => {
      if (FILE_NAME.test(visible[index] ?? '')) return true;
      refuse(name, SAY.badName);
      return false;
    });
}

const SAY = {
  missingFolder: {
    en: 'this folder is missing; put it back',
    es: 'falta esta carpeta; vuelva a ponerla',
  },
  noFolder: {
    en: 'a folder belongs here, not a file or a shortcut',
    es: 'aquí va una carpeta, no un archivo ni un acceso directo',
  },
  closedFolder: {
    en: 'this folder cannot be opened; check its permissions',
    es: 'esta carpeta no se puede abrir; revise sus permisos',
  },
  badName: {
    en: 'rename this file in small letters with hyphens, ending in .yaml, such as food-shelter.yaml; or move it out of this folder',
    es: 'cambie el nombre de este archivo: minúsculas y guiones, y .yaml al final, por ejemplo food-shelter.yaml; o sáquelo de esta carpeta',
  },
} as const satisfies Record<string, Text>;

function tooMany(most: number): Text {
  return {
    en: `there are more than ${most} files here; move out the ones that are not of the guide`,
    es: `aquí hay más de ${most} archivos; saque los que no sean de la guía`,
  };
}
