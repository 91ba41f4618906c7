import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { openTown } from '../town.ts';

const { app, site, errors } = await openTown();

describe('the bare host', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', '/es/'],
    ['en-US,en;q=0.9', '/en/'],
    ['fr;q=0.9,es;q=0.5', '/es/'],
    ['ES', '/es/'],
    ['pt-BR', '/en/'],
    ['*', '/en/'],
    ['', '/en/'],
    ['x'.repeat(5000), '/en/'],
    // Only the beginning is read: a long list would keep the server busy.
    [`${'fr;q=0.9, '.repeat(20)}es`, '/en/'],
  ])('sends a browser that prefers “%.30s” to %s', async (accepted, place) => {
    const response = await request(app).get('/').set('Accept-Language', accepted);
    expect([response.status, response.headers['location']]).toEqual([302, place]);
  });

  test('does not look at cookies or at the query', async () => {
    const response = await request(app).get('/?lng=es').set('Cookie', 'i18next=es');
    expect(response.headers['location']).toBe('/en/');
  });
});

/** What comes back for a request line as it stands, with nothing tidied by a client. */
async function answerTo(line: string): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('the server listens on a port');
  const socket = connect(bound.port, '127.0.0.1');
  socket.end(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let said = '';
  for await (const chunk of socket) said += chunk;
  server.close();
  return said;
}

test('a proxy may send the whole address', async () => {
  expect(await answerTo('GET http://guide.example.org/en/food/?q=1')).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  '/../package.json',
  '/en/../../etc/passwd',
  '/en/%2e%2e/%2e%2e/etc/passwd',
  '//etc/passwd',
  '/en/food/..%2f..',
])('%s leads to no file', async (path) => {
  expect(await answerTo(`GET ${path}`)).toMatch(/^HTTP\/1\.1 404 /);
});

describe('an address as somebody copies it from paper', () => {
  test.each([
    ['/en/food', '/en/food/'],
    ['/EN/Food/', '/en/food/'],
    ['/es', '/es/'],
  ])('%s leads to %s', async (typed, meant) => {
    const response = await request(app).get(typed);
    expect([response.status, response.headers['location']]).toEqual([301, meant]);
  });

  test('a query changes nothing', async () => {
    expect((await request(app).get('/en/food/?utm_source=x')).status).toBe(200);
  });
});

