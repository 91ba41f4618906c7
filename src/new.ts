import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { z } from 'zod';
import { commandLine } from './command-line.ts';
import { inBoth } from './content/bilingual.ts';
import { type Content, listingsIn } from './content/content.ts';
import { dayInHartford } from './content/days.ts';
import { type Entry, idFrom, itemOf, openingIn, withItem } from './content/entry.ts';
import { id, type Name, name, phoneNumber, source, text, url } from './content/fields.ts';
import { MAX_BYTES, replaceContentFile } from './content/file.ts';
import { listing } from './content/listing.ts';
import { contentOf } from './content/load.ts';
import { organization } from './content/organization.ts';
import { section } from './content/page.ts';
import { ContentMistakes, problemLine } from './content/problems.ts';
import { readSnapshot } from './content/snapshot.ts';
import { YamlMistake } from './content/yaml.ts';
import type { Text } from './locale.ts';
import { SAY } from './new-words.ts';

// npm run new -- listing [--lang es] [DIR]: asks for the facts of one listing and writes them into its file.
const { positionals, locale } = commandLine({});
const [kind, folder = 'content'] = positionals;
const ORGANIZATIONS = 'organizations.yaml';

/** What was answered; `added` is the organization when it is a new one. */
type Answers = { file: string; above: Entry; added: Entry | null; listing: Entry };
/** What an answer means, or why it cannot be taken. */
type Reading<Value> = { value: Value } | { refusal: Text };
class Stopped extends Error {}

const reader = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
const answers = reader[Symbol.asyncIterator]();
// The lines of a pipe can all have come, and the pipe be closed, before the first question.
let isClosed = false;
reader.once('close', () => {
  isClosed = true;
});

async function run(): Promise<void> {
  try {
    if (kind !== 'listing') throw new Stopped(SAY.usage[locale]);
    const { content } = await contentOf(await readSnapshot(folder));
    const answered = await listingAsked(content);
    await write(answered);
    console.log(SAY.written(join(folder, answered.file))[locale]);
  } catch (error) {
    if (error instanceof ContentMistakes) {
      for (const problem of error.problems) console.error(problemLine(problem, locale));
      console.error(SAY.nothing[locale]);
    } else if (error instanceof Stopped) console.error(error.message);
    else throw error;
    process.exitCode = 1;
  } finally {
    reader.close();
  }
}

async function listingAsked(content: Content): Promise<Answers> {
  const sections = content.site.value.sections.flatMap((known) => content.sections.get(known) ?? []);
  const titles = sections.map(({ value }) => value.title[locale]);
  const chosen = sections[(await choose(SAY.section, titles)) - 1];
  if (!chosen) throw new Error('no section');
  const above = chosen.value.check_every
    ? {}
    : { check_every: await ask(SAY.checkEvery, orElse('90', by(section.shape.check_every.unwrap()))) };
  const { organizations } = content.organizations.value;
  const names = organizations.map((known) => spoken(known.name));
  const number = await choose(SAY.organization, names, SAY.newOrganization);
  const owner = organizations[number - 1];
  const added = owner ? null : await organizationAsked(organizations.map((known) => known.id));
  const title = await askName(SAY.name);
  const ids = listingsIn(content).map((known) => known.listing.id);
  return {
    file: lastFileOf(chosen.id, content),
    above,
    added,
    listing: {
      id: await askId(title, ids),
      organization: owner?.id ?? added?.id ?? '',
      name: title,
      summary: await askText(SAY.summary),
      phones: await phonesAsked(),
      website: await ask(SAY.website, orElse(undefined, by(url))),
      address: await addressAsked(),
      schedule: await hoursAsked(),
      sources: [await sourceAsked()],
      checked: await checkAsked(),
    },
  };
}

/** The file with which the listings of a section end. */
function lastFileOf(section: string, { listings }: Content): string {
  const further = [...listings.values()].findLast(({ value }) => value.section === section);
  return further ? `listings/${further.id}.yaml` : `sections/${section}.yaml`;
}

async function organizationAsked(ids: readonly string[]): Promise<Entry & { id: string }> {
  const title = await askName(SAY.organizationName);
  return {
    id: await askId(title, ids),
    name: title,
    description: await askText(SAY.description),
    website: await ask(SAY.website, orElse(undefined, by(organization.shape.website.unwrap()))),
  };
}

async function phonesAsked(): Promise<Entry[] | undefined> {
  const phones: Entry[] = [];
  for (;;) {
    const question = phones.length === 0 ? SAY.phone : SAY.nextPhone;
    const number = await ask(question, orElse(undefined, by(phoneNumber)));
    if (number === undefined) return phones.length > 0 ? phones : undefined;
    phones.push({ number });
  }
}

async function addressAsked(): Promise<Entry | 'withheld' | undefined> {
  const [withheld, address] = listing.shape.address.unwrap().options;
  const street = await ask(SAY.street, orElse(undefined, by(address.shape.street)));
  if (street === undefined) return undefined;
  if (withheld.safeParse(street).success) return 'withheld';
  return {
    street,
    city: await ask(SAY.city, orElse('Hartford', by(address.shape.city))),
    state: 'CT',
    zip: await ask(SAY.zip, orElse(undefined, by(address.shape.zip.unwrap()))),
  };
}

