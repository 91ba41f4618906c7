import { dayInHartford } from '../content/days.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import type { Addresses } from './addresses.ts';
import { foreignOn, type Language } from './language.ts';
import { prosifier } from './prose.ts';
import type { Speaker } from './wording.ts';

/** Somebody who can say the whole directory in one language. */
export function speakerOf(
  locale: Language,
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
): Speaker {
  const numbers = new Map([...directory.listings.keys()].map((id, index) => [id, index + 1]));
  // English names and terms stand in every other language; in English, the foreign words are Spanish.
  const [half, other] = locale.tag === 'en' ? (['en', 'es'] as const) : (['es', 'en'] as const);
  return {
    locale,
    languages,
    t: locale.t,
    say: locale.say,
    prose: prosifier(foreignOn(locale, { tag: other, direction: 'ltr' }), directory.site.foreignWords[half]),
    addresses,
    clock: { now, today: dayInHartford(now) },
    anchorOf: (id) => `n${known(numbers, id)}`,
    isOld: (text) => directory.olderHalfOf(text) === locale.follows,
  };
}
