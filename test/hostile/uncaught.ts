import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { formOf, readiness } from './ask.ts';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { type Failures, failuresOf } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { type OwnTown, ownTown } from './own-town.ts';
import { allWrong } from './readers.ts';
import { type Started, started } from './started.ts';
import { until } from './until.ts';

/**
 * An error that nobody catches, as a fault of ours or of a package would throw it: the copy says its class and place and
 * nothing else, finishes what it began, and ends with 1.
 */
export const uncaughtErrors: Attack = {
  name: 'errors that nobody catches',
  amount: 18,
  short: 4,
  unit: 'errors',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const town = await ownTown();
    try {
      await inParallel(amount, AT_ONCE, async (turn) => {
        // The one in our own code every time.
        const error = ERRORS[turn === 0 ? 0 : 1 + ((turn - 1 + seed) % (ERRORS.length - 1))];
        if (!error) return;
        const fail = (what: string) => failures.add(`${error.what}: ${what}`);
        await thrown(error, town, { ...failures, add: fail }).catch(fail);
      });
    } finally {
      await town.remove();
    }
    return { ...failures.told(), amount, worstMs: null, memoryMb: null, note: '' };
  },
};

const AT_ONCE = 6;
const LATEST_END_MS = 15_000;

/** An error, the JavaScript that lets it happen in the server, and what the log may say of it. */
type Uncaught = { what: string; code: string; says: { class: RegExp; at?: RegExp }; touches?: boolean };

const ANY = /^[A-Za-z]{1,40}$/;
const later = (throwing: string) => `setTimeout(() => { ${throwing} }, 1)`;

const ERRORS: readonly Uncaught[] = [
  {
    what: 'an error in our own code',
    // The next answer to what is no HTTP meets a broken socket.
    code: `
      const { write } = net.Socket.prototype;
      net.Socket.prototype.write = function (...said) {
        if (!String(said[0]).startsWith('HTTP/1.1 400 ')) return write.apply(this, said);
        net.Socket.prototype.write = write;
        throw new RangeError('${CANARY}\\n    at file:///${CANARY}.js:1:1');
      };`,
    says: { class: /^RangeError$/, at: /^http\/malformed\.js:\d+:\d+$/ },
    touches: true,
  },
  {
    what: 'an error in a timer',
    code: later(`throw new TypeError('${CANARY}')`),
    says: { class: /^TypeError$/ },
  },
  {
    what: 'a rejected promise',
    code: `Promise.reject(new SyntaxError('${CANARY}'))`,
    says: { class: /^SyntaxError$/ },
  },
  {
    what: 'an event “error” that nobody hears',
    code: later(`new EventEmitter().emit('error', new Error('${CANARY}'))`),
    says: { class: /^Error$/ },
  },
  {
    what: 'an event “error” with words',
    code: later(`new EventEmitter().emit('error', '${CANARY}')`),
    says: { class: ANY },
  },
  { what: 'words', code: later(`throw '${CANARY}'`), says: { class: /^string$/ } },
  { what: 'words of a promise', code: `Promise.reject('${CANARY}')`, says: { class: ANY } },
  { what: 'null', code: later('throw null'), says: { class: ANY } },
  { what: 'nothing of a promise', code: 'Promise.reject()', says: { class: ANY } },
  { what: 'a symbol', code: later(`throw Symbol('${CANARY}')`), says: { class: /^symbol$/ } },
  {
    what: 'an error with words as its name',
    code: later(
      `throw Object.assign(new Error('x'), { name: '${CANARY}\\n{"event":"listening"}', code: '${CANARY}' })`,
    ),
    says: { class: /^Error$/ },
  },
  {
    what: 'a class with words as its name',
    code: later(
      `const E = class extends Error {}; Object.defineProperty(E, 'name', { value: '${CANARY} x' }); throw new E('${CANARY}')`,
    ),
    says: { class: /^Error$/ },
  },
  {
    what: 'a message that looks like places in our code',
    code: later(
      `throw new Error('x\\n    at ${CANARY} (' + new URL('./', 'file://' + process.argv[1]).pathname + 'canary/a.js:1:1)')`,
    ),
    says: { class: /^Error$/, at: /^unknown$/ },
  },
  {
    what: 'an error whose stack throws',
    code: later(
      `throw Object.defineProperty(new Error('${CANARY}'), 'stack', { get() { throw new Error('${CANARY}') } })`,
    ),
    says: { class: ANY, at: /^unknown$/ },
  },
  {
    what: 'an object that throws wherever it is looked at',
    code: later(
      `throw new Proxy({}, { get() { throw '${CANARY}' }, getPrototypeOf() { throw '${CANARY}' }, ownKeys() { throw '${CANARY}' } })`,
    ),
    says: { class: ANY },
  },
  {
    what: 'an error with a stack of 10 MB',
    code: later(`const e = new Error('x'); e.stack = '${CANARY}'.repeat(1e6); throw e`),
    says: { class: /^Error$/ },
  },
  {
    what: 'a hundred errors at once',
    code: `for (let i = 0; i < 100; i += 1) setTimeout(() => { throw new Error('${CANARY}') }, i * 5)`,
    says: { class: /^Error$/ },
  },
  {
    what: 'an error, and SIGTERM after it',
    code: later(`setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200); throw new Error('${CANARY}')`),
    says: { class: /^Error$/ },
  },
];

