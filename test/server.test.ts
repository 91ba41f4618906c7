import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressOf, ended, start } from './starting.ts';
import { TOWN } from './town.ts';

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
    expect(err).toContain(
      `${folder}/sections/broken.yaml:2:1: colour: there is no field with this name here`,
    );
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
      'BASE_PATH',
      '/healthz',
      'BASE_PATH=/healthz: expected another path: the health checks stand at /healthz',
    ],
    [
      'SITE_URL',
      'https://me:secret@example.org',
      'SITE_URL=https://me:secret@example.org: expected scheme and host only',
    ],
    [
      'SITE_URL',
      'https://example.org/guide',
      'SITE_URL=https://example.org/guide: expected scheme and host only',
    ],
    ['HOST', 'my house', 'HOST=my house: expected an address of this machine, such as 127.0.0.1 or ::1'],
    ['HOST', '192.0.2.1', 'HOST=192.0.2.1: expected an address of this machine (EADDRNOTAVAIL)'],
    ['CONTENT_DIR', 'nowhere', 'CONTENT_DIR=nowhere: expected a folder that is there'],
    ['CONTENT_DIR', 'README.md', 'CONTENT_DIR=README.md: expected a folder that is there'],
    ['BASE_PATH', 'a\nb', 'BASE_PATH=a\\u000ab: expected a path in lower case such as /guide, or nothing'],
  ])('%s=%s ends the start with what was expected', async (variable, value, words) => {
    const { code, err } = await ended(start({ [variable]: value }));
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

test('a port that is taken is named', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, err } = await ended(start({ PORT: String(port) }));
  taken.close();
  expect(code).toBe(1);
  expect(err).toBe(`PORT=${port}: expected a port that is free on 127.0.0.1\n`);
});

test('a pattern that was used before the start can be used after it', async () => {
  // Flags of V8 set while it runs ended the process here: the pattern was compiled for other ones.
  const pattern = `const pattern = /a(b|c)+d/;
    const ask = () => pattern.test('x'.repeat(20) + Math.random());
    ask();
    process.on('exit', ask);`;
  const { code, err } = await ended(start({ PORT: 'eighty' }, pattern));
  expect(err).toContain('PORT=eighty');
  expect(code).toBe(1);
});

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

/** The first line of the log about an event after now. */
async function nextLine(child: ChildProcess, event: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      for (const line of chunk.toString().trim().split('\n')) {
        const entry = JSON.parse(line);
        if (entry.event !== event) continue;
        child.stdout?.off('data', listen);
        resolve(entry);
      }
    };
    child.stdout?.on('data', listen);
  });
}

test('an editor’s change is seen while the server runs, a mistake is named, and what is asked for is taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  await cp(TOWN, folder, { recursive: true });
  const child = start({ CONTENT_DIR: folder });
  const end = ended(child);
  try {
    const address = await addressOf(child);
    const file = join(folder, 'sections', 'food.yaml');
    const text = await readFile(file, 'utf8');
    const read = async () => (await fetch(`${address}en/food/`)).text();

    const loaded = nextLine(child, 'content_loaded');
    await writeFile(file, text.replace('A bag of food.', 'Two bags of food.'));
    await loaded;
    expect(await read()).toContain('Two bags of food.');

    const rejected = nextLine(child, 'content_rejected');
    await writeFile(file, text.replace('A bag of food.', '@ bag of food.'));
    expect(await rejected).toEqual({
      event: 'content_rejected',
      at: `${file}:22:20`,
      reason: 'text cannot begin with @, ` or %; put the whole text in "quotes"',
    });
    expect(await read()).toContain('Two bags of food.');

    // The last listing is taken away: by accident it would be refused.
    const cut = nextLine(child, 'content_rejected');
    const knock = join(folder, 'guides', 'knock.yaml');
    const guide = await readFile(knock, 'utf8');
    await writeFile(file, text);
    await writeFile(knock, guide.slice(0, guide.indexOf('      - pages:')));
    expect((await cut)['reason']).toMatch(/^the file ends here/);
    const reloaded = nextLine(child, 'content_loaded');
    child.kill('SIGHUP');
    await reloaded;
    expect(await (await fetch(`${address}en/at-home/`)).text()).not.toContain('law.example.org/en');
  } finally {
    child.kill('SIGINT');
    await end;
    await rm(folder, { recursive: true });
  }
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

test('a signal that opens a debugger in other programs opens none here', async () => {
  const child = start({ NODE_OPTIONS: '--inspect-port=0' });
  const end = ended(child);
  const address = await addressOf(child);
  child.kill('SIGUSR1');
  // A debugger says on stderr where it listens, before anything else happens.
  for (let time = 0; time < 5; time += 1) expect((await fetch(`${address}en/`)).status).toBe(200);
  child.kill('SIGINT');
  expect((await end).err).toBe('');
});

test('once an hour it writes down tens, and nothing when few pages were read', async () => {
  // Hours are seconds here.
  const shortHours = `
    const every = globalThis.setInterval;
    globalThis.setInterval = (work, ms) => every(work, ms === 3_600_000 ? 1_000 : ms);
  `;
  const child = start({}, shortHours);
  const end = ended(child);
  const address = await addressOf(child);
  const counted = nextLine(child, 'counts');
  // All at once, so that they are in one hour.
  await Promise.all(Array.from({ length: 30 }, () => fetch(`${address}es/`)));
  const { pages, ...others } = await counted;
  expect(pages).toBeGreaterThanOrEqual(10);
  expect(others).toEqual({ event: 'counts', searches: 0, redirects: 0, '4xx': 0, '5xx': 0, dropped: 0 });
  child.kill('SIGINT');
  // Hours without readers have passed before and since.
  expect((await end).out.split('\n').filter((line) => line.includes('"counts"')).length).toBeLessThanOrEqual(
    3,
  );
});
