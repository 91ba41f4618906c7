import type { Listing, Phone } from '../model/listing.ts';
import type { Block, Guide, Law, Part, Section } from '../model/page.ts';
import type { Name, Source, Statement } from '../model/statement.ts';
import type { ListName } from './addresses.ts';
import { lawIn } from './law.ts';
import { isSure } from './open-data/linked-data.ts';
import type { Load } from './weight.ts';
import type { Speaker } from './wording.ts';

// What stands around the words, in bytes after compression, where the same has stood on the page before. It was found by
// comparing with the pages of the guide; test/pages/paging.test.ts holds it for places that nobody has seen.
const ENTRY = 10;
const LISTING = 16;
const PHONE = 20;
const FACT = 6;
const SENTENCE = 3;
const SOURCE = 9;
const LINK = 10;
const PAGE_LINK = 60;
const DRAWING = 130;
const BLOCK = 8;
const PART = 8;
const STATUS = 12;
const OPENING = 14;
const FOREIGN = 3;
const DOUBT = 6;
const LINE = 30;
const CHOICE = 5;
const CONTACT = 12;
const LAW = 120;
const THING = 24;
const NUMBER = 4;
// What stands there once.
const AROUND = 160;
const TURNING = 200;
const LINKED_DATA = 70;
const OTHER_LISTS = 60;
const PAPERS = 700;

/** Says words and knows no clock: a place weighs the same at any time. */
export type Voice = Pick<Speaker, 'say'>;

/** What stands around the pieces of a page: on its first page, and on each further one. */
export type Around = { first: Load; further: Load };

/** A place in full, without the words that are on every place. */
export function loadOfListing(listing: Listing, voice: Voice): Load {
  const { schedule, address, website, checked } = listing;
  const statements = [
    listing.fees === 'free' ? null : listing.fees,
    listing.eligibility,
    ...listing.requiredDocuments,
    listing.interpretation,
    listing.accessibility,
  ].filter((one) => one !== null);
  const street =
    address === null || address === 'withheld' ? [] : [address.street, address.city, address.zip ?? ''];
  const hours = schedule
    ? [
        ...schedule.weekly.map(({ days, opens, closes }) => `${days.join(' ')} ${opens} ${closes}`),
        ...schedule.exceptions.map(({ on, reason }) => `${on} ${reason ? voice.say(reason) : ''}`),
        ...(schedule.note ? [voice.say(schedule.note)] : []),
      ]
    : [];
  const summary = loadOfEntry(listing, voice);
  return {
    words: [
      ...summary.words,
      ...statements.map(({ text }) => voice.say(text)),
      ...listing.notes.map(({ text }) => voice.say(text)),
      ...street,
      ...hours,
      ...(listing.serviceArea ? [voice.say(listing.serviceArea)] : []),
      ...listing.languages,
      ...(website ? [website.url] : []),
      ...(checked ? [checked.on, voice.say(checked.by)] : []),
      ...listing.sources.flatMap((source) => wordsOfSource(source, voice)),
    ],
    markup:
      summary.markup +
      LISTING +
      FACT * (statements.length + (street.length > 0 ? 1 : 0) + (website ? 1 : 0) + (schedule ? 1 : 0)) +
      (schedule ? STATUS + OPENING * hours.length : 0) +
      SENTENCE * listing.notes.length +
      (website ? LINK : 0) +
      SOURCE * listing.sources.length +
      DOUBT * [...statements, ...listing.notes].filter(({ confirmed }) => !confirmed).length,
  };
}

/** What programs are told of the places of a page, whose words have stood before. */
export function loadOfLinkedData(listings: readonly Listing[], { clock }: Speaker): Load {
  const sure = listings.filter((listing) => isSure(listing, clock.today));
  const numbers = sure.reduce((sum, { phones }) => sum + phones.length, 0);
  return { words: [], markup: LINKED_DATA + THING * sure.length + NUMBER * numbers };
}

/** A place in few words, as lists have it: its name, what it is, its numbers. */
export function loadOfEntry(listing: Listing, voice: Voice): Load {
  const { name, organization, summary, phones } = listing;
  return {
    words: [
      wordsOfName(name, voice),
      wordsOfName(organization.name, voice),
      voice.say(summary.text),
      ...phones.flatMap((phone) => wordsOfPhone(phone, voice)),
    ],
    markup: ENTRY + PHONE * phones.length + DOUBT + (name.language ? FOREIGN : 0),
  };
}

/** A part of a page, without the places in it. */
export function loadOfPart({ heading, blocks }: Part, speaker: Speaker): Load {
  const loads = blocks.map((block) => loadOfBlock(block, speaker));
  return {
    words: [speaker.say(heading), ...loads.flatMap(({ words }) => words)],
    markup: PART + loads.reduce((sum, { markup }) => sum + markup, 0),
  };
}

/** A heading, and words that stand under it. */
export function loadOfHeading(...words: string[]): Load {
  return { words, markup: PART };
}

