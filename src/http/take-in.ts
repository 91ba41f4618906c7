import { existsSync, readFileSync, realpathSync } from 'node:fs';
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
  const place = require.resolve
    .paths(name)
    ?.map((folder) => join(folder, name, 'package.json'))
    .find((file) => existsSync(file));
  if (!place) return;
  // Node looks for what a package needs from where it really stands.
  const manifest = realpathSync(place);
  if (known.has(manifest)) return;
  known.add(manifest);
  const { dependencies = {} }: { dependencies?: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(manifest, 'utf8'),
  );
  for (const dependency of Object.keys(dependencies))
    await takeIn(dependency, createRequire(manifest), known);
  try {
    require(name);
  } catch {
    // Two have nothing but parts (dunder-proto, math-intrinsics). Whoever needs one reads it, and says when that fails.
  }
  await breath();
}
