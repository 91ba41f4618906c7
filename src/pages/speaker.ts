import { dayInHartford } from '../content/days.ts';
import type { Locale } from '../locale.ts';
import type { Directory } from '../model/directory.ts';
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
  return {
    locale,
    t: words[locale],
    prose: prosifier(locale, directory.site.foreignWords[locale]),
    addresses,
    clock: { now, today: dayInHartford(now) },
    isOld: (text) => directory.olderHalfOf(text) === locale,
  };
}
