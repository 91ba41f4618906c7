/** The languages of the guide, in the order in which they are shown. */
export const LOCALES = ['en', 'es'] as const;

export type Locale = (typeof LOCALES)[number];

/** The same words in every language. It ends in `pages/`: what a template gets is already in one language. */
export type Text = Readonly<Record<Locale, string>>;

/** The language of the twin page. */
export function otherThan(locale: Locale): Locale {
  return locale === 'en' ? 'es' : 'en';
}
