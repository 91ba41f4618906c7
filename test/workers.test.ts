import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, ended, start } from './starting.ts';
import { TOWN } from './town.ts';

/** Resolves when a server has printed a line about an event so many times. */
function lines(child: ChildProcess, event: string, count: number): Promise<void> {
  let seen = 0;
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split(`"event":"${event}"`).length - 1;
      if (seen >= count) resolve();
    });
  });
}

/** The workers that a process has started, on Linux; what compiles for it may be another child. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const workers: number[] = [];
  for (const child of listed.trim().split(' ')) {
    const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('server.ts')) workers.push(Number(child));
  }
  return workers;
}

/** What a reader gets who asks again when nothing comes: a connection can be on its way to a worker that has just ended. */
async function statusOf(url: string): Promise<number> {
  for (let turn = 1; turn < 10; turn += 1) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer) return answer.status;
  }
  return 0;
}

test('two workers answer at one address, and both end when the server is told to', async () => {
  const child = start({ WORKERS: '2' });
  const end = ended(child);
  const listening = lines(child, 'listening', 2);
  const address = await addressOf(child);
  await listening;
  expect((await fetch(`${address}en/`)).status).toBe(200);
  child.kill('SIGTERM');
  const { code, out, err } = await end;
  const count = (event: string) => out.split(`"event":"${event}"`).length - 1;
  expect([code, count('draining'), count('closed'), err]).toEqual([0, 2, 2, '']);
});

test('workers that cannot begin say why, and the server ends with 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'town-'));
  try {
    await cp(TOWN, folder, { recursive: true });
    await writeFile(join(folder, 'alerts.yaml'), 'alerts: @none\n');
    const { code, err } = await ended(start({ WORKERS: '2', CONTENT_DIR: folder }));
    expect(code).toBe(1);
    expect(err).toContain(`${folder}/alerts.yaml:1:9: text cannot begin with @`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.skipIf(process.platform !== 'linux')(
  'a worker that is killed is replaced, and the other one answers meanwhile',
  async () => {
    const child = start({ WORKERS: '2' });
    const end = ended(child);
    const listening = lines(child, 'listening', 2);
    const again = lines(child, 'listening', 3);
    const address = await addressOf(child);
    await listening;
    const [victim = 0] = await childrenOf(child.pid);
    process.kill(victim, 'SIGKILL');
    expect(await statusOf(`${address}en/`)).toBe(200);
    await again;
    expect(await childrenOf(child.pid)).not.toContain(victim);
    child.kill('SIGINT');
    expect((await end).code).toBe(0);
  },
);

test.skipIf(process.platform !== 'linux')(
  'a mistake of an editor at the wrong moment does not take the other workers down',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'town-'));
    try {
      await cp(TOWN, folder, { recursive: true });
      const child = start({ WORKERS: '2', CONTENT_DIR: folder });
      const end = ended(child);
      const listening = lines(child, 'listening', 2);
      const address = await addressOf(child);
      await listening;
      await writeFile(join(folder, 'alerts.yaml'), 'alerts: @none\n');
      const [victim = 0] = await childrenOf(child.pid);
      const said = once(child.stderr ?? child, 'data');
      process.kill(victim, 'SIGKILL');
      expect(String((await said)[0])).toContain('text cannot begin with @');
      expect(await statusOf(`${address}en/`)).toBe(200);
      child.kill('SIGINT');
      await end;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

test.skipIf(process.platform !== 'linux')(
  'workers are told to give memory back, unless the server was told otherwise',
  async () => {
    const child = start({ WORKERS: '2', MALLOC_ARENA_MAX: '3' });
    const end = ended(child);
    try {
      await addressOf(child);
      const [worker] = await childrenOf(child.pid);
      const told = (await readFile(`/proc/${worker}/environ`, 'utf8')).split('\0');
      expect(told.filter((setting) => setting.startsWith('MALLOC_')).sort()).toEqual([
        'MALLOC_ARENA_MAX=3',
        'MALLOC_MMAP_THRESHOLD_=1048576',
      ]);
    } finally {
      child.kill('SIGTERM');
      await end;
    }
  },
);
