import { CANARY } from './canary.ts';
import { type Chance, chanceFrom } from './chance.ts';
import type { Sending } from './exchange.ts';

/** A request in parts, before it is written down. */
type Parts = {
  method: string;
  target: string;
  version: string;
  headers: [string, string][];
  body: string;
};

/** Of more at once, a server may end the connection instead of answering. */
const MOST_WAITING = 4;

/** What a stranger sends on one connection: good requests, bad ones, and what is no request at all. */
export function rawRequest(seed: number, turn: number): Sending {
  const chance = chanceFrom(seed, turn);
  const ends = chance.pick(['at once', 'at once', 'a moment later'] as const);
  if (chance.percent(4)) return { bytes: chance.pick(NO_HTTP)(chance), ends };
  if (chance.percent(2)) return { ...askingForLeave(chance), ends: 'a moment later' };
  const several = chance.percent(25) ? 2 + chance.below(MOST_WAITING - 1) : 1;
  const written = Array.from({ length: several }, () => {
    const parts = goodParts(chance);
    const changes = chance.percent(15) ? 0 : 1 + chance.below(3);
    for (let change = 0; change < changes; change += 1) chance.pick(CHANGES)(parts, chance);
    return bytesOf(parts, chance);
  });
  return {
    bytes: chance.percent(35) ? damaged(Buffer.concat(written), chance) : Buffer.concat(written),
    ends,
  };
}

const PATHS = ['/', '/en/', '/es/', '/en/search/', '/es/buscar/', '/en/food-shelter/', '/EN', '/es/nada/'];
const HEALTH = ['/healthz', '/readyz'];

function goodParts(chance: Chance): Parts {
  const method = chance.pick(['GET', 'GET', 'GET', 'HEAD', 'POST']);
  const body = method === 'POST' ? `q=${CANARY}` : '';
  const path =
    method === 'POST' ? chance.pick(['/en/search/', '/es/buscar/']) : chance.pick([...PATHS, ...HEALTH]);
  return {
    method,
    target: chance.percent(50) ? `${path}?${CANARY}` : path,
    version: 'HTTP/1.1',
    headers: [
      ['Host', `${CANARY}.example.org`],
      ['User-Agent', CANARY],
      ['Accept-Language', chance.pick(['es', 'en', 'es-MX,es;q=0.9', CANARY])],
      ['Accept-Encoding', chance.pick(['gzip', 'br', 'identity', 'gzip, br'])],
      ...(chance.percent(30) ? ([['Connection', 'close']] as [string, string][]) : []),
      ...(method === 'POST'
        ? ([
            ['Content-Type', 'application/x-www-form-urlencoded'],
            ['Content-Length', String(body.length)],
          ] as [string, string][])
        : []),
    ],
    body,
  };
}

const METHODS = [
  ...[
    'get',
    'G',
    '',
    'PUT',
    'DELETE',
    'TRACE',
    'OPTIONS',
    'PATCH',
    'PROPFIND',
    'SEARCH',
    'QUERY',
    'PRI',
    'CONNECT',
  ],
  ...['GET\t', ' GET', 'GET\0', 'GE\rT', '__proto__', 'constructor', CANARY, 'M-SEARCH', 'SOURCE', 'GÉT'],
];

const TARGETS = [
  ...[
    '*',
    '',
    '//',
    `//${CANARY}.example.org/`,
    `//${CANARY}.example.org/%2e%2e`,
    '\\',
    '/\\',
    `/\\${CANARY}`,
  ],
  ...[
    `/\\/${CANARY}.example.org`,
    '/../',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/en/..%2f..%2f',
  ],
  ...[
    `http://${CANARY}.example.org/en/`,
    `http://${CANARY}.example.org`,
    'http://',
    'http:///en/',
    'https:/en/',
  ],
  ...[`${CANARY}.example.org:443`, `javascript:${CANARY}`, `data:text/html,${CANARY}`, 'file:///etc/passwd'],
  ...[
    `http://u:${CANARY}@[::1]:99999/`,
    'http://[::1',
    '/%',
    '/%zz',
    '/%00',
    '/%E0%A4%A',
    '/%ff%fe',
    '/%0d%0aX: 1',
  ],
  ...[
    '/\0',
    '/\x7f',
    '/é',
    '/\xff',
    '/en/#frag',
    '/en/?',
    '/en//',
    '//en/',
    '/en/./',
    '/en;jsessionid=1/',
    '/en\t/',
  ],
  ...[
    '/__proto__',
    '/constructor/',
    '/toString',
    '/en/__proto__/',
    '/hasOwnProperty/',
    `/${'a'.repeat(511)}`,
  ],
  ...[
    `/${'a'.repeat(512)}`,
    `/${'%41'.repeat(3000)}`,
    `/en/${CANARY}`,
    `/EN/${CANARY}//`,
    '/favicon.ico',
    '/robots.txt',
  ],
  ...[
    '/en/search',
    '/En/Food-Shelter',
    '/HEALTHZ',
    `/healthz/${CANARY}`,
    '?',
    `?${CANARY}`,
    'en/',
    '/ en/',
    '/en/ ',
  ],
];

