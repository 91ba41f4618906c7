import { z } from 'zod';
import { both } from './bilingual.ts';
import { date, day, source, text } from './fields.ts';

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

export type LawSource = z.infer<z.ZodObject<typeof law>>;
