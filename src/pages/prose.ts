import { phonesIn } from '../content/phone.ts';
import type { Foreign } from './language.ts';

/** A stretch of a sentence: plain words, a number to dial, or words in the other language. */
export type Run =
  | { kind: 'words'; words: string }
  | { kind: 'phone'; words: string; href: string; name: string }
  | { kind: 'foreign'; words: string; language: Foreign };

/**
 * What a voice says for a link that dials: first the words that are seen, so that whoever speaks to the computer can
 * use them (WCAG 2.5.3), then the number digit by digit.
 */
export function nameOfPhone(seen: string, spoken: string): string {
  return `${seen}. ${spoken}`;
}

/** A sentence in one language, ready to print. */
export type Prose = readonly Run[];

/** Turns a sentence of the content into runs. */
export type Prosify = (sentence: string) => Prose;

/**
 * @param language the other language that is spoken in the sentences
 * @param foreignWords its words, which a screen reader should pronounce as such
 */
export function prosifier(language: Foreign, foreignWords: readonly string[]): Prosify {
  const longestFirst = [...foreignWords].sort((one, other) => other.length - one.length).map(escapeForRegExp);
  const foreign =
    longestFirst.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
      : null;

  const mark = (words: string): Run[] => {
    if (!foreign) return words ? [{ kind: 'words', words }] : [];
    const runs: Run[] = [];
    let from = 0;
    for (const match of words.matchAll(foreign)) {
      if (match.index > from) runs.push({ kind: 'words', words: words.slice(from, match.index) });
      runs.push({ kind: 'foreign', words: match[0], language });
      from = match.index + match[0].length;
    }
    if (from < words.length) runs.push({ kind: 'words', words: words.slice(from) });
    return runs;
  };

  // The same sentences stand on every page.
  const remembered = new Map<string, Prose>();
  return (sentence) => {
    const known = remembered.get(sentence);
    if (known) return known;
    const runs: Run[] = [];
    let from = 0;
    for (const { start, end, display, href, spoken } of phonesIn(sentence)) {
      const name = nameOfPhone(display, spoken);
      runs.push(...mark(sentence.slice(from, start)), { kind: 'phone', words: display, href, name });
      from = end;
    }
    const prose = [...runs, ...mark(sentence.slice(from))];
    remembered.set(sentence, prose);
    return prose;
  };
}

function escapeForRegExp(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
