import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadAll } from 'js-yaml';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../src/http/app.ts';
import { keeperOf } from '../src/keeper.ts';
import { openSite } from '../src/site.ts';
import { PROJECT, TOWN } from './town.ts';

const run = promisify(execFile);
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

/** What a line of a configuration must be for visits not to be written down; every line that speaks of a log is one of these. */
test.each([
  ['haproxy.cfg', ['no log']],
  ['nginx.conf', ['access_log off;', 'error_log stderr crit;']],
  ['nginx-path.conf', ['access_log off;', 'access_log off;', 'error_log stderr crit;']],
  ['nginx-path-http.conf', []],
  ['Caddyfile', ['log {', 'exclude http.log.error http.log.access http.handlers.reverse_proxy']],
  ['varnish.vcl', []],
])('deploy/%s writes down nobody’s visit', async (name, allowed) => {
  const told = (await read(`deploy/${name}`))
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => !line.startsWith('#') && /(?:^|[\s._])(?:[a-z]*log|forwardfor|output)\b|_log\b/.test(line),
    );
  expect(told).toEqual(allowed);
});

test('Varnish is started without its memory of visits', async () => {
  const [start = ''] = /varnishd [\s\S]+?\n#\n/.exec(await read('deploy/varnish.vcl')) ?? [];
  for (const tag of ['SessOpen', 'ReqStart', 'ReqURL', 'ReqHeader', 'BereqURL', 'BereqHeader']) {
    expect(start).toContain(`-${tag}`);
  }
});

describe('the update of a machine', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'machine-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const git = async (where: string, ...words: string[]) => {
    const own = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org'];
    return (await run('git', ['-C', join(folder, where), ...own, ...words])).stdout;
  };

  /** What the editors have, and the guide of the machine, which checks with the real check. */
  const machine = async () => {
    await run('git', ['init', '--quiet', '--initial-branch=main', join(folder, 'origin')]);
    await cp(TOWN, join(folder, 'origin/content'), { recursive: true });
    await cp(join(PROJECT, 'locales'), join(folder, 'origin/locales'), { recursive: true });
    await writeFile(join(folder, 'origin/.gitignore'), 'dist\n');
    await git('origin', 'add', '-A');
    await git('origin', 'commit', '--quiet', '-m', 'first');
    await run('git', ['clone', '--quiet', join(folder, 'origin'), join(folder, 'guide')]);
    const check = JSON.stringify(join(PROJECT, 'src/check.ts'));
    await mkdir(join(folder, 'guide/dist/src'), { recursive: true });
    // The compiled check is not there while tests run.
    const started = `require('child_process').execFileSync(${JSON.stringify(join(PROJECT, 'node_modules/.bin/tsx'))}, [${check}, ...process.argv.slice(2)], { stdio: 'inherit' })`;
    await writeFile(join(folder, 'guide/dist/src/check.js'), `try { ${started} } catch { process.exit(1) }`);
    const prepared = `require('fs').cpSync(process.argv[2] ?? 'content', 'dist/prepared', { recursive: true })`;
    await writeFile(join(folder, 'guide/dist/src/prepare.js'), prepared);
  };

  const updated = () =>
    run('sh', [join(PROJECT, 'deploy/update.sh')], {
      env: { ...process.env, GUIDE: join(folder, 'guide') },
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr, stdout }) => ({ code, said: `${stdout}${stderr}` }),
    );

  const write = async (where: string, words: string, others: string) => {
    const file = join(folder, where, 'content/sections/food.yaml');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(words);
    await writeFile(file, text.replace(words, others));
  };
  const foodOf = () => readFile(join(folder, 'guide/content/sections/food.yaml'), 'utf8');

  test('takes content that is right, and says which', async () => {
    await machine();
    await write('origin', 'A bag of food.', 'Two bags of food.');
    await git('origin', 'commit', '--quiet', '-am', 'Two bags');
    expect(await updated()).toMatchObject({ code: 0, said: expect.stringContaining('Two bags') });
    expect(await foodOf()).toContain('Two bags of food.');
    const prepared = await readFile(join(folder, 'guide/dist/prepared/sections/food.yaml'), 'utf8');
    expect(prepared).toContain('Two bags of food.');
    expect((await updated()).said).toBe('nothing new\n');
  }, 30_000);

  test('leaves the guide as it is when the content has a mistake, and names it', async () => {
    await machine();
    await write('origin', '312-555-0102', '312-555-01');
    await git('origin', 'commit', '--quiet', '-am', 'A number');
    const { code, said } = await updated();
    expect([code, said]).toEqual([1, expect.stringContaining('sections/food.yaml:25:')]);
    expect(await foodOf()).toContain('312-555-0102');
  }, 30_000);

  test('stops before it loses a correction that is only on this machine', async () => {
    await machine();
    await write('guide', 'A bag of food.', 'No food today.');
    const saved = await updated();
    expect([saved.code, saved.said]).toEqual([1, expect.stringContaining('content/sections/food.yaml')]);
    await git('guide', 'commit', '--quiet', '-am', 'No food');
    expect(await updated()).toMatchObject({ code: 1, said: expect.stringContaining('not pushed') });
    expect(await foodOf()).toContain('No food today.');
  });
});
