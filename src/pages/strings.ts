import { createInstance } from 'i18next';
import type english from '../../locales/en.json';

type Plural<Key> = Key extends `${infer Stem}_${'one' | 'many' | 'other'}` ? Stem : Key;

/** A name of the site's own words, as `locales/en.json` has them. */
export type Key = Plural<keyof typeof english>;

/** The site's own words in one language. Answers are remembered: they are the same on every page. */
export type Translate = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/**
 * @param tag the language, whose plural forms it has
 * @param words the parsed file of its words
 * @throws when a word is asked for that a language does not have: nothing falls back to English
 */
export function translator(tag: string, words: Readonly<Record<string, string>>): Translate {
  const i18n = createInstance();
  // i18next writes regions with capitals, and looks for the words of what it wrote.
  const locale = new Intl.Locale(tag).toString();
  i18n.init({
    lng: locale,
    supportedLngs: [locale],
    load: 'currentOnly',
    fallbackLng: false,
    returnEmptyString: false,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // EJS escapes; escaping twice would print &amp;amp;.
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: words } },
  });
  const remembered = new Map<string, string>();
  return (key, values) => {
    const question = values ? `${key} ${JSON.stringify(values)}` : key;
    let answer = remembered.get(question);
    if (answer === undefined) {
      if (!i18n.exists(key, values)) throw new Error(`the words of ${tag} have no “${key}”`);
      answer = i18n.t(key, { ...values });
      remembered.set(question, answer);
    }
    return answer;
  };
}
