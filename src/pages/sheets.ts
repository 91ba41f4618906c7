import type { Text } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import type { PaperName } from './addresses.ts';
import { type Foreign, foreignOn } from './language.ts';
import { type LawOnPage, lawIn } from './law.ts';
import { frameOfPaper, type Paper } from './paper-frame.ts';
import { type ReturnAddress, returnTo } from './return-address.ts';
import { type Sentence, type Speaker, sentenceIn } from './wording.ts';

/** The words of an officer's language, and what they mean in the reader's when that is another one. */
export type Spoken = { language: Foreign; words: string; meaning: string | null };

type Sheet = Paper & {
  lead: string;
  law: LawOnPage;
  /** The month of the law and the mark of the words, the same in every language: “2026-05 · 3f9a1c”. */
  version: string;
  returnAddress: ReturnAddress | null;
};

export type CardPage = Sheet & {
  view: 'card';
  how: readonly Sentence[];
  officer: readonly Spoken[];
  /** What the officer's side says, in the reader's language; empty when that is the officer's. */
  meanings: readonly string[];
  reader: readonly string[];
  /** Every card of a sheet. */
  copies: readonly number[];
};

export type DoorPage = Sheet & {
  view: 'door';
  window: readonly Spoken[];
  heading: string;
  steps: readonly Sentence[];
  doNot: readonly Sentence[];
  warning: Sentence;
};

export type PlanPage = Sheet & {
  view: 'plan';
  keep: string;
  groups: readonly { heading: string; note: string | null; lines: readonly string[] }[];
};

/** As many cards as a sheet of letter paper has. */
const CARDS = [1, 2, 3, 4, 5, 6, 7, 8];

export function cardPage(directory: Directory, speaker: Speaker): CardPage {
  const { card } = directory.papers;
  return {
    ...sheetOf('wallet-card', card, directory, speaker),
    view: 'card',
    how: card.how.map((one) => sentenceIn(one, speaker)),
    officer: card.officer.map((text) => spokenIn(text, speaker)),
    meanings: card.officer.flatMap((text) => spokenIn(text, speaker).meaning ?? []),
    reader: card.reader.map((text) => speaker.say(text)),
    copies: CARDS,
  };
}

export function doorPage(directory: Directory, speaker: Speaker): DoorPage {
  const { door } = directory.papers;
  return {
    ...sheetOf('door-sheet', door, directory, speaker),
    view: 'door',
    window: door.window.map((text) => spokenIn(text, speaker)),
    heading: speaker.say(door.heading),
    steps: door.steps.map((one) => sentenceIn(one, speaker)),
    doNot: door.doNot.map((one) => sentenceIn(one, speaker)),
    warning: sentenceIn(door.warning, speaker),
  };
}

export function planPage(directory: Directory, speaker: Speaker): PlanPage {
  const { say } = speaker;
  const { plan } = directory.papers;
  return {
    ...sheetOf('plan-sheet', plan, directory, speaker),
    view: 'plan',
    keep: say(plan.keep),
    groups: plan.groups.flatMap(({ heading, note, copies, lines }) =>
      Array.from({ length: copies }, () => ({
        heading: say(heading),
        note: note ? say(note) : null,
        lines: lines.map((line) => say(line)),
      })),
    ),
  };
}

type PaperWords = { title: Text; summary: Text; mark: string };

function sheetOf(
  name: PaperName,
  { title, summary, mark }: PaperWords,
  directory: Directory,
  speaker: Speaker,
): Omit<Sheet, 'view'> {
  const { locale, say, addresses } = speaker;
  const { law } = directory.papers;
  return {
    ...frameOfPaper(name, directory, speaker),
    title: say(title),
    lead: say(summary),
    law: lawIn(law, speaker),
    version: `${law.asOf} · ${mark}`,
    returnAddress: returnTo(addresses.paper(name, locale), addresses),
  };
}

function spokenIn(text: Text, { locale, say }: Speaker): Spoken {
  const language = foreignOn(locale, { tag: 'en', direction: 'ltr' });
  return { language, words: text.en, meaning: locale.tag === 'en' ? null : say(text) };
}
