import { LOCALES, type Text } from '../locale.ts';
import { type Content, listingsIn, pagesIn } from './content.ts';
import { PAPER_SLUGS } from './own-slugs.ts';
import type { Path } from './place.ts';
import type { Finding, Findings } from './problems.ts';

/** Everything that one file says of another and that is not so: names that lead nowhere, or that two things share. */
export function* brokenReferences(content: Content): Findings {
  for (const rule of [sharedNames, takenNames, danglingNames, retiredNames]) {
    yield* rule(content);
    yield null;
  }
}

// The anchors that the pages themselves have; a listing's id is an anchor beside them.
const ANCHORS = [
  'chapters',
  'choice',
  'content',
  'contents',
  'count',
  'emergency',
  'find',
  'needs',
  'papers',
  'promise',
  'q',
  'shift',
  'urgent',
];
// Links inside the site lead to numbers instead of names.
const NUMBERED = /^[cn]\d+$/;

function takenNames(content: Content): Finding[] {
  return listingsIn(content)
    .filter(({ listing }) => ANCHORS.includes(listing.id) || NUMBERED.test(listing.id))
    .map(({ file, path, listing }) => ({
      file,
      path: [...path, 'id'],
      message: {
        en: `the pages use “${listing.id}” themselves; choose another id`,
        es: `las páginas ya usan “${listing.id}”; elija otro identificador`,
      },
    }));
}

function sharedNames(content: Content): Finding[] {
  const broken: Finding[] = [];
  const once = (what: Text) => {
    const owners = new Map<string, string>();
    return (name: string, file: string, path: Path) => {
      const owner = owners.get(name);
      if (owner) {
        const message = {
          en: `${what.en} “${name}” is already used in ${owner}; write something else`,
          es: `${what.es} “${name}” ya se usa en ${owner}; escriba algo distinto`,
        };
        broken.push({ file, path, message });
      } else owners.set(name, file);
    };
  };
  const anId = { en: 'the id', es: 'el identificador' };
  const anAddress = { en: 'the web address', es: 'la dirección web' };
  const pageId = once({ en: 'the file name', es: 'el nombre de archivo' });
  const listingId = once(anId);
  const organizationId = once(anId);
  const alertId = once(anId);
  const slugs = LOCALES.map((locale) => ({ locale, claim: once(anAddress) }));

  for (const [index, { id }] of content.organizations.value.organizations.entries()) {
    organizationId(id, content.organizations.file, ['organizations', index, 'id']);
  }
  for (const [index, { id }] of content.alerts.value.alerts.entries()) {
    alertId(id, content.alerts.file, ['alerts', index, 'id']);
  }
  for (const id of Object.keys(PAPER_SLUGS)) pageId(id, content.papers.file, []);
  for (const page of pagesIn(content)) {
    pageId(page.id, page.file, []);
    for (const { locale, claim } of slugs) claim(page.value.slug[locale], page.file, ['slug', locale]);
  }
  for (const { file, path, listing } of listingsIn(content)) listingId(listing.id, file, [...path, 'id']);
  return broken;
}

const SECTIONS: Text = { en: 'the listings of sections/', es: 'los lugares de sections/' };
const PAGES: Text = { en: 'sections/ and guides/', es: 'sections/ ni guides/' };

