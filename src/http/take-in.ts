import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';

/**
 * Reads the routes, and Express with them, by its packages and theirs, with a pause after each: it is 150 ms, and nobody
 * would be answered meanwhile.
 */
export async function takeInRoutes(): Promise<typeof import('./routes.ts')> {
  await takeIn('express', createRequire(import.meta.url), new Set());
  return import('./routes.ts');
}

/** A package after all that it depends on. It may be there in two versions: each is read as whoever needs it finds it. */
async function takeIn(name: string, require: NodeJS.Require, known: Set<string>): Promise<void> {
  const folder = require.resolve
    .paths(name)
    ?.map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (!folder || known.has(folder)) return;
  known.add(folder);
  const manifest = join(folder, 'package.json');
  const { dependencies = {} }: { dependencies?: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(manifest, 'utf8'),
  );
  for (const dependency of Object.keys(dependencies))
    await takeIn(dependency, createRequire(manifest), known);
  try {
    require(name);
  } catch {
    // Some cannot be read as a whole, or so. Whoever needs it reads what it needs, and says when that fails.
  }
  await breath();
}
