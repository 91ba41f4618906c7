import { afterAll, describe, expect, test } from 'vitest';
import { reading } from './answers.ts';
import { exchanged } from './exchange.ts';
import { started } from './started.ts';

const server = await started();
afterAll(() => server.stop());

/** What a proxy in front might take for a part of the first request, and a server behind for a second one. */
const SECOND = 'GET /healthz HTTP/1.1\r\nHost: guide\r\nConnection: close\r\n\r\n';
const HOST = 'Host: guide';
const FORM = 'Content-Type: application/x-www-form-urlencoded';

/** The statuses that come back for bytes as they stand, and whether the connection has ended then. */
async function statusesFor(head: readonly string[], rest: string, ends: 'last' | 'at once' = 'last') {
  const sent = Buffer.from(`${head.join('\r\n')}\r\n\r\n${rest}`, 'latin1');
  const { bytes, end } = await exchanged(server.port, { bytes: sent, ends });
  const { answers, mistakes } = reading(bytes);
  expect(mistakes).toEqual([]);
  return {
    statuses: answers.map(({ status }) => status),
    connection: answers.at(-1)?.headers.get('connection'),
    isHung: end === 'hung',
    isSecondAnswered: bytes.includes('alive'),
  };
}

const refused = (status: number) => ({
  statuses: [status],
  connection: 'close',
  isHung: false,
  isSecondAnswered: false,
});

test('two good requests on one connection are answered, one after the other', async () => {
  const { statuses, isSecondAnswered } = await statusesFor(['GET /readyz HTTP/1.1', HOST], SECOND);
  expect([statuses, isSecondAnswered]).toEqual([[200, 200], true]);
});

describe('a request whose end can be read in two ways gets one answer, and its connection ends', () => {
  const chunk = `0\r\n\r\n${SECOND}`;
  test.each([
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], chunk, 400],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], chunk, 400],
    ['chunks', ['Transfer-Encoding: chunked'], chunk, 411],
    ['chunks in capitals', ['Transfer-Encoding: CHUNKED'], chunk, 411],
    ['chunks twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], chunk, 400],
    ['chunks by another name', ['Transfer-Encoding: xchunked'], chunk, 411],
    ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], chunk, 400],
    ['chunks in a second line', ['Transfer-Encoding:', ' chunked'], chunk, 400],
    ['chunks after a space', ['Transfer-Encoding : chunked'], chunk, 400],
    ['chunks after a strange sign', ['Transfer-Encoding: \x0bchunked'], chunk, 400],
    ['chunks with words', ['Transfer-Encoding: chunked'], `0;a="\r\n\r\n${SECOND}`, 411],
    ['two lengths', ['Content-Length: 0', 'Content-Length: 56'], SECOND, 400],
    ['the same length twice', ['Content-Length: 0', 'Content-Length: 0'], SECOND, 400],
    ['a list of lengths', ['Content-Length: 0, 0'], SECOND, 400],
    ['a length with a sign', ['Content-Length: +0'], SECOND, 400],
    ['a length below nothing', ['Content-Length: -1'], SECOND, 400],
    ['a length of base sixteen', ['Content-Length: 0x0'], SECOND, 400],
    ['a length with a gap', ['Content-Length: 0 0'], SECOND, 400],
    ['a length that is empty', ['Content-Length:'], SECOND, 400],
    ['a length beyond numbers', ['Content-Length: 18446744073709551616'], SECOND, 400],
    ['a length after a space', ['Content-Length : 0'], SECOND, 400],
    ['a line that ends with half an end', ['X-Half: a\nContent-Length: 0'], SECOND, 400],
    ['a line that ends with the other half', ['X-Half: a\rContent-Length: 0'], SECOND, 400],
    ['a header in two lines', ['X-Two: a', ' Content-Length: 0'], SECOND, 400],
    ['two hosts', ['Host: elsewhere.example.org', 'Content-Length: 0'], SECOND, 400],
    ['the same host twice', [HOST, 'Content-Length: 0'], SECOND, 400],
  ])('%s', async (_what, lines, rest, status) => {
    const head = ['POST /en/search/ HTTP/1.1', HOST, FORM, ...lines];
    expect(await statusesFor(head, rest)).toEqual(refused(status));
  });
});

test('chunks are not read for a page either', async () => {
  const head = ['GET /en/ HTTP/1.1', HOST, 'Transfer-Encoding: chunked'];
  expect(await statusesFor(head, `0\r\n\r\n${SECOND}`)).toEqual(refused(411));
});

describe('a second request inside a body that nobody reads is not answered', () => {
  const length = `Content-Length: ${SECOND.length}`;
  test.each([
    ['of a page', 'GET /en/', [length], 200],
    ['of a head', 'HEAD /en/', [length], 200],
    ['of an address that is not there', 'GET /nothing', [length], 404],
    ['of an address without its last sign', 'GET /en/search', [length], 301],
    ['of the bare host', 'GET /', [length], 302],
    ['of a health check', 'GET /readyz', [length], 200],
    ['of a wrong method', 'PUT /en/', [length], 405],
    ['that is too long', 'POST /en/search/', [FORM, 'Content-Length: 1025'], 413],
    ['of another type', 'POST /en/search/', ['Content-Type: text/plain', length], 415],
    ['that was promised with a strange condition', 'GET /en/', ['Expect: else', length], 417],
    ['that was asked leave for, where nobody wants it', 'GET /en/', ['Expect: 100-continue', length], 200],
  ])('%s', async (_what, line, lines, status) => {
    expect(await statusesFor([`${line} HTTP/1.1`, HOST, ...lines], SECOND)).toEqual(refused(status));
  });
});

describe('what would turn the connection into another one gets one answer', () => {
  test('a tunnel', async () => {
    expect(await statusesFor(['CONNECT elsewhere.example.org:443 HTTP/1.1', HOST], SECOND)).toEqual(
      refused(405),
    );
  });

  test.each(['websocket', 'h2c'])('the protocol %s', async (protocol) => {
    const head = ['GET /readyz HTTP/1.1', HOST, 'Connection: Upgrade', `Upgrade: ${protocol}`];
    const { statuses, connection } = await statusesFor(head, SECOND);
    expect([statuses, connection]).toEqual([[200], 'close']);
  });
});

test('after all of it, the server is the same and has told nobody', async () => {
  const { statuses } = await statusesFor(['GET /en/ HTTP/1.1', HOST, 'Connection: close'], '');
  expect([statuses, server.child.exitCode]).toEqual([[200], null]);
  expect(server.log()).not.toContain('"error"');
});
