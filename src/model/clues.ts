import { MOST_TERMS, nationalOf, type Query, type Term } from './query.ts';
import { type Sayings, type SearchIndex, SYNONYM_WEIGHT } from './search-index.ts';

/** One thing that a search goes by. */
export type Clue = {
  /** As it was typed; empty for words that say nothing one by one. */
  typed: string;
  /** Words of the guide, each with how surely it is meant. */
  words: ReadonlyMap<number, number>;
  /** Of these, the ones that only stand for what was typed. */
  alike: ReadonlySet<number>;
  /** Documents that are meant for another reason, and how much that counts. */
  documents: Map<number, number>;
  isFaint: boolean;
};

/** A whole telephone number leaves no doubt. */
const PHONE_WEIGHT = 40;
/** A word that stands for another one of its group. */
const ALIKE = 0.75;
/** How sure a word must be to say that officers are the matter: the word, its plural, its other tenses. */
const SURE = 0.5;
/** And to fill its place in a saying: another form of another word does not. */
const FILLS = 0.6;
/** How much each further word of a saying adds. */
const SURER = 0.25;

/** What a search goes by: its words, the words that stand for them, and what staff say they mean. */
export function cluesIn(query: Query, index: SearchIndex): Clue[] {
  const clues = query.terms.map(
    (term): Clue => ({
      typed: term.typed,
      ...withAlike(term, index),
      documents: new Map((index.phones.get(nationalOf(term.typed)) ?? []).map((one) => [one, PHONE_WEIGHT])),
      isFaint: term.isFaint,
    }),
  );
  const { loose, verbatim } = meant(index.synonyms, clues, query);
  for (const { document, slots } of loose) {
    // The more words a saying has, the surer it is.
    const sureness = 1 + SURER * (slots.length - 1);
    for (const { clue, closeness } of slots) {
      const weight = SYNONYM_WEIGHT * sureness * closeness;
      clue.documents.set(document, Math.max(weight, clue.documents.get(document) ?? 0));
    }
  }
  for (const { document, words } of verbatim) {
    const own = clues.filter(({ typed }) => words.includes(typed));
    if (own.length === 0 && clues.length < MOST_TERMS) own.push(silent(clues));
    for (const { documents } of own) {
      documents.set(document, Math.max(SYNONYM_WEIGHT, documents.get(document) ?? 0));
    }
  }
  return clues;
}

/** The clue of a saying none of whose words says anything one by one. */
function silent(clues: Clue[]): Clue {
  const known = clues.find(({ typed }) => typed === '');
  if (known) return known;
  const made: Clue = { typed: '', words: new Map(), alike: new Set(), documents: new Map(), isFaint: false };
  clues.push(made);
  return made;
}

/** Whether somebody says that immigration officers are the matter. */
export function isAboutOfficers(clues: readonly Clue[], { officers }: SearchIndex): boolean {
  return clues.some(({ words, alike }) =>
    [...words].some(([word, closeness]) => closeness >= SURE && officers.has(word) && !alike.has(word)),
  );
}

/** Whether somebody says that they are in danger of their life. */
export function isInDanger(query: Query, clues: readonly Clue[], { danger }: SearchIndex): boolean {
  const { loose, verbatim } = meant(danger, clues, query);
  return loose.length + verbatim.length > 0;
}

function withAlike({ meanings }: Term, { groupsOf }: SearchIndex): Pick<Clue, 'words' | 'alike'> {
  const words = new Map(meanings.map(({ id, closeness }) => [id, closeness]));
  const alike = new Set<number>();
  for (const { id, closeness } of meanings) {
    for (const other of groupsOf.get(id) ?? []) {
      if ((words.get(other) ?? 0) >= closeness * ALIKE) continue;
      if (!words.has(other)) alike.add(other);
      words.set(other, closeness * ALIKE);
    }
  }
  return { words, alike };
}

/** A word of a saying, and the clue that fills it. */
type Slot = { clue: Clue; closeness: number; isAlike: boolean };

/** What of the sayings is meant: each of its words was typed, by a word of its own, and one at most stands for another. */
function meant({ loose, looseOf, verbatim }: Sayings, clues: readonly Clue[], { words: typed }: Query) {
  const met = new Map<number, Map<number, Slot>>();
  for (const clue of clues) {
    for (const [word, closeness] of clue.words) {
      if (closeness < FILLS) continue;
      for (const at of looseOf.get(word) ?? []) {
        const slots = met.get(at) ?? new Map<number, Slot>();
        if ((slots.get(word)?.closeness ?? 0) < closeness) {
          slots.set(word, { clue, closeness, isAlike: clue.alike.has(word) });
        }
        met.set(at, slots);
      }
    }
  }
  return {
    loose: [...met].flatMap(([at, bySlot]) => {
      const slots = [...bySlot.values()];
      const { document = -1, words = [] } = loose[at] ?? {};
      const isFilled = new Set(slots.map(({ clue }) => clue)).size >= words.length;
      const standIns = slots.filter(({ isAlike }) => isAlike).length;
      return isFilled && standIns <= 1 ? [{ document, slots }] : [];
    }),
    verbatim: verbatim.filter(({ words }) => standTogether(words, typed)),
  };
}

function standTogether(words: readonly string[], inAll: readonly string[]): boolean {
  return inAll.some((_, from) => words.every((word, at) => inAll[from + at] === word));
}
