import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIXTURES } from './content/refusals.ts';
import { PROJECT } from './town.ts';

const run = promisify(execFile);
const identity = ['-c', 'user.name=Town', '-c', 'user.email=town@example.org', '-c', 'commit.gpgsign=false'];

let checkout: string;
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'checkout-'));
  await cp(join(FIXTURES, 'town'), join(checkout, 'content'), { recursive: true });
  await cp(join(PROJECT, 'locales'), join(checkout, 'locales'), { recursive: true });
  for (const name of ['views', 'public']) await symlink(join(PROJECT, name), join(checkout, name));
  await run('git', ['init', '--quiet'], { cwd: checkout });
  await run('git', ['add', 'content', 'locales'], { cwd: checkout });
  await run('git', [...identity, 'commit', '--quiet', '--message', 'Town'], { cwd: checkout });
});
afterEach(() => rm(checkout, { recursive: true }));

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(checkout, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replaceAll(from, to));
}

/** What the command says in that checkout, and how it ends. */
async function preview(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const command = [join(PROJECT, 'src', 'preview.ts'), ...words];
  const done = run(join(PROJECT, 'node_modules', '.bin', 'tsx'), command, { cwd: checkout });
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

test('nothing changed for readers when only a comment did', async () => {
  await edit('content/sections/food.yaml', 'check_every: 60\n', 'check_every: 60\n# Called in May.\n');
  expect(await preview()).toEqual({
    code: 0,
    out: 'No words that readers see today would change.\n',
    err: '',
  });
  expect((await preview('--lang', 'es')).out).toBe(
    'No cambiaría ninguna de las palabras que los lectores ven hoy.\n',
  );
});

test('a new phone number is shown in both languages wherever it stands, and nothing else', async () => {
  await edit('content/sections/shelter.yaml', '1-800-555-0199', '1-800-555-0198');
  const { code, out, err } = await preview();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`/en/shelter/
  Not confirmed yet: call first
- Call 1-800-555-0199 <tel:+18005550199>
+ Call 1-800-555-0198 <tel:+18005550198>
  Where

/en/a-to-z/
  Not confirmed yet: call first
- Call 1-800-555-0199 <tel:+18005550199>
+ Call 1-800-555-0198 <tel:+18005550198>
  T

/es/techo/
  Sin confirmar todavía: llame antes
- Llamar 1-800-555-0199 <tel:+18005550199>
+ Llamar 1-800-555-0198 <tel:+18005550198>
  Dónde

/es/a-z/
  Sin confirmar todavía: llame antes
- Llamar 1-800-555-0199 <tel:+18005550199>
+ Llamar 1-800-555-0198 <tel:+18005550198>
  Otras formas de buscar un lugar
`);
});

test('a link that leads elsewhere under the same words is a difference', async () => {
  await edit('content/guides/knock.yaml', 'https://law.example.org/en', 'https://law.example.org/new');
  const { out } = await preview();
  expect(out).toContain('- The law <https://law.example.org/en>\n+ The law <https://law.example.org/new>\n');
});

test('what stands around every page is shown once for each language', async () => {
  await edit('content/site.yaml', 'https://weather.example.org/', 'https://news.example.org/');
  const { out } = await preview();
  expect(out.match(/^\/.*$/gm)).toEqual(['/en/*', '/es/*']);
  expect(out.match(/<https:\/\/news\.example\.org\/>/g)).toHaveLength(2);
});

test('pages that are new and pages that are gone are named', async () => {
  await edit('content/guides/knock.yaml', 'slug: { en: at-home,', 'slug: { en: in-house,');
  const { out } = await preview();
  expect(out).toContain('/en/in-house/\n+ a new page\n');
  expect(out).toContain('/en/at-home/\n- this page is gone\n');
  expect(out).not.toContain('/es/');
});

test('the site’s own words are compared too', async () => {
  await edit('locales/es.json', 'Llamar', 'Marcar');
  const { out } = await preview();
  expect(out).toContain('- Llamar 1-800-555-0199 <tel:+18005550199>\n+ Marcar 1-800-555-0199');
  expect(out).not.toContain('/en/');
});

test('mistakes are named and nothing is compared', async () => {
  await edit('content/sections/shelter.yaml', '1-800-555-0199', '12');
  const { code, out, err } = await preview();
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^content\/sections\/shelter\.yaml:17:17: .*write it like \(860\) 550-7500/);
});

test('a folder without a commit is said to be one', async () => {
  await rm(join(checkout, '.git'), { recursive: true });
  const { code, err } = await preview();
  expect(code).toBe(1);
  expect(err).toContain('There is no saved version (git commit) to compare with');
});