async function hoursAsked(): Promise<Entry | undefined> {
  const weekly: NonNullable<ReturnType<typeof openingIn>>[] = [];
  const hours = (line: string): Reading<'always' | 'note' | 'line'> => {
    if (weekly.length === 0 && /^(?:always|siempre)$/i.test(line)) return { value: 'always' };
    if (weekly.length === 0 && /^(?:note|nota)$/i.test(line)) return { value: 'note' };
    const opening = openingIn(line);
    if (!opening) return { refusal: SAY.noHours };
    const checked = by(listing.shape.schedule)({ weekly: [opening] });
    if ('refusal' in checked) return checked;
    weekly.push(opening);
    return { value: 'line' };
  };
  for (;;) {
    const answer = await ask(weekly.length === 0 ? SAY.hours : SAY.nextHours, orElse(undefined, hours));
    if (answer === 'always') return { always_open: true };
    if (answer === 'note') return { note: await askText(SAY.hoursNote) };
    if (answer === undefined) return weekly.length > 0 ? { weekly } : undefined;
  }
}

async function checkAsked(): Promise<Entry | 'none'> {
  const { how, by: role, on } = listing.shape.checked.options[1].shape;
  const number = await choose(
    SAY.how,
    how.options.map((way) => SAY.ways[way][locale]),
    SAY.nobody,
  );
  if (number === 0) return 'none';
  const today = dayInHartford(new Date());
  return {
    on: await ask(SAY.on(today), orElse(today, by(on))),
    how: how.options[number - 1],
    by: await askText(SAY.role, role),
  };
}

async function sourceAsked(): Promise<Entry> {
  return {
    name: await askName(SAY.source),
    url: await ask(SAY.sourceUrl, orElse(undefined, by(source.shape.url.unwrap()))),
    accessed: dayInHartford(new Date()),
  };
}

async function askText(question: Text, schema = text): Promise<Entry> {
  return {
    en: await ask(joined(question, SAY.inEnglish), by(schema.shape.en)),
    es: await ask(joined(question, SAY.inSpanish), by(schema.shape.es)),
  };
}

async function askName(question: Text): Promise<Name> {
  const proper = name.options[0];
  const en = await ask(joined(question, SAY.inEnglish), by(proper));
  const es = await ask(joined(question, SAY.alsoInSpanish), orElse(en, by(proper)));
  return en === es ? en : { en, es };
}

async function askId(title: Name, taken: readonly string[]): Promise<string> {
  const suggested = idFrom(typeof title === 'string' ? title : title.en);
  const isNew = (answer: string): Reading<string> =>
    taken.includes(answer) ? { refusal: SAY.taken(answer) } : by(id)(answer);
  // An empty answer takes the suggestion, and the suggestion can be taken too.
  return ask(SAY.id(suggested), (answer) => isNew(answer || suggested));
}

async function choose(question: Text, options: readonly string[], other?: Text): Promise<number> {
  const lowest = other ? 0 : 1;
  const lines = options.map((option, index) => `  ${index + 1}  ${option}`);
  const list = [...(other ? [`  0  ${other[locale]}`] : []), ...lines].join('\n');
  return ask({ en: `${question.en}\n${list}`, es: `${question.es}\n${list}` }, (answer) => {
    const number = /^\d+$/.test(answer) ? Number(answer) : -1;
    if (number >= lowest && number <= options.length) return { value: number };
    return { refusal: SAY.range(lowest, options.length) };
  });
}

async function ask<Value>(question: Text, read: (answer: string) => Reading<Value>): Promise<Value> {
  for (;;) {
    console.log(question[locale]);
    if (isClosed) process.stdout.write('> ');
    else reader.prompt();
    // The lines of a pipe can come before their question; only the iterator keeps them.
    const line = await answers.next();
    if (line.done) throw new Stopped(`\n${SAY.stopped[locale]}`);
    const reading = read(line.value.trim());
    if ('value' in reading) return reading.value;
    console.log(`  ${reading.refusal[locale]}`);
  }
}

function by<Schema extends z.ZodType>(schema: Schema): (answer: unknown) => Reading<z.output<Schema>> {
  return (answer) => {
    const result = schema.safeParse(answer);
    return result.success
      ? { value: result.data }
      : { refusal: inBoth(result.error.issues[0]?.message ?? '') };
  };
}

function orElse<Value, Empty>(empty: Empty, read: (answer: string) => Reading<Value>) {
  return (answer: string): Reading<Value | Empty> => (answer === '' ? { value: empty } : read(answer));
}

/** @throws {ContentMistakes} and writes nothing when the folder would have a mistake with it */
async function write({ file, above, added, listing: item }: Answers): Promise<void> {
  try {
    const texts = new Map<string, string>();
    // The organization first: a listing is never there without it.
    if (added) texts.set(ORGANIZATIONS, await withEntry(ORGANIZATIONS, 'organizations', added));
    texts.set(file, await withEntry(file, 'listings', item, above));
    const snapshot = await readSnapshot(folder);
    const files = new Map(snapshot.files);
    for (const [changed, words] of texts) files.set(changed, words.replace(/^\uFEFF/, '').normalize());
    await contentOf({ ...snapshot, files });
    for (const [changed, words] of texts) await replaceContentFile(join(folder, changed), words);
  } catch (error) {
    // Whoever answered everything can still copy it.
    console.log([...(added ? itemOf(added) : []), ...itemOf(item)].join('\n'));
    throw error;
  }
}

async function withEntry(file: string, list: string, item: Entry, above?: Entry): Promise<string> {
  const path = join(folder, file);
  const refuse = (message: Text, position = { line: 1, column: 1 }) =>
    new ContentMistakes([{ file: path, ...position, field: null, message }]);
  try {
    const words = withItem(await readFile(path, 'utf8'), list, item, above);
    if (Buffer.byteLength(words) > MAX_BYTES) throw refuse(SAY.large);
    return words;
  } catch (error) {
    throw error instanceof YamlMistake ? refuse(error.advice, error.position) : error;
  }
}

function spoken(known: Name): string {
  return typeof known === 'string' ? known : known[locale];
}

function joined(one: Text, other: Text): Text {
  return { en: `${one.en}${other.en}`, es: `${one.es}${other.es}` };
}

await run();
