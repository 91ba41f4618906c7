import { reading, type Said } from './answers.ts';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { exchanged } from './exchange.ts';
import { inParallel } from './in-parallel.ts';
import { mistakesIn } from './judge.ts';
import type { OwnGuide } from './own-guide.ts';
import { besieged } from './siege.ts';

const WIDTH = 8;
/** As many as may wait on one connection. */
const EACH = 4;

/** Readers who differ in everything that a browser, a proxy or a spy can say of them. */
export const sameBytes: Attack = {
  name: 'the same bytes for everyone',
  amount: 10_000,
  short: 400,
  unit: 'requests',
  run: (amount, seed) =>
    besieged({}, async ({ guide, server, failures }) => {
      const seen = seenOf(guide, failures.add);
      await inParallel(amount / EACH, WIDTH, async (turn) => {
        const chance = chanceFrom(seed, turn);
        const asked = Array.from({ length: EACH }, (_, index) => askingAs(chance, guide, index === EACH - 1));
        const bytes = Buffer.from(asked.map(({ text }) => text).join(''), 'latin1');
        const { answers, mistakes } = reading((await exchanged(server.port, { bytes, ends: 'last' })).bytes);
        for (const mistake of mistakes) failures.add(mistake);
        if (answers.length !== EACH) failures.add(`${answers.length} answers to ${EACH} requests`);
        for (const [index, said] of answers.entries()) {
          const { address = '', language = '' } = asked[index] ?? {};
          seen.look(address, language, said);
        }
      });
      return { amount, note: seen.note() };
    }),
};

/** Holds every answer against the others to the same question. */
export function seenOf(guide: OwnGuide, fail: (what: string) => void) {
  const heads = new Map<string, string>();
  const places = new Map<string, string>();
  return {
    look: (address: string, language: string, said: Said) => {
      for (const mistake of mistakesIn(said, guide)) fail(`${address}: ${mistake}`);
      const { date: _, connection: __, 'keep-alive': ___, ...headers } = Object.fromEntries(said.headers);
      const encoding = said.headers.get('content-encoding') ?? 'identity';
      if (address === '/') {
        const place = said.headers.get('location') ?? '';
        const before = places.get(language) ?? place;
        places.set(language, place);
        if (said.status !== 302) fail(`/ with ${said.status}`);
        if (place !== before) fail(`/ leads to ${place} and to ${before} for ${JSON.stringify(language)}`);
        if (place !== '/en/' && place !== '/es/') fail(`/ leads to ${place}`);
      } else {
        if (said.status !== 200) fail(`${address} with ${said.status}`);
        if (!guide.isPage(address, encoding, said.body)) fail(`${address} in ${encoding}: another body`);
      }
      // The next opening hour may fall into the attack, and changes a length.
      const { location: ____, 'content-length': _____, ...rest } = headers;
      const head = JSON.stringify([said.status, rest]);
      const key = `${address} ${encoding}`;
      const before = heads.get(key) ?? head;
      heads.set(key, head);
      if (head !== before) fail(`${key}: ${head} and ${before}`);
    },
    note: () =>
      `${heads.size} pages and encodings, ${places.size} values of Accept-Language for the bare host`,
  };
}

function askingAs(chance: Chance, guide: OwnGuide, isLast: boolean) {
  const address = chance.percent(20) ? '/' : chance.pick(guide.pages);
  const language = chance.pick(LANGUAGES);
  const headers = Object.entries(SAYINGS)
    .filter(() => chance.percent(40))
    .map(([name, values]) => `${name}: ${chance.pick(values)}`);
  const more = Array.from({ length: chance.below(4) }, () => `X-${chance.below(1000)}: ${chance.value(20)}`);
  const lines = [
    `GET ${address} HTTP/1.1`,
    `Host: ${chance.pick(HOSTS)}`,
    ...(language ? [`Accept-Language: ${language}`] : []),
    ...headers,
    ...more,
    ...(isLast ? ['Connection: close'] : []),
  ];
  return { address, language, text: `${lines.join('\r\n')}\r\n\r\n` };
}

