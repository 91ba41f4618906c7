import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '../src/content/load.ts';
import { PROJECT } from './town.ts';

let folder = '';
const FOOD = 'sections/food.yaml';
const KNOCK = 'guides/knock.yaml';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'town-'));
  await cp(join(PROJECT, 'test/fixtures/town'), folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

/** What the command says, with the folder taken off its lines. */
async function translations(...words: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const run = ['--import', 'tsx', 'src/translations.ts', folder, ...words];
    execFile(process.execPath, run, { cwd: PROJECT }, (error, out, err) => {
      const code = error ? Number(error.code) : 0;
      resolve({ code, said: `${out}${err}`.replaceAll(`${folder}/`, '') });
    });
  });
}

async function change(name: string, words: string, others: string): Promise<void> {
  const text = await readFile(join(folder, name), 'utf8');
  expect(text).toContain(words);
  await writeFile(join(folder, name), text.replace(words, others));
}

const stamps = () => readFile(join(folder, 'translations.yaml'), 'utf8');

test('what nobody has confirmed is counted for each file', async () => {
  const { said } = await translations();
  expect(said).toContain('guides/knock.yaml: new texts: 20; nobody has compared the two languages yet');
  expect(said).toMatch(/^Confirmed: 0\. New: \d+\. Changed in one language only: 0\./m);
});

test('what a person confirms is stamped, and a comment above the stamps stays', async () => {
  await writeFile(join(folder, 'translations.yaml'), '# Ours.\nconfirmed: []\n');
  expect((await translations('--confirm', KNOCK)).said).toBe('20 texts confirmed.\n');
  expect(await stamps()).toMatch(/^# Ours\.\nconfirmed:\n( {2}- [0-9a-f]{8}-[0-9a-f]{8}\n){20,}$/);
  expect((await translations()).said).not.toContain('guides/knock.yaml');
});

test('a half that was left behind is named at its place, in the language of the editor', async () => {
  await translations('--confirm', FOOD);
  await change(FOOD, 'A bag of food.', 'Two bags of food.');
  expect((await translations()).said).toContain(
    'sections/food.yaml:22:43: listing “elm-pantry” › summary › Spanish: older than the English',
  );
  expect((await translations('--lang', 'es')).said).toContain(
    'sections/food.yaml:22:43: lugar “elm-pantry” › resumen › español: más viejo que el inglés',
  );
  await change(FOOD, 'Una bolsa de comida.', 'Dos bolsas de comida.');
  expect((await translations()).said).toContain('sections/food.yaml: new texts: 1');
});

test('English that is older than its Spanish is named too', async () => {
  await translations('--confirm', FOOD);
  await change(FOOD, 'Una bolsa de comida.', 'Dos bolsas de comida.');
  expect((await translations()).said).toContain('summary › English: older than the Spanish');
});

test('a text that moves, or that stands in a second place, is still confirmed', async () => {
  await translations('--confirm', KNOCK);
  await change(
    KNOCK,
    '          - { en: Keep the door closed., es: No abra la puerta., drawing: door }\n',
    '',
  );
  await change(
    KNOCK,
    '          - { en: Ask who it is., es: Pregunte quién es. }\n',
    '          - { en: Ask who it is., es: Pregunte quién es. }\n          - { en: Keep the door closed., es: No abra la puerta., drawing: door }\n          - { en: Do not run., es: No corra. }\n',
  );
  expect((await translations()).said).not.toContain('guides/knock.yaml');
});

test('a new text that shares a half with one that is still there is new, not old', async () => {
  await translations('--confirm', KNOCK);
  await change(
    KNOCK,
    '          - { en: Do not run., es: No corra. }\n',
    '          - { en: Do not run., es: No corra. }\n          - { en: Do not run., es: No salga corriendo. }\n',
  );
  expect((await translations()).said).toContain('guides/knock.yaml: new texts: 1');
});

test('a rights text with a half that was left behind may not be published until somebody confirms it', async () => {
  await translations('--confirm', KNOCK);
  await change(KNOCK, 'I do not consent.', 'I do not agree.');
  await expect(loadContent(folder)).rejects.toThrow(
    'guides/knock.yaml:20:40: part 1 › piece 2 › say, sentence 1 › Spanish: the English was changed after this Spanish was written; change the Spanish too. If the whole file says the same in both languages, run npm run translations -- --confirm guides/knock.yaml',
  );
  expect((await translations()).said).toContain('say, sentence 1 › Spanish: older than the English');
  await translations('--confirm', KNOCK);
  await expect(loadContent(folder)).resolves.toBeDefined();
});

test.each([
  ['who may use a place', FOOD, 'Anyone.', 'who can go'],
  ['what a number is for', FOOD, 'For messages', 'phone 2 › label'],
  ['the news', 'alerts.yaml', 'The pantry is closed for snow.', 'alert “snow” › text'],
])('%s may not be published with a half that was left behind', async (_what, file, words, field) => {
  await translations('--confirm', file);
  await change(file, words, 'Something else.');
  await expect(loadContent(folder)).rejects.toThrow(`${field} › Spanish: the English was changed`);
});

test('a missing half is named like every mistake', async () => {
  await change(FOOD, '{ en: Free., es: Gratis. }', '{ en: Free. }');
  const { code, said } = await translations();
  expect(code).toBe(1);
  expect(said).toContain('listing “elm-pantry” › cost › Spanish: this is missing; write some text here');
});

test('a file that is not there cannot be confirmed', async () => {
  const { code, said } = await translations('--confirm', 'sections/foods.yaml');
  expect(code).toBe(1);
  expect(said).toContain('sections/foods.yaml: there is no such file with texts');
});
