import { isIP } from 'node:net';
import fc from 'fast-check';
import { SettingMistake, type Settings, settingsFrom } from '../../src/settings.ts';
import { PROJECT } from '../town.ts';
import type { Attack } from './attack.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { failuresOf } from './failures.ts';

/** Any value of any variable: either settings that can be meant, or one line that says what was expected. */
export const hostileEnvironment: Attack = {
  name: 'any value of any setting',
  amount: 15_000,
  short: 1_500,
  unit: 'values',
  run: async (amount, seed) => {
    const failures = failuresOf();
    const arbitrary = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { seed, numRuns: amount });
    const taken = new Map<string, number>();
    for (let turn = 0; turn < amount; turn += 1) {
      const variable = VARIABLES[turn % VARIABLES.length] ?? VARIABLES[0];
      const value = valueFor(variable, chanceFrom(seed, turn), arbitrary[turn] ?? '');
      const found = await settingsFrom({ CONTENT_DIR: TOWN, [variable.name]: value }).catch(
        (error: unknown) => error,
      );
      const wrong =
        found instanceof Error
          ? wrongIn(found, variable, value)
          : wrongWith(found as Settings, variable, value);
      if (wrong) failures.add(`${variable.name}=${JSON.stringify(value.slice(0, 200))}: ${wrong}`);
      if (!(found instanceof Error)) taken.set(variable.name, (taken.get(variable.name) ?? 0) + 1);
    }
    // Otherwise one of the two sides was never tried.
    const each = amount / VARIABLES.length;
    for (const { name } of VARIABLES) {
      const count = taken.get(name) ?? 0;
      if (count < each / 20 || count > (each * 19) / 20)
        failures.add(
          `${count} of ${each} values of ${name} were taken: too few or too many to prove anything`,
        );
    }
    const note = VARIABLES.map(({ name }) => `${name} ${taken.get(name) ?? 0}`).join(', ');
    return { ...failures.told(), amount, worstMs: null, memoryMb: null, note: `taken: ${note}` };
  },
};

const TOWN = `${PROJECT}test/fixtures/town`;

type Variable = {
  name: string;
  /** What takes the place of nothing. */
  otherwise: string;
  /** Values that can be meant, and such as people write by mistake. */
  likely: readonly string[];
  /** Signs that values of this kind are made of. */
  signs: string;
  /** Whether a value can be meant, decided in another way than the program does; null where the machine decides. */
  canBeMeant: (value: string) => boolean | null;
  /** What is wrong with the settings that came of a value; empty when nothing is. */
  wrong: (settings: Settings, value: string) => string;
};

const VARIABLES: readonly [Variable, ...Variable[]] = [
  {
    name: 'PORT',
    otherwise: '3000',
    likely:
      '0 80 3000 65535 65536 99999 -1 +80 80.0 8e2 0x50 1e3 ３０００ 080 00080 000080 1_000 ٣٠٠٠ ²'.split(
        ' ',
      ),
    signs: '0123456789',
    canBeMeant: (value) => {
      const signs = [...value];
      return (
        signs.length <= 5 && signs.every((sign) => '0123456789'.includes(sign)) && Number(value) < 2 ** 16
      );
    },
    wrong: ({ port }, value) =>
      Number.isInteger(port) && String(port) === (value.replace(/^0+/, '') || '0') ? '' : `the port ${port}`,
  },
  {
    name: 'HOST',
    otherwise: '127.0.0.1',
    likely:
      '127.0.0.1 ::1 :: 0.0.0.0 localhost guide.example.org [::1] 127.0.0.1:80 http://localhost fe80::1%lo a_b a..b -a a- 1 256.1.1.1 ::ffff:127.0.0.1 /tmp/x'.split(
        ' ',
      ),
    signs: 'abz09.-:',
    canBeMeant: (value) => {
      if (isIP(value) > 0) return true;
      const parts = value.split('.');
      const isName = parts.every((part) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(part));
      // Names that the domain name system has no place for are the machine's to refuse.
      if (isName && value.length <= 253) return true;
      return /^[a-z0-9.-]+$/i.test(value) ? null : false;
    },
    wrong: ({ host }, value) => (host === value ? '' : `the host ${host}`),
  },
  {
    name: 'CONTENT_DIR',
    otherwise: 'content',
    likely: [
      TOWN,
      `${TOWN}/`,
      `${TOWN}/sections/..`,
      PROJECT,
      '/',
      '.',
      `${PROJECT}package.json`,
      `${TOWN}\0`,
      '/nowhere/at/all',
      'a'.repeat(5_000),
      '/dev/null',
      'file:///',
    ],
    signs: './ab',
    canBeMeant: (value) =>
      [TOWN, '/', '.', '..'].includes(value) ? true : value.includes('\0') ? false : null,
    wrong: ({ content }, value) => (content === value ? '' : `the folder ${content}`),
  },
  {
    name: 'BASE_PATH',
    otherwise: '',
    likely:
      '/guide /guide/ /a/b/c guide /Guide //guide /guide// / /healthz /readyz /healthz/ /healthz/a /gu%69de /a/../b /./a /a?b /a#b /é /a.b'
        .split(' ')
        .concat(['/a\n', '/a b', `/${'a'.repeat(98)}`, `/${'a'.repeat(99)}`, `/${'a'.repeat(100)}`]),
    signs: '/ab-9',
    canBeMeant: (value) => {
      const base = value.endsWith('/') ? value.slice(0, -1) : value;
      if (base === '') return true;
      if (!base.startsWith('/') || base.length > 100) return false;
      const parts = base.slice(1).split('/');
      const isPlain = parts.every((part) => part !== '' && [...part].every((sign) => PLAIN.includes(sign)));
      return isPlain && base !== '/healthz' && base !== '/readyz';
    },
    wrong: ({ base }, value) => {
      const address = `${base}/en/`;
      if (!value.startsWith(base) || value.length > base.length + 1) return `the path ${base}`;
      // As a browser reads a link that begins with it.
      const read = new URL(address, 'http://guide.example.org');
      return read.pathname === address && read.host === 'guide.example.org' ? '' : `the path ${base}`;
    },
  },
  {
    name: 'WORKERS',
    otherwise: '1',
    likely: '1 2 64 65 0 00 01 -1 +2 2.0 1e1 0x2 ２ two 100 all'.split(' '),
    signs: '0123456789',
    canBeMeant: (value) =>
      [...value].length <= 2 &&
      [...value].every((sign) => '0123456789'.includes(sign)) &&
      Number(value) >= 1 &&
      Number(value) <= 64,
    wrong: ({ workers }, value) => (String(workers) === value.replace(/^0/, '') ? '' : `${workers} workers`),
  },
  {
    name: 'CDN_MAX_AGE',
    otherwise: '0',
    likely: '0 1 60 300 301 000 060 -1 +2 2.0 1e1 0x2 ２ 60s one 1000'.split(' '),
    signs: '0123456789',
    canBeMeant: (value) =>
      [...value].length <= 3 &&
      [...value].every((sign) => '0123456789'.includes(sign)) &&
      Number(value) <= 300,
    wrong: ({ cdnMaxAge }, value) => (cdnMaxAge === Number.parseInt(value, 10) ? '' : `${cdnMaxAge} seconds`),
  },
  {
    name: 'SITE_URL',
    otherwise: '',
    likely:
      'https://guide.example.org https://guide.example.org/ http://localhost:3000 HTTPS://GUIDE.example.ORG https://guide.example.org:443 https://[::1]:8080 https://me@a.example https://:b@a.example https://a.example/guide https://a.example? https://a.example# https://a.example/? //a.example javascript:alert(1) data:text/html,x ftp://a.example https:a.example https:/a.example https:///a.example https://a.example\\ https://a.example/%2e https://a.example/. https://é.example https://xn--a https://1 https://a.example:0 https://a.example:99999 https://a"b https://a;b https://a<b'.split(
        ' ',
      ),
    signs: 'https:/a.@?#"<> ',
    canBeMeant: (value) => {
      if (/^https?:\/\/[a-z]+(?:\.[a-z]+)*(?::8080)?\/?$/i.test(value)) return true;
      return /^https?:\/\//i.test(value) && isAddress(value) ? null : false;
    },
    wrong: ({ origin }, value) => {
      if (!ORIGIN.test(origin) || new URL(origin).origin !== origin) return `the site ${origin}`;
      const { host, href } = new URL(value);
      return host === new URL(origin).host && href === `${origin}/` ? '' : `the site ${origin}`;
    },
  },
];