const HOSTS = ['guide', 'localhost:3000', `${CANARY}.example.org`, '[::1]', '', 'a,b', '192.0.2.1'];

const LANGUAGES = [
  '',
  'es',
  'en',
  'es-MX,es;q=0.9,en;q=0.5',
  'en-US,en;q=0.9,es;q=0.8',
  'fr',
  '*',
  'ES-419',
  'x',
];

const SAYINGS: Readonly<Record<string, readonly string[]>> = {
  'User-Agent': [
    'Mozilla/5.0 (Linux; Android 8.1.0)',
    'curl/8',
    CANARY,
    '',
    'Googlebot/2.1',
    'x'.repeat(900),
  ],
  'Accept-Encoding': ['gzip, deflate, br, zstd', 'gzip', 'br', 'identity', '*', 'gzip;q=0', 'br;q=0.1, gzip'],
  Accept: ['text/html', '*/*', 'application/json', 'image/avif', 'text/*;q=0', ''],
  Cookie: ['lang=es', 'i18next=es', `session=${CANARY}`, 'a=b; c=d', '__proto__=1', ';;;'],
  Authorization: ['Basic YTpi', `Bearer ${CANARY}`],
  'If-None-Match': ['*', '"x"', 'W/"x"', '"a", "b"'],
  'If-Modified-Since': ['Fri, 31 Dec 2100 23:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'yesterday'],
  'If-Match': ['"x"', '*'],
  'If-Unmodified-Since': ['Thu, 01 Jan 1970 00:00:00 GMT'],
  'If-Range': ['"x"'],
  Range: ['bytes=0-0', 'bytes=5-', 'bytes=-1', 'bytes=0-0,-1', 'bytes=99999999-', 'lines=1-2'],
  DNT: ['1', '0'],
  'Sec-GPC': ['1'],
  'Sec-Fetch-Site': ['cross-site', 'same-origin', 'none'],
  'Sec-Fetch-Mode': ['navigate', 'cors', 'no-cors'],
  'Sec-Fetch-Dest': ['document', 'iframe', 'script', 'empty'],
  'Sec-CH-UA': ['"Chromium";v="147"', CANARY],
  'Sec-CH-UA-Mobile': ['?1'],
  'Sec-CH-Prefers-Color-Scheme': ['dark'],
  'Save-Data': ['on'],
  'Device-Memory': ['0.25'],
  ECT: ['slow-2g'],
  'X-Forwarded-For': ['192.0.2.1', '::1', CANARY, '127.0.0.1, 10.0.0.1'],
  'X-Forwarded-Host': [`${CANARY}.example.org`, 'localhost'],
  'X-Forwarded-Proto': ['https', 'http'],
  'X-Forwarded-Prefix': [`/${CANARY}`],
  'X-Original-URL': ['/es/', '/readyz'],
  'X-Rewrite-URL': ['/es/'],
  'X-HTTP-Method-Override': ['DELETE', 'HEAD'],
  Forwarded: [`for=192.0.2.1;host=${CANARY};proto=https`],
  Via: ['1.1 proxy', '1.0 fred, 1.1 p.example.net'],
  Origin: ['null', `https://${CANARY}.example.org`],
  Referer: [`https://${CANARY}.example.org/`, 'https://www.google.com/search?q=ice'],
  'Cache-Control': ['no-cache', 'max-age=0', 'only-if-cached'],
  Pragma: ['no-cache'],
  Priority: ['u=0, i'],
  'Upgrade-Insecure-Requests': ['1'],
  From: [`${CANARY}@example.org`],
  'Accept-Charset': ['utf-16', 'iso-8859-1'],
  Purpose: ['prefetch'],
  'Service-Worker': ['script'],
  'Access-Control-Request-Method': ['PUT'],
};
