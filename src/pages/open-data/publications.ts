import type { Directory } from '../../model/directory.ts';
import { known } from '../../model/known.ts';
import { isSafeToKeep, type Listing } from '../../model/listing.ts';
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

/** What is for programs. There are few things of the whole guide, and a record or three of each place. */
export type Publications = {
  whole: readonly Publication[];
  services: Services;
  /** A record of one place by its address, made when it is asked for; null when there is none. */
  recordAt: (address: string) => Publication | null;
  /** Where every record stands. */
  records: () => readonly string[];
};

/**
 * Everything of the guide that is for programs.
 * @param twins the addresses of its pages
 */
export function publicationsOf(
  directory: Directory,
  speakers: readonly Speaker[],
  addresses: Addresses,
  twins: readonly Twins[],
): Publications {
  const { site } = directory;
  const services = servicesOf(directory, voicesOf(speakers));
  const contacts = contactsOf(directory, speakers, addresses);
  const sitemap = addresses.outside(addresses.sitemap);
  const robots = {
    type: 'text/plain; charset=utf-8',
    language: null,
    body: () => robotsOf(sitemap),
  } as const;
  const whole: Publication[] = [
    json(addresses.data, () => ({ version: '3.2', profile: PROFILE, x_hartford_license: site.dataLicense })),
    { address: addresses.robots, ...robots },
  ];
  // A map of the site has whole addresses, or is none.
  if (sitemap) {
    const pages = twins.map((page) => page.map(({ tag, href }) => ({ tag, href: addresses.whole(href) })));
    const body = () => sitemapOf(pages);
    whole.push({ address: addresses.sitemap, type: 'application/xml', language: null, body });
  }
  const before = addresses.service('');
  const serviceAt = (address: string): Publication | null => {
    const id = address.startsWith(before) ? address.slice(before.length) : '';
    return services.has(id) ? json(address, () => services.service(id)) : null;
  };
  return {
    whole,
    services,
    recordAt: (address) => contacts.at(address) ?? serviceAt(address),
    records: () => [...services.ids().map(addresses.service), ...contacts.addresses()],
  };
}

function json(address: string, value: () => unknown): Publication {
  return { address, type: 'application/json', language: null, body: () => `${JSON.stringify(value())}\n` };
}

function voicesOf(speakers: readonly Speaker[]): Voices {
  const byTag = new Map(speakers.map((speaker) => [speaker.locale.tag, speaker]));
  return { en: known(byTag, 'en'), es: known(byTag, 'es') };
}

/** A contact stays in a telephone: there is none of a place that somebody could be hurt for. */
function contactsOf({ listings }: Directory, speakers: readonly Speaker[], addresses: Addresses) {
  let made: ReadonlyMap<string, { listing: Listing; speaker: Speaker }> | undefined;
  const contacts = () => {
    made ??= new Map(speakers.flatMap((speaker) => safe().map((listing) => contactOf(listing, speaker))));
    return made;
  };
  const safe = () => [...listings.values()].filter(isSafeToKeep);
  const contactOf = (listing: Listing, speaker: Speaker) =>
    [addresses.contact(speaker.anchorOf(listing.id), speaker.locale), { listing, speaker }] as const;
  return {
    addresses: () => [...contacts().keys()],
    at: (address: string): Publication | null => {
      const found = address.endsWith(CONTACT) ? contacts().get(address) : undefined;
      if (!found) return null;
      const { listing, speaker } = found;
      const body = () => vcardOf(listing, speaker);
      return { address, type: 'text/vcard; charset=utf-8', language: speaker.locale.tag, body };
    },
  };
}

const CONTACT = '.vcf';
