import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { tallyOf } from '../../src/http/counts.ts';
import { serverFor } from '../../src/http/serving.ts';
import { openTown } from '../town.ts';
import { answersIn, type Wire, type WireAnswer, wireTo } from './wire.ts';

const { site } = await openTown();

/** The town behind the same server as in production. */
function townServer({ descriptors = 1000 } = {}) {
  const tally = tallyOf();
  const errors: unknown[] = [];
  const app = createApp(site, (error) => errors.push(error), tally);
  return { app, server: serverFor(app, site, tally, descriptors), tally, errors };
}

const { server, errors } = townServer();
let wire: Wire;

beforeAll(async () => {
  wire = await wireTo(server);
});

afterAll(async () => {
  await wire.stop();
  expect(errors).toEqual([]);
});

async function answersTo(bytes: string): Promise<WireAnswer[]> {
  return answersIn(await wire.send(bytes));
}

const ASKING = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
const LAST = 'Host: x\r\nConnection: close\r\n\r\n';

/** What every answer without markup carries. */
async function bareHeaders(): Promise<[string, string][]> {
  const [redirect] = await answersTo(`GET / HTTP/1.1\r\n${LAST}`);
  const ofRedirects = ['location', 'vary', 'date', 'connection'];
  return [...(redirect?.headers ?? [])].filter(([name]) => !ofRedirects.includes(name));
}

describe('what is no request that can be answered', () => {
  test.each([
    ['words', 'canary\r\n\r\n', 400],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['the beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03canary', 400],
    ['a header with a line end of its own', `GET /en/ HTTP/1.1\r\nX: a\rcanary: b\r\n${LAST}`, 400],
    ['a header that goes on in the next line', `GET /en/ HTTP/1.1\r\nX: a\r\n canary\r\n${LAST}`, 400],
    ['two lengths', `POST /en/search/ HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n${LAST}q=a`, 400],
    [
      'a length and chunks',
      `POST /en/search/ HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${LAST}3\r\nq=a\r\n0\r\n\r\n`,
      400,
    ],
    ['a tunnel', `CONNECT canary:443 HTTP/1.1\r\n${LAST}`, 405],
    ['an expectation that nobody knows', `GET /en/ HTTP/1.1\r\nExpect: canary\r\n${LAST}`, 417],
  ])('%s: refused with the headers of every answer, and not repeated', async (_what, bytes, status) => {
    const [answer, ...more] = await answersTo(bytes);
    expect(more).toEqual([]);
    expect(answer?.status).toBe(status);
    expect(answer?.headers.get('connection')).toBe('close');
    for (const [name, value] of await bareHeaders()) expect(answer?.headers.get(name), name).toBe(value);
    expect(JSON.stringify([...(answer?.headers ?? [])]) + answer?.body).not.toContain('canary');
  });

  test('a tunnel is told what can be asked for', async () => {
    const [answer] = await answersTo(`CONNECT guide:443 HTTP/1.1\r\n${LAST}`);
    expect(answer?.headers.get('allow')).toBe('GET, HEAD');
  });

  test('headers that never end are given up with 408', async () => {
    const slow = townServer();
    // The production limit is ten seconds; a test waits for the first look after a tenth of one.
    slow.server.headersTimeout = 100;
    const line = await wireTo(slow.server);
    try {
      const [answer] = answersIn(await line.send('GET /en/ HTTP/1.1\r\nHost: x\r\n'));
      expect(answer?.status).toBe(408);
      for (const [name, value] of await bareHeaders()) expect(answer?.headers.get(name), name).toBe(value);
    } finally {
      await line.stop();
    }
  });

  test.each([
    ['nine kilobytes of cookies', `Cookie: ${'city=1; '.repeat(1125)}\r\n`],
    ['a hundred headers', 'X: a\r\n'.repeat(98)],
  ])('%s: 431, and a page in both languages that says what to do', async (_what, lines) => {
    const [answer, ...more] = await answersTo(`GET /en/ HTTP/1.1\r\n${lines}${LAST}`);
    expect(more).toEqual([]);
    expect(answer?.status).toBe(431);
    const error = await answersTo(`GET /nowhere/ HTTP/1.1\r\n${LAST}`);
    const vary = ['content-length', 'date'];
    const without = (headers: ReadonlyMap<string, string> | undefined) =>
      [...(headers ?? [])].filter(([name]) => !vary.includes(name)).sort();
    expect(without(answer?.headers)).toEqual(without(error[0]?.headers));
    const $ = load(Buffer.from(answer?.body ?? '', 'latin1').toString());
    expect([$('h1').text(), $('h2').first().text()]).toEqual([
      'Your browser sent too much',
      'Su navegador envió demasiado',
    ]);
  });

  test('ninety-nine headers are a request', async () => {
    const [answer] = await answersTo(`GET /en/ HTTP/1.1\r\n${'X: a\r\n'.repeat(97)}${LAST}`);
    expect(answer?.status).toBe(200);
  });
});

