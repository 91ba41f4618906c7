import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../src/http/app.ts';
import { keeperOf } from '../src/keeper.ts';
import { openSite } from '../src/site.ts';
import { PROJECT, TOWN } from './town.ts';

const read = (name: string) => readFile(join(PROJECT, name), 'utf8');

describe('content that comes as a whole by a shortcut that is put on something else', () => {
  let volume = '';
  beforeEach(async () => {
    volume = await mkdtemp(join(tmpdir(), 'volume-'));
  });
  afterEach(() => rm(volume, { recursive: true }));

  /** Puts a shortcut on something else in one moment, as kubelet and git-sync do. */
  const point = async (shortcut: string, to: string) => {
    await symlink(to, join(volume, 'next'));
    await rename(join(volume, 'next'), join(volume, shortcut));
  };

  test.each([
    ['a ConfigMap', '..data', ['..2026_11_27', '..2026_11_28'], ''],
    ['git-sync', 'current', ['.worktrees-a1', '.worktrees-b2'], 'content'],
  ] as const)('%s is read, and each change of it is taken', async (_, shortcut, [before, after], inside) => {
    await cp(TOWN, join(volume, before, inside), { recursive: true });
    await point(shortcut, before);
    const content = join(volume, shortcut, inside);
    const settings = { content, project: PROJECT, base: '', origin: '' };
    const { site, press, accepted } = await openSite(settings, new Date());
    const keeper = keeperOf(site, press, accepted, {
      now: () => new Date(),
      elapsed: () => performance.now(),
      pause: () => Promise.resolve(),
      report: () => {},
    });
    await keeper.look();
    await cp(TOWN, join(volume, after, inside), { recursive: true });
    const food = join(volume, after, inside, 'sections/food.yaml');
    await writeFile(food, (await readFile(food, 'utf8')).replace('A bag of food.', 'Two bags of food.'));
    await point(shortcut, after);
    await rm(join(volume, before), { recursive: true });
    await keeper.look();
    expect(site.refusal).toEqual([]);
    const { text } = await request(createApp(site, () => {})).get('/en/food/');
    expect(text).toContain('Two bags of food.');
  });
});

describe('the manifest for Kubernetes', async () => {
  type Source = { configMap: { name: string; items?: { key: string; path: string }[] } };
  type Mount = { name: string; mountPath: string };
  type Manifest = {
    kind: string;
    spec: {
      template?: {
        spec: {
          containers: { env: { name: string; value: string }[]; volumeMounts: Mount[] }[];
          volumes: { projected: { sources: Source[] } }[];
        };
      };
    };
  };
  const manifests = loadAll(await read('deploy/kubernetes.yaml')) as Manifest[];
  const pod = manifests.find(({ kind }) => kind === 'Deployment')?.spec.template?.spec;

  test('puts every file of the content where the guide looks for it', async () => {
    const sources = pod?.volumes[0]?.projected.sources ?? [];
    expect(sources.map(({ configMap }) => configMap.name)).toEqual([
      'content',
      'content-sections',
      'content-guides',
    ]);
    const placed = sources.flatMap(({ configMap }) => configMap.items?.map(({ path }) => path) ?? []);
    const there = await Promise.all(
      ['sections', 'guides'].map(async (part) =>
        (await readdir(join(PROJECT, 'content', part))).map((name) => `${part}/${name}`),
      ),
    );
    expect(placed.sort()).toEqual(there.flat().sort());
    for (const { configMap } of sources) {
      for (const { key, path } of configMap.items ?? [])
        expect(path).toBe(`${configMap.name.slice(8)}/${key}`);
    }
  });

  test('names the shortcut that a ConfigMap changes by, not what leads there', () => {
    const [container] = pod?.containers ?? [];
    const folder = container?.env.find(({ name }) => name === 'CONTENT_DIR')?.value;
    expect(folder).toBe(`${container?.volumeMounts[0]?.mountPath}/..data`);
  });
});

describe('the container', async () => {
  const lines = (await read('deploy/Containerfile')).split('\n');

  test('has every folder that a running guide reads, and none of the editors’ tools', () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    const copied = last.flatMap(
      (line) => /^COPY (?:--from=build )?(?:\/guide\/)?([\w.]+) /.exec(line)?.[1] ?? [],
    );
    expect(copied.sort()).toEqual(
      ['content', 'dist', 'locales', 'node_modules', 'package.json', 'public', 'views'].sort(),
    );
  });

  test('is built from files that .dockerignore lets through', async () => {
    const open = (await read('.dockerignore')).match(/^!(.+)$/gm)?.map((line) => line.slice(1)) ?? [];
    const needed = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(needed.length).toBeGreaterThan(8);
    expect(needed.filter((name) => !open.includes(name))).toEqual([]);
  });
});

test('wherever the guide is started, Node gets the same flags', async () => {
  const flagsIn = (text: string) => text.match(/--(?:disable-proto|max-[a-z-]+)=\w+/g);
  const usual = flagsIn(JSON.parse(await read('package.json')).scripts.start);
  expect(usual).toHaveLength(3);
  for (const name of ['deploy/Containerfile', 'deploy/guide@.service']) {
    expect([name, flagsIn(await read(name))]).toEqual([name, usual]);
  }
});

test.each([
  ['haproxy.cfg', /^ {4}no log$/m, /\boption (?:httplog|tcplog|forwardfor)\b|^ {4}log /m],
  ['nginx.conf', /^ {4}access_log off;$/m, /access_log (?!off)|error_log .* (?:error|warn|info|debug);/],
  ['Caddyfile', /exclude http\.log\.error http\.log\.access/, /^\s+output /m],
  ['varnish.vcl', /vsl_mask=\S*-ReqURL/, /std\.(?:sys)?log\(/],
])('deploy/%s writes down nobody’s visit', async (name, silent, telling) => {
  const text = await read(`deploy/${name}`);
  expect(text).toMatch(silent);
  expect(text).not.toMatch(telling);
});
