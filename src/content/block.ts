import { z } from 'zod';
import { both } from './bilingual.ts';
import { drawing } from './drawings.ts';
import { ids, link, mark, statement, text, words } from './fields.ts';

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

/** One part of a page: a heading, and pieces under it. */
export const part = z.strictObject({
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

export type BlockSource = z.infer<typeof block>;
