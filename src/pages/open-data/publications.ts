import type { Directory } from '../../model/directory.ts';
import { known } from '../../model/known.ts';
import type { Addresses } from '../addresses.ts';
import type { Speaker } from '../wording.ts';
import type { Voices } from './said.ts';
import { type Services, servicesOf } from './services.ts';
import { robotsOf, sitemapOf, type Twins } from './sitemap.ts';
import { vcardOf } from './vcard.ts';

/** Something for programs: where it stands, what it is, and how it is made when it is asked for. */
export type Publication = { address: string; type: MediaType; language: string | null; body: () => string };

export type MediaType =
  | 'application/json'
  | 'text/vcard; charset=utf-8'
  | 'application/xml'
  | 'text/plain; charset=utf-8';

const PROFILE = 'https://docs.openreferral.org/en/3.2/hsds/';

/**
 * Everything of the guide that is for programs.
 * @param twins the addresses of its pages
 */
export function publicationsOf(
  directory: Directory,
  speakers: readonly Speaker[],
  addresses: Addresses,
  twins: readonly Twins[],
): { publications: Publication[]; services: Services } {
  const services = servicesOf(directory, voicesOf(speakers));
  const json = (address: string, value: () => unknown): Publication => ({
    address,
    type: 'application/json',
    language: null,
    body: () => `${JSON.stringify(value())}\n`,
  });
  const sitemap = addresses.outside(addresses.sitemap);
  const publications: Publication[] = [
    json(addresses.data, () => ({ version: '3.2', profile: PROFILE })),
    ...services.ids.map((id) => json(addresses.service(id), () => services.service(id))),
    ...contactsOf(directory, speakers, addresses),
    {
      address: addresses.robots,
      type: 'text/plain; charset=utf-8',
      language: null,
      body: () => robotsOf(sitemap),
    },
  ];
  // A map of the site has whole addresses, or is none.
  if (sitemap) {
    const whole = twins.map((page) => page.map(({ tag, href }) => ({ tag, href: addresses.whole(href) })));
    publications.push({
      address: addresses.sitemap,
      type: 'application/xml',
      language: null,
      body: () => sitemapOf(whole),
    });
  }
  return { publications, services };
}

function voicesOf(speakers: readonly Speaker[]): Voices {
  const byTag = new Map(speakers.map((speaker) => [speaker.locale.tag, speaker]));
  return { en: known(byTag, 'en'), es: known(byTag, 'es') };
}

/** A contact stays in a telephone: there is none of a place that somebody could be hurt for. */
function contactsOf(
  { listings }: Directory,
  speakers: readonly Speaker[],
  addresses: Addresses,
): Publication[] {
  const safe = [...listings.values()].filter(
    ({ caution, address, retired }) => !caution && address !== 'withheld' && retired === null,
  );
  return speakers.flatMap((speaker) =>
    safe.map((listing) => ({
      address: addresses.contact(speaker.anchorOf(listing.id), speaker.locale),
      type: 'text/vcard; charset=utf-8',
      language: speaker.locale.tag,
      body: () => vcardOf(listing, speaker),
    })),
  );
}
