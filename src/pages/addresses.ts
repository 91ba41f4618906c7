import {
  CONTACTS_SLUG,
  FILE_SLUG,
  LIST_SLUGS,
  PAPER_SLUGS,
  RETIRED_SLUG,
  SEARCH_SLUG,
} from '../content/own-slugs.ts';
import type { Text } from '../locale.ts';
import type { Language } from './language.ts';

/** A list of places that the site makes itself. */
export type ListName = keyof typeof LIST_SLUGS;

export const LIST_NAMES = Object.keys(LIST_SLUGS) as ListName[];

/** Something to print, or the page that offers it all. */
export type PaperName = keyof typeof PAPER_SLUGS;

export const PAPER_NAMES = Object.keys(PAPER_SLUGS) as PaperName[];

/** Every address of the site. The only place where a path is written. */
export type Addresses = ReturnType<typeof addressesUnder>;

/**
 * @param base the path the site lives under, such as `/guide`; empty at the top of a host
 * @param origin scheme and host for links that must be whole, such as `https://example.org`; empty when not known
 */
export function addressesUnder(base: string, origin: string) {
  const onward = (number: number) => (number > 1 ? `${number}/` : '');
  const page = (slug: Text, locale: Language, number = 1) =>
    `${base}/${locale.tag}/${locale.slugOf(slug)}/${onward(number)}`;
  const fileName = (locale: Language) => `${locale.slugOf(FILE_SLUG)}.html`;
  return {
    base,
    root: `${base}/`,
    home: (locale: Language) => `${base}/${locale.tag}/`,
    /** A page of the content; what is too much for one goes on at its address with 2, 3 and so on after it. */
    page,
    /** A place on the page of its section, by its anchor: with its id, its name would stay in the history. */
    listing: (slug: Text, anchor: string, locale: Language, number = 1) =>
      `${page(slug, locale, number)}#${anchor}`,
    list: (name: ListName, locale: Language, number = 1) => page(LIST_SLUGS[name], locale, number),
    search: (locale: Language) => page(SEARCH_SLUG, locale),
    /** Where places are offered as contacts for a telephone. */
    contacts: (locale: Language, number = 1) => page(CONTACTS_SLUG, locale, number),
    paper: (name: PaperName, locale: Language, number = 1) => page(PAPER_SLUGS[name], locale, number),
    /** One page of the guide as a leaflet. */
    leaflet: (slug: Text, locale: Language) =>
      `${page(PAPER_SLUGS['whole-guide'], locale)}${locale.slugOf(slug)}/`,
    /** The whole guide as one file, and how it is called where it is saved. */
    file: (locale: Language) => `${base}/${locale.tag}/${fileName(locale)}`,
    fileName,
    /** The page that a place keeps when it is not there any more. */
    retired: (id: string, locale: Language) => `${page(RETIRED_SLUG, locale)}${id}/`,
    /** What is for programs: where the data begins, its services, and each of them. */
    data: `${base}/hsds/`,
    services: `${base}/hsds/services`,
    service: (id: string) => `${base}/hsds/services/${id}`,
    /** A place as a contact for a telephone, by its anchor. */
    contact: (anchor: string, locale: Language) => `${base}/contact/${locale.tag}/${anchor}.vcf`,
    sitemap: `${base}/sitemap.xml`,
    robots: `${base}/robots.txt`,
    whole: (path: string) => `${origin}${path}`,
    /** What can be typed from paper; null when nobody said where the site stands. */
    outside: (path: string) => (origin === '' ? null : `${origin}${path}`),
  };
}

/**
 * What pages are weighed with in place of a site's own addresses: where they go on is then the same wherever the site
 * stands, unless its addresses are longer than these.
 */
export function addressesToWeigh(own: Addresses): Addresses {
  return lengthOf(own) > lengthOf(STAND_IN) ? own : STAND_IN;
}

const STAND_IN = addressesUnder('/resource-guide', 'https://www.community.example.org');

function lengthOf({ whole, root }: Addresses): number {
  return whole(root).length;
}

/** The tag of the language that a path would speak, if the site has it: its first part. */
export function languageOf(path: string, base: string): string {
  const from = base.length + 1;
  const to = path.indexOf('/', from);
  return path.slice(from, to < 0 ? undefined : to).toLowerCase();
}
