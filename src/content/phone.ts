import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isShort, SHORT_NUMBERS } from '../content/fields.ts';

/** A number to show, and what a tap on it dials. `display` is `(860) 550-7500`, `1-888-774-2900` or `211`. */
export type Dialable = { display: string; href: string };

/** A telephone number found in a sentence; `start` and `end` count characters. */
export type PhoneInText = Dialable & { start: number; end: number };

/**
 * The one form in which a number of the content is shown and dialled.
 * @param written a number that the content schema accepted
 * @param scheme `sms` for a number that takes text messages
 */
export function dialable(written: string, scheme: 'tel' | 'sms' = 'tel'): Dialable {
  // Short numbers are local: tel:+1211 reaches nobody.
  if (isShort(written)) return { display: written, href: `${scheme}:${written}` };
  const number = parsePhoneNumberFromString(written, 'US');
  if (!number) throw new Error(`not a telephone number: ${written}`);
  return { display: displayOf(number), href: `${scheme}:${number.number}` };
}

/** Every telephone number in a sentence, in order, so that a tap on it dials. */
export function phonesIn(sentence: string): PhoneInText[] {
  const long = findPhoneNumbersInText(sentence, 'US').map(({ startsAt, endsAt, number }) => ({
    display: displayOf(number),
    href: `tel:${number.number}`,
    start: startsAt,
    end: endsAt,
  }));
  const short = [...sentence.matchAll(SHORT_IN_TEXT)]
    .map((match) => ({ ...dialable(match[0]), start: match.index, end: match.index + match[0].length }))
    .filter(({ start }) => !long.some((phone) => phone.start <= start && start < phone.end));
  return [...long, ...short].sort((one, other) => one.start - other.start);
}

// Not part of a longer number, an address such as 211ct.org, a sum of money or a section of a law.
const SHORT_IN_TEXT = new RegExp(`(?<![\\w$§.-]|§ )(?:${SHORT_NUMBERS.join('|')})(?![\\w-]|\\.\\d)`, 'g');

function displayOf(number: PhoneNumber): string {
  return number.getType() === 'TOLL_FREE'
    ? `1-${number.formatNational().replace(/^\((\d{3})\) /, '$1-')}`
    : number.formatNational();
}
