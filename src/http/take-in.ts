import { createRequire } from 'node:module';
import { setImmediate as breath } from 'node:timers/promises';

/**
 * Reads the routes, and Express with them, by its packages and with a pause after each: it is 130 ms, and nobody
 * would be answered meanwhile.
 * @throws when Express has come to need a package that only `import` can read
 */
export async function takeInRoutes(): Promise<typeof import('./routes.ts')> {
  // Its packages may be there in two versions; those that it would find itself have to be read.
  const inExpress = createRequire(createRequire(import.meta.url).resolve('express'));
  const { dependencies }: { dependencies: Readonly<Record<string, string>> } = inExpress('./package.json');
  for (const name of Object.keys(dependencies)) {
    inExpress(name);
    await breath();
  }
  return import('./routes.ts');
}
