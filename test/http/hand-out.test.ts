import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTown } from '../town.ts';

const { app, site, errors } = await openTown();
const server = createServer(app);
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** The whole answer but for its date, to a request with these headers and no others but Host. */
async function answerTo(path: string, headers: Readonly<Record<string, string | string[]>>, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const asked = get({ port, path, headers, method, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const { date: _, ...rest } = response.headers;
  return { status: response.statusCode, headers: rest, body: (await buffer(response)).toString('base64') };
}

// What browsers send is looked up in a list; anything else is read as RFC 9110 says. Both must come to the same.
describe.each([
  'gzip, deflate, br, zstd',
  'gzip, deflate, br',
  'gzip, br',
  'br, gzip',
  'br',
  'gzip, deflate',
  'gzip,deflate',
  'gzip',
  'identity',
  '',
])('a browser that sends Accept-Encoding: %s', (wish) => {
  test.each(['/en/', '/es/comida/', '/en/food/?from=somewhere', '/es/nada/', '/nowhere'])(
    'gets the same answer at %s as one that says it in other words',
    async (path) => {
      const plain = await answerTo(path, { 'Accept-Encoding': wish });
      const careful = await answerTo(path, { 'Accept-Encoding': `${wish}${wish && ','} x-unknown` });
      expect(plain).toEqual(careful);
    },
  );
});

test('a browser that sends no wish gets bytes that need no decoding', async () => {
  const { headers } = await answerTo('/en/', {});
  expect(headers['content-encoding']).toBeUndefined();
});

test.each([
  ['an encoding that is refused', { 'Accept-Encoding': 'gzip;q=0' }, undefined],
  ['brotli that is refused', { 'Accept-Encoding': 'br;q=0, gzip' }, 'gzip'],
  ['two lines of wishes', { 'Accept-Encoding': ['identity', 'gzip'] }, 'gzip'],
])('%s is understood', async (_, headers, encoding) => {
  const answer = await answerTo('/en/', headers);
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
});

test.each([
  ['a page', '/en/food/', 200],
  ['an address without its last slash', '/en/food', 301],
  ['an address in capitals', '/EN/FOOD/', 301],
  ['an address with two slashes at its end', '/en/food//', 301],
  ['a file with a slash at its end', '/robots.txt/', 301],
  ['the bare host', '/', 302],
  ['a health check', '/healthz', 200],
  ['a health check with a slash, which is none', '/healthz/', 404],
  ['an address of nothing', '/en/nothing/', 404],
  ['an address of nothing without its last slash', '/en/nothing', 404],
  ['an address that is far too long', `/en/${'x'.repeat(600)}/`, 414],
])('%s is answered for what it is, to all who ask', async (_, path, status) => {
  const wish = { 'Accept-Encoding': 'gzip, deflate, br' };
  const { headers, ...plain } = await answerTo(path, wish);
  expect(plain.status).toBe(status);
  expect(await answerTo(path, wish, 'HEAD')).toEqual({ status, headers, body: '' });
});

test('a new edition is handed out from the next request on', async () => {
  const before = site.edition;
  const later = await openTown({ now: '2026-12-24T12:00:00-05:00' });
  const first = await answerTo('/en/print/', { 'Accept-Encoding': 'gzip' });
  site.edition = later.site.edition;
  const second = await answerTo('/en/print/', { 'Accept-Encoding': 'gzip' });
  site.edition = before;
  expect(second.body).toBe(later.site.edition.pages.get('/en/print/')?.bytes.gzip.toString('base64'));
  expect(second.body).not.toBe(first.body);
});

test('no request of this file made an error', () => {
  expect(errors).toEqual([]);
});
