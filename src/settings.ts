/** What the environment decides. */
export type Settings = {
  port: number;
  host: string;
  content: string;
  base: string;
  origin: string;
};

/** A variable of the environment that cannot be meant. */
export class SettingMistake extends Error {
  constructor(variable: string, value: string, expected: string) {
    super(`${variable}=${value}: expected ${expected}`);
    this.name = 'SettingMistake';
  }
}

const HEALTH = ['/healthz', '/readyz'];

/**
 * Reads the settings from environment variables; README lists them.
 * @throws {SettingMistake} naming the variable, its value and what was expected
 */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = (variable: string, otherwise: string) => environment[variable]?.trim() || otherwise;
  const port = given('PORT', '3000');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new SettingMistake('PORT', port, 'a number from 0 to 65535');
  }
  const base = given('BASE_PATH', '').replace(/\/$/, '');
  if (base && !/^(\/[a-z0-9-]+)+$/.test(base)) {
    throw new SettingMistake('BASE_PATH', base, 'a path in lower case such as /guide, or nothing');
  }
  if (HEALTH.includes(base)) {
    throw new SettingMistake(
      'BASE_PATH',
      base,
      `another path: the health checks stand at ${HEALTH.join(' and ')}`,
    );
  }
  return {
    port: Number(port),
    // Only this machine: the network belongs to the proxy in front.
    host: given('HOST', '127.0.0.1'),
    content: given('CONTENT_DIR', 'content'),
    base,
    origin: originFrom(given('SITE_URL', '')),
  };
}

function originFrom(written: string): string {
  if (!written) return '';
  const isWeb = URL.canParse(written) && /^https?:$/.test(new URL(written).protocol);
  if (!isWeb) throw new SettingMistake('SITE_URL', written, 'an address such as https://guide.example.org');
  const { origin, pathname, username, password } = new URL(written);
  if (pathname !== '/' || username || password || /[?#]/.test(written)) {
    throw new SettingMistake('SITE_URL', written, 'scheme and host only; the path belongs in BASE_PATH');
  }
  return origin;
}
