import { dayInHartford } from '../content/days.ts';
import { olderHalfIn } from '../content/older-halves.ts';
import type { Directory } from '../model/directory.ts';
import { known } from '../model/known.ts';
import { type Addresses, addressesToWeigh } from './addresses.ts';
import type { ShareOut } from './known-shares.ts';
import { foreignOn, type Language } from './language.ts';
import { ON_ONE_PAGE, pagingOf, type WeighFrame } from './paging.ts';
import { prosifier } from './prose.ts';
import type { Host, Speaker } from './wording.ts';

/** What is said, in which languages, from where and when. */
type Said = {
  directory: Directory;
  languages: readonly Language[];
  addresses: Addresses;
  now: Date;
  host: Host;
};

/** For each language somebody who can say the whole directory in it; all of them agree on where pages go on. */
export async function speakersOf(
  { directory, languages, addresses, now, host }: Said,
  weighFrame: WeighFrame,
  shareOut: ShareOut,
): Promise<Speaker[]> {
  const standIns = addressesToWeigh(addresses);
  const weighing = languages.map((locale) => speakerOf(locale, directory, languages, standIns, now, host));
  const paging = await pagingOf(directory, weighing, weighFrame, shareOut);
  return weighing.map((speaker) => ({ ...speaker, addresses, paging }));
}

/** Somebody who can say the directory in one language, and knows nothing of further pages. */
export function speakerOf(
  locale: Language,
  directory: Directory,
  languages: readonly Language[],
  addresses: Addresses,
  now: Date,
  host: Host,
): Speaker {
  // Whoever says an error, and there are many, never asks for a place.
  let numbers: ReadonlyMap<string, number> | undefined;
  const numberOf = (id: string) => {
    numbers ??= new Map([...directory.listings.keys()].map((one, index) => [one, index + 1]));
    return known(numbers, id);
  };
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
    paging: ON_ONE_PAGE,
    host,
    anchorOf: (id) => `n${numberOf(id)}`,
    isOld: (text) => olderHalfIn(directory.olderHalves, text) === locale.follows,
  };
}
