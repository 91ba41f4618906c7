import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LazyRequest } from '../../src/http/lazy-request.ts';
import { answersIn, type Wire, wireTo } from './wire.ts';

/** The headers of a request as Node finds them, and as its listener does. */
type Seen = { before: IncomingHttpHeaders; after: IncomingHttpHeaders };

const seen: Seen[] = [];
const server = createServer<typeof LazyRequest>(
  { IncomingMessage: LazyRequest, requireHostHeader: false },
  (request, response) => {
    const { headers: before } = request;
    request.isHandedOver = true;
    seen.push({ before, after: request.headers });
    request.resume();
    response.end();
  },
);
let wire: Wire;

beforeAll(async () => {
  wire = await wireTo(server);
});

afterAll(() => wire.stop());

async function headersOf(bytes: string): Promise<Seen> {
  const answers = answersIn(await wire.send(bytes));
  expect(answers.at(-1)?.status).toBe(200);
  const last = seen.at(-1);
  if (!last) throw new Error('nothing was asked');
  return last;
}

const LAST = 'Host: x\r\nConnection: close\r\n\r\n';

test('of a plain request no object of headers is made before somebody needs it', async () => {
  const { before, after } = await headersOf(`GET / HTTP/1.1\r\nAccept-Language: es\r\n${LAST}`);
  expect(before).toEqual({});
  expect(after).toEqual({ 'accept-language': 'es', host: 'x', connection: 'close' });
});

test.each([
  ['a wish to hear first whether a body is welcome', `GET / HTTP/1.1\r\nEXPECT: 100-Continue\r\n${LAST}`],
  ['a body of a known length', `POST / HTTP/1.1\r\nContent-length: 0\r\n${LAST}`],
  ['a body in chunks', `POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n${LAST}0\r\n\r\n`],
  ['an older HTTP', `GET / HTTP/1.0\r\nTE: chunked\r\n${LAST}`],
])('%s: Node finds all headers', async (_what, bytes) => {
  const { before, after } = await headersOf(bytes);
  expect(before).toEqual(after);
  expect(before).toMatchObject({ host: 'x', connection: 'close' });
});
