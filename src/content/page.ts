import { z } from 'zod';
import { both } from './bilingual.ts';
import { part } from './block.ts';
import { date, id, slug, text, words } from './fields.ts';
import { law } from './law.ts';
import { listing } from './listing.ts';

/** The icons drawn for the guide; `views/partials/icon.ejs` draws each of them. */
export const ICONS = [
  'door',
  'street',
  'held',
  'family',
  'find',
  'shield',
  'health',
  'city',
  'legal',
  'fair',
  'food',
  'plan',
  'people',
] as const;

export type IconName = (typeof ICONS)[number];

const page = {
  slug: slug.describe(
    both(
      'The address. Neutral words: it stays in the history of a shared computer.',
      'La dirección. Palabras neutras: queda en el historial de una computadora compartida.',
    ),
  ),
  tab_title: text.describe(
    both(
      'A few neutral words for the browser’s tab and history.',
      'Pocas palabras neutras para la pestaña y el historial del navegador.',
    ),
  ),
  title: text.describe(both('The heading of the page.', 'El título de la página.')),
  summary: text.describe(
    both('One or two sentences under the heading.', 'Una o dos frases debajo del título.'),
  ),
  parts: z
    .array(part)
    .min(1, both('write at least one part', 'escriba al menos una parte'))
    .describe(both('The parts of the page, in order.', 'Las partes de la página, en orden.')),
};

const linkedFromHome = {
  home_label: text.describe(
    both(
      'What the home page calls it: the need or the situation, in the reader’s words.',
      'Cómo lo llama la página de inicio: la necesidad o la situación, en palabras de quien lee.',
    ),
  ),
  icon: z
    .enum(ICONS, both(`write one of: ${ICONS.join(', ')}`, `escriba uno de estos: ${ICONS.join(', ')}`))
    .describe(both('The small drawing next to it.', 'El dibujo pequeño que lo acompaña.')),
};

/** `content/guides/ID.yaml`: what to do in one situation. */
export const guide = z.strictObject({ ...page, ...linkedFromHome, ...law });

const DAYS = both(
  'write a number of days from 1 to 366, such as 90',
  'escriba un número de días entre 1 y 366, por ejemplo 90',
);

const LISTINGS = z
  .array(listing)
  .describe(
    both(
      'Shown at the end, unless a piece shows them earlier.',
      'Se muestran al final, a menos que una pieza los muestre antes.',
    ),
  );

/** `content/sections/ID.yaml`: one need, and the listings for it. The law fields come together or not at all. */
export const section = z
  .strictObject({
    ...page,
    ...linkedFromHome,
    ...z.strictObject(law).partial().shape,
    check_every: z
      .string(DAYS)
      .regex(/^(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, DAYS)
      .optional()
      .describe(
        both(
          'After how many days a listing must be checked again; an older check says “call first”.',
          'Después de cuántos días hay que revisar un lugar otra vez; una revisión más vieja dice “llame antes”.',
        ),
      ),
    listings: LISTINGS.optional(),
  })
  .superRefine((written, context) => {
    const missing = Object.keys(law).filter((key) => !(key in written));
    if (missing.length > 0 && missing.length < Object.keys(law).length) {
      context.addIssue({
        code: 'custom',
        message: both(
          `this page speaks of the law: add ${missing.join(', ')}`,
          `esta página habla de la ley: añada ${missing.join(', ')}`,
        ),
      });
    }
    if (written.listings && !written.check_every) {
      context.addIssue({
        code: 'custom',
        path: ['check_every'],
        message: both(
          'write after how many days its listings must be checked again, such as check_every: 90',
          'escriba después de cuántos días hay que revisar sus lugares otra vez, por ejemplo check_every: 90',
        ),
      });
    }
  });

/** `content/listings/NAME.yaml`: more listings of a section, after those of its own file. */
export const furtherListings = z.strictObject({
  section: id.describe(
    both(
      'The section whose listings go on here: the name of its file in sections/, without .yaml.',
      'La sección cuyos lugares siguen aquí: el nombre de su archivo en sections/, sin .yaml.',
    ),
  ),
  listings: LISTINGS,
});

/** `content/about.yaml`, `content/current.yaml`, `content/safety.yaml` and `content/data.yaml`: pages about the guide itself. */
export const about = z.strictObject(page);

/** `content/accessibility.yaml`: the page that says what has been checked for people with disabilities, and when. */
export const accessibility = z.strictObject({
  ...page,
  checked: date.describe(
    both(
      'When all of the checks were last looked through.',
      'Cuándo se miraron por última vez todas las pruebas.',
    ),
  ),
  checks: z
    .array(
      z.strictObject(
        {
          ...text.shape,
          held_by: words(300).describe(
            both(
              'The file of the test that does it, a colon, and the name of the test.',
              'El archivo de la prueba que lo hace, dos puntos y el nombre de la prueba.',
            ),
          ),
        },
        both(
          'write the check in both languages (en, es), and held_by: the test that does it',
          'escriba la prueba en los dos idiomas (en, es), y held_by: la prueba del programa que la hace',
        ),
      ),
    )
    .min(1, both('name at least one check', 'ponga al menos una prueba'))
    .describe(both('What is checked, in the reader’s words.', 'Qué se prueba, en palabras de quien lee.')),
});

export type PageSource = z.infer<typeof about>;
export type AccessibilitySource = z.infer<typeof accessibility>;
export type GuideSource = z.infer<typeof guide>;
export type SectionSource = z.infer<typeof section>;
