import { CANARY } from './canary.ts';
import type { Chance } from './chance.ts';
import type { Sending } from './exchange.ts';

/** A search as no form sends it. */
export function fuzzedSearch(chance: Chance): Sending {
  const body = bodyFrom(chance);
  const isLate = chance.percent(5);
  const hasStrangeLength = chance.percent(8);
  const lines = [
    `POST ${chance.pick(['/en/search/', '/es/buscar/', '/EN/Search', '/en/search/?q=x'])} HTTP/1.1`,
    'Host: guide',
    'Connection: close',
    `Accept-Encoding: ${chance.pick(['gzip', 'br', 'identity'])}`,
    ...(chance.percent(3) ? [] : [`Content-Type: ${chance.percent(85) ? FORM : chance.pick(TYPES)}`]),
    ...(hasStrangeLength ? chance.pick(strangeLengths(body.length)) : [`Content-Length: ${body.length}`]),
    ...(isLate ? ['Expect: 100-continue'] : []),
    ...(chance.percent(3) ? [`Content-Encoding: ${chance.pick(['gzip', 'deflate', 'br', CANARY])}`] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  // Whoever says a wrong length would otherwise wait until the server has had enough.
  const ends = hasStrangeLength ? 'a moment later' : 'last';
  if (isLate) return { bytes: head, afterwards: body, ends };
  const isHalf = chance.percent(5);
  const sent = isHalf ? body.subarray(0, chance.below(body.length + 1)) : body;
  return { bytes: Buffer.concat([head, sent]), ends: isHalf ? 'at once' : ends };
}

/** The body of a search, in bytes as they stand. */
export function bodyFrom(chance: Chance): Buffer {
  const kind = chance.below(10);
  if (kind === 0) return chance.bytes(chance.below(1_100));
  if (kind === 1) return Buffer.from(chance.pick(BODIES));
  if (kind === 2) return Buffer.from(`q=${'a'.repeat(chance.pick([1_020, 1_021, 1_022, 1_023, 1_030]))}`);
  if (kind === 3) return Buffer.from(`q=${chance.value(chance.below(300))}`, 'latin1');
  const typed = Array.from({ length: 1 + chance.below(4) }, () => chance.pick(WORDS)).join(
    chance.pick([' ', '', '+']),
  );
  const written = kind < 8 ? encodeURIComponent(typed) : typed.replace(/&/g, '%26');
  return Buffer.from(`${chance.pick(FIELDS)}${written}${chance.pick(TAILS)}`);
}

const FORM = 'application/x-www-form-urlencoded';

const TYPES = [
  ...[
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    '',
    'text/html',
    `${FORM}; charset=utf-7`,
  ],
  ...[
    `${FORM}; charset=iso-8859-1`,
    `${FORM}; charset=${CANARY}`,
    `${FORM};`,
    `${FORM.toUpperCase()}`,
    `${FORM}, text/html`,
  ],
];

function strangeLengths(length: number): readonly (readonly string[])[] {
  return [
    [],
    [`Content-Length: ${length + 1_500}`],
    [`Content-Length: ${length}`, `Content-Length: ${length}`],
    ['Content-Length: 1024'],
    ['Content-Length: 1025'],
    ['Content-Length: -1'],
    ['Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', `Content-Length: ${length}`],
  ];
}

const FIELDS = [
  ...[
    'q=',
    'q=',
    'q=',
    'q=',
    'q=',
    'q=a&q=',
    'q[]=',
    'q[a]=',
    'q[__proto__]=',
    'q[__proto__][polluted]=',
    'q%00=',
    'Q=',
  ],
  ...[
    '__proto__=',
    '__proto__[polluted]=',
    '__proto__.polluted=',
    'constructor[prototype][polluted]=',
    'q.polluted=',
  ],
  ...[
    'hasOwnProperty=',
    'toString=1&q=',
    'length=9&q=',
    '=',
    '&',
    '&&&q=',
    'a&b&c&d&e&q=',
    'q',
    ';q=',
    'q=%',
    'q==',
    '+q=',
  ],
];

const TAILS = [
  '',
  '',
  '',
  '&q=second',
  '&polluted=1',
  '&__proto__=1',
  '%',
  '%2',
  '%zz',
  '\0',
  '\r\n',
  '&a=1&b=2&c=3&d=4',
];

const WORDS = [
  ...[
    'food',
    'comida',
    'ICE',
    'abogado',
    'lawyer',
    'my husband hits me',
    'se llevaron a mi hijo',
    '911',
    '(860) 555-0100',
  ],
  ...[
    '"><script>alert(1)</script>',
    "' onfocus=alert(1) autofocus='",
    '</title><img src=x onerror=alert(1)>',
    '<!--',
    '-->',
  ],
  ...[
    '</style><svg onload=alert(1)>',
    '<a href=javascript:alert(1)>',
    '&quot;&gt;&lt;script&gt;',
    '&#34;',
    '`',
    '\\"',
    '\\u003c',
  ],
  ...[
    '{{q}}',
    '$t(home)',
    '<%= 1 %>',
    '<%- q %>',
    '[[x]]',
    '../../etc/passwd',
    "' OR 1=1 --",
    '%00',
    '\0',
    '\r\nX: 1',
    '\t',
  ],
  ...[
    'ﷺ'.repeat(9),
    'ﬀ',
    'İ',
    'ß',
    'ñ'.repeat(40),
    'n\u0303'.repeat(30),
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u2028',
    '😀'.repeat(20),
  ],
  ...[
    'ا',
    '中文',
    'a'.repeat(90),
    'a '.repeat(45),
    'aaaaaaaaab'.repeat(8),
    '(a+)+$',
    '.*.*.*',
    '[',
    '*',
    '^',
    '__proto__',
    'constructor',
  ],
  ...[
    'hasOwnProperty',
    'toString',
    'valueOf',
    'NaN',
    '-1',
    '1e309',
    'null',
    CANARY,
    CANARY,
    CANARY,
    `<${CANARY}>`,
    `"${CANARY}"`,
  ],
];

const BODIES = [
  ...[
    '',
    'q',
    '{"q":"food"}',
    '<q>food</q>',
    '[]',
    'null',
    '\ufeffq=a',
    '--x\r\nContent-Disposition: form-data; name="q"\r\n\r\na',
  ],
  ...[
    '&'.repeat(1_024),
    '='.repeat(1_024),
    '%'.repeat(1_024),
    '%F0%9F%98%80'.repeat(80),
    '%ED%A0%80',
    '%C0%AF',
    '%FF%FE',
  ],
  ...[
    `q=${'%EF%B7%BA'.repeat(100)}`,
    `q=${'+'.repeat(1_000)}`,
    `${'a[b]'.repeat(200)}=1`,
    `${'q=a&'.repeat(250)}`,
  ],
];
