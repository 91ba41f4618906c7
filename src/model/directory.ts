import type { Content } from '../content/content.ts';
import type { Locale, Text } from '../locale.ts';
import { known } from './known.ts';
import { type Listing, listingOf, organizationOf } from './listing.ts';
import { type About, type Guide, guideOf, pageOf, type Section, sectionOf } from './page.ts';
import { type Dialable, dialable } from './phone.ts';
import { type Statement, statementOf } from './statement.ts';

export type Alert = { id: string; statement: Statement; starts: string; ends: string; page: string | null };

/** What we know, in both languages, with every reference resolved. */
export type Directory = {
  site: {
    name: Text;
    title: Text;
    description: Text;
    independence: Text;
    opening: { heading: Text; paragraphs: readonly Statement[] };
    emergency: readonly { phone: Dialable; label: Text; note: Text | null }[];
    exit: string;
    corrections: { listing: Listing; email: string | null };
    foreignWords: Readonly<Record<Locale, readonly string[]>>;
  };
  about: About;
  /** Guides for something that is happening now, in the order of the home page. */
  urgent: readonly Guide[];
  guides: readonly Guide[];
  sections: readonly Section[];
  listings: ReadonlyMap<string, Listing>;
  alerts: readonly Alert[];
};

/** Turns checked content into the directory. Pure; the content's references are known to be good. */
export function directoryOf(content: Content): Directory {
  const organizations = new Map(
    content.organizations.value.organizations.map((source) => [source.id, organizationOf(source)]),
  );
  const listings = new Map(
    [...content.sections.values()]
      .flatMap(({ value }) => value.listings ?? [])
      .map((source) => [source.id, listingOf(source, known(organizations, source.organization))]),
  );
  const guides = new Map([...content.guides].map(([id, source]) => [id, guideOf(source, listings)]));
  const site = content.site.value;
  return {
    site: {
      name: site.name,
      title: site.title,
      description: site.description,
      independence: site.independence,
      opening: { heading: site.statement.heading, paragraphs: site.statement.paragraphs.map(statementOf) },
      emergency: site.emergency.map(({ number, label, note }) => ({
        phone: dialable(number),
        label,
        note: note ?? null,
      })),
      exit: site.exit,
      corrections: {
        listing: known(listings, site.corrections.listing),
        email: site.corrections.email === 'none' ? null : site.corrections.email,
      },
      foreignWords: site.foreign_words,
    },
    about: pageOf(content.about, listings),
    urgent: site.urgent.map((id) => known(guides, id)),
    guides: [...guides.values()],
    sections: site.sections.map((id) => sectionOf(known(content.sections, id), listings)),
    listings,
    alerts: content.alerts.value.alerts.map(({ id, text, starts, ends, page }) => ({
      id,
      statement: statementOf(text),
      starts,
      ends,
      page: page ?? null,
    })),
  };
}
