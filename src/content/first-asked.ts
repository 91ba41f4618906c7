import type { Findings } from './problems.ts';

// V8 compiles a pattern when it is asked for the first time, and into something faster the second time; and does both
// again for a text with letters outside Latin-1, such as a dash or a curly quote.
const TEXTS = ['', '', '—', '—'];

/**
 * Asks each pattern of a rule until it is compiled, and lets others have their turn after each time: for all of them
 * together a reader would wait several times as long as for the rule itself.
 */
export function* firstAsked(patterns: readonly RegExp[]): Findings {
  for (const pattern of patterns) {
    for (const text of TEXTS) {
      pattern.test(text);
      yield null;
    }
  }
}
