import { z } from 'zod';
import { both } from './bilingual.ts';
import { words } from './fields.ts';

const DATES = both(
  'write the short name of a language whose dates and times computers know, such as ar or pt-BR',
  'escriba el nombre corto de un idioma cuyas fechas y horas conocen las computadoras, por ejemplo ar o pt-BR',
);

/** `locales/ar/language.json`: what must be known of a further language before anything is said in it. */
export const language = z.strictObject({
  name: words(30).describe(both('What it is called in itself.', 'Cómo se llama en el propio idioma.')),
  direction: z
    .enum(
      ['ltr', 'rtl'],
      both(
        'write ltr (from left to right) or rtl (from right to left)',
        'escriba ltr (de izquierda a derecha) o rtl (de derecha a izquierda)',
      ),
    )
    .describe(both('Which way it is read.', 'Hacia dónde se lee.')),
  dates: z
    .string(DATES)
    .refine(isKnown, DATES)
    .describe(both('Whose dates and times it has.', 'De qué idioma son sus fechas y horas.')),
});

function isKnown(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length === 1;
  } catch {
    return false;
  }
}
