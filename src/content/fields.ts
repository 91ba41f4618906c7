import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

/** Short numbers that work from any phone in Connecticut. They are dialled as they stand, never with +1. */
export const SHORT_NUMBERS = ['211', '311', '911'] as const;

const words = (max: number) =>
  z
    .string('write some text here')
    .trim()
    .min(1, 'this is empty; write some text')
    .max(max, `this is longer than ${max} characters; split it`)
    .refine((text) => !/<[a-z/!]/i.test(text), 'HTML is not used here; write plain words');

const BOTH = 'write it in both languages, en and es';

/** The same words in both languages. A missing half is an error: nothing falls back to English. */
export const text = z.strictObject(
  {
    en: words(600).describe('The words in English.'),
    es: words(700).describe('The same in Spanish, for a Spanish speaker (usted).'),
  },
  BOTH,
);

/** A name: one proper name used in both languages, or a name in each. */
export const name = z.union([words(120), text], 'write a name, or the name in each language: en and es');

/** A sentence, with a mark when the guide could not confirm it. */
export const statement = z.strictObject(
  {
    ...text.shape,
    unconfirmed: z
      .literal(true, 'write unconfirmed: true, or leave the line out')
      .optional()
      .describe('true when nobody has confirmed this yet; the page then says so.'),
  },
  BOTH,
);

/** Lower-case words joined by hyphens: `charter-oak`. */
export const id = z
  .string('write an id: lower-case words joined by hyphens, such as food-pantry')
  .max(60, 'an id has at most 60 characters')
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'write an id in lower-case words joined by hyphens, such as food-pantry',
  );

/** The words of an address on the web, one per language: `/en/health/`, `/es/salud/`. */
export const slug = z.strictObject(
  {
    en: id.describe('The last part of the English address.'),
    es: id.describe('The last part of the Spanish address, without accents.'),
  },
  BOTH,
);

const DATE = 'write the date as 2026-11-24, the month as 2026-11, or the year as 2026';

/** A day `2026-11-24`; a month `2026-11` or a year `2026` where no more is known. */
export const date = z
  .string(DATE)
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, DATE)
  .refine(isOnTheCalendar, 'there is no such day in the calendar');

export const day = z
  .string('write the date as 2026-11-24')
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write the date as 2026-11-24')
  .refine(isOnTheCalendar, 'there is no such day in the calendar');

const TIME = 'write the time on the 24-hour clock, such as 9:00 or 17:30';

/** A time of day in Hartford, `9:00` to `24:00`. */
export const time = z.string(TIME).regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, TIME);

const PHONE = 'write it like (860) 550-7500, or a short number: 211, 311, 911';

/** A telephone number of the United States, or one of {@link SHORT_NUMBERS}. */
export const phoneNumber = z
  .string(PHONE)
  .refine((number) => isShort(number) || parsePhoneNumberFromString(number, 'US')?.isValid() === true, PHONE);

const LINK = 'write a web address that begins with https://';

/** An outside address. Only the web: no `javascript:`, no `mailto:` (it leaves a trace), no password in it. */
export const url = z
  .string(LINK)
  .max(300, 'this address is longer than 300 characters')
  .refine(isSafeLink, LINK);

export const locale = z.enum(['en', 'es'], 'write en or es');

export const linkLanguage = z.enum(['en', 'es', 'both'], 'write en, es or both');

/** A language as ISO 639-1 writes it: `en`, `es`, `pt`. */
export const languageCode = z
  .string('write a language code of two letters, such as es')
  .regex(/^[a-z]{2}$/, 'write a language code of two letters, such as es');

export const link = z.strictObject({
  label: name.describe('What the link is called on the page.'),
  url: url.describe('The whole address, with https://'),
  language: linkLanguage.describe('The language of the page it leads to.'),
  unconfirmed: statement.shape.unconfirmed,
});

export const source = z.strictObject({
  name: name.describe('Who published it, and what it is called.'),
  url: url.optional().describe('Where it can be read.'),
  published: date.optional().describe('When it was published; leave out when it bears no date.'),
  accessed: date.describe('When somebody last read it for this guide.'),
});

export type Statement = z.infer<typeof statement>;
export type Name = z.infer<typeof name>;
export type Link = z.infer<typeof link>;
export type Source = z.infer<typeof source>;

export function isShort(number: string): boolean {
  return SHORT_NUMBERS.some((short) => short === number);
}

function isSafeLink(candidate: string): boolean {
  // Whole from the first character: a browser reads https:example.org as a page of our own site.
  if (!/^https:\/\/[^\s\\"<>@]+$/i.test(candidate) || !URL.canParse(candidate)) return false;
  return /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(new URL(candidate).hostname);
}

function isOnTheCalendar(written: string): boolean {
  const [year = 0, month = 1, dayOfMonth = 1] = written.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCMonth() === month - 1;
}
