import type { DrawingName } from '../content/drawings.ts';
import type { IconName } from '../content/page.ts';
import type { Text } from '../locale.ts';
import type { Block, Part, Sheet } from '../model/page.ts';
import { englishOn, type Foreign, foreignOn, type Language } from './language.ts';
import { type Letters, lettersFor } from './letters.ts';
import { type ListingOnPage, listingIn } from './listing.ts';
import type { Prose } from './prose.ts';
import {
  type LinkOnPage,
  linkIn,
  proseIn,
  type Sentence,
  type Speaker,
  sentenceIn,
  type Words,
} from './wording.ts';

/** A link to another page of the guide, with what a reader finds there. */
export type PageLink = { href: string; words: string; icon: IconName | null };

/** A sentence to say aloud, in the officer's language and the reader's, and what to hold up to a window when it cannot be said. */
export type Script = {
  halves: readonly { language: Foreign; label: string; words: string }[];
  /** Null on paper, which cannot be made larger. */
  poster: { show: string; shrink: string; language: Foreign; words: string; letters: Letters } | null;
};

export type Step = Sentence & { drawing: DrawingName | null };

/** A paper to recognize; its words are in the language in which they stand on it. */
export type SheetOnPage = {
  heading: Prose;
  words: Words;
  means: Prose;
  drawing: DrawingName;
  signed: Prose;
  action: Prose;
};

export type BlockOnPage =
  | { kind: 'text' | 'warning'; heading: string; sentence: Sentence }
  | { kind: 'steps'; isDrawn: boolean; sentences: readonly Step[] }
  | { kind: 'list' | 'do' | 'doNot'; heading: string; sentences: readonly Sentence[] }
  | { kind: 'say'; heading: string; scripts: readonly Script[] }
  | {
      kind: 'table';
      caption: string;
      columns: readonly [Prose, Prose];
      rows: readonly { heading: Prose; cells: readonly [Sentence, Sentence] }[];
    }
  | { kind: 'papers'; caption: string; sheets: readonly SheetOnPage[] }
  | { kind: 'listings'; listings: readonly ListingOnPage[] }
  | { kind: 'pages'; links: readonly PageLink[] }
  | { kind: 'links'; links: readonly LinkOnPage[] };

export type PartOnPage = {
  heading: string;
  /** Said when this part waits to be read again, or null. */
  doubt: string | null;
  blocks: readonly BlockOnPage[];
};

/**
 * @param pageLink finds the link to another page by its id
 * @param isOverdue whether the page should have been read again by now
 */
export function partIn(
  part: Part,
  speaker: Speaker,
  pageLink: (id: string) => PageLink,
  isOverdue = false,
): PartOnPage {
  return {
    heading: speaker.say(part.heading),
    doubt: isOverdue && !part.isCore ? speaker.t('law.overdue.part') : null,
    blocks: part.blocks.map((block) => blockIn(block, speaker, pageLink)),
  };
}

function scriptOf(sentence: Text, speaker: Speaker): Script {
  const { locale, t } = speaker;
  // What an officer reads through a window.
  const words = sentence.en;
  return {
    halves: spokenTo(speaker).map(({ label, ...one }) => ({
      language: foreignOn(locale, one),
      label,
      words: one.say(sentence),
    })),
    poster: {
      show: t('say.show'),
      shrink: t('say.shrink'),
      language: foreignOn(locale, { tag: 'en', direction: 'ltr' }),
      words,
      letters: lettersFor(words),
    },
  };
}

function blockIn(block: Block, speaker: Speaker, pageLink: (id: string) => PageLink): BlockOnPage {
  const { say, t } = speaker;
  switch (block.kind) {
    case 'text':
      return { kind: block.kind, heading: '', sentence: sentenceIn(block.statement, speaker) };
    case 'warning':
      return {
        kind: block.kind,
        heading: t('warning.heading'),
        sentence: sentenceIn(block.statement, speaker),
      };
    case 'steps':
      return {
        kind: block.kind,
        isDrawn: block.statements.some(({ drawing }) => drawing !== null),
        sentences: block.statements.map((one) => ({ ...sentenceIn(one, speaker), drawing: one.drawing })),
      };
    case 'list':
      return {
        kind: block.kind,
        heading: '',
        sentences: block.statements.map((one) => sentenceIn(one, speaker)),
      };
    case 'do':
      return {
        kind: block.kind,
        heading: t('do.heading'),
        sentences: block.statements.map((one) => sentenceIn(one, speaker)),
      };
    case 'doNot':
      return {
        kind: block.kind,
        heading: t('doNot.heading'),
        sentences: block.statements.map((one) => sentenceIn(one, speaker)),
      };
    case 'say':
      return {
        kind: block.kind,
        heading: t('say.heading'),
        scripts: block.sentences.map((sentence) => scriptOf(sentence, speaker)),
      };
    case 'table':
      return {
        kind: block.kind,
        caption: say(block.caption),
        columns: [proseIn(block.columns[0], speaker), proseIn(block.columns[1], speaker)],
        rows: block.rows.map(({ heading, cells }) => ({
          heading: proseIn(heading, speaker),
          cells: [sentenceIn(cells[0], speaker), sentenceIn(cells[1], speaker)],
        })),
      };
    case 'papers':
      return {
        kind: block.kind,
        caption: say(block.caption),
        sheets: block.sheets.map((sheet) => sheetIn(sheet, speaker)),
      };
    case 'listings':
      return { kind: block.kind, listings: block.listings.map((listing) => listingIn(listing, speaker)) };
    case 'pages':
      return { kind: block.kind, links: block.ids.map(pageLink) };
    case 'links':
      return { kind: block.kind, links: block.links.map((link) => linkIn(link, speaker)) };
  }
}

/** English for the officer, and the reader's own language; readers of English see the Spanish. */
function spokenTo({ locale, languages, t }: Speaker): (Language & { label: string })[] {
  const labels = new Map([
    ['en', t('say.en')],
    ['es', t('say.es')],
  ]);
  const readers = locale.tag === 'en' ? 'es' : locale.tag;
  const isSpoken = ({ tag }: Language) => tag === 'en' || tag === readers;
  return languages.filter(isSpoken).map((one) => ({ ...one, label: labels.get(one.tag) ?? one.name }));
}

function sheetIn({ heading, words, means, drawing, signed, action }: Sheet, speaker: Speaker): SheetOnPage {
  return {
    heading: proseIn(heading, speaker),
    words: { words, language: englishOn(speaker.locale) },
    means: proseIn(means, speaker),
    drawing,
    signed: proseIn(signed, speaker),
    action: proseIn(action, speaker),
  };
}
