import { reading } from './answers.ts';
import type { Attack } from './attack.ts';
import { CANARY } from './canary.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { exchanged } from './exchange.ts';
import { inParallel } from './in-parallel.ts';
import { mistakesIn } from './judge.ts';
import { besieged } from './siege.ts';

const WIDTH = 8;
/** As many as may wait on one connection. */
const EACH = 4;

/** Languages that nobody speaks, for the only header that decides anything. */
export const acceptLanguage: Attack = {
  name: 'any value of Accept-Language',
  amount: 20_000,
  short: 1_000,
  unit: 'values',
  run: (amount, seed) =>
    besieged({}, async ({ guide, server, failures }) => {
      const places = new Map<string, number>();
      await inParallel(amount / EACH, WIDTH, async (turn) => {
        const chance = chanceFrom(seed, turn);
        const values = Array.from({ length: EACH }, () => valueFrom(chance));
        const asked = values.map((value, index) => {
          const last = index === EACH - 1 ? 'Connection: close\r\n' : '';
          return `GET / HTTP/1.1\r\nHost: guide\r\nAccept-Language: ${value}\r\n${last}\r\n`;
        });
        const bytes = Buffer.from(asked.join(''), 'latin1');
        const { answers, mistakes } = reading((await exchanged(server.port, { bytes, ends: 'last' })).bytes);
        for (const mistake of mistakes) failures.add(mistake);
        if (answers.length !== EACH) failures.add(`${answers.length} answers to ${EACH} requests`);
        for (const [index, said] of answers.entries()) {
          const place = said.headers.get('location') ?? '';
          places.set(place, (places.get(place) ?? 0) + 1);
          const told = JSON.stringify(values[index]?.slice(0, 80));
          for (const mistake of mistakesIn(said, guide)) failures.add(`${told}: ${mistake}`);
          if (said.status !== 302 || (place !== '/en/' && place !== '/es/') || said.body.length > 0) {
            failures.add(`${told}: ${said.status} to ${place}`);
          }
        }
      });
      if (!places.has('/es/')) failures.add('nobody was sent to Spanish');
      const note = [...places].map(([place, times]) => `${times} to ${place}`).join(', ');
      return { amount, note };
    }),
};

const TAGS = [
  ...[
    'es',
    'en',
    'es-MX',
    'en-US',
    'ES',
    'eS-419',
    'fr',
    'zh-Hant-TW',
    '*',
    '',
    '-',
    'es-',
    '-es',
    'x-es',
    'i-default',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'cimode',
    'dev',
    'null',
    'undefined',
  ],
  ...[
    'es\t',
    '\xf1',
    '\xe9s',
    'e\xadn',
    '../es',
    '/es/',
    '//es',
    `https://${CANARY}.example.org`,
    CANARY,
    '%65%73',
  ],
  ...[
    'en_US',
    'es.UTF-8',
    'es@euro',
    "es'",
    'es"',
    '<b>',
    '$t(es)',
    '{{es}}',
    '[object Object]',
    'es es',
    'e'.repeat(300),
  ],
];

const WEIGHTS = [
  ...[
    '',
    '',
    '',
    ';q=1',
    ';q=0',
    ';q=0.5',
    ';q=NaN',
    ';q=-1',
    ';q=1e400',
    ';q=Infinity',
    ';q=',
    ';q',
    ';',
    ';;',
    '; q=0.3',
  ],
  ...[
    ';Q=0.2',
    ';q=0.0001',
    ';q=1.5',
    ';q=0x1',
    ';q="1"',
    ';level=1;q=0.1',
    ';q=0.1;q=0.9',
    ';q=٣',
    `;${CANARY}`,
  ],
].map((weight) => Buffer.from(weight).toString('latin1'));

const SEPARATORS = [',', ', ', ' ,', ',,', ';', '\t,', ' '];

function valueFrom(chance: Chance): string {
  if (chance.percent(15)) return chance.value(chance.pick([1, 10, 200, 2_000, 7_000]));
  if (chance.percent(5))
    return chance
      .pick([...TAGS, ...SEPARATORS])
      .repeat(chance.pick([1, 50, 500]))
      .slice(0, 7_000);
  const tag = () => `${chance.pick(TAGS)}${chance.pick(WEIGHTS)}${chance.pick(SEPARATORS)}`;
  return Array.from({ length: 1 + chance.below(12) }, tag)
    .join('')
    .slice(0, 7_000);
}
