import { pauses } from '../content/pauses.ts';
import { LOCALES } from '../locale.ts';
import { beginningsOf } from './beginnings.ts';
import { type Kinship, kinshipOf, SHORTEST_STEM } from './forms.ts';
import { addTo } from './grouping.ts';
import { soundsOf } from './sounds.ts';
import { soundOf } from './spelling.ts';
import { isStopWord, stemOf, type Word, withoutEnye } from './words.ts';

/** A word of the guide that a typed word can mean, and how surely: 1 is the same word, 0 another one. */
export type Meaning = {
  id: number;
  closeness: number;
  /** It was misspelt. */
  isCorrection: boolean;
};

/** Every word of the guide, by number, and how to find it from what somebody typed. */
export type Vocabulary = {
  size: number;
  /** What a typed word can mean, the surest first; only a misspelt one means words that are merely close. */
  meaningsOf(typed: string, canBeMisspelt?: boolean): Meaning[];
  /** The two words that somebody wrote as one, `greencard`; null when it is no such word, or a word itself. */
  partsOf(typed: string): readonly [string, string] | null;
  has(word: string): boolean;
  /** Whether some word of the guide begins so. */
  begins(word: string): boolean;
  /** A word as its text writes it. */
  writtenAs(id: number): string;
  /** The words that look most like a typed one, for which {@link meaningsOf} has nothing. */
  looksLike(typed: string): number[];
  /** For each language, the number of each word's stem; -1 where it has none. */
  stems: readonly Int32Array[];
};

/** Takes in the words of all texts, one by one. */
export type VocabularyInProgress = {
  /**
   * @param locale the language of its text, or null for a proper name; English and Spanish words have other forms
   * @param weight how much its place counts; a misspelt word means one that counts somewhere
   */
  add(word: Word, locale: string | null, weight: number): number;
  finish(): Promise<Vocabulary>;
};

/** How surely a typed word means a word of the guide, by what they have in common. */
const CLOSENESS = { same: 1, withoutEnye: 0.95, sound: 0.9, oneSlip: 0.85, beginning: 0.75, twoSlips: 0.6 };

/** Where the guide does not have the word itself, another form is likely what was meant. */
const CLOSENESS_IF_UNKNOWN: Readonly<Record<Kinship, number>> = {
  plural: 0.92,
  'plural without ñ': 0.88,
  'other gender': 0.92,
  'other form': 0.85,
};
const CLOSENESS_IF_KNOWN: Readonly<Record<Kinship, number>> = {
  ...CLOSENESS_IF_UNKNOWN,
  'other gender': 0.7,
  'other form': 0.5,
};
/** A word that begins as a known one does. */
const BEGINNING_IF_KNOWN = 0.5;

// A slip in a short word makes another word, and three letters begin too many.
const SHORTEST_SOUND = 4;
const SHORTEST_BEGINNING = 4;
const SHORTEST_WITH_A_SLIP = 5;
const SHORTEST_WITH_TWO_SLIPS = 8;
const SHORTEST_PART = 3;
// A digit is never a slip of another one.
const HAS_DIGIT = /\p{N}/u;
/** In running text stands every word; what is meant is named, summed up, or in synonyms. */
const LEAST_WEIGHT_OF_A_CORRECTION = 3;
const MOST_ALIKE = 8;
const NO_STEM = -1;
const SHORTEST_SUGGESTION = 4;
const WORDS_IN_A_ROW = 100;

export function gatherVocabulary(): VocabularyInProgress {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const written: string[] = [];
  const languages: number[] = [];
  const weights: number[] = [];
  return {
    add: (found, locale, weight) => {
      let id = ids.get(found.word);
      if (id === undefined) {
        id = words.length;
        ids.set(found.word, id);
        words.push(found.word);
        written.push(found.written);
        languages.push(0);
        weights.push(0);
      }
      weights[id] = Math.max(weights[id] ?? 0, weight);
      languages[id] = (languages[id] ?? 0) | marksOf(locale);
      return id;
    },
    finish: () => vocabularyOf(ids, words, written, languages, weights),
  };
}

/** A bit for each language whose words have other forms; a proper name has the forms of all. */
function marksOf(locale: string | null): number {
  if (locale === null) return 2 ** LOCALES.length - 1;
  return LOCALES.reduce((marks, known, at) => (known === locale ? 2 ** at : marks), 0);
}

