import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentOf } from '../../src/content/load.ts';
import { ContentMistakes } from '../../src/content/problems.ts';
import { readSnapshot } from '../../src/content/snapshot.ts';
import { FIXTURES } from './refusals.ts';

const FOOD = 'sections/food.yaml';
const snapshot = await readSnapshot(join(FIXTURES, 'town'));
const town = (food: (text: string) => string) => ({
  ...snapshot,
  files: new Map(snapshot.files).set(FOOD, food(snapshot.files.get(FOOD) ?? '')),
});

test('a save of one file has only that file read again', async () => {
  const before = (await contentOf(snapshot)).content;
  const after = (await contentOf(town((text) => text.replace('A bag of food.', 'Two bags of food.'))))
    .content;
  expect(after.sections.get('shelter')?.value).toBe(before.sections.get('shelter')?.value);
  expect(after.sections.get('food')?.value.listings?.[0]?.summary.en).toBe('Two bags of food.');
  expect(before.sections.get('food')?.value.listings?.[0]?.summary.en).toBe('A bag of food.');
});

test('a mistake is named again, however often the file is looked at, and a fact beside it keeps its place', async () => {
  const wrong = town((text) => text.replace('organization: town\n', 'organization: twon\n'));
  const places = async () => {
    const error = await contentOf(wrong).catch((refused: unknown) => refused);
    return error instanceof ContentMistakes
      ? error.problems.map(({ line, column }) => `${line}:${column}`)
      : [];
  };
  expect(await places()).toEqual(['52:19']);
  expect(await places()).toEqual(['52:19']);
});
