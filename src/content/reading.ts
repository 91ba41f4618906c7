import type { Locale } from '../locale.ts';

/**
 * How hard a text is to read. `grade` is a U.S. school grade (English) or the grade that the INFLESZ band
 * stands for (Spanish). `score` is higher for an easier text, mostly 0 to 100: the Flesch reading ease
 * (English) or the Szigriszt-Pazos perspicuity (Spanish). Both have one decimal.
 */
export type ReadingEase = {
  score: number;
  grade: number;
  sentences: number;
  words: number;
  syllables: number;
};

/** The highest grade that the guide is written for. */
export const HARDEST_GRADE = 8;

const FEWEST_WORDS = 30;

/**
 * How hard a text is to read; null when it has fewer than 30 words, which is too little to judge. Every line
 * of the text ends a sentence.
 *
 * English: the grade of Kincaid, Fishburne, Rogers and Chissom (1975); it is below 0 for the easiest texts.
 *
 * Spanish: the score of Szigriszt-Pazos (1993) and the INFLESZ bands of Barrio-Cantalejo and others (2008),
 * each with a grade: from 80, very easy, 4; from 65, quite easy (primary school), 6; from 55, normal
 * (compulsory secondary), 8; from 40, somewhat difficult (upper secondary), 11; below, very difficult
 * (university), 13. So only “somewhat difficult” and harder lies above {@link HARDEST_GRADE}.
 */
export function readingEase(text: string, locale: Locale): ReadingEase | null {
  const sentences = sentencesIn(text, locale);
  const words = sentences.flatMap(wordsIn);
  if (words.length < FEWEST_WORDS) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word, locale), 0);
  const perSentence = words.length / sentences.length;
  const perWord = syllables / words.length;
  return {
    ...(locale === 'en' ? easeInEnglish(perSentence, perWord) : easeInSpanish(perSentence, perWord)),
    sentences: sentences.length,
    words: words.length,
    syllables,
  };
}

/** The sentence with the most words, the first of several: the one to split. Empty when there are no words. */
export function heaviestSentence(text: string, locale: Locale): string {
  let heaviest = { sentence: '', words: 0 };
  for (const sentence of sentencesIn(text, locale)) {
    const words = wordsIn(sentence).length;
    if (words > heaviest.words) heaviest = { sentence, words };
  }
  return heaviest.sentence;
}

/**
 * The syllables of a word, counted from its spelling; at least 1. A number, a web or e-mail address and an
 * abbreviation (211, ctlawhelp.org, ICE, U.S.) count as 1: a text is not hard because it names them.
 */
export function syllablesIn(word: string, locale: Locale): number {
  const bare = word.normalize('NFC').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (/\p{N}|@|\p{L}\.\p{L}/u.test(bare)) return 1;
  return bare.split(/[-/]/).reduce((sum, part) => sum + (isAbbreviation(part) ? 1 : COUNT[locale](part)), 0);
}

const COUNT: Readonly<Record<Locale, (word: string) => number>> = { en: inEnglish, es: inSpanish };

function easeInEnglish(wordsPerSentence: number, syllablesPerWord: number) {
  return {
    score: oneDecimal(206.835 - 1.015 * wordsPerSentence - 84.6 * syllablesPerWord),
    grade: oneDecimal(0.39 * wordsPerSentence + 11.8 * syllablesPerWord - 15.59),
  };
}

function easeInSpanish(wordsPerSentence: number, syllablesPerWord: number) {
  const score = oneDecimal(206.835 - 62.3 * syllablesPerWord - wordsPerSentence);
  return { score, grade: INFLESZ.find(({ from }) => score >= from)?.grade ?? HARDEST_BAND };
}

const INFLESZ = [
  { from: 80, grade: 4 },
  { from: 65, grade: 6 },
  { from: 55, grade: 8 },
  { from: 40, grade: 11 },
];

const HARDEST_BAND = 13;

// Never the end of a sentence, also before a capital. Whatever stands before a small letter needs no entry:
// “6 a.m. and” goes on, “10 p.m. Groups” ends.
const TITLES_AND_STREETS =
  'Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Srta|Rev|Prof|St|Ave|Blvd|Rd|vs|e\\.g|i\\.e|[NSEW]|\\p{Lu}\\.\\p{Lu}';
const BEFORE_NUMBERS =
  'Nos?|Núm|núm|Apt|[Ee]xt|[Ss]ec|[Aa]rt|[Pp]ág|[Tt]el|approx|aprox|Jan|Feb|Aug|Sept|Oct|Nov|Dec';

const SENTENCE_END: Readonly<Record<Locale, RegExp>> = {
  en: sentenceEnd(TITLES_AND_STREETS),
  es: sentenceEnd(`${TITLES_AND_STREETS}|EE|UU|Uds?|Lic|Av|p\\. ?ej`),
};

