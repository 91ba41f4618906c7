import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Short numbers that work from any phone in Connecticut. They are dialled as they stand, never with +1.
 * 711 is the relay for deaf people; 988 is the suicide and crisis line.
 */
export const SHORT_NUMBERS = ['211', '311', '711', '911', '988'] as const;

/**
 * A number to show, what a tap on it dials, and how it is said: `display` is `(860) 550-7500`, `1-888-774-2900` or
 * `211`; `spoken` is `8 6 0. 5 5 0. 7 5 0 0`, in any language.
 */
export type Dialable = { display: string; href: string; spoken: string };

/** A telephone number found in a sentence; `start` and `end` count characters. */
export type PhoneInText = Dialable & { start: number; end: number };

/** Whether a whole text is a number that the guide may print: of the United States, with no extension in it. */
export function isPhoneNumber(written: string): boolean {
  return isShort(written) || numberOf(written) !== null;
}

/** Whether a number is one of {@link SHORT_NUMBERS}; those take no text messages and have no extensions. */
export function isShort(number: string): boolean {
  return SHORT_NUMBERS.some((short) => short === number);
}

/**
 * The one form in which a number of the content is shown and dialled.
 * @param written a number that {@link isPhoneNumber} accepts
 * @param scheme `sms` for a number that takes text messages (RFC 5724), `tel` for a call (RFC 3966)
 */
export function dialable(written: string, scheme: 'tel' | 'sms' = 'tel'): Dialable {
  // Short numbers are local: tel:+1211 reaches nobody.
  if (isShort(written))
    return { display: written, href: `${scheme}:${written}`, spoken: spokenForm(written) };
  const number = numberOf(written);
  if (!number) throw new Error(`not a telephone number: ${written}`);
  const { display, dialled } = number;
  return { display, href: `${scheme}:${dialled}`, spoken: spokenForm(display) };
}

/**
 * Digit by digit, with a pause after each group: a voice would make “seven thousand five hundred” of 7500.
 * @param written digits in groups, such as `(860) 550-7500` or the extension `42`
 */
export function spokenForm(written: string): string {
  return (written.match(/\d+/g) ?? []).map((group) => [...group].join(' ')).join('. ');
}

/** Every telephone number in a sentence, in order, so that a tap on it dials. */
export function phonesIn(sentence: string): readonly PhoneInText[] {
  // Most sentences have none, and the search is the slowest part of reading content.
  if (!/\d{3}/.test(sentence)) return [];
  const known = remembered.get(sentence);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const found = findPhones(sentence);
  remembered.set(sentence, found);
  return found;
}

// The same sentences are read by several rules, printed in every edition, and read again at every reload.
const remembered = new Map<string, readonly PhoneInText[]>();
const MOST_REMEMBERED = 20_000;

function findPhones(sentence: string): PhoneInText[] {
  const long = findPhoneNumbersInText(sentence, 'US')
    .filter(({ number }) => number.countryCallingCode === '1')
    .map(({ startsAt, endsAt, number }) => {
      const { ext } = number;
      const display = displayOf(number);
      return {
        display: ext ? `${display}, ext. ${ext}` : display,
        href: ext ? `tel:${number.number};ext=${ext}` : `tel:${number.number}`,
        spoken: ext ? `${spokenForm(display)}, ext. ${spokenForm(ext)}` : spokenForm(display),
        start: startsAt,
        end: endsAt,
      };
    });
  const short = [...sentence.matchAll(SHORT_IN_TEXT)]
    .map((match) => ({ ...dialable(match[0]), start: match.index, end: match.index + match[0].length }))
    .filter(({ start }) => !long.some((phone) => phone.start <= start && start < phone.end));
  return [...long, ...short].sort((one, other) => one.start - other.start);
}

// Not part of a longer number, an address such as 211ct.org or 211 Main Street, a sum of money, or the
// number of a law or a room.
const SHORT_IN_TEXT = new RegExp(
  [
    '(?<![\\w$§#.-]|§ |[.,:]\\d*)',
    '(?<!\\b(?:Acts?|[Ss]ections?|Sec\\.|[Aa]rticles?|[Ss]uite|[Rr]oom|[Aa]pt\\.?|[Aa]pto\\.?|[Bb]us|[Aa]utob[uú]s|[Ss]ala|[Aa]ula|[Ss]al[oó]n|[Hh]abitaci[oó]n|No\\.|Nos\\.|Unit|Floor|Box|Route|Ley(?: Pública)?|[Ss]ecci[oó]n|[Aa]rt[ií]culo|Oficina|Cuarto|Ruta|[Nn]úm\\.)\\s)',
    `(?:${SHORT_NUMBERS.join('|')})`,
    "(?![\\w(-]|[.,:]\\d| (?:people|persons|families|students|beds|cases|dollars|personas|familias|estudiantes|camas|casos|d[oó]lares)\\b| (?:[NSEW]\\.? )?(?:[A-Z][\\w’']+ ){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Pl|Place|Ct|Court|Sq|Square|Ter|Terrace|Way|Pkwy|Parkway|Tpke|Turnpike|Hwy|Highway)\\b)",
  ].join(''),
  'g',
);

/** A number as it is dialled, `+18605507500`, and as it is shown. */
type Whole = { dialled: string; display: string };

// The schemas, two rules and the directory ask for the same number, and again at every reload.
const numbers = new Map<string, Whole | null>();
const MOST_NUMBERS = 40_000;

function numberOf(written: string): Whole | null {
  const known = numbers.get(written);
  if (known !== undefined) return known;
  if (numbers.size >= MOST_NUMBERS) numbers.clear();
  const number = parsed(written);
  const whole = number && { dialled: number.number, display: displayOf(number) };
  numbers.set(written, whole);
  return whole;
}

function parsed(written: string): PhoneNumber | null {
  const number = parsePhoneNumberFromString(written, { defaultCountry: 'US', extract: false });
  // With all of the library's tables a number is valid when it has a type, and asking for both takes twice as long.
  const type = number?.getType();
  if (!number || !type || number.ext || number.countryCallingCode !== '1') return null;
  // A reader without money must not be sent to a number that costs.
  if (type === 'PREMIUM_RATE') return null;
  const isHere = number.country === undefined || number.country === 'US' || number.country === 'PR';
  return isHere || type === 'TOLL_FREE' ? number : null;
}

function displayOf(number: PhoneNumber): string {
  // The library adds the extension in its own way.
  const national = number.formatNational().replace(/ ext\. \d+$/, '');
  return number.getType() === 'TOLL_FREE' ? `1-${national.replace(/^\((\d{3})\) /, '$1-')}` : national;
}