/** A place that is gone, in a line of its section. */
export function loadOfLine({ name }: Listing, voice: Voice): Load {
  return { words: [wordsOfName(name, voice)], markup: LINE };
}

/** A place to choose. */
export function loadOfChoice({ id, name }: Listing, voice: Voice): Load {
  return { words: [id, wordsOfName(name, voice)], markup: CHOICE };
}

/** A place to keep in a telephone. */
export function loadOfContact({ name }: Listing, voice: Voice): Load {
  return { words: [wordsOfName(name, voice)], markup: CONTACT };
}

/** What stands on the first page of a guide or a section besides its parts and places, and on each further page. */
export function aroundTopic({ title, summary, law }: Guide | Section, speaker: Speaker): Around {
  const notices = law ? lawIn(law, speaker) : null;
  const head = [speaker.say(title), notices?.overdue ?? '', notices?.notice ?? ''];
  const facts = law ? loadOfLaw(law, speaker) : { words: [], markup: 0 };
  return {
    first: { words: [...head, speaker.say(summary), ...facts.words], markup: AROUND + facts.markup },
    further: { words: head, markup: AROUND + TURNING },
  };
}

export function aroundList(name: ListName, { t }: Speaker): Around {
  const head = [t(`list.${name}.title`), t(`list.${name}.unknown`), t('list.others')];
  return {
    first: { words: [...head, t(`list.${name}.lead`)], markup: AROUND + OTHER_LISTS },
    further: { words: head, markup: AROUND + OTHER_LISTS + TURNING },
  };
}

export function aroundContacts({ t }: Speaker): Around {
  const words = [t('contacts.lead'), t('contacts.trace'), t('contacts.missing'), t('paper.old')];
  return {
    first: { words: [t('contacts.title'), ...words], markup: AROUND + PART },
    further: { words: [t('contacts.title')], markup: AROUND + TURNING },
  };
}

export function aroundChoice({ t }: Speaker): Around {
  const head = [t('paper.title'), t('paper.choice'), t('paper.choice.lead'), t('paper.choice.pages')];
  return {
    first: {
      words: [...head, t('paper.lead'), t('paper.file.lead'), t('paper.file.trace'), t('paper.file.old')],
      markup: AROUND + PAPERS,
    },
    further: { words: head, markup: AROUND + TURNING },
  };
}

function loadOfLaw(law: Law, speaker: Speaker): Load {
  return {
    words: [
      speaker.say(law.jurisdiction),
      law.asOf,
      law.reviewBy,
      ...law.sources.flatMap((source) => wordsOfSource(source, speaker)),
    ],
    markup: LAW + SOURCE * law.sources.length,
  };
}

function loadOfBlock(block: Block, speaker: Speaker): Load {
  const { say } = speaker;
  const said = (statements: readonly Statement[]) => statements.map(({ text }) => say(text));
  switch (block.kind) {
    case 'text':
    case 'warning':
      return { words: said([block.statement]), markup: BLOCK };
    case 'steps':
      return {
        words: said(block.statements),
        markup:
          BLOCK +
          SENTENCE * block.statements.length +
          DRAWING * block.statements.filter(({ drawing }) => drawing).length,
      };
    case 'list':
    case 'do':
    case 'doNot':
      return { words: said(block.statements), markup: BLOCK + SENTENCE * block.statements.length };
    case 'say':
      return {
        words: block.sentences.flatMap((sentence) => [sentence.en, say(sentence), sentence.es]),
        markup: BLOCK + 25 * block.sentences.length,
      };
    case 'table':
      return {
        words: [
          ...[block.caption, ...block.columns].map(say),
          ...block.rows.flatMap(({ heading, cells }) => [say(heading), ...said(cells)]),
        ],
        markup: BLOCK + 20 * block.rows.length,
      };
    case 'papers':
      return {
        words: [
          say(block.caption),
          ...block.sheets.flatMap((sheet) => [
            sheet.words,
            ...[sheet.heading, sheet.means, sheet.signed, sheet.action].map(say),
          ]),
        ],
        markup: BLOCK + (DRAWING + 30) * block.sheets.length,
      };
    case 'listings':
      return { words: [], markup: 0 };
    case 'pages':
      return { words: [], markup: BLOCK + PAGE_LINK * block.ids.length };
    case 'links':
      return {
        words: block.links.flatMap(({ label, url }) => [label ? wordsOfName(label, speaker) : '', url]),
        markup: BLOCK + LINK * block.links.length,
      };
  }
}

function wordsOfName({ text, language }: Name, { say }: Voice): string {
  return language ? text[language] : say(text);
}

function wordsOfPhone({ display, extension, label }: Phone, { say }: Voice): string[] {
  return [display, extension ?? '', label ? say(label) : ''];
}

function wordsOfSource({ name, url, published, accessed }: Source, voice: Voice): string[] {
  return [wordsOfName(name, voice), url ?? '', published ?? '', accessed];
}