// Not URL.canParse: after some thousand calls, Node 20 and 22 say no to a host with an accent.
function isAddress(value: string): boolean {
  try {
    return new URL(value).href !== '';
  } catch {
    return false;
  }
}

/** What browsers, certificates and headers agree to be a host. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const PLAIN = 'abcdefghijklmnopqrstuvwxyz0123456789-';

function valueFor({ likely, signs }: Variable, chance: Chance, arbitrary: string): string {
  const made = () => Array.from({ length: chance.below(12) }, () => chance.pick([...signs])).join('');
  const spoiled = (value: string) => {
    const at = chance.below(value.length + 1);
    return value.slice(0, at) + chance.pick([...SPOILS, arbitrary.slice(0, 1)]) + value.slice(at);
  };
  return chance.pick<() => string>([
    () => chance.pick(likely),
    () => chance.pick(likely),
    made,
    () => `/${made()}`,
    () => spoiled(chance.pick(likely)),
    () => arbitrary,
    () => chance.pick(likely) + made(),
    () => chance.pick(['', ' ', '\n', 'null', 'undefined', '__proto__', '0', 'true', 'x'.repeat(10_000)]),
  ])();
}

const SPOILS = [
  '\0',
  '\n',
  '\r\n',
  '\x1b[31m',
  '\x7f',
  '\x85',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u200b',
  '\ufeff',
].concat([
  ' ',
  '\t',
  '\u00a0',
  '\\',
  '"',
  "'",
  '%00',
  '%0a',
  '\ud800',
  '\u{e0041}',
  '\u{1f600}',
  '://',
  '@',
  '..',
  'é',
]);

function wrongWith(settings: Settings, { otherwise, canBeMeant, wrong }: Variable, value: string): string {
  const given = value.trim() || otherwise;
  if (given !== '' && canBeMeant(given) === false) return `was taken as ${JSON.stringify(settings)}`;
  if (given === '') return settings.base + settings.origin === '' ? '' : 'nothing was taken for something';
  return wrong(settings, given);
}

function wrongIn(error: Error, { name, otherwise, canBeMeant }: Variable, value: string): string {
  if (!(error instanceof SettingMistake)) return `threw ${error.stack ?? error}`;
  const given = value.trim() || otherwise;
  const { message } = error;
  if (canBeMeant(given)) return `was refused: ${message}`;
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/u.test(message))
    return `is told with hidden signs: ${JSON.stringify(message)}`;
  if (!message.startsWith(`${name}=${told(given)}: expected `))
    return `is told without its value: ${message}`;
  return '';
}

/** What shows, as it is; what does not, as JSON writes it. */
function told(value: string): string {
  return [...value]
    .map((sign) => {
      if (!/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/u.test(sign)) return sign;
      return [...Array(sign.length).keys()]
        .map((unit) => `\\u${sign.charCodeAt(unit).toString(16).padStart(4, '0')}`)
        .join('');
    })
    .join('');
}