async function thrown({ code, says, touches }: Uncaught, town: OwnTown, failures: Failures): Promise<void> {
  const before = `
    import net from 'node:net';
    import { EventEmitter } from 'node:events';
    process.on('SIGUSR2', () => { ${code} });
  `;
  const server = await started({ folder: town.folder, before });
  const search = await beganToSearch(server.port, failures);
  try {
    server.child.kill('SIGUSR2');
    const isTold = await until(async () => {
      // The signal may not have been taken yet.
      if (touches) await nonsense(server.port);
      return (await readiness(server.port)).status === 503;
    });
    if (!isTold) failures.add('/readyz did not become 503');
    for (const wrong of await allWrong(server.port, town, DURING)) failures.add(`while it drained, ${wrong}`);
    const rest = await search.finish();
    if (!rest.startsWith('HTTP/1.1 200 ') || !rest.endsWith('</html>\n') || !rest.includes(WORDS))
      failures.add(`the search under way was answered ${JSON.stringify(rest.slice(0, 80))}`);
    const begun = performance.now();
    const { code: ended, signal } = await endOf(server);
    if (ended !== 1) failures.add(`it ended with ${ended ?? signal}`);
    if (performance.now() - begun > LATEST_END_MS) failures.add('it took too long to end');
    for (const wrong of wrongIn(server.log(), says)) failures.add(wrong);
  } finally {
    search.socket.destroy();
    await server.stop('SIGKILL');
  }
}

async function nonsense(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await new Promise<void>((resolve) => socket.write('nonsense\r\n\r\n', () => resolve()));
  socket.destroy();
}

/** So few that they end before the copy does. */
const DURING = 10;
const WORDS = 'food today';

/** A search of which the server has the head, and waits for the rest. */
async function beganToSearch(
  port: number,
  failures: Failures,
): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const body = formOf(WORDS);
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk));
  socket.write(
    `POST /en/search/ HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\n\r\n',
  );
  if (!(await until(async () => said !== ''))) failures.add('a search was not asked for its words');
  said = '';
  socket.write(body.subarray(0, 3));
  return {
    socket,
    finish: async () => {
      if (socket.closed) return said;
      const end = once(socket, 'close');
      socket.write(body.subarray(3));
      await end;
      return said;
    },
  };
}

async function endOf({ child }: Started) {
  const last = setTimeout(() => child.kill('SIGKILL'), LATEST_END_MS + 5_000);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  clearTimeout(last);
  return { code: child.exitCode, signal: child.signalCode };
}

function wrongIn(log: string, says: Uncaught['says']): string[] {
  const wrong = log.includes('canary') ? ['the log holds words of the error'] : [];
  const lines = log.split('\n').filter((line) => line !== '');
  const events: string[] = [];
  for (const line of lines) {
    try {
      const entry = JSON.parse(line) as Record<string, string>;
      events.push(entry['event'] ?? '');
      if (entry['event'] !== 'error') continue;
      const { class: name = '', at = '', ...more } = entry;
      if (!says.class.test(name) || !(says.at ?? /./).test(at) || Object.keys(more).length > 1)
        wrong.push(`the log says ${line.slice(0, 200)}`);
    } catch {
      wrong.push(`the log says ${line.slice(0, 200)}`);
    }
  }
  for (const event of ['error', 'draining', 'closed'])
    if (!events.includes(event)) wrong.push(`the log has no “${event}”`);
  return wrong;
}
