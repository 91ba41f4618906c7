import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { brotliDecompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Site } from '../../src/site.ts';
import { openChangedTown, openTown } from '../town.ts';

const FORM = 'application/x-www-form-urlencoded';
const ENGLISH = '/en/search/';
const SPANISH = '/es/buscar/';
/** No text of the town has it, and nothing looks like it. */
const CANARY = 'zqxwvkj';

const town = await openTown();
const { app, site, errors } = town;

/** As a browser sends what somebody typed: halves of characters are replaced (URL Standard, forms). */
const search = (typed: string, address = ENGLISH, asked = app) =>
  sending(`q=${encodeURIComponent(asSent(typed))}`, address, asked);

/** A body as it stands. */
const sending = (body: string, address = ENGLISH, asked = app) =>
  request(asked).post(address).set('Content-Type', FORM).send(body);

const asSent = (typed: string) => typed.replace(/\p{Surrogate}/gu, '\uFFFD');
const fieldOf = ($: ReturnType<typeof load>) => $('input[type=search]').attr('value');
const typedOn = ({ text }: { text: string }) => fieldOf(load(text));

// A client tidies what it sends; some of these facts are about what is not tidy.
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** What comes back for a head and a body as they stand, until the server closes or enough has come. */
async function exchanged(head: readonly string[], body: string | Buffer = '', isHalfClosed = false) {
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('the server listens on a port');
  const socket = connect({ port: bound.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write(`${[...head, 'Host: x', '', ''].join('\r\n')}`);
  socket.write(body);
  if (isHalfClosed) socket.end();
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  socket.destroy();
  const bytes = Buffer.concat(chunks);
  const end = bytes.indexOf('\r\n\r\n');
  const [status = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(status.split(' ')[1]), headers, body: bytes.subarray(end + 4) };
}

const POST = [`POST ${ENGLISH} HTTP/1.1`, `Content-Type: ${FORM}`];

describe('the answer to a search', () => {
  const permissions = [
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-get',
    'screen-wake-lock',
    'usb',
    'xr-spatial-tracking',
  ];

  test.each([
    [ENGLISH, 'en'],
    [SPANISH, 'es'],
  ])('at %s carries exactly these headers', async (address, language) => {
    const { styles, scripts } = site.edition.hashes;
    const { status, headers: all } = await search('groceries', address);
    const { date, connection, 'content-length': length, ...headers } = all;
    expect([status, date, connection]).toEqual([200, expect.any(String), 'close']);
    expect(length).toMatch(/^\d+$/);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'content-encoding': 'gzip',
      'content-language': language,
      'content-security-policy':
        `default-src 'none';style-src ${styles.join(' ')};img-src data:;base-uri 'none';form-action 'self';` +
        `frame-ancestors 'none';script-src ${scripts.join(' ')};connect-src 'self';` +
        "require-trusted-types-for 'script';trusted-types 'none'",
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'permissions-policy': permissions.map((feature) => `${feature}=()`).join(', '),
      'referrer-policy': 'no-referrer',
      'request-otr': '1',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'x-robots-tag': 'noindex',
      'x-xss-protection': '0',
    });
  });

  test('asks for https from then on, over https', async () => {
    const secure = await openTown({ origin: 'https://guide.example.org' });
    const { headers } = await search('groceries', ENGLISH, secure.app);
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['content-security-policy']).toMatch(/;upgrade-insecure-requests$/);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    [undefined, (bytes: Buffer) => bytes],
  ])('reads the same in %s', async (encoding, undone) => {
    const answer = await exchanged(
      [
        ...POST,
        'Content-Length: 11',
        'Connection: close',
        ...(encoding ? [`Accept-Encoding: ${encoding}`] : []),
      ],
      'q=groceries',
    );
    const html = undone(answer.body).toString();
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-length']).toBe(String(answer.body.length));
    expect(html).toBe(site.edition.searches.get(ENGLISH)?.print('groceries'));
    expect(load(html)('main article').length).toBeGreaterThan(0);
  });

  test('closes the connection of a copy that is about to stop', async () => {
    const stopping = await openTown();
    stopping.site.isStopping = true;
    const bound = createServer(stopping.app).listen(0, '127.0.0.1');
    await once(bound, 'listening');
    const keptOpen = () => request(bound).post(ENGLISH).set('Connection', 'keep-alive').type('form');
    const { status, headers } = await keptOpen().send('q=food');
    stopping.site.isStopping = false;
    const { headers: serving } = await keptOpen().send('q=food');
    bound.close();
    bound.closeAllConnections();
    expect([status, headers['connection'], serving['connection']]).toEqual([200, 'close', 'keep-alive']);
  });

  test('comes from a new edition from the next search on', async () => {
    const changing = await openTown();
    const newer = await openChangedTown({
      'sections/food.yaml': [['name: { en: Elm Pantry, es: Despensa Elm }', 'name: Marmalade House']],
    });
    const found = async () => {
      const $ = load((await search('marmalade', ENGLISH, changing.app)).text);
      return $('#elm-pantry h3').text();
    };
    const before = await found();
    changing.site.edition = newer.site.edition;
    expect([before, await found()]).toEqual(['', 'Marmalade House']);
  });

  test('moves with the site under a path', async () => {
    const guest = await openTown({ base: '/guide', origin: 'https://city.example.org' });
    const $ = load((await search('groceries', '/guide/en/search/', guest.app)).text);
    const targets = $('form')
      .toArray()
      .map((form) => $(form).attr('action'));
    expect(targets).toEqual(['/guide/es/buscar/', '/guide/en/search/']);
    expect((await search('groceries', ENGLISH, guest.app)).status).toBe(405);
  });
});

