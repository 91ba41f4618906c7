import { z } from 'zod';
import { both } from './bilingual.ts';
import { drawing } from './drawings.ts';
import { date, day, ids, link, mark, slug, source, statement, text, words } from './fields.ts';
import { listing } from './listing.ts';

const cell = statement;
const TWO_COLUMNS = both('write exactly two columns', 'escriba exactamente dos columnas');
const TWO_CELLS = both('write two cells, one for each column', 'escriba dos celdas, una por columna');

const table = z
  .strictObject({
    caption: text.describe(both('What the table compares.', 'Qué compara la tabla.')),
    columns: z.array(text).length(2, TWO_COLUMNS).describe(both('The two headings.', 'Los dos títulos.')),
    rows: z
      .array(
        z.strictObject({
          heading: text.describe(both('What this row compares.', 'Qué compara esta fila.')),
          cells: z
            .array(cell)
            .length(2, TWO_CELLS)
            .describe(both('One for each column.', 'Una por columna.')),
        }),
      )
      .min(1, both('write at least one row', 'escriba al menos una fila'))
      .describe(both('The rows, in order.', 'Las filas, en orden.')),
  })
  .describe(both('Two things side by side.', 'Dos cosas, una al lado de la otra.'));

const TWO_SHEETS = both('write exactly two papers', 'escriba exactamente dos papeles');

const sheet = z.strictObject({
  heading: text.describe(both('What the paper is called.', 'Cómo se llama el papel.')),
  words: words(80).describe(
    both(
      'The words at the top of the paper, in English, as the reader will see them.',
      'Las palabras que el papel lleva arriba, en inglés, como las verá quien lo lea.',
    ),
  ),
  means: text.describe(both('What those words tell.', 'Qué dicen esas palabras.')),
  drawing: drawing.describe(both('Who signs it, as a drawing.', 'El dibujo de quien lo firma.')),
  signed: text.describe(both('Who signs it.', 'Quién lo firma.')),
  action: text.describe(
    both('What to do with such a paper in front of you.', 'Qué hacer ante un papel así.'),
  ),
});

const papers = z
  .strictObject({
    caption: text.describe(both('What to look for.', 'En qué hay que fijarse.')),
    sheets: z.array(sheet).length(2, TWO_SHEETS).describe(both('The two papers.', 'Los dos papeles.')),
  })
  .describe(both('Two papers, drawn side by side.', 'Dos papeles, dibujados uno al lado del otro.'));

const LINES = both('write at least one line', 'escriba al menos una línea');

/** Sentences in an order, at least one. */
export const statements = z.array(statement).min(1, LINES);

const steps = z
  .array(
    z.strictObject({
      ...statement.shape,
      drawing: drawing
        .optional()
        .describe(both('The drawing that shows this step.', 'El dibujo que muestra este paso.')),
    }),
  )
  .min(1, LINES);

const KINDS = 'text, steps, list, do, do_not, say, warning, table, papers, listings, pages, links';

/** One piece of a page. Each piece has exactly one of these names. */
export const block = z
  .strictObject({
    text: statement.describe(both('A paragraph.', 'Un párrafo.')),
    steps: steps.describe(
      both(
        'Things to do in this order; they are numbered.',
        'Cosas que hay que hacer, en este orden; van numeradas.',
      ),
    ),
    list: statements.describe(both('Things in no order.', 'Cosas sin orden.')),
    do: statements.describe(both('Things to do.', 'Cosas que hay que hacer.')),
    do_not: statements.describe(both('Things not to do.', 'Cosas que no se deben hacer.')),
    say: z
      .array(text)
      .min(1, both('write at least one sentence', 'escriba al menos una frase'))
      .describe(
        both(
          'Sentences to say aloud; shown in both languages.',
          'Frases para decir en voz alta; se muestran en los dos idiomas.',
        ),
      ),
    warning: statement.describe(
      both(
        'Something that can hurt a person who does not know it.',
        'Algo que puede hacer daño a quien no lo sepa.',
      ),
    ),
    table,
    papers,
    listings: ids.describe(
      both('Listings to show here, by id.', 'Lugares que se muestran aquí, por identificador.'),
    ),
    pages: ids.describe(
      both(
        'Other pages of the guide to link to, by file name, or on-paper, whole-guide, wallet-card, door-sheet, plan-sheet.',
        'Otras páginas de la guía a las que llevan los enlaces, por nombre de archivo, o on-paper, whole-guide, wallet-card, door-sheet, plan-sheet.',
      ),
    ),
    links: z
      .array(link)
      .min(1, both('write at least one link', 'escriba al menos un enlace'))
      .describe(both('Pages of other sites.', 'Páginas de otros sitios.')),
  })
  .partial()
  .refine(
    (written) => Object.keys(written).length === 1,
    both(
      `begin each piece with a dash and exactly one of: ${KINDS}`,
      `empiece cada pieza con un guion y exactamente uno de: ${KINDS}`,
    ),
  );

