import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { heaviestSentence, readingEase } from '../../src/content/reading.ts';
import { textsIn } from '../../src/content/texts.ts';
import { LOCALES, type Locale, type Text } from '../../src/locale.ts';
import { PROJECT } from '../town.ts';

const { content } = await loadContent(`${PROJECT}content`);

/** The texts that are read together: a part of a page, a listing, the words around them. */
const groups = new Map<string, { place: string; texts: Text[] }>();
for (const { file, path, text } of textsIn(content)) {
  // Names are what they are, and nobody reads sources aloud.
  if (path.includes('sources') || path.at(-1) === 'name') continue;
  const isPart = path[0] === 'parts' || path[0] === 'listings' || path[0] === 'organizations';
  const place = [file.slice(PROJECT.length), ...(isPart ? path.slice(0, 2) : [])].join(' ');
  const group = groups.get(place) ?? { place, texts: [] };
  group.texts.push(text);
  groups.set(place, group);
}

/** Whether the formula of the language puts a text at the sixth grade, or lower. */
function isSixthGrade(words: string, locale: Locale): boolean {
  const ease = readingEase(words, locale);
  if (!ease) return true;
  return locale === 'en' ? ease.grade < 7 : ease.grade <= 6;
}

test.each(LOCALES)('a sixth-grader reads every part and every listing: %s', (locale) => {
  expect(groups.size).toBeGreaterThan(80);
  const hard = [...groups.values()]
    .map(({ place, texts }) => ({ place, words: texts.map((text) => text[locale]).join('\n') }))
    .filter(({ words }) => !isSixthGrade(words, locale))
    .map(({ place, words }) => `${place}: ${heaviestSentence(words, locale)}`);
  expect(hard).toEqual([]);
});

// More words than these are forgotten before the sentence ends. The ones above it are said with why.
const MOST_WORDS: Readonly<Record<Locale, number>> = { en: 26, es: 30 };
const LONG = [
  // It names every ground on which the law forbids discrimination, and leaves none out.
  'The guide is for you, whatever your immigration status',
  'La guía es para usted, sin importar su estatus migratorio',
];

test.each(LOCALES)('no sentence is too long to be kept in mind: %s', (locale) => {
  const long = [...groups.values()]
    .flatMap(({ texts }) => texts.map((text) => heaviestSentence(text[locale], locale)))
    .filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS[locale])
    .filter((sentence) => !LONG.some((beginning) => sentence.startsWith(beginning)));
  expect(long).toEqual([]);
});