describe('the search address', () => {
  test.each([
    ['GET', '/en/search/?q=groceries'],
    ['GET', '/es/buscar/?q=mandado'],
  ] as const)('is a printed page to %s %s, and its query is not read', async (_method, address) => {
    const [path = ''] = address.split('?');
    const { status, headers, text } = await request(app).get(address);
    const { date: _, ...expected } = (await request(app).get(path)).headers;
    expect([status, text]).toEqual([200, site.edition.pages.get(path)?.bytes.identity.toString()]);
    expect(headers).toMatchObject(expected);
    expect(typedOn({ text })).toBe('');
    expect(load(text)('main article')).toHaveLength(0);
  });

  test('says the same to HEAD, without the page', async () => {
    const gzip = { 'Accept-Encoding': 'gzip' };
    const { date: _, ...expected } = (await request(app).get(ENGLISH).set(gzip)).headers;
    const head = await request(app).head(`${ENGLISH}?q=groceries`).set(gzip);
    expect([head.status, head.text]).toEqual([200, undefined]);
    expect(head.headers).toMatchObject(expected);
  });

  test('reads what was sent, not its own query', async () => {
    const response = await sending('q=mandado', `${ENGLISH}?q=groceries`);
    expect([response.status, typedOn(response)]).toEqual([200, 'mandado']);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('takes no %s', async (method) => {
    for (const address of [ENGLISH, SPANISH]) {
      const response = await request(app)[method.toLowerCase() as 'put'](address);
      expect([response.status, response.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
    }
  });

  test.each(['/', '/en/', '/en/food/', '/es/comida/', '/en/buscar/', '/healthz', '/nothing'])(
    'is no other one: POST %s is refused',
    async (address) => {
      const response = await sending('q=groceries', address);
      expect([response.status, response.headers['allow']]).toEqual([405, 'GET, HEAD']);
    },
  );
});

test.each(['/en/search', '/EN/Search/'])('POST %s is meant for the search', async (address) => {
  expect((await sending('q=groceries', address)).status).toBe(200);
});

describe('what cannot be a search is refused', () => {
  const refusal = ({ status, headers, text = '' }: { status: number; headers: object; text?: string }) => ({
    status,
    connection: Reflect.get(headers, 'connection'),
    heading: load(text)('h1').text(),
  });
  const TOO_LONG = { status: 413, connection: 'close', heading: 'That is too long' };
  const NO_LENGTH = { status: 411, connection: 'close', heading: 'We could not read that' };
  const OTHER_TYPE = { status: 415, connection: 'close', heading: 'We could not read that' };
  const raw = async (head: readonly string[], body?: string | Buffer) => {
    const answer = await exchanged(head, body);
    return refusal({ ...answer, text: answer.body.toString() });
  };

  test('when it says that it is longer than 1,024 bytes, before any of it is there', async () => {
    expect(await raw([...POST, 'Content-Length: 1025'])).toEqual(TOO_LONG);
  });

  test('and of ten megabytes that are on their way, most are never read', async () => {
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    // The end of the connection may come before the answer to so much.
    const sent = exchanged([...POST, 'Content-Length: 10000000'], Buffer.alloc(10_000_000, 'a')).catch(
      () => null,
    );
    const [socket] = await accepted;
    await once(socket, 'close');
    await sent;
    expect(socket.bytesRead).toBeLessThan(5_000_000);
  });

  test('and 1,024 bytes are not too long', async () => {
    const body = `q=food&more=${'x'.repeat(1024 - 'q=food&more='.length)}`;
    const response = await sending(body);
    expect([body.length, response.status, typedOn(response)]).toEqual([1024, 200, 'food']);
    expect(refusal(await sending(`${body}x`))).toEqual(TOO_LONG);
  });

  test.each([
    ['no length', []],
    ['chunks', ['Transfer-Encoding: chunked']],
  ])('when it comes with %s, before any of it is there', async (_what, more) => {
    expect(await raw([...POST, ...more])).toEqual(NO_LENGTH);
  });

  test.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencodedx',
    'application/x-www-form-urlencoded; charset=utf-16',
    '',
  ])('when its type is “%s”', async (type) => {
    const head = [
      `POST ${ENGLISH} HTTP/1.1`,
      ...(type ? [`Content-Type: ${type}`] : []),
      'Content-Length: 6',
    ];
    expect(await raw(head, 'q=food')).toEqual(OTHER_TYPE);
  });

  test.each(['Application/X-WWW-Form-URLencoded', 'application/x-www-form-urlencoded ; charset=UTF-8'])(
    'and “%s” is the right type',
    async (type) => {
      const response = await request(app).post(ENGLISH).set('Content-Type', type).send('q=food');
      expect([response.status, typedOn(response)]).toEqual([200, 'food']);
    },
  );

  test.each([
    ['gzip', gzipSync('q=food')],
    ['deflate', deflateSync('q=food')],
  ])('when it is compressed with %s', async (encoding, bytes) => {
    const head = [...POST, `Content-Encoding: ${encoding}`, `Content-Length: ${bytes.length}`];
    expect(await raw(head, bytes)).toEqual(OTHER_TYPE);
  });

  test('when it has more than four fields', async () => {
    expect((await sending('a=1&b=2&c=3&q=food')).status).toBe(200);
    expect(refusal(await sending('a=1&b=2&c=3&d=4&q=food'))).toEqual(TOO_LONG);
  });

  test('when its end is missing', async () => {
    const { status, headers } = await exchanged([...POST, 'Content-Length: 100'], 'q=food', true);
    expect([status, headers['connection']]).toEqual([400, 'close']);
    // Nobody is there any more to be told, and nobody else is kept from being answered.
    expect((await search('food')).status).toBe(200);
  });

  test.each([
    ['a length below zero', ['Content-Length: -1']],
    ['a length that no computer can count', ['Content-Length: 99999999999999999999']],
    ['two lengths', ['Content-Length: 6', 'Content-Length: 7']],
    ['a length and chunks', ['Content-Length: 6', 'Transfer-Encoding: chunked']],
  ])('when it has %s', async (_what, more) => {
    const { status, headers } = await exchanged([...POST, ...more], 'q=food');
    expect([status, headers['connection']]).toEqual([400, 'close']);
  });

  test.each([
    ['413', { 'Content-Type': FORM }, `q=${CANARY}${'x'.repeat(1024)}`],
    ['415', { 'Content-Type': 'text/plain' }, `q=${CANARY}`],
  ])('and the %s page repeats none of it', async (status, headers, body) => {
    const response = await request(app).post(SPANISH).set(headers).send(body);
    expect([String(response.status), load(response.text)('html').attr('lang')]).toEqual([status, 'es']);
    expect(response.text).not.toContain(CANARY);
  });
});

describe('a form that is not as we send it', () => {
  test.each([
    ['q=groceries&q=mandado', 'groceries'],
    ['other=groceries', ''],
    ['', ''],
    ['q', ''],
    ['q=', ''],
    ['=groceries', ''],
    ['Q=groceries', ''],
    ['__proto__=groceries', ''],
    ['__proto__[q]=groceries', ''],
    ['constructor=groceries', ''],
    ['q[a]=groceries', ''],
    ['q[]=groceries', ''],
    ['q=%zz%', '%zz%'],
    ['q=%E0%A4%A', '\uFFFD%A'],
    // Half of a character.
    ['q=%ED%A0%80', '\uFFFD\uFFFD\uFFFD'],
    // HTML has no such character (HTML Standard, preprocessing the input stream).
    ['q=a%00b', 'ab'],
    ['q=a+b%20c', 'a b c'],
    ['q=a;b=c', 'a;b=c'],
    ['q=groceries&', 'groceries'],
    ['%71=groceries', 'groceries'],
  ])('“%s” is read as “%s”', async (body, typed) => {
    const response = await sending(body);
    expect([response.status, typedOn(response)]).toEqual([200, typed]);
  });

  test.each(['', ' ', '\t \u00A0'])('with “%s” is answered as the empty page', async (typed) => {
    const $ = load((await search(typed)).text);
    expect($('h1').text()).toBe('Search this guide');
    expect($('main').text()).toBe(load((await request(app).get(ENGLISH)).text)('main').text());
  });

  test.each([
    [81, 'x'.repeat(81), 'x'.repeat(80)],
    [160, 'ñ'.repeat(160), 'ñ'.repeat(80)],
    ['half a character more than 79', `${'x'.repeat(79)}😀`, 'x'.repeat(79)],
  ])('and of %s characters the first 80 count', async (_count, typed, read) => {
    expect(typedOn(await search(typed))).toBe(read);
  });
});

describe('the words of a search', () => {
  /** Everything that an answer says, without the field and the hidden field of the language switch. */
  const without = (html: string) => {
    const $ = load(html);
    const fields = $('input[type=search], header nav input[name=q]');
    expect(fields).toHaveLength(2);
    const said = fields.toArray().map((field) => $(field).attr('value'));
    fields.removeAttr('value');
    return { said, rest: $.html() };
  };

  test.each([
    ['nothing', CANARY],
    ['something', `groceries ${CANARY}`],
    ['something urgent', `somebody knocks ${CANARY}`],
  ])('that find %s stand in the field and in the language switch, and nowhere else', async (_what, typed) => {
    for (const address of [ENGLISH, SPANISH]) {
      const { text, headers } = await search(typed, address);
      const { said, rest } = without(text);
      expect(said).toEqual([typed, typed]);
      expect(rest).not.toMatch(new RegExp(CANARY, 'i'));
      expect(JSON.stringify(headers)).not.toMatch(new RegExp(CANARY, 'i'));
    }
  });

  test('leave the title, the address and everything else of a page as they are', async () => {
    const [one, other] = await Promise.all([CANARY, 'xwvqzqw'].map((typed) => search(typed)));
    expect(without(one?.text ?? '').rest).toBe(without(other?.text ?? '').rest);
    const $ = load(one?.text ?? '');
    const empty = load((await request(app).get(ENGLISH)).text);
    for (const place of ['title', 'link[rel=canonical]', 'meta[name=description]']) {
      expect($.html(place), place).toBe(empty.html(place));
    }
  });

  test.each([
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)' autofocus x='",
    '</title><img src=x onerror=alert(1)>',
    '&quot;&lt;b&gt;&amp;',
    '<%= v.typed %>',
    '{{t}} $& $1 {1}',
    '--><!-- ]]>',
  ])('are text, whatever they are: %s', async (typed) => {
    const { text } = await search(typed);
    const $ = load(text);
    expect(without(text).said).toEqual([typed, typed]);
    expect($('script')).toHaveLength(2);
    expect($('main img, main b, [autofocus], [onfocus], [onerror]')).toHaveLength(0);
  });

  test('are in no page of an error of ours', async () => {
    const reported: unknown[] = [];
    const print = (typed: string): string => {
      throw new Error(typed);
    };
    const searches = new Map([[SPANISH, { language: 'es' as const, print }]]);
    const failing: Site = { ...site, edition: { ...site.edition, searches } };
    const failingApp = createApp(failing, (error) => reported.push(error));
    const response = await search(CANARY, SPANISH, failingApp);
    expect([response.status, load(response.text)('h1').text()]).toEqual([500, 'Algo falló aquí']);
    expect(response.text + JSON.stringify(response.headers)).not.toContain(CANARY);
    expect(reported).toEqual([new Error(CANARY)]);
  });
});

describe('anything that can be typed', () => {
  /** What stands in the field: no control characters, which HTML cannot hold, and no half of a character. */
  const asRead = (typed: string) =>
    asSent(typed)
      .slice(0, 80)
      .replace(/\p{Cs}|\p{Cc}/gu, '');

  const EXPECTED_FORMS = new Set([ENGLISH, SPANISH]);
  const strange = ($: ReturnType<typeof load>) =>
    [
      ...$('*')
        .toArray()
        .filter((one) => Object.keys($(one).attr() ?? {}).some((name) => /^on|^style$|^srcdoc$/i.test(name))),
      ...$('iframe, object, embed, img, base, meta[http-equiv], [src], [href^="javascript:" i]').toArray(),
      ...$('form')
        .toArray()
        .filter((form) => !EXPECTED_FORMS.has($(form).attr('action') ?? '')),
      ...$('script').toArray().slice(2),
      ...$('html, head, body, title, main, h1, input[type=search]').toArray().slice(7),
    ].map((one) => $.html(one));

  const typing = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 120 }),
    fc.string({ unit: fc.constantFrom(...'<>"\'&=%\\/\0\r\n \uFDFA\u0301ñ😀'), maxLength: 120 }),
    fc
      .array(fc.constantFrom('food', 'pan', 'knock', 'elm', '(312) 555-0101', '"', '<b>', 'lla\u0301mame'))
      .map((words) => words.join(' ')),
    fc.string({ unit: 'binary', minLength: 1000, maxLength: 2000 }),
  );

  test('is answered, stands in the field as it was typed, and is nothing but text', async () => {
    const address = fc.constantFrom(ENGLISH, SPANISH);
    await fc.assert(
      fc.asyncProperty(typing, address, async (typed, place) => {
        const body = `q=${encodeURIComponent(asSent(typed))}`;
        const response = await request(server).post(place).set('Content-Type', FORM).send(body);
        expect(response.status).toBe(body.length > 1024 ? 413 : 200);
        if (response.status === 413) return;
        const $ = load(response.text);
        expect(fieldOf($)).toBe(asRead(typed));
        expect(strange($)).toEqual([]);
        expect($('h1').text()).not.toBe('');
        expect($('main a').length).toBeGreaterThan(0);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('even as bytes that are no form', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const response = await exchanged(
          [...POST, `Content-Length: ${bytes.length}`, 'Connection: close'],
          Buffer.from(bytes),
        );
        expect([200, 413]).toContain(response.status);
        expect(strange(load(response.body.toString()))).toEqual([]);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

test('no request of this file made an error', () => {
  expect(errors).toEqual([]);
});
