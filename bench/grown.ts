import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Content, listingsIn } from '../src/content/content.ts';
import { schemaLine } from '../src/content/editor-schema.ts';
import { type Entry, itemOf, withItem } from '../src/content/entry.ts';
import { loadContent } from '../src/content/load.ts';
import { isPhoneNumber } from '../src/content/phone.ts';
import { inventorOf } from './invented.ts';

/**
 * Writes a copy of the guide with so many invented listings more, to find out how it grows. The same seed writes the
 * same guide.
 *
 *     npm run grow -- FOLDER LISTINGS [SEED]
 */

/** How many bytes of listings a file gets, some fifty of them. */
const PER_FILE = 60_000;
const MOST_ORGANIZATIONS = 120;
const ORGANIZATIONS = 'organizations.yaml';
const CITIES = [
  'Hartford',
  'Hartford',
  'Hartford',
  'West Hartford',
  'East Hartford',
  'Bloomfield',
  'Windsor',
];

/** @param folder a folder that is not there yet */
export async function writeGrownGuide(folder: string, count: number, seed = 1): Promise<void> {
  await mkdir(join(folder, 'listings'), { recursive: true });
  await cp('content', folder, { recursive: true, errorOnExist: true, force: false });
  const { content } = await loadContent(folder);
  const sections = content.site.value.sections;
  const inventor = inventorOf(seed);
  const organizations = Array.from(
    { length: Math.min(MOST_ORGANIZATIONS, Math.ceil(count / 4)) },
    (_, number): Entry & { id: string } => ({
      id: `invented-${number}`,
      name: `${inventor.name()} Center`,
      description: inventor.sentences(1, 6),
    }),
  );
  await change(folder, ORGANIZATIONS, (text) =>
    organizations.reduce((written, one) => withItem(written, 'organizations', one), text),
  );
  const write = listingsFrom(inventor, organizations);
  const shares = sections.map((_, at) => Math.floor((count + at) / sections.length));
  for (const [at, section] of sections.entries()) {
    const listings = Array.from({ length: shares[at] ?? 0 }, write);
    if (listings.length > 0) await withChecks(folder, section, content);
    for (const [file, items] of filesOf(listings).entries()) {
      const name = `listings/${section}-${String(file + 2).padStart(3, '0')}.yaml`;
      await writeFile(
        join(folder, name),
        `${schemaLine(name)}\nsection: ${section}\nlistings:\n${items.join('')}`,
      );
    }
  }
  const grown = listingsIn((await loadContent(folder)).content).length;
  console.log(`${folder}: ${grown} listings, ${count} of them invented.`);
}

/** The listings as YAML, as many for each file as it can have. */
function filesOf(listings: readonly Entry[]): string[][] {
  const files: string[][] = [];
  let room = 0;
  for (const listing of listings) {
    const text = itemOf(listing)
      .map((line) => `  ${line}\n`)
      .join('');
    if (Buffer.byteLength(text) > room) {
      files.push([]);
      room = PER_FILE;
    }
    files.at(-1)?.push(text);
    room -= Buffer.byteLength(text);
  }
  return files;
}

/** A section without listings does not say how often they are checked. */
async function withChecks(folder: string, section: string, content: Content): Promise<void> {
  if (content.sections.get(section)?.value.check_every) return;
  await change(folder, `sections/${section}.yaml`, (text) => `${text}\ncheck_every: 180\n`);
}

async function change(folder: string, name: string, edit: (text: string) => string): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, edit(await readFile(file, 'utf8')));
}