async function vocabularyOf(
  ids: ReadonlyMap<string, number>,
  words: readonly string[],
  written: readonly string[],
  languages: readonly number[],
  weights: readonly number[],
): Promise<Vocabulary> {
  const pause = pauses();
  const plain = new Map<string, number[]>();
  const sounds = new Map<string, number[]>();
  const byStem = new Map<string, number[]>();
  const stemIds = new Map<string, number>();
  // For each language, the number of each word's stem.
  const stems = LOCALES.map((locale) => ({ locale, of: new Int32Array(words.length).fill(NO_STEM) }));
  for (const [id, word] of words.entries()) {
    addTo(plain, withoutEnye(word), id);
    addTo(sounds, soundOf(word), id);
    for (const { locale, of } of stems) {
      if (!((languages[id] ?? 0) & marksOf(locale))) continue;
      const stem = `${locale} ${stemOf(word, locale)}`;
      addTo(byStem, stem, id);
      const stemId = stemIds.get(stem) ?? stemIds.size;
      stemIds.set(stem, stemId);
      of[id] = stemId;
    }
    if (id % WORDS_IN_A_ROW === 0) await pause();
  }
  const beginnings = beginningsOf(plain.keys());
  await pause();
  const heard = soundsOf(sounds);
  await pause();

  type Note = (some: readonly number[] | undefined, closeness: number, isCorrection?: boolean) => void;

  /** Other forms of a word, each as close as it is when the guide has the word itself, and when it has not. */
  const noteForms = (word: string, isKnown: boolean, note: Note) => {
    for (const locale of LOCALES) {
      const stem = stemOf(word, locale);
      for (const id of byStem.get(`${locale} ${stem}`) ?? []) {
        const kinship = kinshipOf(word, words[id] ?? '', stem, locale);
        if (kinship) note([id], (isKnown ? CLOSENESS_IF_KNOWN : CLOSENESS_IF_UNKNOWN)[kinship]);
      }
    }
  };

  // Slips are looked for only when the guide does not have the word itself.
  const meaningsOf = (typed: string, canBeMisspelt = true): Meaning[] => {
    const found = new Map<number, Meaning>();
    const note = (some: readonly number[] | undefined, closeness: number, isCorrection = false) => {
      for (const id of some ?? []) {
        if ((found.get(id)?.closeness ?? 0) < closeness) found.set(id, { id, closeness, isCorrection });
      }
    };
    const typedPlain = withoutEnye(typed);
    const exact = ids.get(typed);
    if (exact !== undefined) note([exact], CLOSENESS.same);
    note(plain.get(typedPlain), CLOSENESS.withoutEnye);
    const isKnown = found.size > 0;
    noteForms(typed, isKnown, note);
    if (typed.length >= SHORTEST_BEGINNING) {
      const closeness = isKnown ? BEGINNING_IF_KNOWN : CLOSENESS.beginning;
      for (const word of beginnings.of(typedPlain)) {
        note(plain.get(word), closeness * Math.sqrt(typed.length / word.length));
      }
    }
    const sound = soundOf(typed);
    const isCountingWord = (id: number) =>
      (weights[id] ?? 0) >= LEAST_WEIGHT_OF_A_CORRECTION && !isStopWord(words[id] ?? '');
    // A key that was held down sounds like a letter or two.
    const isWhole = !canBeMisspelt || HAS_DIGIT.test(typed) || sound.length < SHORTEST_SOUND;
    if (!isKnown && typed.length >= SHORTEST_SOUND && !isWhole) {
      note(sounds.get(sound)?.filter(isCountingWord), CLOSENESS.sound, true);
    }
    if (!isKnown && typed.length >= SHORTEST_WITH_A_SLIP && !isWhole) {
      const most = typed.length >= SHORTEST_WITH_TWO_SLIPS && found.size === 0 ? 2 : 1;
      for (const { ids: some, slips } of heard.like(sound, most).slice(0, MOST_ALIKE)) {
        note(some.filter(isCountingWord), slips < 2 ? CLOSENESS.oneSlip : CLOSENESS.twoSlips, true);
      }
    }
    // Who misspells a word means its other forms as well.
    for (const { id, closeness, isCorrection } of [...found.values()]) {
      if (!isCorrection) continue;
      noteForms(words[id] ?? '', true, (some, nearness) => note(some, nearness * closeness, true));
    }
    return [...found.values()].sort((one, other) => other.closeness - one.closeness);
  };

  const has = (word: string) => plain.has(withoutEnye(word));
  const isWord = (word: string) =>
    has(word) ||
    (word.length >= SHORTEST_STEM &&
      LOCALES.some((locale) => byStem.has(`${locale} ${stemOf(word, locale)}`)));

  const isNearlyWord = (word: string) =>
    word.length >= SHORTEST_WITH_A_SLIP && heard.like(soundOf(word), 1).length > 0;
  const partsOf = (typed: string, isPart: (rest: string) => boolean) => {
    for (let at = SHORTEST_PART; at <= typed.length - SHORTEST_PART; at += 1) {
      const parts = [typed.slice(0, at), typed.slice(at)] as const;
      const isLong = parts.some(({ length }) => length > SHORTEST_PART);
      if (isLong && has(parts[0]) && isPart(parts[1])) return parts;
    }
    return null;
  };

  return {
    size: words.length,
    meaningsOf,
    // A word with one slip is nearer than two words with one.
    partsOf: (typed) => {
      if (isWord(typed)) return null;
      return partsOf(typed, isWord) ?? (isNearlyWord(typed) ? null : partsOf(typed, isNearlyWord));
    },
    has,
    begins: (word) => beginnings.has(withoutEnye(word)),
    writtenAs: (id) => written[id] ?? '',
    looksLike: (typed) => {
      const sound = soundOf(typed);
      if (sound.length < SHORTEST_SUGGESTION) return [];
      return heard
        .like(sound, typed.length <= SHORTEST_WITH_A_SLIP ? 1 : 2)
        .flatMap(({ ids: some }) => some)
        .filter((id) => (words[id]?.length ?? 0) >= SHORTEST_SUGGESTION && !isStopWord(words[id] ?? ''));
    },
    stems: stems.map(({ of }) => of),
  };
}
