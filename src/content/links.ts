import { type Locale, otherThan, type Text } from '../locale.ts';
import { type Content, listingsIn, pagesIn } from './content.ts';
import type { Path } from './place.ts';
import type { Findings } from './problems.ts';

/** An outside address of the content, and the language that the content says its page has. */
export type OutsideLink = { file: string; path: Path; url: string; language: Locale | 'both' | null };

/** Every outside address, in the order of the files. */
export function outsideLinks(content: Content): OutsideLink[] {
  const { site, organizations } = content;
  const links: OutsideLink[] = [{ file: site.file, path: ['exit'], url: site.value.exit, language: 'both' }];
  for (const [index, { website }] of organizations.value.organizations.entries()) {
    if (website) {
      const path = ['organizations', index, 'website'];
      links.push({ file: organizations.file, path, url: website, language: 'both' });
    }
  }
  for (const { file, value } of pagesIn(content)) {
    for (const [partIndex, { blocks }] of value.parts.entries()) {
      for (const [index, block] of blocks.entries()) {
        for (const [linkIndex, { url, language }] of (block.links ?? []).entries()) {
          const path = ['parts', partIndex, 'blocks', index, 'links', linkIndex, 'url'];
          links.push({ file, path, url, language });
        }
      }
    }
  }
  for (const { file, path, listing } of listingsIn(content)) {
    if (listing.website) {
      const language = listing.website_language ?? null;
      links.push({ file, path: [...path, 'website'], url: listing.website, language });
    }
  }
  return links;
}

/** Links whose address says another language than the content does. */
export function* linksInAnotherLanguage(content: Content): Findings {
  for (const { file, path, url, language } of outsideLinks(content)) {
    const shown = languageOfAddress(url);
    const isRight = !shown || language === 'both' || language === shown;
    yield isRight ? null : { file, path, message: language ? SAY[shown] : MISSING[shown] };
  }
}

/** The language that an address on the web names itself: `/es/`, `es.example.org`, `?lang=es`; null when none. */
export function languageOfAddress(url: string): Locale | null {
  const { hostname, pathname, searchParams } = new URL(url);
  const segments = [...decoded(pathname).toLowerCase().split('/'), hostname.split('.')[0] ?? ''];
  const asked = ['lang', 'language', 'hl', 'locale'].map((name) => searchParams.get(name)?.slice(0, 2));
  const isSpanish =
    segments.some((segment) => /^(?:es|es-(?:us|mx|es)|espanol|español|spanish|en-espanol)$/.test(segment)) ||
    asked.includes('es');
  const isEnglish =
    segments.some((segment) => /^(?:en|en-us|english)$/.test(segment)) || asked.includes('en');
  if (isSpanish === isEnglish) return null;
  return isSpanish ? 'es' : otherThan('es');
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A % that stands for itself.
    return pathname;
  }
}

const SAY: Readonly<Record<Locale, Text>> = {
  en: {
    en: 'this address leads to a page in English; write en (English) as its language, or write the address of its Spanish page',
    es: 'esta dirección lleva a una página en inglés; escriba en (inglés) como idioma, o escriba la dirección de su página en español',
  },
  es: {
    en: 'this address leads to a page in Spanish; write es (Spanish) as its language, or write the address of its English page',
    es: 'esta dirección lleva a una página en español; escriba es (español) como idioma, o escriba la dirección de su página en inglés',
  },
};

const MISSING: Readonly<Record<Locale, Text>> = {
  en: {
    en: 'this address leads to a page in English; add website_language: en, so that the Spanish page says so',
    es: 'esta dirección lleva a una página en inglés; añada website_language: en, para que la página en español lo diga',
  },
  es: {
    en: 'this address leads to a page in Spanish; add website_language: es, so that the English page says so',
    es: 'esta dirección lleva a una página en español; añada website_language: es, para que la página en inglés lo diga',
  },
};
