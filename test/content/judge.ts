import { load } from 'cheerio';
import { type Content, filesOf } from '../../src/content/content.ts';
import { contentOf } from '../../src/content/load.ts';
import { ContentMistakes, type Problem } from '../../src/content/problems.ts';
import { type Snapshot, TRANSLATIONS } from '../../src/content/snapshot.ts';
import { textsIn } from '../../src/content/texts.ts';
import { readYaml } from '../../src/content/yaml.ts';
import { LOCALES, type Text } from '../../src/locale.ts';
import { directoryOf } from '../../src/model/directory.ts';
import { known } from '../../src/model/known.ts';
import { indexOf } from '../../src/model/search-index.ts';
import { wordsOf } from '../../src/own-words.ts';
import { addressesUnder } from '../../src/pages/addresses.ts';
import type { Edition } from '../../src/pages/edition.ts';
import { ownLanguage } from '../../src/pages/language.ts';
import { printEdition } from '../../src/pages/printing.ts';
import { translator } from '../../src/pages/strings.ts';
import { loadViews } from '../../src/pages/views.ts';
import { readSource } from '../../src/source.ts';
import { PROJECT } from '../town.ts';

import type { Mutated } from './mutate.ts';

/** A set of content that can be published, to be harmed. */
export type Ground = { snapshot: Snapshot; meaning: string };

/** @throws {ContentMistakes} when the set cannot be published as it is */
export async function groundOf(snapshot: Snapshot): Promise<Ground> {
  return { snapshot, meaning: meaningOf((await contentOf(snapshot)).content) };
}

/**
 * The set with as few other pages as it can be published with, and little in them: what is not there need not
 * be read, so that a case takes a fifth of the time.
 * @param kept the file that stays as it is
 */
export async function reduced(whole: Snapshot, kept: string): Promise<Ground> {
  const others = [...whole.files.keys()].filter((name) => name.includes('/') && name !== kept);
  const files = new Map(whole.files);
  // Stamps are no page, and a folder can do without them.
  if (kept !== TRANSLATIONS) files.delete(TRANSLATIONS);
  if (kept !== SYNONYMS)
    files.set(
      SYNONYMS,
      'synonyms: []\nalike: []\nofficers: { en: [], es: [] }\ndanger: { en: [], es: [] }\n',
    );
  const asking = [kept, 'site.yaml', 'papers.yaml'].map((name) => files.get(name)).join('\n');
  for (const name of others) files.set(name, emptied(files.get(name) ?? '', asking));
  let ground = await groundOf({ ...whole, files });
  for (const name of others) {
    const fewer = new Map(ground.snapshot.files);
    fewer.delete(name);
    const id = name.replace(/^.*\/|\.yaml$/g, '');
    fewer.set('site.yaml', (fewer.get('site.yaml') ?? '').replace(without(id), ''));
    // A page that another one needs stays.
    ground = await groundOf({ ...whole, files: fewer }).catch(() => ground);
  }
  return ground;
}

type Draft = {
  listings?: { id: string; phones?: { number: string }[] }[];
  parts: { blocks: { listings?: string[]; text?: Text }[] }[];
};

// A page with one sentence, and only those of its listings that are asked for. JSON is YAML.
function emptied(page: string, asking: string): string {
  const draft = readYaml(page).value as Draft;
  const digits = asking.replace(/\D/g, '');
  const listings = (draft.listings ?? []).filter(
    ({ id, phones = [] }) =>
      new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(asking) ||
      phones.some(({ number }) => digits.includes(number.replace(/\D/g, ''))),
  );
  const blocks: Draft['parts'][number]['blocks'] = [SENTENCE];
  if (listings.length > 0) blocks.push({ listings: listings.map(({ id }) => id) });
  const rest = listings.length > 0 ? { listings } : {};
  const { listings: _, ...head } = draft;
  return JSON.stringify({ ...head, ...rest, parts: [{ ...draft.parts[0], blocks }] }, null, 1);
}

const SYNONYMS = 'synonyms.yaml';
const SENTENCE = { text: { en: 'This is a page.', es: 'Esta es una página.' } };

// In the two lists of pages: a name with the comma after it, or before it when it is the last.
function without(id: string): RegExp {
  return new RegExp(`(?<=^(?:urgent|sections): \\[.*)(?:(?<=\\[|, )${id}, |, ${id}(?=\\]))`, 'm');
}

function meaningOf(content: Content): string {
  return JSON.stringify(filesOf(content).map(({ id, value }) => [id, value]));
}

/** What became of a harmed set, and what is wrong with that. */
export type Verdict = {
  kind: 'refused' | 'unchanged' | 'different';
  content: Content | null;
  problems: readonly Problem[];
  faults: readonly string[];
};

const LONGEST_MS = 1_000;
const MOST_PROBLEMS = 200;