const part = z.strictObject({
  heading: text.describe(both('The heading of this part.', 'El título de esta parte.')),
  core: mark('core')
    .optional()
    .describe(
      both(
        'true for the part that gets no “ask a lawyer first” mark when the check of the page is late: what is always safe to do.',
        'true para la parte que no lleva la marca “pregunte primero a un abogado” cuando la revisión de la página está atrasada: lo que siempre es seguro hacer.',
      ),
    ),
  blocks: z
    .array(block)
    .min(1, both('write at least one piece', 'escriba al menos una pieza'))
    .describe(both('The pieces, in order.', 'Las piezas, en orden.')),
});

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

const reviewed = z
  .union(
    [
      z.literal('none'),
      z.strictObject({
        on: date.describe(both('When the lawyer reviewed it.', 'Cuándo lo revisó.')),
        by: text.describe(
          both(
            'What kind of lawyer, such as immigration lawyer; never a name.',
            'Qué clase de abogado, por ejemplo abogado de inmigración; nunca un nombre.',
          ),
        ),
      }),
    ],
    both('write none, or these two lines: on: and by:', 'escriba none, o estas dos líneas: on: y by:'),
  )
  .describe(
    both(
      'The lawyer who reviewed this page, by role. Write none if no lawyer has; the page then says so.',
      'El abogado que revisó esta página, por su puesto. Escriba none si ningún abogado lo ha hecho; la página lo dice.',
    ),
  );

/** What a file that speaks of the law says about it. */
export const law = {
  law_as_of: date.describe(
    both('The law is described as it stood then.', 'La ley se describe como estaba entonces.'),
  ),
  jurisdiction: text.describe(both('Whose law it is.', 'De quién es la ley.')),
  sources: z
    .array(source)
    .min(1, both('name at least one source', 'ponga al menos una fuente'))
    .describe(both('Where the law was read.', 'Dónde se leyó la ley.')),
  reviewed,
  review_by: day.describe(
    both(
      'The last day before somebody must check it again; after that day the page says that this has not been done.',
      'El último día para revisarlo otra vez; después de ese día la página dice que no se ha hecho.',
    ),
  ),
};

/** `content/guides/ID.yaml`: what to do in one situation. */
export const guide = z.strictObject({ ...page, ...linkedFromHome, ...law });

const DAYS = both(
  'write a number of days from 1 to 366, such as 90',
  'escriba un número de días entre 1 y 366, por ejemplo 90',
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
    listings: z
      .array(listing)
      .optional()
      .describe(
        both(
          'Shown at the end, unless a piece shows them earlier.',
          'Se muestran al final, a menos que una pieza los muestre antes.',
        ),
      ),
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

/** `content/about.yaml`, `content/current.yaml` and `content/safety.yaml`: pages about the guide itself. */
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
export type LawSource = z.infer<z.ZodObject<typeof law>>;
export type AccessibilitySource = z.infer<typeof accessibility>;
export type BlockSource = z.infer<typeof block>;
export type GuideSource = z.infer<typeof guide>;
export type SectionSource = z.infer<typeof section>;