/** Writes one listing after the other; about as many of them say each fact as in the real guide. */
function listingsFrom(
  { sentences, name, pick, below, text }: ReturnType<typeof inventorOf>,
  organizations: readonly (Entry & { id: string })[],
): () => Entry {
  const number = numbersOfNobody();
  const common = organizations.map(() => number());
  const in100 = (share: number) => below(100) < share;
  const day = () =>
    `2026-${String(1 + below(10)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
  let written = 0;

  const phones = (organization: number): Entry[] => {
    // One number of an organization is answered for several of its places.
    if (in100(5)) return [{ number: common[organization] ?? '', shared: true }];
    const own: Entry[] = [{ number: number() }];
    if (in100(30)) own.push({ number: number(), languages: ['es'], label: text(3) });
    if (in100(8)) own.push({ number: number(), type: 'text' });
    return own;
  };
  const schedule = (): Entry | undefined => {
    if (in100(25)) return undefined;
    if (in100(6)) return { always_open: true };
    const opens = `${7 + below(4)}:00`;
    const closes = `${15 + below(5)}:30`;
    return {
      weekly: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens, closes },
        ...(in100(20) ? [{ days: ['sat'], opens: '10:00', closes: '13:00' }] : []),
      ],
      ...(in100(20) && { by_appointment: true as const }),
      ...(in100(50) && { holidays: pick(['closed', 'closed-federal']) }),
      ...(in100(10) && { note: sentences(1, 7) }),
    };
  };
  const address = (): Entry => ({
    street: `${1 + below(900)} ${name()} Street`,
    city: pick(CITIES),
    state: 'CT',
    zip: `061${String(1 + below(60)).padStart(2, '0')}`,
  });
  const sources = (at: number): Entry[] => {
    const page = {
      name: `${name()} Center`,
      url: `https://www.invented-${at}.example.org/`,
      accessed: day(),
    };
    const list = {
      name: 'Invented list of services',
      url: 'https://list.example.org/',
      published: '2025-06',
      accessed: '2026-11',
    };
    return in100(40) ? [page, list] : [page];
  };
  return () => {
    written += 1;
    const at = below(organizations.length);
    const own = phones(at);
    const call = in100(6) ? ` ${own[0]?.['number']}.` : '';
    const note = sentences(2, 9);
    return {
      id: `invented-${written}`,
      organization: organizations[at]?.id ?? '',
      name: in100(50) ? name() : { en: `${name()} Clinic`, es: `Clínica ${name()}` },
      summary: sentences(1, 13),
      phones: own,
      website: in100(60) ? `https://www.invented-${at}.example.org/places/${written}` : undefined,
      // A few places are nobody's to find; such an organization has no other place with an address.
      address: at === 0 ? 'withheld' : in100(80) ? address() : undefined,
      schedule: schedule(),
      fees: in100(30) ? 'free' : in100(40) ? sentences(1, 5) : undefined,
      languages: in100(60) ? ['en', 'es'] : undefined,
      interpretation: in100(20) ? sentences(1, 6) : undefined,
      eligibility: in100(25) ? sentences(1, 7) : undefined,
      notes: in100(40) ? [{ en: `${note.en}${call}`, es: `${note.es}${call}` }] : undefined,
      sources: sources(at),
      checked: in100(60)
        ? {
            on: day(),
            how: pick(['phone', 'official-page']),
            by: { en: 'guide editors', es: 'redacción de la guía' },
          }
        : 'none',
    };
  };
}

/** Telephone numbers that are kept for stories: 0100 to 0199 behind 555, in every area that is not Connecticut. */
function numbersOfNobody(): () => string {
  const areas = Array.from({ length: 800 }, (_, at) => String(200 + at)).filter(
    (area) => !['203', '475', '860', '959'].includes(area) && isPhoneNumber(`(${area}) 555-0100`),
  );
  let given = 0;
  return () => {
    const [area, line] = [areas[given % areas.length], Math.floor(given / areas.length)];
    given += 1;
    if (line > 99) throw new Error('there are no more numbers that nobody has');
    return `(${area}) 555-01${String(line).padStart(2, '0')}`;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, count, seed] = process.argv.slice(2);
  if (!folder || !count) throw new Error('say the folder to write into, and how many listings');
  await writeGrownGuide(folder, Number(count), seed ? Number(seed) : undefined);
}
