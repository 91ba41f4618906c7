import { execFile, spawn } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { deserialize } from 'node:v8';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approver } from '../src/approve.ts';
import { ContentMistakes } from '../src/content/problems.ts';
import { createApp } from '../src/http/app.ts';
import { type Prepared, prepare } from '../src/prepared.ts';
import { openSite } from '../src/site.ts';
import { readSource, type Source } from '../src/source.ts';
import { pseudoLocales } from './pseudo.ts';
import { addressOf, ended } from './starting.ts';
import { PROJECT, TOWN } from './town.ts';

const run = promisify(execFile);
const NOW = new Date('2026-11-24T12:00:00-05:00');

let folder: string;
let content: string;
let locales: string;
let prepared: string;

// A town and the words of the site, to be changed.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepared-'));
  content = join(folder, 'content');
  locales = join(folder, 'locales');
  prepared = join(folder, 'prepared');
  await cp(TOWN, content, { recursive: true });
  await cp(join(PROJECT, 'locales'), locales, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

const source = () => readSource({ content, locales });
const open = (from: string | null) =>
  openSite(
    { content, locales, project: PROJECT, base: '', origin: '', ...(from ? { prepared: from } : {}) },
    NOW,
  );

/** Prepares the files as they stand now. */
async function prepareThem(): Promise<void> {
  const { site, accepted } = await open(null);
  const { words, further, directory, fileOf } = accepted;
  await prepare(
    accepted.source,
    { words, further, directory, fileOf, shares: site.edition.shares },
    prepared,
  );
}

async function edit(file: string, words: string, others: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(words);
  await writeFile(file, text.replace(words, others));
}

const food = () => join(content, 'sections/food.yaml');

/** What the page about food says to somebody after a start. */
async function foodPage(): Promise<string> {
  const { site } = await open(prepared);
  return (await request(createApp(site, () => {})).get('/en/food/')).text;
}

describe('a start with what was prepared', () => {
  test.each([
    ['the invented town', () => {}],
    [
      'a town with a further language',
      async () => {
        const made = await pseudoLocales(TOWN);
        await cp(made, locales, { recursive: true });
        await rm(made, { recursive: true });
      },
    ],
    [
      'the guide',
      async () => {
        await rm(content, { recursive: true });
        await cp(join(PROJECT, 'content'), content, { recursive: true });
      },
    ],
  ])('prints every page as a start that reads all: %s', async (_, arrange) => {
    await arrange();
    await prepareThem();
    const [one, other] = [(await open(null)).site.edition, (await open(prepared)).site.edition];
    expect(other.version).toBe(one.version);
    expect(other.goodUntil).toEqual(one.goodUntil);
    for (const kind of ['pages', 'files', 'data'] as const) {
      expect([...other[kind].keys()]).toEqual([...one[kind].keys()]);
      for (const [address, { bytes }] of one[kind])
        expect(other[kind].get(address)?.bytes.identity.equals(bytes.identity), address).toBe(true);
    }
    await Promise.all([one.searchable(), other.searchable()]);
    for (const [address, { print }] of one.searches)
      expect(other.searches.get(address)?.print('food')).toBe(print('food'));
  });

  test('does not read the files once more', async () => {
    const before = await source();
    await edit(food(), 'A bag of food.', 'What somebody else approved.');
    await prepare(before, { ...(await approver(null)(await source())), shares: new Map() }, prepared);
    await edit(food(), 'What somebody else approved.', 'A bag of food.');
    expect(await foodPage()).toContain('What somebody else approved.');
  });

  test.each([
    ['at the top of a host', '', ''],
    ['under a path of another site', '/guide', 'https://town.example.org'],
  ])('shares nothing out among pages that was shared out before, %s', async (_, base, origin) => {
    await prepareThem();
    const settings = { content, locales, project: PROJECT, base, origin, prepared };
    const weeksLater = new Date('2026-12-15T12:00:00-05:00');
    const { site, accepted } = await openSite(settings, weeksLater, 'on demand');
    expect(site.edition.shares.size).toBeGreaterThan(5);
    for (const [digest, shares] of site.edition.shares) expect(shares).toBe(accepted.shares.get(digest));
  });

  test('finds it when the files stand in another folder', async () => {
    await prepareThem();
    const { files } = (await source()).content;
    await rm(content, { recursive: true });
    content = join(folder, 'elsewhere');
    for (const [name, text] of files) {
      await mkdir(dirname(join(content, name)), { recursive: true });
      await writeFile(join(content, name), text);
    }
    const before = await source();
    expect(before.content.files).toEqual(files);
    expect(await foodPage()).toContain('A bag of food.');
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['a text was changed', () => edit(food(), 'A bag of food.', 'Two bags of food.'), 'Two bags of food.'],
    ['a file was added', () => writeFile(join(content, 'listings/more.yaml'), MORE), 'One more place'],
    [
      'the site’s own words were changed',
      () => edit(join(locales, 'en.json'), '"search.button": "Search"', '"search.button": "Look for it"'),
      'Look for it',
    ],
  ])('reads all when %s', async (_, change, words) => {
    await mkdir(join(content, 'listings'), { recursive: true });
    await prepareThem();
    await change();
    expect(await foodPage()).toContain(words);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['is not there', () => rm(prepared)],
    ['is empty', () => truncate(prepared)],
    ['lost its end', async () => truncate(prepared, (await readFile(prepared)).length - 1)],
    [
      'has one other letter',
      async () => {
        const bytes = await readFile(prepared);
        const at = bytes.indexOf('A bag of food.');
        expect(at).toBeGreaterThan(0);
        bytes.write('C', at);
        await writeFile(prepared, bytes);
      },
    ],
    ['is a folder', async () => [await rm(prepared), await mkdir(prepared)]],
  ])('reads all when what was prepared %s', async (_, harm) => {
    await prepareThem();
    await harm();
    expect(await foodPage()).toContain('A bag of food.');
  });

  test('refuses a mistake that was made since', async () => {
    await prepareThem();
    await edit(food(), 'A bag of food.', '@ bag of food.');
    await expect(open(prepared)).rejects.toThrow(ContentMistakes);
  });

  describe('takes', () => {
    const changed = async (
      change: () => Promise<void>,
    ): Promise<[Source, Awaited<ReturnType<typeof open>>]> => {
      await prepareThem();
      const opened = await open(prepared);
      await change();
      return [await source(), opened];
    };

    test('what an editor saves afterwards', async () => {
      const [later, { press, accepted, site }] = await changed(() =>
        edit(food(), 'A bag of food.', 'Two bags of food.'),
      );
      const next = await press.accept(later);
      expect(next.languages[0]?.t).toBe(accepted.languages[0]?.t);
      site.edition = await press.print(next, NOW, site.edition);
      expect((await request(createApp(site, () => {})).get('/en/food/')).text).toContain('Two bags of food.');
    });

    test('no words without one that the program asks for', async () => {
      const [later, { press }] = await changed(async () => {
        for (const name of ['en', 'es']) {
          const file = join(locales, `${name}.json`);
          const { home: _, ...words } = JSON.parse(await readFile(file, 'utf8'));
          await writeFile(file, JSON.stringify(words));
        }
      });
      await expect(press.accept(later)).rejects.toThrow('the site needs it');
    });
  });
});

const MORE = `section: food
listings:
  - id: more
    organization: town
    name: { en: One more place, es: Otro lugar }
    summary: { en: Soup., es: Sopa. }
    phones:
      - number: 311
    sources:
      - { name: Town hall, accessed: 2026-11-01 }
    checked: none
`;

describe('a build', () => {
  const build = async () => {
    const project = join(folder, 'project');
    await mkdir(project);
    for (const name of ['node_modules', 'public', 'views']) {
      await symlink(join(PROJECT, name), join(project, name));
    }
    for (const name of ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
      await cp(join(PROJECT, name), join(project, name), { recursive: true });
    }
    await rm(join(project, 'content'), { recursive: true, force: true });
    await symlink(content, join(project, 'content'));
    await symlink(locales, join(project, 'locales'));
    return { project, ...(await run('npm', ['run', '--silent', 'build'], { cwd: project })) };
  };

  test('prepares the content, and what it built starts with it', async () => {
    const { project, stdout, stderr } = await build();
    expect(stdout + stderr).toBe('');
    expect((await readFile(join(project, 'dist/prepared'))).indexOf('A bag of food.')).toBeGreaterThan(0);
    const child = spawn(process.execPath, ['dist/src/server.js'], {
      cwd: project,
      env: { PATH: process.env['PATH'], PORT: '0' },
    });
    const end = ended(child);
    const page = await fetch(`${await addressOf(child)}en/food/`);
    expect(await page.text()).toContain('A bag of food.');
    child.kill('SIGINT');
    expect((await end).err).toBe('');
  });

  test('shares out anew when a style leaves another room on a page', async () => {
    const { project } = await build();
    const kept = async () => {
      await run('node', ['dist/src/prepare.js'], { cwd: project });
      const bytes = await readFile(join(project, 'dist/prepared'));
      return { bytes, digests: [...(deserialize(bytes.subarray(32)) as Prepared).shares.keys()] };
    };
    const before = await kept();
    expect(before.digests.length).toBeGreaterThan(5);
    expect((await kept()).bytes).toEqual(before.bytes);
    await rm(join(project, 'public'));
    await cp(join(PROJECT, 'public'), join(project, 'public'), { recursive: true });
    await appendFile(join(project, 'public/style.css'), '.one-more-rule { color: rebeccapurple }');
    const after = await kept();
    for (const digest of after.digests) expect(before.digests).not.toContain(digest);
  });

  test('goes on when nothing can be kept, and takes away what is in the way', async () => {
    const { project } = await build();
    await rm(join(project, 'dist/prepared'));
    await mkdir(join(project, 'dist/prepared/inside'), { recursive: true });
    const first = await run('node', ['dist/src/prepare.js'], { cwd: project });
    expect(first.stderr).toMatch(/^nothing is prepared, and the next start reads everything: /);
    expect((await readdir(join(project, 'dist'))).filter((name) => name.startsWith('prepared'))).toEqual([]);
    expect(await run('node', ['dist/src/prepare.js'], { cwd: project })).toEqual({ stdout: '', stderr: '' });
    expect(await readdir(join(project, 'dist'))).toContain('prepared');
  });

  test('keeps nothing when a package was changed', async () => {
    const { project } = await build();
    const before = await readFile(join(project, 'dist/prepared'));
    await edit(join(project, 'package.json'), '"zod": "', '"zod": "^');
    await run('node', ['dist/src/prepare.js'], { cwd: project });
    const after = await readFile(join(project, 'dist/prepared'));
    expect(after.subarray(0, 32)).not.toEqual(before.subarray(0, 32));
    expect(after.subarray(32)).toEqual(before.subarray(32));
  });

  test('goes on when the content has mistakes, and a start names them', async () => {
    await edit(food(), 'A bag of food.', '@ bag of food.');
    const { project, stderr } = await build();
    expect(stderr).toBe('content has mistakes, so nothing of it is prepared; npm run check lists them\n');
    await expect(readFile(join(project, 'dist/prepared'))).rejects.toThrow('ENOENT');
  });
});

test('a start that has nothing to check loads nothing that checks, and no Express', async () => {
  const imported = new Set<string>();
  const follow = async (file: string): Promise<void> => {
    if (imported.has(file)) return;
    imported.add(file);
    const text = await readFile(join(PROJECT, file), 'utf8').catch(() => '');
    for (const [, target = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
      await follow(target.startsWith('.') ? normalize(join(dirname(file), target)) : target);
    }
  };
  await follow('src/copy.ts');
  expect(imported).toContain('src/http/app.ts');
  expect(imported).toContain('ejs');
  expect(
    [...imported].filter((name) => /^(?:zod|js-yaml|express)|content\/(?:load|schema|yaml)\.ts/.test(name)),
  ).toEqual([]);
});
