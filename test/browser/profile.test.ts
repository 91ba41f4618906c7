import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGuide } from '../town.ts';
import { openProfile } from './chromium.ts';
import { type Served, serve } from './serving.ts';

const { app } = await openGuide();

let served: Served;
let folder: string;

beforeAll(async () => {
  served = await serve(app);
  folder = await mkdtemp(join(tmpdir(), 'profile-'));
});

afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});

// Words that no page and no browser says by itself, and what somebody really types.
const WORDS = ['zarzaparrilla', 'quetzalcoatlus', 'mi esposo me pega', 'ñandubay', '8605550199'];
const CONTROL = 'ornitorrinco';

/** Uses the guide with a profile, closes the browser, and reads the folder that it wrote. */
async function profileAfter(
  name: string,
  options: { javaScriptEnabled: boolean },
  visit: (page: Page) => Promise<unknown>,
): Promise<Map<string, Buffer[]>> {
  const profile = join(folder, name);
  await mkdir(profile);
  const context = await openProfile(profile, options);
  try {
    await visit(await context.newPage());
  } finally {
    await context.close();
  }
  const files = new Map<string, Buffer[]>();
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(profile.length + 1), unpacked(await readFile(path)));
  }
  return files;
}

/** Bytes as they stand, and what is packed in them: a cached answer stands behind the address it came from. */
function unpacked(bytes: Buffer): Buffer[] {
  const found = [bytes];
  const tryAt = (at: number, unpack: (packed: Buffer) => Buffer) => {
    try {
      found.push(unpack(bytes.subarray(at)));
    } catch {
      // It only looked packed.
    }
  };
  const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) tryAt(at, gunzipSync);
  tryAt(0, inflateSync);
  tryAt(0, brotliDecompressSync);
  return found;
}

/** A word in every form in which a browser may write it down. */
function formsOf(word: string): Buffer[] {
  const percent = encodeURIComponent(word);
  const texts = [word, percent, percent.replaceAll('%20', '+'), percent.toLowerCase()];
  return texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
}

/** Each file that holds one of the words, with the words. */
function placesOf(words: readonly string[], files: ReadonlyMap<string, Buffer[]>): [string, string[]][] {
  return [...files].flatMap(([path, contents]): [string, string[]][] => {
    const held = words.filter((word) =>
      formsOf(word).some((form) => contents.some((bytes) => bytes.includes(form))),
    );
    return held.length > 0 ? [[path, held]] : [];
  });
}

/** Searches for every word, follows a link, comes back, and searches once more. */
async function searchAround(page: Page): Promise<void> {
  await page.goto(`${served.origin}/en/`);
  const search = async (word: string) => {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('#q').fill(word);
    await page.locator('#q').press('Enter');
    await (await answered).finished();
    await page.locator('main .answer').waitFor();
  };
  for (const word of WORDS) await search(word);
  await page.locator('.mark').click();
  await page.waitForURL('**/en/');
  await page.locator('a[href="/en/health/"]').first().click();
  await page.waitForURL('**/en/health/');
  for (const word of WORDS) await search(word);
  const left = page.url();
  await page.goto(`${served.origin}/es/salud/`);
  // Without script this is an answer, and the browser asks first whether to send the words again.
  if (new URL(left).pathname === '/en/health/') await page.goBack();
  await page.goto(`${served.origin}/es/`);
  // The last page is closed with its answer.
  await search(WORDS[0] ?? '');
}

test('what is put into an address is found on the disk: this test can fail', async () => {
  // A browser that keeps no history keeps what it may cache.
  const keeping = await serve((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=9999' });
    response.end(`<title>${request.url}</title>`);
  });
  const files = await profileAfter('control', { javaScriptEnabled: true }, (page) =>
    page.goto(`${keeping.origin}/en/?${CONTROL}`),
  );
  await keeping.stop();
  const places = placesOf([CONTROL], files).map(([path]) => basename(path));
  expect(places).not.toEqual([]);
  // A whole browser has a history; the packaged one is only what a page needs.
  if (files.has(join('Default', 'History'))) expect(places).toContain('History');
});

test('with script, no file of the profile holds what was searched for', async () => {
  const files = await profileAfter('script', { javaScriptEnabled: true }, searchAround);
  expect(files.size).toBeGreaterThan(10);
  expect(placesOf(WORDS, files)).toEqual([]);
});

test('without script, only the session of the tabs may hold it', async () => {
  const files = await profileAfter('no-script', { javaScriptEnabled: false }, searchAround);
  const elsewhere = placesOf(WORDS, files).filter(([path]) => !path.startsWith(join('Default', 'Sessions')));
  expect(elsewhere).toEqual([]);
});

/** The sentences that stand on a page; its title and address are what a history keeps. */
async function sentencesOn(page: Page): Promise<string[]> {
  const texts = await page.locator('main :is(p, li, dd, h2, h3)').allInnerTexts();
  return texts.flatMap((text) => text.split('\n')).filter((text) => text.length > 25);
}

const READ = ['/en/', '/en/food-shelter/', '/en/health/', '/es/', '/es/salud/', '/en/nowhere/'];

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (name, javaScriptEnabled) => {
  test('no file of the profile holds a sentence of the pages that were read', async () => {
    const sentences = new Set<string>();
    const files = await profileAfter(`read-${name}`, { javaScriptEnabled }, async (page) => {
      for (const path of READ) {
        await page.goto(served.origin + path);
        for (const sentence of await sentencesOn(page)) sentences.add(sentence);
      }
      await page.goBack();
    });
    expect(sentences.size).toBeGreaterThan(100);
    expect(files.size).toBeGreaterThan(10);
    expect(placesOf([...sentences], files)).toEqual([]);
  });
});

test('the sentences of a page that may be kept are found on the disk: this test can fail', async () => {
  const SENTENCE = 'The ornithorhynchus sleeps at the river all day.';
  const keeping = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=9999' });
    response.end(`<title>x</title><p>${SENTENCE}</p>`);
  });
  const files = await profileAfter('kept', { javaScriptEnabled: true }, (page) => page.goto(keeping.origin));
  await keeping.stop();
  expect(placesOf([SENTENCE], files)).not.toEqual([]);
});
