import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { exchanged } from './exchange.ts';
import { failuresOf } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { mistakesInLog } from './lifecycle.ts';
import { ownGuide } from './own-guide.ts';
import { rawRequest } from './raw-requests.ts';
import { started } from './started.ts';
import { until } from './until.ts';

const WIDTH = 32;

/** Words that only strangers say: afterwards they must stand nowhere, and neither may whoever said them. */
export const canaries: Attack = {
  name: 'readers’ words in the log or on the disk',
  amount: 4_000,
  short: 400,
  unit: 'malformed requests',
  run: async (amount, seed) => {
    const guide = await ownGuide();
    const room = await mkdtemp(join(tmpdir(), 'room-'));
    const failures = failuresOf();
    const files = async () => [...(await contentsOf(guide.folder)), ...(await contentsOf(room))];
    const before = await files();
    const server = await started({ folder: guide.folder, environment: { TMPDIR: room, HOME: room } });
    try {
      const from = new Set<number>();
      const send = async (text: string | Buffer) => {
        const exchange = await exchanged(server.port, { bytes: Buffer.from(text), ends: 'a moment later' });
        from.add(exchange.from);
      };
      await inParallel(PLACES.length, WIDTH, (turn) => send(PLACES[turn] ?? ''));
      await inParallel(amount, WIDTH, async (turn) => {
        const exchange = await exchanged(server.port, rawRequest(seed, turn));
        from.add(exchange.from);
      });
      // Twice a second it looks into its own folders.
      const keepsNothing = await until(async () => (await holds(server.pid)).length === 0);
      if (!keepsNothing) failures.add(`the server keeps open ${(await holds(server.pid)).join()}`);
      const lines = server.log().length;
      await server.stop();
      if (server.log().length === lines) failures.add('the log does not tell of the end');
      for (const mistake of mistakesInLog(server.log(), server.origin, from)) failures.add(mistake);
      const after = await files();
      for (const file of after.filter((one) => !before.includes(one))) failures.add(`on the disk: ${file}`);
      if (after.length !== before.length) failures.add(`${after.length} files, and ${before.length} before`);
      const note = `and ${PLACES.length} places for words; ${from.size} ports; ${after.length} files as before`;
      return { amount, ...failures.told(), worstMs: null, memoryMb: null, note };
    } finally {
      await server.stop();
      await guide.remove();
      await rm(room, { recursive: true });
    }
  },
};

/** Each file of a folder with its bytes, in one string. */
async function contentsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => `${path}: ${await readFile(path, 'latin1')}`));
}

/** The files that a process has open. Linux only; empty elsewhere. */
async function holds(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
  return targets.filter((target) => target.startsWith('/') && !target.startsWith('/dev/'));
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const NAMES = [
  ...[
    'User-Agent',
    'Referer',
    'X-Forwarded-For',
    'X-Real-IP',
    'Forwarded',
    'Cookie',
    'Authorization',
    'Accept',
  ],
  ...[
    'Accept-Language',
    'Accept-Encoding',
    'From',
    'Host',
    'Origin',
    'Via',
    'X-Request-Id',
    'Traceparent',
    'Range',
  ],
  ...[
    'If-None-Match',
    'Content-Type',
    'Expect',
    'Upgrade',
    'Proxy-Authorization',
    'X-Forwarded-Host',
    CANARY,
  ],
];

const asked = (line: string, more: readonly string[] = [], body = '') =>
  `${[`${line} HTTP/1.1`, ...(more.some((one) => /^host:/i.test(one)) ? [] : ['Host: guide']), ...more, 'Connection: close', '', body].join('\r\n')}`;

/** One request for each place that words can stand in. */
const PLACES: readonly string[] = [
  ...[
    `/${CANARY}`,
    `/en/${CANARY}/`,
    `/en/?${CANARY}`,
    `/en/food-shelter/?q=${CANARY}`,
    `/en/search/?q=${CANARY}`,
  ].map((path) => asked(`GET ${path}`)),
  ...[
    `/%${CANARY}`,
    `/${CANARY}%E0%A4%A`,
    `/%00${CANARY}`,
    `/en/%2e%2e/${CANARY}`,
    `/en/#${CANARY}`,
    `*${CANARY}`,
  ].map((path) => asked(`GET ${path}`)),
  ...[
    `http://${CANARY}.example.org/en/`,
    `//${CANARY}`,
    `http://[${CANARY}`,
    `http://${CANARY}:99999/`,
    `http://${CANARY}:x/`,
    `http://[${CANARY}:1/`,
  ].map((target) => asked(`GET ${target}`)),
  asked(`${CANARY} /en/`),
  asked(`GET /${CANARY.repeat(60)}`),
  asked(`POST /${CANARY}`, ['Content-Length: 0']),
  `GET / ${CANARY}/1.1\r\n\r\n`,
  ...NAMES.flatMap((name) =>
    ['/en/', '/', '/nothing'].map((path) => asked(`GET ${path}`, [`${name}: ${CANARY}`])),
  ),
  ...[
    `q=${CANARY}`,
    `${CANARY}=1`,
    `q=%${CANARY}`,
    `q=%E0%A4%A${CANARY}`,
    `{"q":"${CANARY}"}`,
    CANARY,
  ].flatMap((body) =>
    ['/en/search/', '/es/buscar/', '/en/', '/nothing'].flatMap((path) =>
      [FORM, 'Content-Type: application/json'].flatMap((type) => [
        asked(`POST ${path}`, [type, `Content-Length: ${body.length}`], body),
        asked(`POST ${path}`, [type, `Content-Length: ${body.length + 5}`], body),
        asked(`POST ${path}`, [type, 'Content-Length: 2000'], body),
        asked(
          `POST ${path}`,
          [type, 'Transfer-Encoding: chunked'],
          `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
        ),
      ]),
    ),
  ),
  asked('POST /en/search/', [`${FORM}; charset=${CANARY}`, 'Content-Length: 3'], 'q=a'),
  asked('POST /en/search/', [FORM, `Content-Encoding: ${CANARY}`, 'Content-Length: 3'], 'q=a'),
];