describe('an address that is not there', () => {
  test.each([
    ['/en/nothing/', 'en', 'This page is not here'],
    ['/es/nada/', 'es', 'Esta página no está aquí'],
    ['/nothing', 'en', 'This page is not here'],
    ['/en/%E0%A4%A/', 'en', 'This page is not here'],
    ['/en/../../etc/passwd', 'en', 'This page is not here'],
  ])('%s says so first in the language of the address', async (path, language, heading) => {
    const response = await request(app).get(path);
    const $ = load(response.text);
    expect([response.status, $('html').attr('lang'), $('h1').text()]).toEqual([404, language, heading]);
  });

  test('says so in the other language too, with the way home and the numbers', async () => {
    const $ = load((await request(app).get('/en/nothing/')).text);
    const spanish = $('section[lang=es]');
    expect(spanish.find('h2').text()).toBe('Esta página no está aquí');
    expect(spanish.find('a[href="/es/"]').text()).toBe('Ir a la primera página');
    expect(spanish.find('a[href="tel:911"]')).toHaveLength(1);
  });

  test('does not repeat what was asked for', async () => {
    expect((await request(app).get('/en/canary-7f3a/')).text).not.toContain('canary');
  });
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  '%s is refused everywhere',
  async (method) => {
    for (const path of ['/', '/en/', '/healthz', '/nothing']) {
      const response = await request(app)[method.toLowerCase() as 'post'](path);
      expect([response.status, response.headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
  },
);

test.each(['/en/', '/es/nada/', '/'])('HEAD %s says what GET would, without the page', async (path) => {
  const get = await request(app).get(path).set('Accept-Encoding', 'gzip');
  const head = await request(app).head(path).set('Accept-Encoding', 'gzip');
  const { date: _, ...expected } = get.headers;
  expect([head.status, head.headers]).toEqual([get.status, expect.objectContaining(expected)]);
  expect(head.text ?? '').toBe('');
});

test('an address of more than 512 characters is refused', async () => {
  const response = await request(app).get(`/en/${'a'.repeat(600)}`);
  expect([response.status, load(response.text)('h1').text()]).toEqual([414, 'This address is too long']);
});

describe('the bytes of a page', () => {
  const page = site.edition.pages.get('/en/food/');

  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
    ['', undefined],
    ['deflate', undefined],
    ['identity;q=0', undefined],
    // Only the beginning is read: a long list would keep the server busy.
    [`${'x, '.repeat(70)}br`, undefined],
    [`${'x, '.repeat(60)}br`, 'br'],
  ])('travel for “%s” as %s', async (accepted, encoding) => {
    const response = await request(app).get('/en/food/').set('Accept-Encoding', accepted);
    expect(response.headers['content-encoding']).toBe(encoding);
  });

  test('are the same in every encoding', () => {
    const { identity, br } = page?.bytes ?? {};
    expect(identity).toBeInstanceOf(Buffer);
    expect(br && brotliDecompressSync(br)).toEqual(identity);
  });
});

test('a stopping copy says so to its balancer and closes its connections', async () => {
  const stopping = await openTown();
  stopping.site.isStopping = true;
  const [ready, page] = [await request(stopping.app).get('/readyz'), await request(stopping.app).get('/en/')];
  expect([ready.status, ready.body.status]).toEqual([503, 'stopping']);
  expect([page.status, page.headers['connection']]).toEqual([200, 'close']);
});

test('a serving copy names its edition', async () => {
  const { body } = await request(app).get('/readyz');
  expect(body).toEqual({ status: 'serving', edition: site.edition.version, content: 'current' });
});

describe('an error of ours', () => {
  const failure = new Error('canary-7f3a');
  /** The town, with an edition in hand that cannot be looked at so many times. */
  const failingApp = (times: number) => {
    const reported: unknown[] = [];
    let left = 0;
    const failing = {
      ...site,
      get edition() {
        if (left === 0) return site.edition;
        left -= 1;
        throw failure;
      },
    };
    const app = createApp(failing, (error) => reported.push(error));
    left = times;
    return { app, reported };
  };
  const WAYS = [
    ['at a plain request', 'gzip'],
    ['at one that Express answers', 'gzip;q=0.5'],
  ] as const;

  test.each(WAYS)('%s, is a printed page, and its words reach only the report', async (_, wish) => {
    const { app, reported } = failingApp(1);
    const response = await request(app).get('/es/comida/').set('Accept-Encoding', wish);
    expect([response.status, load(response.text)('h1').text()]).toEqual([500, 'Algo falló aquí']);
    expect(response.text).not.toContain('canary');
    expect(reported).toEqual([failure]);
  });

  test.each(WAYS)('%s, ends only its own connection when that page fails too', async (_, wish) => {
    const { app, reported } = failingApp(2);
    const server = createServer(app);
    const ask = () => request(server).get('/es/comida/').set('Accept-Encoding', wish);
    await expect(ask()).rejects.toThrow('socket hang up');
    expect(reported).toEqual([failure, failure]);
    expect((await ask()).status).toBe(200);
  });
});

test('no request of this file made an error', () => {
  expect(errors).toEqual([]);
});

test('under a path, everything moves with it', async () => {
  const guest = await openTown({ base: '/guide', origin: 'https://city.example.org' });
  expect((await request(guest.app).get('/guide/')).headers['location']).toBe('/guide/en/');
  expect((await request(guest.app).get('/guide')).headers['location']).toBe('/guide/en/');
  expect((await request(guest.app).get('/en/')).status).toBe(404);
  expect(load((await request(guest.app).get('/guide/es/nada')).text)('html').attr('lang')).toBe('es');
  const $ = load((await request(guest.app).get('/guide/es/comida/')).text);
  const own = $('a[href^="/"]')
    .map((_, link) => $(link).attr('href'))
    .get();
  expect(own.filter((href) => !href.startsWith('/guide/'))).toEqual([]);
  expect($('link[rel=canonical]').attr('href')).toBe('https://city.example.org/guide/es/comida/');
});
