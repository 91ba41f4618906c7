import { LOCALES, type Locale, type Text } from '../locale.ts';

const RETIRED: Text = { en: 'closed', es: 'cerrado' };

/** Every address of the site. The only place where a path is written. */
export type Addresses = ReturnType<typeof addressesUnder>;

/**
 * @param base the path the site lives under, such as `/guide`; empty at the top of a host
 * @param origin scheme and host for links that must be whole, such as `https://example.org`; empty when not known
 */
export function addressesUnder(base: string, origin: string) {
  return {
    base,
    root: `${base}/`,
    home: (locale: Locale) => `${base}/${locale}/`,
    page: (slug: Text, locale: Locale) => `${base}/${locale}/${slug[locale]}/`,
    /** The page that a place keeps when it is not there any more. */
    retired: (id: string, locale: Locale) => `${base}/${locale}/${RETIRED[locale]}/${id}/`,
    whole: (path: string) => `${origin}${path}`,
  };
}

/** The language that an unknown path speaks: its first part, else English. */
export function languageOf(path: string, base: string): Locale {
  const first = path.slice(base.length).split('/')[1];
  return LOCALES.find((locale) => locale === first?.toLowerCase()) ?? 'en';
}