const VERSIONS = [
  ...[
    'HTTP/1.0',
    'HTTP/0.9',
    'HTTP/2.0',
    'HTTP/1.2',
    'HTTP/1.10',
    'HTTP/11',
    'http/1.1',
    'HTTP/1.1 ',
    'HTTP/-1.1',
  ],
  ...['', 'HTTP/', 'HTTPS/1.1', 'ICE/1.0', 'RTSP/1.0', `HTTP/1.1${CANARY}`, 'HTTP/1.1\0', 'HTTP/1.١'],
];

const HEADERS: readonly (readonly [string, string])[] = [
  ['Host', `${CANARY}.example.net`],
  ['host', ''],
  ['Host', 'a, b'],
  ['Host', 'a\r\nX-Injected: 1'],
  ['Content-Length', '0'],
  ['Content-Length', '5'],
  ['Content-Length', '-1'],
  ['Content-Length', '+5'],
  ['Content-Length', '0x10'],
  ['Content-Length', '1e3'],
  ['Content-Length', '5, 5'],
  ['Content-Length', '5 6'],
  ['Content-Length', ''],
  ['Content-Length', '1025'],
  ['Content-Length', '18446744073709551616'],
  ['Content-Length', '9'.repeat(400)],
  ['Content-Length ', '5'],
  ['Transfer-Encoding', 'chunked'],
  ['Transfer-Encoding', 'xchunked'],
  ['Transfer-Encoding', 'chunked, identity'],
  ['Transfer-Encoding', 'gzip, chunked'],
  ['Transfer-Encoding', ' chunked'],
  ['Transfer-Encoding', '\x0bchunked'],
  ['Transfer-Encoding', 'CHUNKED'],
  ['Transfer-Encoding', 'identity'],
  ['Transfer-Encoding ', 'chunked'],
  ['Transfer\xadEncoding', 'chunked'],
  ['Trailer', 'X-Trailer'],
  ['TE', 'trailers'],
  ['Expect', '100-continue'],
  ['Expect', '100-CONTINUE'],
  ['Expect', `200-${CANARY}`],
  ['Upgrade', 'websocket'],
  ['Upgrade', 'h2c'],
  ['Connection', 'Upgrade, HTTP2-Settings'],
  ['Connection', 'keep-alive'],
  ['Connection', `close, ${CANARY}`],
  ['HTTP2-Settings', 'AAMAAABkAAQAoAAAAAIAAAAA'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ['Sec-WebSocket-Version', '13'],
  ['Accept-Encoding', 'br;q=NaN, *;q=0, gzip;q=-1'],
  ['Accept-Encoding', `${CANARY}, identity;q=0`],
  ['Accept-Language', 'es;q=1e400, __proto__'],
  ['Range', 'bytes=0-0,-1'],
  ['If-None-Match', '*'],
  ['X-Forwarded-Host', `${CANARY}.example.org`],
  ['X-Forwarded-Proto', 'javascript'],
  ['X-Original-URL', `/${CANARY}`],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['Cookie', `a=${CANARY}`],
  ['Authorization', `Basic ${CANARY}`],
  ['X-Fold', `a\r\n ${CANARY}`],
  ['X-Fold', 'a\r\n\tb'],
  ['X-Bare', 'a\rb'],
  ['X-Bare', 'a\nb'],
  ['X-Bare', 'a\0b'],
  ['X-Bare', '\x01\x7f'],
  ['X-High', '\x80\xff'],
  ['', CANARY],
  ['X Y', CANARY],
  ['X\0', CANARY],
  ['(', CANARY],
  ['__proto__', CANARY],
  ['constructor', CANARY],
  ['Content-Type', 'application/json'],
  ['Content-Type', `multipart/form-data; boundary=${CANARY}`],
  ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-7'],
  ['Content-Encoding', 'gzip'],
];

const BODIES = [
  ...[
    '0\r\n\r\n',
    `5\r\n${CANARY}\r\n0\r\n\r\n`,
    `3;x="${CANARY}"\r\nq=a\r\n0\r\nX-T: 1\r\n\r\n`,
    'zz\r\n',
    '-1\r\n\r\n',
  ],
  ...[`FFFFFFFFFFFFFFFFF\r\n${CANARY}`, '5\nhello\n0\n\n', `3;${'x'.repeat(17_000)}\r\nq=a\r\n0\r\n\r\n`],
  ...[`GET /en/${CANARY} HTTP/1.1\r\nHost: x\r\n\r\n`, 'q', '', '\0', '\r\n', `q=${CANARY}&`.repeat(200)],
];

type Change = (parts: Parts, chance: Chance) => void;

const CHANGES: readonly Change[] = [
  (parts, chance) => {
    parts.method = chance.pick(METHODS);
  },
  (parts, chance) => {
    parts.target = chance.pick(TARGETS);
  },
  (parts, chance) => {
    parts.target = chance.pick(TARGETS) + parts.target;
  },
  (parts, chance) => {
    parts.version = chance.pick(VERSIONS);
  },
  ...Array.from(
    { length: 6 },
    (): Change => (parts, chance) => {
      const [name, value] = chance.pick(HEADERS);
      parts.headers.splice(chance.below(parts.headers.length + 1), 0, [name, value]);
    },
  ),
  (parts, chance) => {
    const [name, value] = chance.pick(HEADERS);
    parts.headers = [...parts.headers.filter((header) => header[0] !== name), [name, value]];
  },
  (parts, chance) => {
    parts.headers.splice(chance.below(parts.headers.length), 1);
  },
  (parts, chance) => {
    parts.headers.push([`X-${chance.below(9)}`, chance.value(1 + chance.below(60))]);
  },
  (parts, chance) => {
    parts.headers.push(['X-Long', CANARY.repeat(chance.pick([10, 500, 620, 640, 700, 2000]))]);
  },
  (parts, chance) => {
    const count = chance.pick([90, 99, 100, 101, 200]);
    const many = Array.from({ length: count }, (_, index): [string, string] => [
      `X-${index}`,
      CANARY.slice(0, 9),
    ]);
    parts.headers = chance.percent(50) ? [...parts.headers, ...many] : [...many, ...parts.headers];
  },
  (parts) => {
    parts.headers = [];
  },
  (parts, chance) => {
    parts.body = chance.pick(BODIES);
  },
  (parts, chance) => {
    parts.body = chance.pick(BODIES);
    parts.method = 'POST';
    parts.headers.push(['Transfer-Encoding', 'chunked']);
  },
];

function bytesOf({ method, target, version, headers, body }: Parts, chance: Chance): Buffer {
  const newline = chance.percent(97) ? '\r\n' : chance.pick(['\n', '\r', '\r\r\n', '\n\r']);
  const colon = chance.percent(97) ? ': ' : chance.pick([':', ' : ', ':\t', '', '::', ':\x0c']);
  const lines = [
    [method, target, version].join(' '),
    ...headers.map(([name, value]) => name + colon + value),
  ];
  return Buffer.from([...lines, '', body].join(newline), 'latin1');
}

/** What a careless proxy, a bad line or an enemy makes of good bytes. */
function damaged(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length);
  const until = Math.min(bytes.length, at + 1 + chance.below(20));
  switch (chance.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), chance.bytes(1 + chance.below(8)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(until)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, until), bytes.subarray(at)]);
    case 4: {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
      return flipped;
    }
    default: {
      const sign = chance.pick(['\r', '\n', '\0', ' ', '\t', '\r\n', '\r\n\r\n', ':', '%', '\xff']);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(sign, 'latin1'), bytes.subarray(at)]);
    }
  }
}

