import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusals } from './refusals.ts';

const write = (name: string, text: string | Uint8Array) => (folder: string) =>
  writeFile(join(folder, name), text);

describe('a content folder is refused with', () => {
  test.each<[string, (folder: string) => Promise<unknown>, string]>([
    [
      'a file that is missing',
      (folder) => rm(join(folder, 'about.yaml')),
      'about.yaml:1:1: this file is missing; put it back',
    ],
    ['an empty file', write('alerts.yaml', ''), 'alerts.yaml:1:1: the file is empty; put its text back'],
    [
      'a picture under the name of a file',
      write('alerts.yaml', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff])),
      'alerts.yaml:1:1: this file is not UTF-8 text; save it again as UTF-8',
    ],
    [
      'a file that is far too long',
      write('alerts.yaml', `alerts: []\n${'# long\n'.repeat(10_000)}`),
      'alerts.yaml:1:1: this file is larger than 64 KB; split it',
    ],
    [
      'lists inside lists without end',
      write('alerts.yaml', `alerts: ${'['.repeat(60)}${']'.repeat(60)}\n`),
      'alerts.yaml:1:28: there are too many lists inside lists here; move these lines to the left',
    ],
    [
      'a link to another file',
      async (folder) => {
        await rename(join(folder, 'alerts.yaml'), join(folder, 'elsewhere.txt'));
        await symlink('elsewhere.txt', join(folder, 'alerts.yaml'));
      },
      'alerts.yaml:1:1: this is a shortcut to another file; put the file itself here',
    ],
    [
      'a folder under the name of a file',
      (folder) => mkdir(join(folder, 'sections', 'more.yaml')),
      'sections/more.yaml:1:1: this is not a plain file; put a text file here',
    ],
    [
      'a file whose name no address can have',
      write('sections/Más comida.yaml', 'title: x\n'),
      'sections/Más comida.yaml:1:1: rename this file in small letters with hyphens, ending in .yaml, such as food-shelter.yaml; or move it out of this folder',
    ],
    [
      'an address that another page has',
      (folder) => cp(join(folder, 'guides', 'knock.yaml'), join(folder, 'guides', 'later.yaml')),
      'guides/later.yaml:1:13: web address › English: the web address “at-home” is already used in guides/knock.yaml; write something else',
    ],
    [
      'a guide that no page leads to',
      async (folder) => {
        await cp(join(folder, 'guides', 'knock.yaml'), join(folder, 'guides', 'later.yaml'));
        const text = await readFile(join(folder, 'guides', 'later.yaml'), 'utf8');
        await write(
          'guides/later.yaml',
          text.replace('en: at-home, es: en-casa', 'en: later, es: luego'),
        )(folder);
      },
      'guides/later.yaml:1:1: no page leads to this guide; add “later” to urgent in site.yaml, or to the pages of a section',
    ],
  ])('%s', async (_what, harm, refusal) => {
    expect(await refusals(harm)).toContain(refusal);
  });
});

test('every mistake of every file is named at once', async () => {
  const named = await refusals(async (folder) => {
    await write('alerts.yaml', 'alerts: none\n')(folder);
    await write('about.yaml', 'colour: red\n')(folder);
  });
  expect(new Set(named.map((line) => line.split(':')[0]))).toEqual(new Set(['about.yaml', 'alerts.yaml']));
  expect(named.length).toBeGreaterThan(5);
});
