import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openFolder, PROJECT } from './town.ts';

const README = await readFile(join(PROJECT, 'content/README.md'), 'utf8');

/** The recipes of the editing guide, by their number. */
const recipes = new Map(
  README.split(/^### /m)
    .slice(1)
    .map((text) => [Number(text[0]), text.split(/^## /m)[0] ?? ''] as const),
);

type Step = { find: string | null; write: string };

/** What a recipe tells an editor to do: in which file, what to look for, and what to write. */
function stepsOf(number: number): { file: string; steps: Step[] } {
  const text = recipes.get(number) ?? '';
  const file = /File: `([^`]+)`/.exec(text)?.[1] ?? '';
  const parts = [
    ...text.matchAll(/(find|write(?: instead| at the end| in it)):\n\n```yaml\n([\s\S]*?)```/gi),
  ];
  const steps: Step[] = [];
  let find: string | null = null;
  for (const [, verb = '', block = ''] of parts) {
    if (verb.toLowerCase() === 'find') find = block;
    else {
      steps.push({ find, write: block });
      find = null;
    }
  }
  return { file, steps };
}

/** The real guide after an editor has followed a recipe to the letter. */
async function follow(number: number, now: string) {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    await cp(join(PROJECT, 'content'), folder, { recursive: true });
    const { file, steps } = stepsOf(number);
    let text = await readFile(join(folder, file), 'utf8').catch(() => '');
    for (const { find, write } of steps) {
      if (find === null) text += write;
      else {
        expect(text.split(find), `“${find}” stands once in ${file}`).toHaveLength(2);
        text = text.replace(find, write);
      }
    }
    expect(steps.length).toBeGreaterThan(0);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
    const { app } = await openFolder(folder, { now });
    return async (address: string) => load((await request(app).get(address)).text);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('an editor who follows the recipe', () => {
  test('to change a phone number: readers can dial the new one, and see who checked it', async () => {
    const read = await follow(1, '2026-11-24T12:00:00-05:00');
    const $ = await read('/es/salud/');
    expect($('#charter-oak-health-center .phone').attr('href')).toBe('tel:+13125550134');
    expect($('#charter-oak-health-center summary').text()).toBe(
      'Revisado por teléfono, 20 de noviembre de 2026, por personal de la Ciudad.',
    );
  });

  test('to add a listing: it stands on its page in both languages', async () => {
    const read = await follow(2, '2026-11-24T12:00:00-05:00');
    // A page that is nearly full goes on to another one for it.
    const headings = async (address: string) => {
      const pages = [await read(address), await read(`${address}2/`)];
      return pages.map(($) => $('#elm-street-clinic h3').text()).filter((text) => text !== '');
    };
    expect(await headings('/en/health/')).toEqual(['Elm Clinic']);
    expect(await headings('/es/salud/')).toEqual(['Clínica Elm']);
  });

  test('to close a place for a holiday: its hours say so', async () => {
    const read = await follow(3, '2026-12-20T12:00:00-05:00');
    const hours = (await read('/en/city-services/'))('#city-311 dd').text().replace(/\s+/g, ' ');
    expect(hours).toContain('December 24, 2026: 8:00 AM to 12:00 PM (Christmas Eve)');
    expect(hours).toContain('Closed on public holidays');
  });

  test('to post an alert: every page shows it on its day, and none the day after', async () => {
    const alerts = async (now: string) => (await (await follow(4, now))('/es/'))('.alerts').text();
    expect(await alerts('2027-01-10T06:00:00-05:00')).toContain('La clínica está cerrada hoy por la nieve.');
    expect(await alerts('2027-01-11T06:00:00-05:00')).toBe('');
  });

  test('to retire a listing: its page says since when, why, and where to go', async () => {
    const read = await follow(5, '2026-12-05T12:00:00-05:00');
    const $ = await read('/en/closed/greater-hartford-legal-aid/');
    expect($('.lead').text()).toBe('Closed since December 1, 2026.');
    expect($('.listing').attr('id')).toBe('statewide-legal-services');
    expect((await read('/en/legal-help/'))('article#greater-hartford-legal-aid')).toHaveLength(0);
  });

  test('to go on in another file: its listings are the last of the section', async () => {
    const read = await follow(6, '2026-11-24T12:00:00-05:00');
    expect((await read('/en/health/'))('article.listing').last().attr('id')).toBe('park-street-clinic');
  });
});

test('the editing guide has six recipes', () => {
  expect([...recipes.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('every command that the editing guide names is there', async () => {
  const { scripts } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8'));
  const named = [...README.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => !(name && name in scripts))).toEqual([]);
});
