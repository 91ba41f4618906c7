import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readAsset } from '../../src/pages/asset.ts';
import type { Edition } from '../../src/pages/edition.ts';
import { PROJECT } from '../town.ts';
import { type Known, namesIn, scriptsIn } from './page-faults.ts';

/**
 * What the pages of an edition may hold, from the files of the project.
 * @throws Error when a page has other scripts than those of `public/`
 */
export async function knownMarkup(edition: Edition): Promise<Known> {
  return {
    dresses: await dressesOf(edition),
    names: await namesInViews(),
    forms: new Set([...edition.searches.keys(), ...edition.choices.keys()]),
  };
}

async function dressesOf(edition: Edition): Promise<Known['dresses']> {
  const [exit = '', search = '', paper = ''] = await scriptsOf(edition);
  const page = await styleOf(['style.css', 'frame.css', 'screen.css']);
  const booklet = await styleOf(['style.css', 'frame.css', 'paper.css']);
  const sheet = await styleOf(['paper.css', 'sheet.css']);
  return [
    { styles: [page], scripts: [exit, search] },
    { styles: [page, sheet], scripts: [exit, search, paper] },
    { styles: [booklet], scripts: [exit, paper] },
  ];
}

async function styleOf(names: readonly string[]): Promise<string> {
  return (await Promise.all(names.map((name) => readAsset(join(PROJECT, 'public'), name)))).join('');
}

// Those of a page that nobody has touched, each of them a file of ours.
async function scriptsOf({ pages }: Edition): Promise<string[]> {
  const folder = join(PROJECT, 'public');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const ours = await Promise.all(files.map((name) => readAsset(folder, name)));
  const scripts = scriptsIn(pages.get('/en/paper/')?.bytes.identity.toString() ?? '');
  if (scripts.length !== ours.length || !scripts.every((script) => ours.includes(script)))
    throw new Error('the scripts of a page are not those of public/');
  return scripts;
}

async function namesInViews(): Promise<Set<string>> {
  const folder = join(PROJECT, 'views');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ejs'));
  const templates = await Promise.all(files.map((name) => readAsset(folder, name)));
  return new Set(templates.flatMap(namesIn));
}
