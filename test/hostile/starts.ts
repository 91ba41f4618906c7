import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Attack } from './attack.ts';
import { failuresOf } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { type OwnTown, ownTown } from './own-town.ts';
import { started } from './started.ts';

/** Starts that cannot be: each ends with 1 at once, and one line names the variable, its value and what was expected. */
export const mistakenStarts: Attack = {
  name: 'starts with a setting that cannot be meant',
  amount: 14,
  short: 3,
  unit: 'starts',
  run: async (amount) => {
    const failures = failuresOf();
    const town = await ownTown();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    let slowest = 0;
    try {
      const mistakes = mistakesFor((other.address() as AddressInfo).port);
      await inParallel(amount, AT_ONCE, async (turn) => {
        const mistake = mistakes[turn % mistakes.length];
        if (!mistake) return;
        const begun = performance.now();
        const wrong = await wrongWith(mistake, town).catch(String);
        const took = performance.now() - begun;
        slowest = Math.max(slowest, took);
        const told = `${mistake.variable}=${JSON.stringify(mistake.value)}`;
        if (wrong) failures.add(`${told}: ${wrong}`);
        if (took > LATEST_MS) failures.add(`${told} took ${Math.round(took)} ms`);
      });
    } finally {
      other.close();
      await town.remove();
    }
    const note = `the slowest ended after ${Math.round(slowest)} ms`;
    return { ...failures.told(), amount, worstMs: null, memoryMb: null, note };
  },
};

const AT_ONCE = 3;
const LATEST_MS = 15_000;

type Mistake = { variable: string; value: string; expected: RegExp };

function mistakesFor(taken: number): Mistake[] {
  const of = (variable: string, value: string, expected: RegExp): Mistake => ({ variable, value, expected });
  return [
    of('PORT', String(taken), /a port that is free/),
    of('HOST', '192.0.2.1', /an address of this machine/),
    of('CONTENT_DIR', 'locales/en.json', /a folder that is there/),
    // RFC 6761, section 6.4: a name that never exists.
    of('HOST', 'nowhere.invalid', /an address of this machine/),
    of('CONTENT_DIR', 'nowhere', /a folder that is there/),
    of('CONTENT_DIR', '/dev/null', /a folder that is there/),
    of('PORT', '65536', /a number from 0 to 65535/),
    of('PORT', '3000; rm -rf /', /a number from 0 to 65535/),
    of('HOST', '127.0.0.1:3000', /an address of this machine/),
    of('HOST', 'http://127.0.0.1', /an address of this machine/),
    of('BASE_PATH', '/Guide\u202e', /a path in lower case/),
    of('BASE_PATH', '/readyz', /another path/),
    of('SITE_URL', 'javascript:alert(1)', /an address such as https/),
    of('SITE_URL', 'https://a.example/\nHost: b', /scheme and host only/),
  ];
}

async function wrongWith({ variable, value, expected }: Mistake, town: OwnTown): Promise<string> {
  // Where a start is told of a port, it is this one.
  const before = `
    import { writeSync } from 'node:fs';
    process.env[${JSON.stringify(variable)}] = ${JSON.stringify(value)};
    process.on('exit', (code) => writeSync(2, 'ended with ' + code + '\\n'));
  `;
  const server = await started({ folder: town.folder, before }).catch((error: unknown) => String(error));
  if (typeof server !== 'string') {
    await server.stop('SIGKILL');
    return 'it started';
  }
  const lines = server.replace('Error: the server ended: ', '').split('\n').filter(Boolean);
  const [ending, said = '', ...more] = lines
    .filter((line) => !line.startsWith('{"event":"content_loaded"'))
    .reverse();
  if (ending !== 'ended with 1') return `it did not end with 1: ${server}`;
  const shown = value.replace(
    /[\n\u202e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (!said.startsWith(`${variable}=${shown}: expected `) || !expected.test(said) || more.length > 0)
    return `it said ${JSON.stringify(server)}`;
  return '';
}
