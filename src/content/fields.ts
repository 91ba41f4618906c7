import { z } from 'zod';
import { both } from './bilingual.ts';
import { hiddenCharacter } from './characters.ts';
import { isPhoneNumber } from './phone.ts';
import { webAddressOf } from './web-address.ts';

/** Plain words of at most `max` characters, all of them visible. */
export const words = (max: number) =>
  z
    .string(both('write some text here', 'escriba un texto aquí'))
    // Lines of the file and tabs in it mean nothing to a reader.
    .overwrite((text) => (ORDINARY.test(text) ? text : text.normalize().replace(/\s+/g, ' ').trim()))
    .min(1, both('this is empty; write some text', 'esto está vacío; escriba un texto'))
    .max(
      max,
      both(
        `this is longer than ${max} characters; make it shorter, or split it in two`,
        `esto tiene más de ${max} caracteres; acórtelo o divídalo en dos`,
      ),
    )
    .superRefine((text, context) => {
      if (ORDINARY.test(text)) return;
      for (const message of unprintable(text)) context.addIssue({ code: 'custom', message });
    });

// Nothing is wrong with these, and they are nearly all that is written. “ and ” are not here: they come in pairs.
const ORDINARY = /^[!#-;=-[\]-~¡¿°§ÁÉÍÑÓÚÜáéíñóúü‘’–—…]+(?: [!#-;=-[\]-~¡¿°§ÁÉÍÑÓÚÜáéíñóúü‘’–—…]+)*$/;

/** Why a text cannot be printed as it is. */
function unprintable(text: string): string[] {
  const hidden = hiddenCharacter(text);
  const quotes = text.match(/"/g)?.length ?? 0;
  return [
    ...(hidden ? [both(hidden.message.en, hidden.message.es)] : []),
    ...(/<[a-z/!]/i.test(text) ? [HTML] : []),
    ...(text.includes('\\') ? [BACKSLASH] : []),
    ...(quotes % 2 !== 0 || text.split('“').length !== text.split('”').length ? [QUOTE] : []),
  ];
}

const HTML = both(
  'HTML is not used here; write the text without < and >',
  'aquí no se usa HTML; escriba el texto sin < ni >',
);
const BACKSLASH = both(
  'a backslash is not used here; type the sign itself',
  'aquí no se usa la barra invertida; escriba el signo mismo',
);
const QUOTE = both(
  'a quotation mark is missing at the beginning or at the end; put the whole text in "quotes", or take the mark away',
  'falta una comilla al principio o al final; ponga todo el texto entre "comillas" o quite la comilla',
);

const BOTH = both(
  'write it in both languages: en (English) and es (Spanish)',
  'escríbalo en los dos idiomas: en (inglés) y es (español)',
);

/** The same words in both languages. A missing half is an error: nothing falls back to English. */
export const text = z.strictObject(
  {
    en: words(600).describe(both('The words in English.', 'Las palabras en inglés.')),
    es: words(700).describe(
      both('The same in Spanish, for a Spanish speaker (usted).', 'Lo mismo en español, tratando de usted.'),
    ),
  },
  BOTH,
);

/** A name: one proper name used in both languages, or a name in each. */
export const name = z.union(
  [words(120), text],
  both(
    'write a name, or the name in each language: en (English) and es (Spanish)',
    'escriba un nombre, o el nombre en cada idioma: en (inglés) y es (español)',
  ),
);

/** A mark that is there or not: `unconfirmed: true`. */
export const mark = (field: string) =>
  z.literal(
    true,
    both(`write ${field}: true, or leave the line out`, `escriba ${field}: true, o quite la línea`),
  );

export const unconfirmed = mark('unconfirmed')
  .optional()
  .describe(
    both(
      'true when nobody has confirmed this yet; the page then says so.',
      'true cuando nadie lo ha confirmado todavía; la página lo dice.',
    ),
  );

/** A sentence, with a mark when the guide could not confirm it. */
export const statement = z.strictObject({ ...text.shape, unconfirmed }, BOTH);

const ID = both(
  'write an id in small letters without accents or spaces, with hyphens between words, such as food-pantry',
  'escriba un identificador en minúsculas, sin acentos ni espacios, con guiones entre las palabras, por ejemplo food-pantry',
);

/** Lower-case words joined by hyphens: `charter-oak`. */
export const id = z
  .string(ID)
  .max(
    60,
    both(
      'an id has at most 60 characters; make it shorter',
      'un identificador tiene 60 caracteres como máximo; acórtelo',
    ),
  )
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, ID);

/** Ids in an order; none may stand twice. */
export const ids = z
  .array(id, both('write a list of ids here', 'escriba aquí una lista de identificadores'))
  .min(1, both('name at least one id', 'ponga al menos un identificador'))
  .superRefine(noneTwice);

/** The words of an address on the web, one per language: `/en/health/`, `/es/salud/`. */
export const slug = z.strictObject(
  {
    en: id.describe(
      both('The last part of the English address.', 'La última parte de la dirección en inglés.'),
    ),
    es: id.describe(
      both(
        'The last part of the Spanish address, without accents.',
        'La última parte de la dirección en español, sin acentos.',
      ),
    ),
  },
  BOTH,
);

const NO_SUCH_DAY = both(
  'there is no such day in the calendar; check the day and the month',
  'ese día no existe en el calendario; revise el día y el mes',
);
const NO_SUCH_YEAR = both('write a year from 2000 to 2099', 'escriba un año entre 2000 y 2099');
const DATE = both(
  'write the date as 2026-11-24, the month as 2026-11, or the year as 2026',
  'escriba la fecha así: 2026-11-24; el mes así: 2026-11; o el año así: 2026',
);
const DAY = both('write the date as 2026-11-24', 'escriba la fecha así: 2026-11-24');

/** A day `2026-11-24`; a month `2026-11` or a year `2026` where no more is known. */
export const date = z
  .string(DATE)
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, { error: DATE, abort: true })
  .refine(isOnTheCalendar, NO_SUCH_DAY)
  .refine(isInThisCentury, NO_SUCH_YEAR);

