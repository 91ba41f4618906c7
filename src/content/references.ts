import { LOCALES } from '../locale.ts';
import type { Content } from './content.ts';
import type { Path } from './yaml.ts';

/** A name that leads nowhere, or that two things share. */
export type BrokenReference = { file: string; path: Path; message: string };

/** Everything that one file says of another and that is not so. */
export function brokenReferences(content: Content): BrokenReference[] {
  return [...sharedNames(content), ...danglingNames(content)];
}

function sharedNames(content: Content): BrokenReference[] {
  const broken: BrokenReference[] = [];
  const once = (what: string) => {
    const owners = new Map<string, string>();
    return (name: string, file: string, path: Path) => {
      const owner = owners.get(name);
      if (owner)
        broken.push({ file, path, message: `${what} “${name}” is already used in ${owner}; choose another` });
      else owners.set(name, file);
    };
  };
  const pageId = once('the file name');
  const listingId = once('the id');
  const organizationId = once('the id');
  const alertId = once('the id');
  const slugs = LOCALES.map((locale) => ({ locale, claim: once('the address') }));

  for (const [index, { id }] of content.organizations.value.organizations.entries()) {
    organizationId(id, content.organizations.file, ['organizations', index, 'id']);
  }
  for (const [index, { id }] of content.alerts.value.alerts.entries()) {
    alertId(id, content.alerts.file, ['alerts', index, 'id']);
  }
  for (const page of [content.about, ...content.sections.values(), ...content.guides.values()]) {
    pageId(page.id, page.file, []);
    for (const { locale, claim } of slugs) claim(page.value.slug[locale], page.file, ['slug', locale]);
  }
  for (const { file, value } of content.sections.values()) {
    for (const [index, { id }] of (value.listings ?? []).entries())
      listingId(id, file, ['listings', index, 'id']);
  }
  return broken;
}

function danglingNames(content: Content): BrokenReference[] {
  const broken: BrokenReference[] = [];
  const listings = new Set(
    [...content.sections.values()].flatMap(({ value }) => (value.listings ?? []).map(({ id }) => id)),
  );
  const organizations = new Set(content.organizations.value.organizations.map(({ id }) => id));
  const pages = new Set([content.about.id, ...content.sections.keys(), ...content.guides.keys()]);
  const expect = (
    known: { has(id: string): boolean },
    id: string,
    file: string,
    path: Path,
    where: string,
  ) => {
    if (!known.has(id))
      broken.push({ file, path, message: `there is no “${id}” in ${where}; check its spelling` });
  };

  const { site } = content;
  for (const [index, id] of site.value.urgent.entries())
    expect(content.guides, id, site.file, ['urgent', index], 'guides/');
  for (const [index, id] of site.value.sections.entries()) {
    expect(content.sections, id, site.file, ['sections', index], 'sections/');
  }
  for (const { id, file } of content.sections.values()) {
    if (!site.value.sections.includes(id)) {
      broken.push({
        file,
        path: [],
        message: `this section is on no page; add “${id}” to sections in site.yaml`,
      });
    }
  }
  const linked = new Set([...site.value.urgent, ...pagesLinkedFrom(content)]);
  for (const { id, file } of content.guides.values()) {
    if (!linked.has(id)) {
      const message = `no page leads to this guide; add “${id}” to urgent in site.yaml, or to the pages of a section`;
      broken.push({ file, path: [], message });
    }
  }
  expect(
    listings,
    site.value.corrections.listing,
    site.file,
    ['corrections', 'listing'],
    'the listings of sections/',
  );
  for (const [index, { page }] of content.alerts.value.alerts.entries()) {
    if (page) expect(pages, page, content.alerts.file, ['alerts', index, 'page'], 'sections/ and guides/');
  }
  for (const { file, value } of content.sections.values()) {
    for (const [index, { organization }] of (value.listings ?? []).entries()) {
      expect(organizations, organization, file, ['listings', index, 'organization'], 'organizations.yaml');
    }
  }
  for (const { file, value } of [content.about, ...content.sections.values(), ...content.guides.values()]) {
    for (const [partIndex, part] of value.parts.entries()) {
      for (const [blockIndex, block] of part.blocks.entries()) {
        const path = ['parts', partIndex, 'blocks', blockIndex];
        for (const [index, id] of (block.listings ?? []).entries()) {
          expect(listings, id, file, [...path, 'listings', index], 'the listings of sections/');
        }
        for (const [index, id] of (block.pages ?? []).entries()) {
          expect(pages, id, file, [...path, 'pages', index], 'sections/ and guides/');
        }
      }
    }
  }
  return broken;
}

function pagesLinkedFrom(content: Content): string[] {
  return [content.about, ...content.sections.values(), ...content.guides.values()].flatMap(({ value }) =>
    value.parts.flatMap(({ blocks }) => blocks.flatMap((block) => block.pages ?? [])),
  );
}