function danglingNames(content: Content): Finding[] {
  const broken: Finding[] = [];
  const listings = new Map(listingsIn(content).map(({ listing }) => [listing.id, listing]));
  const organizations = new Set(content.organizations.value.organizations.map(({ id }) => id));
  const pages = new Set([...pagesIn(content).map(({ id }) => id), ...Object.keys(PAPER_SLUGS)]);
  const expect = (known: { has(id: string): boolean }, id: string, file: string, path: Path, where: Text) => {
    if (known.has(id)) return;
    const message = {
      en: `there is no “${id}” in ${where.en}; check its spelling, or add it there first`,
      es: `no hay ningún “${id}” en ${where.es}; revise cómo está escrito, o añádalo allí primero`,
    };
    broken.push({ file, path, message });
  };
  const folder = (name: string): Text => ({ en: name, es: name });

  const { site } = content;
  for (const [index, id] of site.value.urgent.entries())
    expect(content.guides, id, site.file, ['urgent', index], folder('guides/'));
  for (const [index, id] of site.value.sections.entries()) {
    expect(content.sections, id, site.file, ['sections', index], folder('sections/'));
  }
  for (const { id, file } of content.sections.values()) {
    if (site.value.sections.includes(id)) continue;
    const message = {
      en: `this section is on no page; add “${id}” to sections in site.yaml`,
      es: `esta sección no está en ninguna página; añada “${id}” a sections en site.yaml`,
    };
    broken.push({ file, path: [], message });
  }
  for (const { file, value } of content.listings.values()) {
    expect(content.sections, value.section, file, ['section'], folder('sections/'));
    const section = content.sections.get(value.section);
    if (!section || section.value.check_every) continue;
    const message = {
      en: `${section.file} must say after how many days the listings of this section are checked again; write there check_every: 90, for example`,
      es: `${section.file} debe decir después de cuántos días se revisan otra vez los lugares de esta sección; escriba allí, por ejemplo, check_every: 90`,
    };
    broken.push({ file, path: ['section'], message });
  }
  const linked = new Set([...site.value.urgent, ...pagesLinkedFrom(content)]);
  for (const { id, file } of content.guides.values()) {
    if (linked.has(id)) continue;
    const message = {
      en: `no page leads to this guide; add “${id}” to urgent in site.yaml, or to the pages of a section`,
      es: `ninguna página lleva a esta guía; añada “${id}” a urgent en site.yaml, o a pages de una sección`,
    };
    broken.push({ file, path: [], message });
  }
  const { listing } = site.value.corrections;
  const corrections = ['corrections', 'listing'];
  expect(listings, listing, site.file, corrections, SECTIONS);
  if (listings.has(listing) && !listings.get(listing)?.phones?.length) {
    const message = {
      en: `“${listing}” has no phone, and readers report mistakes by phone; name a listing with one`,
      es: `“${listing}” no tiene teléfono, y los errores se avisan por teléfono; ponga un lugar que tenga`,
    };
    broken.push({ file: site.file, path: corrections, message });
  }
  for (const [index, { page }] of content.alerts.value.alerts.entries()) {
    if (page) expect(pages, page, content.alerts.file, ['alerts', index, 'page'], PAGES);
  }
  for (const { file, path, listing } of listingsIn(content)) {
    expect(
      organizations,
      listing.organization,
      file,
      [...path, 'organization'],
      folder('organizations.yaml'),
    );
    for (const [index, id] of (listing.retired?.instead ?? []).entries()) {
      expect(listings, id, file, [...path, 'retired', 'instead', index], SECTIONS);
    }
  }
  for (const { file, path, block } of blocksIn(content)) {
    for (const [index, id] of (block.listings ?? []).entries()) {
      expect(listings, id, file, [...path, 'listings', index], SECTIONS);
    }
    for (const [index, id] of (block.pages ?? []).entries()) {
      expect(pages, id, file, [...path, 'pages', index], PAGES);
    }
  }
  for (const page of pagesIn(content)) {
    const shown = new Set<string>();
    for (const { file, path, block } of blocksOf(page)) {
      for (const [index, id] of (block.listings ?? []).entries()) {
        if (shown.has(id)) {
          const message = {
            en: `“${id}” is already shown on this page; take it away here`,
            es: `“${id}” ya se muestra en esta página; quítelo de aquí`,
          };
          broken.push({ file, path: [...path, 'listings', index], message });
        }
        shown.add(id);
      }
    }
  }
  // Last: whoever takes a listing away first needs to know where pages show it.
  for (const [index, { page, listing }] of content.synonyms.value.synonyms.entries()) {
    const { file } = content.synonyms;
    if (page) expect(pages, page, file, ['synonyms', index, 'page'], PAGES);
    if (listing) expect(listings, listing, file, ['synonyms', index, 'listing'], SECTIONS);
  }
  return broken;
}

// A place that is gone must not be where anything leads.
function retiredNames(content: Content): Finding[] {
  const retired = new Set(
    listingsIn(content).flatMap(({ listing }) => (listing.retired ? [listing.id] : [])),
  );
  const broken: Finding[] = [];
  const refuse = (id: string, file: string, path: Path) => {
    if (!retired.has(id)) return;
    const message = {
      en: `“${id}” is retired; name another listing, or take it away here`,
      es: `“${id}” está retirado; ponga otro lugar, o quítelo de aquí`,
    };
    broken.push({ file, path, message });
  };
  const { site } = content;
  refuse(site.value.corrections.listing, site.file, ['corrections', 'listing']);
  for (const { file, path, block } of blocksIn(content)) {
    for (const [index, id] of (block.listings ?? []).entries())
      refuse(id, file, [...path, 'listings', index]);
  }
  for (const { file, path, listing } of listingsIn(content)) {
    for (const [index, id] of (listing.retired?.instead ?? []).entries()) {
      refuse(id, file, [...path, 'retired', 'instead', index]);
    }
  }
  return broken;
}

type Page = ReturnType<typeof pagesIn>[number];
type Block = Page['value']['parts'][number]['blocks'][number];

function blocksIn(content: Content): { file: string; path: Path; block: Block }[] {
  return pagesIn(content).flatMap(blocksOf);
}

function blocksOf({ file, value }: Page): { file: string; path: Path; block: Block }[] {
  return value.parts.flatMap(({ blocks }, part) =>
    blocks.map((block, index) => ({ file, path: ['parts', part, 'blocks', index], block })),
  );
}

function pagesLinkedFrom(content: Content): string[] {
  return blocksIn(content).flatMap(({ block }) => block.pages ?? []);
}
