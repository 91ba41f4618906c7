import type { Directory } from '../model/directory.ts';
import { englishOn } from './language.ts';
import type { LinkOnPage, Speaker } from './wording.ts';

/** What others need who take the data: where each kind of it stands, and the license under which they may publish it. */
export type Reuse = {
  doors: readonly { href: string; address: string; words: string }[];
  /** Null until the owner chooses one. */
  license: LinkOnPage | null;
};

export function reuseOf({ site }: Directory, { locale, t, addresses, host }: Speaker): Reuse {
  const door = (path: string, words: string) => ({ href: path, address: addresses.whole(path), words });
  const { dataLicense } = site;
  return {
    doors: [
      door(addresses.data, t('data.start')),
      // A file is found with a slash at its end, and nobody can ask it for a part.
      door(host === 'server' ? addresses.services : `${addresses.services}/`, t('data.services')),
      door(addresses.contacts(locale), t('data.contacts')),
      ...(addresses.outside(addresses.sitemap) ? [door(addresses.sitemap, t('data.sitemap'))] : []),
    ],
    // The name of a license is the same in every language.
    license: dataLicense && {
      words: dataLicense.name,
      language: englishOn(locale),
      href: dataLicense.url,
      hreflang: null,
      note: null,
      doubt: null,
    },
  };
}
