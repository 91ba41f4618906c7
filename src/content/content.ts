import type { z } from 'zod';
import type { LawSource } from './law.ts';
import type { ListingSource } from './listing.ts';
import type { OlderHalves } from './older-halves.ts';
import type { about, accessibility, furtherListings, guide, section } from './page.ts';
import type { papers } from './papers.ts';
import type { Path } from './place.ts';
import type { alerts, closures, organizations, site, synonyms } from './schema.ts';

/** What one file says. Its `id` is its name without `.yaml`. */
export type Sourced<Value> = { id: string; file: string; value: Value };

/** What the files of a content folder say. */
export type Written = {
  site: Sourced<z.infer<typeof site>>;
  about: Sourced<z.infer<typeof about>>;
  /** How the guide is kept current. */
  current: Sourced<z.infer<typeof about>>;
  /** Who can see that somebody reads the guide, and what leaving quickly does. */
  safety: Sourced<z.infer<typeof about>>;
  /** What is printed to be carried, hung up or filled in. */
  papers: Sourced<z.infer<typeof papers>>;
  /** What has been checked for people with disabilities, and what does not work yet. */
  accessibility: Sourced<z.infer<typeof accessibility>>;
  /** How others can take the data, and what they are asked to do with it. */
  data: Sourced<z.infer<typeof about>>;
  organizations: Sourced<z.infer<typeof organizations>>;
  alerts: Sourced<z.infer<typeof alerts>>;
  closures: Sourced<z.infer<typeof closures>>;
  /** What people type in a search and the page they mean does not say. */
  synonyms: Sourced<z.infer<typeof synonyms>>;
  sections: ReadonlyMap<string, Sourced<z.infer<typeof section>>>;
  /** More listings of the sections, by the names of their files and in the order of these. */
  listings: ReadonlyMap<string, Sourced<z.infer<typeof furtherListings>>>;
  guides: ReadonlyMap<string, Sourced<z.infer<typeof guide>>>;
};

/** Everything the content folder says, checked, and which half of a text is older than the other. */
export type Content = Written & { olderHalves: OlderHalves };

export type Listed = { file: string; path: Path; section: string; listing: ListingSource };

/** Every listing, section by section, and where it stands: first those of the section's own file, then those of further files. */
export function listingsIn({ sections, listings }: Written): Listed[] {
  const further = [...listings.values()].map(({ file, value }) => ({ file, ...value }));
  const files = [...sections.values()].flatMap(({ id, file, value }) => [
    { file, section: id, listings: value.listings ?? [] },
    ...further.filter(({ section }) => section === id),
  ]);
  // A section that is not there is one mistake; that its listings are not there would be many.
  const lost = further.filter(({ section }) => !sections.has(section));
  return [...files, ...lost].flatMap(({ section, file, listings: listed }) =>
    listed.map((listing, index) => ({ file, path: ['listings', index], section, listing })),
  );
}

/** Every file of the content that has words for readers, in the order in which an editor meets them. */
export function filesOf(content: Written): readonly Sourced<unknown>[] {
  const { site, about, current, safety, accessibility, data, papers } = content;
  const { organizations, alerts, closures, synonyms } = content;
  return [
    site,
    about,
    current,
    safety,
    papers,
    accessibility,
    data,
    organizations,
    alerts,
    closures,
    synonyms,
    ...content.sections.values(),
    ...content.guides.values(),
    ...content.listings.values(),
  ];
}

type MaybeLaw = { [Field in keyof LawSource]?: LawSource[Field] | undefined };

/** Every file that may speak of the law. */
export function lawsIn({ sections, guides, papers }: Written): readonly Sourced<MaybeLaw>[] {
  return [...sections.values(), ...guides.values(), papers];
}

/** Every page that is made of parts. */
export function pagesIn(content: Written): readonly Sourced<z.infer<typeof about>>[] {
  const { current, safety, accessibility, data, sections, guides } = content;
  return [content.about, current, safety, accessibility, data, ...sections.values(), ...guides.values()];
}

/** For each file whose words stand on a page of the guide, that page; a section's page has those of all its files. */
export function pagesByFile(content: Written): ReadonlyMap<string, Sourced<z.infer<typeof about>>> {
  const further = [...content.listings.values()].flatMap(({ file, value }) => {
    const section = content.sections.get(value.section);
    return section ? [[file, section] as const] : [];
  });
  return new Map([...pagesIn(content).map((page) => [page.file, page] as const), ...further]);
}
