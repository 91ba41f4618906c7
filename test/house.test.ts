import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './town.ts';
import { templateMistakes } from './views/template-types.ts';

const sources = (
  await Promise.all(
    ['src', 'views'].map(async (folder) =>
      (await readdir(join(PROJECT, folder), { recursive: true })).map((entry) => join(folder, entry)),
    ),
  )
).flat();

// What a file may import: its own floor, and the floors under it.
const FLOORS = ['locale', 'content', 'model', 'pages', 'site', 'http', 'server'];
const OF_THE_SERVER = [
  'first-tick',
  'copy',
  'workers',
  'settings',
  'stopping',
  'log',
  'error-place',
  'command-line',
  'check',
  'link-check',
  'translations',
  'sheets',
  'new',
  'new-words',
  'preview',
  'editor-schemas',
  'static-copy',
  'copy-folder',
  'export',
  'prepare',
];
const floorOf = (file: string): number => {
  const name =
    file
      .replace(/^src\//, '')
      .split('/')[0]
      ?.replace(/\.ts$/, '') ?? '';
  // What the site is read from and kept current with is the site's; the rest is as far to the right as the server.
  if (['source', 'own-words', 'languages', 'approve', 'prepared', 'fingerprint', 'keeper'].includes(name))
    return FLOORS.indexOf('site');
  return OF_THE_SERVER.includes(name) ? FLOORS.length - 1 : FLOORS.indexOf(name);
};

test('a file imports only from its own floor or from the left', async () => {
  const upwards: string[] = [];
  for (const file of sources.filter((name) => name.endsWith('.ts'))) {
    const text = await readFile(join(PROJECT, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/from '(\.{1,2}\/[^']+\.ts)'/g)) {
      const imported = join(file, '..', target);
      if (floorOf(imported) > floorOf(file)) upwards.push(`${file} -> ${imported}`);
    }
    expect(floorOf(file), file).toBeGreaterThanOrEqual(0);
  }
  expect(upwards).toEqual([]);
});

describe('one place each', () => {
  test.each([
    ["'js-yaml'", 'src/content/yaml.ts'],
    ["'ejs'", 'src/pages/views.ts'],
    ["'helmet'", 'src/http/headers.ts'],
    ["'i18next-http-middleware'", 'src/http/language-choice.ts'],
    ['process.env', 'src/export.ts, src/server.ts'],
  ])('%s is used in %s alone', async (words, places) => {
    const users: string[] = [];
    for (const file of sources.filter((name) => name.endsWith('.ts'))) {
      if ((await readFile(join(PROJECT, file), 'utf8')).includes(words)) users.push(file);
    }
    expect(users.sort().join(', ')).toBe(places);
  });
});

test('both languages have the same words, each with its own plural forms', async () => {
  const [english, spanish] = await Promise.all(
    ['en', 'es'].map(async (locale) =>
      Object.keys(JSON.parse(await readFile(join(PROJECT, 'locales', `${locale}.json`), 'utf8'))),
    ),
  );
  const stems = (keys: string[] = []) =>
    [...new Set(keys.map((key) => key.replace(/_(one|many|other)$/, '')))].sort();
  expect(stems(spanish)).toEqual(stems(english));
});

test('no template prints text without escaping it', async () => {
  for (const file of sources.filter((name) => name.endsWith('.ejs'))) {
    const raw = [
      ...(await readFile(join(PROJECT, file), 'utf8')).matchAll(
        /<%-(?!\s*(?:include\(|v\.body|v\.linkedData))/g,
      ),
    ];
    expect(raw, file).toHaveLength(0);
  }
});

test('every answer is ended where its time to be read is limited', async () => {
  for (const file of sources.filter((name) => name.startsWith('src/http/'))) {
    const text = await readFile(join(PROJECT, file), 'utf8');
    const allowed = ['src/http/connection.ts', 'src/http/malformed.ts'].includes(file) ? 1 : 0;
    expect(text.match(/\.end\(/g) ?? [], file).toHaveLength(allowed);
  }
});

test('nobody is asked for their status: no such field in the schemas', async () => {
  for (const file of sources.filter((name) => name.startsWith('src/content/'))) {
    expect(await readFile(join(PROJECT, file), 'utf8')).not.toMatch(
      /^\s*\w*(status|immigra|nationality|citizen)\w*:/im,
    );
  }
});

test('every icon is drawn, and each differently', async () => {
  const schema = await readFile(join(PROJECT, 'src/content/page.ts'), 'utf8');
  const template = await readFile(join(PROJECT, 'views/partials/icon.ejs'), 'utf8');
  const names = [...(/ICONS = \[([^\]]+)\]/.exec(schema)?.[1] ?? '').matchAll(/'([a-z]+)'/g)].map(
    ([, name]) => name,
  );
  const drawn = [...template.matchAll(/v\.name === '([a-z]+)'/g)].map(([, name]) => name);
  // The last one is the template's else.
  expect([...drawn, 'people']).toEqual(names);
});

describe('a template with a mistake', () => {
  test.each([
    ['a misspelt field', '<h1>\n<%= v.titel %></h1>', '2:7', "Property 'titel' does not exist"],
    ['a misspelt word', "<p><%= v.t('hom') %></p>", '1:12', 'is not assignable to parameter of type'],
    ['a value that can be missing', '<p>\n\n  <%= v.law.notice %></p>', '3:7', "'v.law' is possibly 'null'"],
    [
      'text put in as markup',
      '<%- v.title %>',
      '1:5',
      "'string' is not assignable to parameter of type 'Markup'",
    ],
    [
      'an include that is not there',
      "<%- include('partials/icons', {}) %>",
      '1:13',
      'is not assignable to parameter of type',
    ],
    [
      'an include without what it needs',
      "<%- include('partials/prose', {}) %>",
      '1:31',
      "Property 'prose' is missing",
    ],
  ])('%s is named at its line', async (_what, text, place, words) => {
    const folder = await mkdtemp(join(PROJECT, 'node_modules', '.cache', 'broken-'));
    try {
      await writeFile(join(folder, 'topic.ejs'), text);
      const [first = ''] = await templateMistakes(folder);
      expect(first).toContain(`/topic.ejs:${place}: `);
      expect(first).toContain(words);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
