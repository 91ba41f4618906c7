import { isCheckGood, isGone, type Listing } from '../../model/listing.ts';
import type { Markup } from '../views.ts';
import { nameIn, type Speaker } from '../wording.ts';
import { inScript } from './in-script.ts';

/**
 * The places of a page for programs that read pages (JSON-LD, schema.org): who is where, at which number. It has no words for
 * doubt, so it holds only what is confirmed of places whose check is good, and nothing of a place that is withheld, gone or
 * where a call is a risk. Hours are left out: a program would say “open now” by them.
 * @returns what stands in a script element, or null when nothing is sure enough
 */
export function linkedDataOf(listings: readonly Listing[], speaker: Speaker): Markup | null {
  const sure = listings.filter((listing) => isSure(listing, speaker.clock.today));
  const things = sure.map((listing) => thingOf(listing, speaker));
  if (things.length === 0) return null;
  return inScript({ '@context': 'https://schema.org', '@graph': things });
}

/** Whether programs are told of a place. */
export function isSure(listing: Listing, today: string): boolean {
  const { caution, address } = listing;
  return isCheckGood(listing, today) && !caution && address !== 'withheld' && !isGone(listing, today);
}

function thingOf(listing: Listing, speaker: Speaker): object {
  const { phones, address, website } = listing;
  const telephone = phones
    .filter(({ type, confirmed }) => type === 'voice' && confirmed)
    .map(({ href, extension }) => `${href.replace('tel:', '')}${extension ? `;ext=${extension}` : ''}`);
  const place = address === null || address === 'withheld' || !address.confirmed ? null : address;
  return {
    '@type': 'Organization',
    // Its place on the page. The id of its record is thirty bytes that do not get smaller.
    '@id': `#${speaker.anchorOf(listing.id)}`,
    name: nameIn(listing.name, speaker).words,
    ...(telephone.length > 0 ? { telephone: telephone.length > 1 ? telephone : telephone[0] } : {}),
    ...(place
      ? {
          address: {
            '@type': 'PostalAddress',
            streetAddress: place.street,
            addressLocality: place.city,
            addressRegion: place.state,
            ...(place.zip ? { postalCode: place.zip } : {}),
          },
        }
      : {}),
    ...(website?.confirmed ? { url: website.url } : {}),
  };
}