describe('who is refused and stays on the line', () => {
  test.each([
    ['with a wish for a tunnel', `CONNECT guide:443 HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['with words that nobody can read', 'canary\r\n\r\n'],
    ['with another protocol', `GET /en/ HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHost: x\r\n\r\n`],
    ['with a method that is no question', 'DELETE /en/ HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s: takes no room', async (_how, bytes) => {
    const held = townServer();
    const line = await wireTo(held.server);
    const socket = connect({ port: line.port, host: '127.0.0.1', allowHalfOpen: true });
    try {
      const [[ours]] = await Promise.all([once(held.server, 'connection'), once(socket, 'connect')]);
      socket.resume().write(bytes);
      await once(ours, 'close');
      expect(socket.writable).toBe(true);
    } finally {
      socket.destroy();
      await line.stop();
    }
  });
});

test('whoever asks a ready copy and closes that half of the connection is answered', async () => {
  const ready = townServer();
  await ready.app.getReady();
  const line = await wireTo(ready.server);
  const socket = connect(line.port, '127.0.0.1').end(ASKING);
  try {
    const [said] = await once(socket, 'data');
    expect(answersIn(String(said)).map(({ status }) => status)).toEqual([200]);
  } finally {
    socket.destroy();
    await line.stop();
  }
});

test('whoever takes nothing of an answer has half a minute', async () => {
  const patient = townServer();
  const line = await wireTo(patient.server);
  const socket = connect(line.port, '127.0.0.1');
  try {
    const [ours] = (await once(patient.server, 'connection')) as [Socket];
    // Nothing is read here, and after some hundred pages the system takes no more for us.
    while (ours.writableLength === 0) {
      socket.write('GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(patient.server, 'request');
    }
    expect(ours.timeout).toBe(30_000);
    ours.emit('timeout');
    await once(ours, 'close');
  } finally {
    socket.destroy();
    await line.stop();
  }
});

describe('the host of a request', () => {
  test.each([
    ['none', 'GET /en/ HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two', `GET /en/ HTTP/1.1\r\nHost: y\r\n${LAST}`, 400],
    ['the same twice', `GET /en/ HTTP/1.1\r\nHOST: x\r\n${LAST}`, 400],
    ['none, in HTTP/1.0', 'GET /en/ HTTP/1.0\r\n\r\n', 200],
    ['one', `GET /en/ HTTP/1.1\r\n${LAST}`, 200],
  ])('%s', async (_which, bytes, status) => {
    const [answer] = await answersTo(bytes);
    expect(answer?.status).toBe(status);
    expect(answer?.body).toContain('<!doctype html>');
  });
});

test('what a browser says of its languages reaches the choice of one', async () => {
  const [answer] = await answersTo(`GET / HTTP/1.1\r\nAccept-Language: es-US,es;q=0.9\r\n${LAST}`);
  expect(answer?.headers.get('location')).toBe('/es/');
});

describe('a client that asks before it sends', () => {
  const asking = (length: number) =>
    `POST /en/search/ HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n` +
    `Expect: 100-continue\r\n${LAST}`;

  test('may send a search', async () => {
    const answers = await answersTo(`${asking(6)}q=food`);
    expect(answers.map(({ status }) => status)).toEqual([100, 200]);
  });

  test('and who speaks HTTP/1.0, which has no such question, is not answered it', async () => {
    const answers = await answersTo(`${asking(6).replace('HTTP/1.1', 'HTTP/1.0')}q=food`);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  test('is told at once that a body is too long', async () => {
    const answers = await answersTo(asking(1025));
    expect(answers.map(({ status }) => status)).toEqual([413]);
  });
});

test('words that nobody can read after a request end the connection without another answer', async () => {
  const answers = await answersTo('GET /en/ HTTP/1.1\r\nHost: x\r\n\r\ncanary\r\n\r\n');
  expect(answers.map(({ status }) => status)).toEqual([200]);
});

test('nor does such words behind a search take its answer away', async () => {
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nHost: x\r\n\r\n';
  const answers = await answersTo(`POST /en/search/ HTTP/1.1\r\n${form}q=foodcanary\r\n\r\n`);
  expect(answers.map(({ status }) => status)).toEqual([200]);
  expect(answers[0]?.headers.get('connection')).toBe('close');
});

test.each([
  ['a page', 'GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n'],
  [
    'a search',
    'POST /en/search/ HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nHost: x\r\n\r\nq=food',
  ],
])('a wish for a tunnel behind %s takes its answer from nobody', async (_what, asking) => {
  const answers = await answersTo(`${asking}CONNECT guide:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(answers.map(({ status }) => status)).toEqual([200]);
});

test.each(['websocket', 'h2c'])(
  'a wish to speak %s is left aside, and the connection ends',
  async (protocol) => {
    const upgrade = `Connection: Upgrade\r\nUpgrade: ${protocol}\r\nHost: x\r\n\r\n`;
    // Node loses what comes behind it: a proxy must not wait for that on this connection.
    const answers = await answersTo(`GET /en/ HTTP/1.1\r\n${upgrade}${ASKING}`);
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(answers[0]?.headers.get('connection')).toBe('close');
  },
);

test('one connection carries a thousand requests, and then ends', async () => {
  const answers = answersIn(await wire.sendInTurn(Array<string>(251).fill(ASKING.repeat(4))));
  expect(answers).toHaveLength(1000);
  expect(answers.at(-2)?.headers.get('connection')).not.toBe('close');
  expect(answers.at(-1)?.headers.get('connection')).toBe('close');
});

describe('requests that do not wait for answers', () => {
  test('four are answered in turn', async () => {
    const answers = await answersTo(
      ASKING.repeat(3) + ASKING.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(200));
  });

  test.each([
    ['hundreds of pages', 'GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['thousands of the shortest', 'GET / HTTP/1.1\r\n\r\n', 3_600],
  ])('of %s, none is even made: the connection ends', async (_what, asking, count) => {
    const crowded = townServer();
    let made = 0;
    crowded.server.on('request', () => (made += 1));
    const line = await wireTo(crowded.server);
    try {
      const said = await line.send(asking.repeat(count));
      expect(said.match(/^HTTP\/1\.1 /gm)?.length ?? 0).toBeLessThanOrEqual(4);
      expect(made).toBeLessThanOrEqual(5);
    } finally {
      await line.stop();
    }
  });
});

test.each(['http://canary:x/', 'http://[::1', 'http://', '*', 'http://canary:99999/en/'])(
  '%s holds no path, and is a page that is not there',
  async (target) => {
    const [answer] = await answersTo(`GET ${target} HTTP/1.1\r\n${LAST}`);
    expect(answer?.status).toBe(404);
    expect(answer?.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer?.body).toContain('<h1>This page is not here</h1>');
    expect(answer?.body).not.toContain('canary');
  },
);

test('more connections than there is room for are closed at once, and there is room again when others end', async () => {
  const full = townServer({ descriptors: 66 });
  full.server.listen(0, '127.0.0.1');
  await once(full.server, 'listening');
  const { port } = full.server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  try {
    const held = [await open(), await open()];
    const turnedAway = await open();
    await once(turnedAway, 'close');
    held[0]?.destroy();
    // The server hears of the end a moment later.
    for (let isIn = false; !isIn; ) {
      const socket = await open();
      socket.write(`GET /en/ HTTP/1.1\r\n${LAST}`);
      const [said] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])]);
      isIn = String(said).startsWith('HTTP/1.1 200 ');
    }
    held[1]?.destroy();
  } finally {
    full.server.closeAllConnections();
    full.server.close();
  }
});
