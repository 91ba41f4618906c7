/** The languages that editors write side by side, in the order in which they are shown. */
export const LOCALES = ['en', 'es'] as const;

export type Locale = (typeof LOCALES)[number];

/**
 * The same words in both. What a further language says for them is asked of that language (`pages/language.ts`).
 * It ends in `pages/`: what a template gets is already in one language.
 */
export type Text = Readonly<Record<Locale, string>>;

/** The other one. */
export function otherThan(locale: Locale): Locale {
  return locale === 'en' ? 'es' : 'en';
}
