import { stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { webAddressOf } from './content/web-address.ts';

/** What the environment decides. */
export type Settings = {
  port: number;
  host: string;
  content: string;
  base: string;
  origin: string;
  /** How many processes share the port. */
  workers: number;
  /** For how many seconds a cache in front may hand out what it got; 0 when it may not. */
  cdnMaxAge: number;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment that cannot be meant. */
export class SettingMistake extends Error {
  constructor(variable: string, value: string, expected: string) {
    super(`${variable}=${inOneLine(value)}: expected ${expected}`);
    this.name = 'SettingMistake';
  }
}

const HEALTH = ['/healthz', '/readyz'];
/** Each has the whole guide in its memory. */
const MOST_WORKERS = 64;
/** A wrong sentence must not outlive its correction by more, whatever a cache fails to do. */
const MOST_SECONDS_IN_CACHES = 300;
/** Longer paths would leave too little of an address for the pages. */
const LONGEST_BASE = 100;
/** Longer host names do not exist (RFC 1035, section 2.3.4). */
const LONGEST_HOST = 253;

/**
 * Reads the settings from environment variables; README lists them.
 * @throws {SettingMistake} naming the variable, its value and what was expected
 */
export async function settingsFrom(environment: Environment): Promise<Settings> {
  const settings = settingsIn(environment);
  const { content } = settings;
  const folder = await stat(content).catch(() => null);
  if (!folder?.isDirectory()) throw new SettingMistake('CONTENT_DIR', content, 'a folder that is there');
  return settings;
}

/**
 * What the variables say, without a look at the disk.
 * @throws {SettingMistake}
 */
export function settingsIn(environment: Environment): Settings {
  const given = (variable: string, otherwise: string) => environment[variable]?.trim() || otherwise;
  return {
    port: portFrom(given('PORT', '3000')),
    // Only this machine: the network belongs to the proxy in front.
    host: hostFrom(given('HOST', '127.0.0.1')),
    content: contentFrom(given('CONTENT_DIR', 'content')),
    base: baseFrom(given('BASE_PATH', '')),
    origin: originFrom(given('SITE_URL', '')),
    workers: workersFrom(given('WORKERS', '1')),
    cdnMaxAge: cdnMaxAgeFrom(given('CDN_MAX_AGE', '0')),
  };
}

/** What a server that cannot listen says of the settings. */
export function mistakeInListening(error: NodeJS.ErrnoException, { port, host }: Settings): SettingMistake {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SettingMistake('PORT', String(port), `a port that is free on ${host}`);
    case 'EACCES':
      return new SettingMistake('PORT', String(port), 'a port that this user may open, such as 3000');
    default:
      return new SettingMistake('HOST', host, `an address of this machine (${error.code})`);
  }
}

function portFrom(written: string): number {
  if (!/^\d{1,5}$/.test(written) || Number(written) > 65_535) {
    throw new SettingMistake('PORT', written, 'a number from 0 to 65535');
  }
  return Number(written);
}

function hostFrom(written: string): string {
  const isName = written.length <= LONGEST_HOST && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(written);
  if (isIP(written) === 0 && !isName) {
    throw new SettingMistake('HOST', written, 'an address of this machine, such as 127.0.0.1 or ::1');
  }
  return written;
}

function contentFrom(written: string): string {
  if (written.includes('\0')) throw new SettingMistake('CONTENT_DIR', written, 'the path of a folder');
  return written;
}

function baseFrom(written: string): string {
  const base = written.replace(/\/$/, '');
  if (base && (base.length > LONGEST_BASE || !/^(?:\/[a-z0-9-]+)+$/.test(base))) {
    throw new SettingMistake('BASE_PATH', written, 'a path in lower case such as /guide, or nothing');
  }
  if (HEALTH.includes(base)) {
    const places = HEALTH.join(' and ');
    throw new SettingMistake('BASE_PATH', written, `another path: the health checks stand at ${places}`);
  }
  return base;
}

function originFrom(written: string): string {
  if (!written) return '';
  const address = /^https?:\/\//i.test(written) ? webAddressOf(written) : null;
  if (!address || !HOST_IN_URL.test(address.hostname)) {
    throw new SettingMistake('SITE_URL', written, 'an address such as https://guide.example.org');
  }
  const { origin, pathname, username, password } = address;
  if (pathname !== '/' || username || password || /[?#\\\s]/.test(written)) {
    throw new SettingMistake('SITE_URL', written, 'scheme and host only; the path belongs in BASE_PATH');
  }
  return origin;
}

function workersFrom(written: string): number {
  if (!/^\d{1,2}$/.test(written) || Number(written) < 1 || Number(written) > MOST_WORKERS) {
    throw new SettingMistake(
      'WORKERS',
      written,
      `a number from 1 to ${MOST_WORKERS}, at most one for each processor`,
    );
  }
  return Number(written);
}

function cdnMaxAgeFrom(written: string): number {
  if (!/^\d{1,3}$/.test(written) || Number(written) > MOST_SECONDS_IN_CACHES) {
    const expected = `a number of seconds from 0 to ${MOST_SECONDS_IN_CACHES}; 0 for no cache in front`;
    throw new SettingMistake('CDN_MAX_AGE', written, expected);
  }
  return Number(written);
}

// Browsers take more; no host has such a name, and a quotation mark has no business in a page's head.
const HOST_IN_URL = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])$/;

/** Signs that would break the line, or not be seen in it, as JSON writes them. */
function inOneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (sign) => sign.split('').map(escaped).join(''));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
