import { dayInHartford } from '../content/days.ts';
import type { Locale } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { Addresses } from './addresses.ts';
import { prosifier } from './prose.ts';
import type { Words } from './strings.ts';
import type { Speaker } from './wording.ts';

/** Somebody who can say the whole directory in one language. */
export function speakerOf(
  locale: Locale,
  directory: Directory,
  words: Words,
  addresses: Addresses,
  now: Date,
): Speaker {
  const numbers = new Map([...directory.listings.keys()].map((id, index) => [id, index + 1]));
  return {
    locale,
    t: words[locale],
    prose: prosifier(locale, directory.site.foreignWords[locale]),
    addresses,
    clock: { now, today: dayInHartford(now) },
    anchorOf: (id) => `n${known(numbers, id)}`,
    isOld: (text) => directory.olderHalfOf(text) === locale,
  };
}
