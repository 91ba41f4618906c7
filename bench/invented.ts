import type { Text } from '../src/locale.ts';
import type { Directory } from '../src/model/directory.ts';
import { type Listing, listingOf, organizationOf } from '../src/model/listing.ts';
import type { Section } from '../src/model/page.ts';

/**
 * The guide with so many invented listings more, in one invented section. The same seed invents the same listings.
 * Their words are as unequal as those of a language: few stand everywhere, most hardly anywhere.
 */
export function withInventedListings(directory: Directory, count: number, seed = 1): Directory {
  const inventor = inventorOf(seed);
  const listings = Array.from({ length: count }, (_, number) => inventor.listing(number));
  const [model] = directory.sections;
  if (!model) throw new Error('the guide has a section');
  const section: Section = {
    ...model,
    id: 'invented',
    title: inventor.text(4),
    tabTitle: inventor.text(2),
    homeLabel: inventor.text(4),
    summary: inventor.text(12),
    parts: [],
    law: null,
    all: listings,
    listings,
  };
  return {
    ...directory,
    sections: [...directory.sections, section],
    listings: new Map([...directory.listings, ...listings.map((listing) => [listing.id, listing] as const)]),
  };
}

/** A word of the invented language, often one of the frequent ones; the same seed gives the same words. */
export function inventedWords(seed: number): () => string {
  const { word } = inventorOf(seed);
  return () => word('en');
}

const SYLLABLES =
  'ba be bo ca ce cha co cue da de di do fa fe fi ga go gui ha hue ja jo la le li llo lu ma me mi mo na ne ni no pa pe po que ra re ri ro sa se si so ta te ti to tra va ve vi xo ya zo'.split(
    ' ',
  );
const WORDS = 20_000;
/** How much more often the first words are used than the last. */
const UNEVENNESS = 3;

/** Invents words, names and figures; the same seed gives the same ones. */
export function inventorOf(seed: number) {
  const random = randomFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('there is something to pick from');
    return value;
  };
  // The languages share their first words' number, not the words; the language does not depend on the seed.
  const vocabulary = vocabularyOf();
  const word = (locale: 'en' | 'es') => {
    const place = Math.floor((WORDS / 2) * random() ** UNEVENNESS);
    return vocabulary[place * 2 + (locale === 'en' ? 0 : 1)] ?? '';
  };
  const words = (length: number, locale: 'en' | 'es') => Array.from({ length }, () => word(locale)).join(' ');
  const text = (length: number): Text => ({ en: words(length, 'en'), es: words(length, 'es') });
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const name = () => words(3, 'en').replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  const organization = () =>
    organizationOf({ id: 'invented', name: name(), description: text(8), website: undefined });
  const listing = (number: number): Listing =>
    listingOf(
      {
        id: `invented-${number}`,
        organization: 'invented',
        name: name(),
        summary: text(14),
        // These exchanges and numbers belong to nobody.
        phones: [{ number: `(312) 555-01${digits(2)}`, type: 'voice' }],
        address: {
          street: `${1 + Math.floor(random() * 900)} ${name()} Street`,
          city: pick(['Hartford', 'West Hartford', 'Bloomfield', 'Manchester']),
          state: 'CT',
          zip: `061${digits(2)}`,
        },
        notes: [text(10), text(10)],
        sources: [{ name: 'invented', accessed: '2026-11' }],
        checked: 'none',
      },
      organization(),
      180,
      () => [],
    );
  const sentence = (length: number, locale: 'en' | 'es') =>
    `${words(length, locale).replace(/^\p{L}/u, (letter) => letter.toUpperCase())}.`;
  const sentences = (count: number, length: number): Text => {
    const said = (locale: 'en' | 'es') =>
      Array.from({ length: count }, () => sentence(length, locale)).join(' ');
    return { en: said('en'), es: said('es') };
  };
  /** A whole number from 0 up to, and without, `size`. */
  const below = (size: number) => Math.floor(random() * size);
  return { word, text, sentences, name, pick, below, listing };
}

function vocabularyOf(): readonly string[] {
  const random = randomFrom(20_000);
  const words = new Set<string>();
  while (words.size < WORDS) {
    const length = 2 + Math.floor(random() * 3);
    words.add(Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''));
  }
  return [...words];
}

/** A linear congruential generator (Numerical Recipes): repeatable, and good enough to invent with. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
