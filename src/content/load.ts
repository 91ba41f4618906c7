import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Content, Sourced } from './content.ts';
import { explain } from './explain.ts';
import { readContentFile, UnreadableFile } from './file.ts';
import { ContentMistakes, type Problem } from './problems.ts';
import { brokenReferences } from './references.ts';
import { about, alerts, guide, organizations, section, site } from './schema.ts';
import { readYaml, type YamlFile, YamlMistake } from './yaml.ts';

const MAX_FILES = 64;
const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/;

/**
 * Reads and checks a content folder.
 * @param folder the folder that holds `site.yaml`, `sections/` and `guides/`
 * @throws {ContentMistakes} with every mistake found, when there is any.
 */
export async function loadContent(folder: string): Promise<Content> {
  const problems: Problem[] = [];
  const yamlOf = new Map<string, YamlFile>();

  const read = async <Schema extends z.ZodType>(schema: Schema, file: string, id: string) => {
    try {
      const yaml = readYaml(await readContentFile(file));
      yamlOf.set(file, yaml);
      const result = schema.safeParse(yaml.value);
      if (result.success) return { id, file, value: result.data };
      problems.push(...explain(result.error.issues, file, yaml));
    } catch (error) {
      problems.push(unreadable(error, file));
    }
    return null;
  };
  const readAll = async <Schema extends z.ZodType>(schema: Schema, name: string) => {
    const found = new Map<string, Sourced<z.infer<Schema>>>();
    for (const entry of await namesIn(join(folder, name), problems)) {
      const id = entry.replace(/\.yaml$/, '');
      const file = await read(schema, join(folder, name, entry), id);
      if (file) found.set(id, file);
    }
    return found;
  };

  const files = {
    site: await read(site, join(folder, 'site.yaml'), 'site'),
    about: await read(about, join(folder, 'about.yaml'), 'about'),
    organizations: await read(organizations, join(folder, 'organizations.yaml'), 'organizations'),
    alerts: await read(alerts, join(folder, 'alerts.yaml'), 'alerts'),
    sections: await readAll(section, 'sections'),
    guides: await readAll(guide, 'guides'),
  };
  // References are judged only when every file could be read: a file with a typo is not a missing file.
  if (problems.length === 0 && isWhole(files)) {
    for (const { file, path, message } of brokenReferences(files)) {
      const position = yamlOf.get(file)?.positionOf(path) ?? { line: 1, column: 1 };
      problems.push({ file, ...position, message });
    }
    if (problems.length === 0) return files;
  }
  throw new ContentMistakes(problems);
}

type Files = { [Name in keyof Content]: Content[Name] | null };

function isWhole(files: Files): files is Content {
  return Object.values(files).every((file) => file !== null);
}

async function namesIn(folder: string, problems: Problem[]): Promise<string[]> {
  const refuse = (file: string, message: string) => problems.push({ file, line: 1, column: 1, message });
  const names = await readdir(folder).catch(() => {
    refuse(folder, 'this folder is missing; put it back');
    return [];
  });
  const visible = names.filter((name) => !name.startsWith('.')).sort();
  if (visible.length > MAX_FILES) refuse(folder, `there are more than ${MAX_FILES} files here`);
  return visible.filter((name) => {
    if (FILE_NAME.test(name)) return true;
    refuse(join(folder, name), 'a content file is named in lower-case words with hyphens and ends in .yaml');
    return false;
  });
}

function unreadable(error: unknown, file: string): Problem {
  if (error instanceof YamlMistake) return { file, ...error.position, message: error.message };
  if (error instanceof UnreadableFile) {
    const rows = error.before.split('\n');
    return { file, line: rows.length, column: (rows.at(-1)?.length ?? 0) + 1, message: error.message };
  }
  throw error;
}
