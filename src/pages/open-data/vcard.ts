import type { Listing } from '../../model/listing.ts';
import { doubtAbout, listingIn } from '../listing.ts';
import { nameIn, type Speaker } from '../wording.ts';
import { uuidOf } from './uuid.ts';

/** The longest line, in bytes of UTF-8, before it goes on in the next one. */
const LONGEST_LINE = 75;

/**
 * A listing as a contact for a telephone (RFC 6350, vCard 4.0), in one language. It does not say where it comes from:
 * whoever looks through the telephone would learn what its owner read.
 */
export function vcardOf(listing: Listing, speaker: Speaker): string {
  const { id, phones, address, website, organization } = listing;
  const { locale, t } = speaker;
  const { summary, name } = listingIn(listing, speaker);
  const notes = [
    summary.prose.map(({ words }) => words).join(''),
    summary.doubt,
    doubtAbout(listing, speaker),
  ];
  const place = address === null || address === 'withheld' ? null : address;
  // What a telephone would lead somebody to must be sure; the rest stands in words, with its doubt.
  if (place && !place.confirmed) notes.push(`${place.street}, ${place.city}: ${t('unconfirmed')}`);
  for (const { confirmed, display } of phones) if (!confirmed) notes.push(`${display}: ${t('unconfirmed')}`);
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID:urn:uuid:${uuidOf('service', id)}`,
    `LANG:${locale.tag}`,
    `FN:${escaped(name.words)}`,
    `ORG:${escaped(nameIn(organization.name, speaker).words)}`,
    ...phones.map(
      ({ href, type, extension }) =>
        `TEL;VALUE=uri;TYPE=${KINDS[type]}:${href.replace(/^sms:/, 'tel:')}${extension ? `;ext=${extension}` : ''}`,
    ),
    ...(place?.confirmed
      ? [`ADR:;;${[place.street, place.city, place.state, place.zip ?? '', 'US'].map(escaped).join(';')}`]
      : []),
    ...(website?.confirmed ? [`URL:${website.url}`] : []),
    `NOTE:${notes.flatMap((note) => (note ? [escaped(note)] : [])).join('\\n')}`,
    'END:VCARD',
  ];
  return lines
    .flatMap(folded)
    .map((line) => `${line}\r\n`)
    .join('');
}

const KINDS = { voice: 'voice', text: 'text', tty: 'textphone' } as const;

/** What stands in a value for itself (RFC 6350, section 3.4). */
function escaped(words: string): string {
  return words.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** A line that is too long goes on after a space, never in the middle of a character (RFC 6350, section 3.2). */
function folded(line: string): string[] {
  const lines = [''];
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LONGEST_LINE) {
      lines.push(' ');
      bytes = 1;
    }
    lines[lines.length - 1] += character;
    bytes += size;
  }
  return lines;
}
