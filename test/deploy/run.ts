import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { behindBalancers } from './balancers.ts';
import { behindCache } from './shared-cache.ts';
import { onStaticHost } from './static-host.ts';
import { underAPath } from './under-a-path.ts';

/**
 * The configurations of `deploy/` with the real programs: copies behind balancers and under a path
 * of another site, a cache in front, and files on a host for
 * files. Prints a table for each; ends with 1 when a reader met anything but what they should.
 *
 *     npm run test:deploy [-- TIMES [balancers | path | cache | files]]
 */

const [times = '10', only] = process.argv.slice(2);

await promisify(execFile)('npm', ['run', '--silent', 'build']);
let isGood = true;
for (const [part, report] of [
  ['balancers', () => behindBalancers(Number(times))],
  ['path', underAPath],
  ['cache', behindCache],
  ['files', onStaticHost],
] as const) {
  if (only !== undefined && only !== part) continue;
  const rows = await report();
  console.table(rows);
  isGood &&= rows.every(({ ok }) => ok);
}
process.exitCode = isGood ? 0 : 1;
