import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './town.ts';

const TOWN = join(PROJECT, 'test', 'fixtures', 'town');

/** Starts the server as `npm start` does, but for the compiling. */
function start(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: PROJECT,
    env: { PATH: process.env['PATH'], PORT: '0', CONTENT_DIR: TOWN, ...environment },
  });
}

/** Everything it printed, and how it ended. */
async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

test('a start with bad content lists every mistake and ends with 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(TOWN, folder, { recursive: true });
    await writeFile(join(folder, 'sections', 'broken.yaml'), 'title: { en: Only English }\ncolour: red\n');
    await writeFile(join(folder, 'alerts.yaml'), 'alerts: @none\n');
    const { code, out, err } = await ended(start({ CONTENT_DIR: folder }));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`${folder}/alerts.yaml:1:9: text cannot begin with @`);
    expect(err).toContain(`${folder}/sections/broken.yaml:1:1: title › Spanish: this is missing`);
    expect(err).toContain(`${folder}/sections/broken.yaml:2:1: colour: this is not a field here`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('a setting that cannot be meant', () => {
  test.each([
    ['PORT', 'eighty', 'PORT=eighty: expected a number from 0 to 65535'],
    ['BASE_PATH', 'guide', 'BASE_PATH=guide: expected a path in lower case such as /guide, or nothing'],
    [
      'SITE_URL',
      'example.org',
      'SITE_URL=example.org: expected an address such as https://guide.example.org',
    ],
    [
      'SITE_URL',
      'https://example.org/guide',
      'SITE_URL=https://example.org/guide: expected scheme and host only',
    ],
  ])('%s=%s ends the start with what was expected', async (variable, value, words) => {
    const { code, err } = await ended(start({ [variable]: value }));
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

/** The address that a started server prints. */
async function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = /"address":"([^"]+)"/.exec(chunk.toString());
      if (match?.[1]) resolve(match[1]);
    });
  });
}

/** What comes back for bytes that need not be HTTP. */
async function answerTo(bytes: string, address: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

test('what is no HTTP is refused with the common headers, and is not repeated', async () => {
  const child = start({});
  const end = ended(child);
  const address = await addressOf(child);
  const nonsense = await answerTo('canary-7f3a\r\n\r\n', address);
  expect(nonsense).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(nonsense).toContain('\r\nReferrer-Policy: no-referrer\r\n');
  expect(nonsense).not.toContain('canary');
  const large = await answerTo(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(9000)}\r\n\r\n`, address);
  expect(large).toMatch(/^HTTP\/1\.1 431 /);
  child.kill('SIGINT');
  expect((await end).out).not.toContain('canary');
});

test('the server prints its address, says nothing of visits, and stops when told to', async () => {
  const child = start({});
  const end = ended(child);
  const address = await addressOf(child);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  for (const path of ['en/', 'es/canary-7f3a/', '?q=canary-7f3a']) {
    await fetch(address + path, {
      headers: { 'user-agent': 'canary-7f3a', referer: 'https://canary-7f3a.example.org/' },
      redirect: 'manual',
    });
  }
  child.kill('SIGINT');
  const { code, out, err } = await end;
  expect(code).toBe(0);
  expect(err).toBe('');
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).event),
  ).toEqual(['content_loaded', 'listening', 'draining', 'closed']);
  expect(out).not.toContain('canary');
});
