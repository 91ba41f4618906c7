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

/** What stands before the id of a place that is not there any more. */
export const RETIRED_SLUG: Text = { en: 'closed', es: 'cerrado' };

const OWN_SLUGS: readonly Text[] = [...Object.values(LIST_SLUGS), SEARCH_SLUG, RETIRED_SLUG];

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
