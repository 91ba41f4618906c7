import type { Language } from './language.ts';

/** What stands under one letter, in order. */
export type Letter<Item> = { letter: string; items: readonly Item[] };

// A name is looked up without these: The American Place stands under A, on pages of both languages.
const ARTICLES = /^(?:the|la|el|los|las)\s+/i;
const DIGITS = '0–9';

/** Puts things into the order of a language's alphabet by their names; names that begin with a digit come first. */
export function inAlphabet<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  locale: Language,
): Letter<Item>[] {
  const { compare } = new Intl.Collator(locale.tag, { numeric: true });
  const sorted = items
    .map((item) => ({ item, key: keyOf(nameOf(item)) }))
    .sort((one, other) => compare(one.key, other.key));
  const groups = new Map<string, Item[]>();
  for (const { item, key } of sorted) {
    const letter = letterOf(key, locale);
    const group = groups.get(letter);
    if (group) group.push(item);
    else groups.set(letter, [item]);
  }
  return [...groups].map(([letter, group]) => ({ letter, items: group }));
}

/** A name from its first letter or digit on, without its article. */
function keyOf(name: string): string {
  return name.replace(/^[^\p{L}\d]+/u, '').replace(ARTICLES, '');
}

function letterOf(key: string, locale: Language): string {
  const first = key.charAt(0).toLocaleUpperCase(locale.tag);
  if (/^\d?$/.test(first)) return DIGITS;
  // Ñ is a letter of its own in Spanish; Á is an A in both languages.
  return locale.tag === 'es' && first === 'Ñ' ? first : first.normalize('NFD').charAt(0);
}