/** Reads a harmed set as the site does, and looks at what came out. */
export async function judge({ snapshot, meaning }: Ground, { name, text }: Mutated): Promise<Verdict> {
  const harmed = { ...snapshot, files: new Map(snapshot.files).set(name, text) };
  const reading = async () => {
    const start = performance.now();
    const outcome = await contentOf(harmed).then(
      ({ content }) => content,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    return { outcome, ms: performance.now() - start };
  };
  let { outcome, ms } = await reading();
  // The machine may have been busy with something else.
  if (ms > LONGEST_MS) ({ outcome, ms } = await reading());
  const slow = ms > LONGEST_MS ? [`took ${Math.round(ms)} ms`] : [];
  if (outcome instanceof ContentMistakes) {
    const { problems } = outcome;
    const none = problems.length === 0 ? ['refused without a problem'] : [];
    const faults = [
      ...slow,
      ...none,
      ...problems.slice(0, MOST_PROBLEMS).flatMap((one) => faultsOf(one, harmed)),
    ];
    return { kind: 'refused', content: null, problems, faults };
  }
  if (outcome instanceof Error) {
    return { kind: 'refused', content: null, problems: [], faults: [...slow, `threw ${outcome.stack}`] };
  }
  const empty = textsIn(outcome)
    .filter((placed) => LOCALES.some((locale) => placed.text[locale].trim() === ''))
    .map(({ file, path }) => `accepted an empty text: ${file} ${path.join('.')}`);
  const kind = meaningOf(outcome) === meaning ? 'unchanged' : 'different';
  return { kind, content: outcome, problems: [], faults: [...slow, ...empty] };
}

const LEAKED = /undefined|NaN|\[object|Invalid input|Too (?:big|small)|Unrecognized|Expected/;

function faultsOf(problem: Problem, { folder, files }: Snapshot): string[] {
  const { file, line, column, field, message } = problem;
  const faults: string[] = [];
  const name = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : null;
  if (name === null) faults.push('names a file outside of the folder');
  // A missing page is named in the file that asks for it; a folder has no lines.
  const lines = (files.get(name ?? '') ?? '').split(/\r\n|\n|\r/);
  const length = lines[line - 1]?.length;
  if (length === undefined || line < 1) faults.push(`line ${line} of ${lines.length}`);
  else if (!(column >= 1 && column <= length + 1)) faults.push(`column ${column} of ${length + 1}`);
  if (LOCALES.some((locale) => message[locale].trim() === '')) faults.push('an empty message');
  if (message.en === message.es) faults.push('the same message in both languages');
  if (field && LOCALES.some((locale) => field[locale].trim() === '')) faults.push('an empty field');
  for (const locale of LOCALES) {
    if (LEAKED.test(`${field?.[locale] ?? ''} ${message[locale]}`)) faults.push('a word of the machine');
  }
  return faults.map((fault) => `${fault}: ${JSON.stringify(problem).slice(0, 600)}`);
}

/** Prints content and looks at its pages: what must never stand in one. */
export type Printer = (content: Content) => Promise<string[]>;

/** A printer with the real templates and words, on one day. */
export async function printerOf(folder: string): Promise<Printer> {
  const render = await loadViews(`${PROJECT}views`);
  const words = wordsOf((await readSource({ content: folder, locales: `${PROJECT}locales` })).words);
  const languages = LOCALES.map((locale) => ownLanguage(locale, translator(locale, known(words, locale))));
  const fixed = {
    host: 'server' as const,
    languages,
    addresses: addressesUnder('', ''),
    render,
    styles: [],
    scripts: [],
  };
  const now = new Date('2026-11-24T12:00:00-05:00');
  let previous: Edition | null = null;
  return async (content) => {
    const directory = await directoryOf(content);
    const index = await indexOf(directory);
    const edition = await printEdition({
      ...fixed,
      directory,
      indexes: async () =>
        new Map([
          ['en', index],
          ['es', index],
        ]),
      now,
      previous,
      shares: new Map(),
      fingerprint: '',
      when: 'before',
    });
    const before = previous;
    previous = edition;
    return [...edition.pages].flatMap(([address, page]) =>
      page === before?.pages.get(address) ? [] : faultsIn(address, page.bytes.identity.toString()),
    );
  };
}

const SAFE = /^(?:https:\/\/[^/]|tel:[+\d]|sms:[+\d]|\/(?!\/)|#.)/;
const SPEAKING = 'title, h1, h2, h3, h4, p, li, dt, dd, a, th, td, caption, summary, blockquote span';

function faultsIn(address: string, html: string): string[] {
  const $ = load(html);
  // Two forms and three scripts are ours: the search, the choice of places, the way out, and printing; and words for programs.
  const words = $('article + script[type="application/ld+json"]');
  const ours = $('form.search, form.choice, .exit ~ script, body > footer ~ script').add(words);
  const faults = $('script, iframe, object, embed, form, base')
    .not(ours)
    .map((_, element) => `an element ${element.name}`)
    .get();
  for (const element of words) {
    const text = $(element).text();
    if (text.includes('<') || !Array.isArray(JSON.parse(text)['@graph']))
      faults.push(`words for programs ${text}`);
  }
  $('*').each((_, element) => {
    for (const [name, value] of Object.entries('attribs' in element ? element.attribs : {})) {
      if (/^on|^srcdoc$|^style$/i.test(name)) faults.push(`an attribute ${name}="${value}"`);
      const isIcon = $(element).is('link[rel=icon]') && value.startsWith('data:');
      if (/^(?:href|src|action)$/i.test(name) && !SAFE.test(value) && !isIcon)
        faults.push(`${name}="${value}"`);
    }
  });
  for (const element of $(SPEAKING)) {
    if ($(element).text().trim() === '') faults.push(`an empty ${$.html(element).slice(0, 200)}`);
  }
  return faults.map((fault) => `${address} has ${fault}`);
}