const NO_HTTP: readonly ((chance: Chance) => Buffer)[] = [
  // The preface of HTTP/2 (RFC 9113, section 3.4), and an empty frame of settings.
  () =>
    Buffer.concat([
      Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
    ]),
  // How a client of TLS says hello (RFC 8446, section 4.1.2), with a name of a host in it.
  (chance) =>
    Buffer.concat([
      Buffer.from([0x16, 3, 1, 0, 80, 1, 0, 0, 76, 3, 3]),
      chance.bytes(32),
      Buffer.from([0, 0, 2, 0x13, 1, 1, 0]),
      Buffer.from(CANARY),
      chance.bytes(20),
    ]),
  (chance) => chance.bytes(1 + chance.below(400)),
  (chance) => Buffer.alloc(1 + chance.below(9000), chance.pick(['\0', '\r', '\n', '\r\n', ' ', 'A', '\xff'])),
  () => Buffer.from(`CONNECT ${CANARY}.example.org:443 HTTP/1.1\r\nHost: ${CANARY}\r\n\r\n`),
  () => Buffer.from(`CONNECT x:1 HTTP/1.1\r\n\r\nGET /en/ HTTP/1.1\r\nHost: ${CANARY}\r\n\r\n`),
  () => Buffer.from(`SSH-2.0-${CANARY}\r\n`),
  () => Buffer.from(`PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET /${CANARY} HTTP/1.1\r\nHost: x\r\n\r\n`),
  () => Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: 9\r\nX: ${CANARY}\r\n\r\n`),
  () => Buffer.alloc(0),
];

function askingForLeave(chance: Chance): Pick<Sending, 'bytes' | 'afterwards'> {
  const body = `q=${CANARY}`;
  const length = chance.pick([body.length, body.length, 0, 2000, 'x']);
  const path = chance.pick(['/en/search/', '/es/buscar/', '/en/', '/nada', '/healthz']);
  const type = chance.pick(['application/x-www-form-urlencoded', 'text/plain']);
  const head = [
    `${chance.pick(['POST', 'POST', 'GET', 'PUT'])} ${path} HTTP/1.1`,
    `Host: ${CANARY}`,
    `Expect: ${chance.pick(['100-continue', '100-Continue', 'else'])}`,
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
    'Connection: close',
  ];
  return { bytes: Buffer.from([...head, '', ''].join('\r\n')), afterwards: Buffer.from(body) };
}
