import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './town.ts';

/** A package as the lock file has it; under another name than its own, it says its own. */
type Locked = {
  name?: string;
  version: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
};

/** A package as the list of parts has it. */
type Component = {
  name: string;
  version: string;
  scope: string;
  licenses?: { license?: { id?: string } }[];
};

/** A row of the table of minimum versions. */
type Row = { name: string; minimum: string; why: string };

// Licences that ask for nothing but their own text and the names of the authors.
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'PSF-2.0'];

const read = (file: string) => readFile(join(PROJECT, file), 'utf8');
const manifestText = await read('package.json');
const npmrc = await read('.npmrc');
const manifest: {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  scripts: Record<string, string>;
} = JSON.parse(manifestText);
const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(
  await read('package-lock.json'),
);

const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
const installed = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ ...locked, name: locked.name ?? path.split('node_modules/').at(-1) }));
const inProduction = installed.filter(({ dev, devOptional, optional }) => !dev && !devOptional && !optional);

describe('what gets installed', () => {
  test.each(asked)('%s %s is an exact version, and the lock file has it', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
  });

  test('the lock file was written for this package.json', () => {
    const { dependencies, devDependencies } = manifest;
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    expect(lock.lockfileVersion).toBe(3);
  });

  test('every package is sealed with a checksum and comes from the registry, whichever that is', () => {
    const odd = installed.filter(
      ({ integrity, resolved, link }) => !integrity?.startsWith('sha512-') || resolved !== undefined || link,
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
    expect(npmrc).toContain('omit-lockfile-registry-resolved=true');
    for (const text of [manifestText, npmrc]) expect(text).not.toMatch(/:\/\/|registry=|_auth/);
  });

  test('no package may run a script while it is installed, and in production none would like to', () => {
    expect(npmrc).toMatch(/^ignore-scripts=true$/m);
    expect(inProduction.length).toBeGreaterThan(asked.length);
    expect(inProduction.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });
});

const section = sectionOf(await read('SECURITY.md'), 'Minimum versions');
const rows = rowsOf(section).map(([name = '', minimum = '', why = '']): Row => ({ name, minimum, why }));

describe('SECURITY.md knows of every weakness that', () => {
  test.each(rows)('$name before $minimum had, and no copy is older', ({ name, minimum, why }) => {
    const versions = installed.filter((one) => one.name === name).map(({ version }) => version);
    expect(versions).not.toEqual([]);
    expect(versions.filter((version) => !isAtLeast(version, minimum))).toEqual([]);
    expect(why).toMatch(
      /^(?:GHSA(?:-\w{4}){3}|CVE-\d{4}-\d+|SNYK-[\w-]+|\S+ issue \d+): |^no advisory is known; /,
    );
  });

  test('a package of production could have', () => {
    const names = rows.map(({ name }) => name);
    expect(Object.keys(manifest.dependencies).filter((name) => !names.includes(name))).toEqual([]);
    expect(names).toEqual([...new Set(names)]);
  });

  test('was brought by a stolen account', () => {
    const stolen = [...section.matchAll(/`([^`\s]+@\d+\.\d+\.\d+)`/g)].map(([, release]) => release);
    expect(stolen).toContain('debug@4.4.2');
    const present = installed.map(({ name, version }) => `${name}@${version}`);
    expect(present.filter((release) => stolen.includes(release))).toEqual([]);
  });
});

test.each([
  ['4.10.0', '4.9.9', true],
  ['4.9.9', '4.10.0', false],
  ['4.4.3', '4.4.3', true],
  ['5.0.0-beta.2', '5.0.0', false],
  ['5.0.0-beta.2', '4.9.0', true],
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

test('the list of parts has exactly what runs in production, all of it under permissive licences', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    cwd: PROJECT,
    maxBuffer: 10_000_000,
  });
  const { components }: { components: Component[] } = JSON.parse(stdout);
  const required = components.filter(({ scope }) => scope === 'required');
  expect(required.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
    inProduction.map(({ name, version }) => `${name}@${version}`).sort(),
  );
  const others = required.filter(
    ({ licenses = [] }) =>
      licenses.length === 0 || !licenses.every(({ license }) => PERMISSIVE.includes(license?.id ?? '')),
  );
  expect(others.map(({ name, licenses }) => ({ name, licenses }))).toEqual([]);
});

test('CONTRIBUTING.md says of every package why it is here, and of no other', async () => {
  const told = rowsOf(sectionOf(await read('CONTRIBUTING.md'), 'Dependencies')).flatMap(([names = '']) =>
    names.split(', '),
  );
  const names = asked.map(([name]) => name);
  const covers = (entry: string, name: string) =>
    entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry;
  expect(names.filter((name) => !told.some((entry) => covers(entry, name)))).toEqual([]);
  expect(told.filter((entry) => !names.some((name) => covers(entry, name)))).toEqual([]);
});

test('a package that nothing uses fails the tests', () => {
  expect(manifest.scripts['lint']).toMatch(/\bknip\b/);
  expect(manifest.scripts['test']).toContain('npm run lint');
});

function sectionOf(text: string, title: string): string {
  return text.split(/^## /m).find((section) => section.startsWith(`${title}\n`)) ?? '';
}

function rowsOf(section: string): string[][] {
  return section
    .split('\n')
    .filter((line) => /^\| (?!package \|)/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** Whether a version is not older than another. A version before a release, `5.0.0-beta.2`, is older than it. */
function isAtLeast(version: string, minimum: string): boolean {
  const [release = '', before] = version.split('-', 2);
  const order = release.localeCompare(minimum, 'en', { numeric: true });
  return order > 0 || (order === 0 && before === undefined);
}