function sentenceEnd(abbreviations: string): RegExp {
  return new RegExp(
    [
      `(?<=(?<!(?<![\\p{L}\\p{N}])(?:${abbreviations})(?=\\.))[.!?…]["'”’»)\\]]*)`,
      '\\s+(?=[^\\s\\p{Ll}])',
      `(?<!(?<![\\p{L}\\p{N}])(?:${BEFORE_NUMBERS})\\.\\s+(?=\\p{N}))`,
    ].join(''),
    'u',
  );
}

function sentencesIn(text: string, locale: Locale): string[] {
  return text
    .split(/[\r\n]+/)
    .flatMap((line) => line.trim().split(SENTENCE_END[locale]))
    .filter((sentence) => wordsIn(sentence).length > 0);
}

const PHONE = /(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}/g;
const GAP_IN_ABBREVIATION = /(?<=\bEE\.)\s(?=UU\b)|(?<=\b[ap]\.)\s(?=m\.)/g;

function wordsIn(sentence: string): string[] {
  return sentence
    .replace(PHONE, '0')
    .replace(GAP_IN_ABBREVIATION, '')
    .split(/[\s—]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

// More than six capitals are a word that shouts.
function isAbbreviation(word: string): boolean {
  return /^\p{Lu}{2,6}(?:['’]?s)?$/u.test(word);
}

const IRREGULAR = new Map([
  ['business', 2],
  ['businesses', 3],
  ['evening', 2],
  ['every', 2],
  ['maybe', 2],
  ['wednesday', 2],
]);

const COMPOUND =
  /^(any|every|some|home|state|where|there|safe|life)(body|one|thing|things|where|time|times|how|day|what|wide|land|town|work|owners?|fore|after|by|guard|long)$/;

// Vowels side by side that are said apart: im-me-di-ate, pe-ri-od, cli-ent, qui-et, an-nu-al, a-re-a.
const SAID_APART = [
  /(?<![cgst])ia(?!ge)/,
  /[ct]iat/,
  /(?<![cgstx]|sh)io(?!r)(?<![ln]io(?=ns?$))/,
  /(?<![nv])ior/,
  /iu/,
  /(?<![cstx])ien(?=[ct]|s?$)|scien/,
  /iet/,
  /[aeiouy][^aeiouy]+ie(?:rs?|st)$/,
  /(?<![gq])u(?:a|o|en[ct])/,
  /(?<![gq])ui(?:ng|cid|ty)/,
  /[aeiouy][^aeiouy]+eas?$|crea(?=t(?!u))|thea(?=t)|^rea(?=ct|pp|ss|l[iz])/,
  /eos?$|theo|geog|^re[ou]|eum/,
  /[eo]ing$|[^aeiou]ying/,
  /^coo(?=per|rd)|^poe/,
  /(?:s|th)ms?$/,
];

const SILENT_E = [
  /(?<![aeiouy]|[^aeiouyl]l)e$/,
  /(?<![aeiouyscgxz]|[cs]h|[^aeiouyl]l)es$/,
  /(?<![aeiouytd]|[^aeiouyl]l|[^aeiouyr]r)ed$/,
  /[aeiouy][^aeiouy]*[^aeiouyl]e(?=(?:ment|ly|ty|ful|less|ness)(?:s|ly|ness)?$)|[aeiouy]le(?=ly$)/,
  /[aeiou][gq]ues?$/,
];

function inEnglish(word: string): number {
  const negation = /(?<stem>.+?)n['’]t$/i.exec(word)?.groups?.['stem'];
  if (negation) return inEnglish(negation) + (/(?:[sd]|ve)$/i.test(negation) ? 1 : 0);
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const irregular = IRREGULAR.get(letters);
  if (irregular) return irregular;
  const [, first, second] = COMPOUND.exec(letters) ?? [];
  if (first && second) return inEnglish(first) + inEnglish(second);
  // A y between vowels begins a syllable, as in mayor and employer.
  const spelled = letters.replace(/(?<=[aeiou])y(?=[aeiou])/g, 'w');
  const groups = spelled.match(/[aeiouy]+/g)?.length ?? 0;
  const apart = SAID_APART.filter((pattern) => pattern.test(spelled)).length;
  const silent = SILENT_E.filter((pattern) => pattern.test(spelled)).length;
  return Math.max(1, groups + apart - silent);
}

function inSpanish(word: string): number {
  const sounds = word
    .toLowerCase()
    .replace(/qu(?=[aeiouáéíóú])/g, 'q')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])/g, '')
    .replace(/y$/, 'i');
  const groups = sounds.match(/[aeiouáéíóúü]+/g) ?? [];
  // Each strong vowel, and each í and ú, is a syllable of its own; weak vowels lean on them or on each other.
  const syllables = groups.map((group) => Math.max(1, group.match(/[aeoáéíóú]/g)?.length ?? 0));
  return Math.max(
    1,
    syllables.reduce((sum, count) => sum + count, 0),
  );
}

function oneDecimal(number: number): number {
  return Math.round(number * 10) / 10;
}
