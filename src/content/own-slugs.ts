import { LOCALES, type Text } from '../locale.ts';
import { type Content, pagesIn } from './content.ts';
import type { Finding } from './problems.ts';

/** The lists of places that the site makes itself, by the words of their addresses, in the order they are offered. */
export const LIST_SLUGS = {
  aToZ: { en: 'a-to-z', es: 'a-z' },
  openNow: { en: 'open-now', es: 'abierto-ahora' },
  free: { en: 'free', es: 'gratis' },
  inSpanish: { en: 'in-spanish', es: 'en-espanol' },
  noAppointment: { en: 'no-appointment', es: 'sin-cita' },
} as const satisfies Record<string, Text>;

export const SEARCH_SLUG: Text = { en: 'search', es: 'buscar' };

/** Where places are offered as contacts for a telephone. */
export const CONTACTS_SLUG: Text = { en: 'contacts', es: 'contactos' };

/** What stands before the id of a place that is not there any more. */
export const RETIRED_SLUG: Text = { en: 'closed', es: 'cerrado' };

/** What is made to be printed: the page that offers it all, and each paper. A page of the content may link to them by these names. */
export const PAPER_SLUGS = {
  'on-paper': { en: 'paper', es: 'en-papel' },
  'whole-guide': { en: 'print', es: 'imprimir' },
  'wallet-card': { en: 'card', es: 'tarjeta' },
  'door-sheet': { en: 'door-sheet', es: 'hoja-para-la-puerta' },
  'plan-sheet': { en: 'plan-sheet', es: 'hoja-del-plan' },
} as const satisfies Record<string, Text>;

/** What the whole guide is called as a file, before its ending. */
export const FILE_SLUG: Text = { en: 'hartford-guide', es: 'guia-hartford' };

/** Every address that the site needs for pages of its own. */
export const OWN_SLUGS: readonly Text[] = [
  ...Object.values(LIST_SLUGS),
  ...Object.values(PAPER_SLUGS),
  SEARCH_SLUG,
  CONTACTS_SLUG,
  RETIRED_SLUG,
  FILE_SLUG,
];

/** Pages of the content at an address that the site needs for a page of its own. */
export function takenSlugs(content: Content): Finding[] {
  return pagesIn(content).flatMap(({ file, value }) =>
    LOCALES.flatMap((locale) => {
      const slug = value.slug[locale];
      if (!OWN_SLUGS.some((own) => own[locale] === slug)) return [];
      const message = {
        en: `the site uses the web address “${slug}” for a page of its own; write something else`,
        es: `el sitio usa la dirección web “${slug}” para una página propia; escriba algo distinto`,
      };
      return [{ file, path: ['slug', locale], message }];
    }),
  );
}