/** A day, `2026-11-24`. */
export const day = z
  .string(DAY)
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: DAY, abort: true })
  .refine(isOnTheCalendar, NO_SUCH_DAY)
  .refine(isInThisCentury, NO_SUCH_YEAR);

const TIME = both(
  'write the time on the 24-hour clock, such as 9:00 or 17:30',
  'escriba la hora en formato de 24 horas, por ejemplo 9:00 o 17:30',
);

/** A time of day in Hartford, `9:00` to `24:00`. */
export const time = z.string(TIME).regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, TIME);

const PHONE = both(
  'write it like (860) 550-7500, or a short number: 211, 311, 711, 911, 988; an extension goes in a line of its own, extension: 12',
  'escríbalo así: (860) 550-7500, o un número corto: 211, 311, 711, 911, 988; una extensión va en su propia línea, extension: 12',
);

/** A telephone number of the United States without an extension, or one of the short numbers. */
export const phoneNumber = z.string(PHONE).refine(isPhoneNumber, PHONE);

const LINK = both(
  'write a web address that begins with https://',
  'escriba una dirección web que empiece con https://',
);

/** An outside address. Only the web: no `javascript:`, no `mailto:` (it leaves a trace), no password in it. */
export const url = z
  .string(LINK)
  .max(
    300,
    both(
      'this address is longer than 300 characters; look for a shorter address of the same page',
      'esta dirección tiene más de 300 caracteres; busque una dirección más corta de la misma página',
    ),
  )
  .refine(isSafeLink, LINK);

export const locale = z.enum(
  ['en', 'es'],
  both('write en (English) or es (Spanish)', 'escriba en (inglés) o es (español)'),
);

export const linkLanguage = z.enum(
  ['en', 'es', 'both'],
  both('write en (English), es (Spanish) or both', 'escriba en (inglés), es (español) o both (los dos)'),
);

const LANGUAGE = both(
  'write a language code of two letters, such as es for Spanish',
  'escriba el código de un idioma en dos letras, por ejemplo es para español',
);
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A language as ISO 639-1 writes it: `en`, `es`, `pt`. */
export const languageCode = z
  .string(LANGUAGE)
  .regex(/^[a-z]{2}$/, LANGUAGE)
  .refine((code) => !/^[a-z]{2}$/.test(code) || languageNames.of(code) !== undefined, LANGUAGE);

export const link = z.strictObject({
  label: name.describe(both('What the link is called on the page.', 'Cómo se llama el enlace en la página.')),
  url: url.describe(both('The whole address, with https://', 'La dirección completa, con https://')),
  language: linkLanguage.describe(
    both('The language of the page it leads to.', 'El idioma de la página a la que lleva.'),
  ),
  unconfirmed,
});

export const source = z.strictObject({
  name: name.describe(both('Who published it, and what it is called.', 'Quién lo publicó y cómo se llama.')),
  url: url.optional().describe(both('Where it can be read.', 'Dónde se puede leer.')),
  published: date
    .optional()
    .describe(
      both(
        'When it was published; leave out when it bears no date.',
        'Cuándo se publicó; no lo ponga si no tiene fecha.',
      ),
    ),
  accessed: date.describe(
    both(
      'When somebody last read it for this guide.',
      'Cuándo alguien lo leyó por última vez para esta guía.',
    ),
  ),
});

export type Statement = z.infer<typeof statement>;
export type Name = z.infer<typeof name>;
export type Link = z.infer<typeof link>;
export type Source = z.infer<typeof source>;

/** Refuses what stands twice in a list, at its second place. */
export function noneTwice(list: readonly string[], context: z.core.$RefinementCtx<unknown>): void {
  for (const [index, one] of list.entries()) {
    if (list.indexOf(one) === index) continue;
    context.addIssue({
      code: 'custom',
      path: [index],
      message: both(`“${one}” is here twice; keep one`, `“${one}” está dos veces en esta lista; deje uno`),
    });
  }
}

function isSafeLink(candidate: string): boolean {
  // Whole from the first character: a browser reads https:example.org as a page of our own site.
  const isWhole = /^https:\/\/[^\s\\"<>@/?#]+(?:[/?#][^\s\\"<>]*)?$/i.test(candidate);
  const address = isWhole ? webAddressOf(candidate) : null;
  return address !== null && /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(address.hostname);
}

function isOnTheCalendar(written: string): boolean {
  // Every month has these.
  if (written.slice(8) <= '28') return true;
  const [year = 0, month = 1, dayOfMonth = 1] = written.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCMonth() === month - 1;
}

function isInThisCentury(written: string): boolean {
  return /^20/.test(written);
}
