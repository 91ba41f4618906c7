import { z } from 'zod';
import { both } from './bilingual.ts';
import { statements } from './block.ts';
import { statement, text } from './fields.ts';
import { law } from './law.ts';

const heading = text.describe(both('The heading.', 'El título.'));
const titled = {
  title: text.describe(both('What the paper is called.', 'Cómo se llama el papel.')),
  summary: text.describe(both('What it is for, in one sentence.', 'Para qué sirve, en una frase.')),
};

const spoken = z
  .array(text)
  .min(1, both('write at least one line', 'escriba al menos una línea'))
  .max(
    7,
    both('write at most seven lines, or they do not fit', 'escriba siete líneas como máximo, o no caben'),
  );

const card = z
  .strictObject({
    ...titled,
    officer: spoken.describe(
      both(
        'What the officer reads, always in English; the Spanish stands on the other side.',
        'Lo que lee el agente, siempre en inglés; el español va en el otro lado.',
      ),
    ),
    reader: z
      .array(text)
      .min(1, both('write at least one line', 'escriba al menos una línea'))
      .max(
        7,
        both('write at most seven lines, or they do not fit', 'escriba siete líneas como máximo, o no caben'),
      )
      .describe(
        both(
          'What its owner must know, on the other side.',
          'Lo que debe saber quien la lleva, en el otro lado.',
        ),
      ),
    how: statements.describe(both('How to make and use it.', 'Cómo hacerla y usarla.')),
  })
  .describe(both('The card for a wallet, eight to a sheet.', 'La tarjeta para la cartera, ocho por hoja.'));

const door = z
  .strictObject({
    ...titled,
    window: spoken.describe(
      both(
        'What is held to a window, in large English; the Spanish stands under it.',
        'Lo que se muestra por la ventana, en inglés y en letra grande; el español va debajo.',
      ),
    ),
    heading,
    steps: statements.describe(
      both('What to do inside, in this order.', 'Qué hacer adentro, en este orden.'),
    ),
    do_not: statements.describe(both('What not to do.', 'Qué no se debe hacer.')),
    warning: statement.describe(
      both(
        'Something that can hurt a person who does not know it.',
        'Algo que puede hacer daño a quien no lo sepa.',
      ),
    ),
  })
  .describe(both('The sheet for the inside of a door.', 'La hoja para el lado de adentro de la puerta.'));

const COPIES = both('write a number from 1 to 6', 'escriba un número del 1 al 6');

const plan = z
  .strictObject({
    ...titled,
    keep: text.describe(
      both('Where to keep it, and who gets a copy.', 'Dónde guardarla y a quién dar una copia.'),
    ),
    groups: z
      .array(
        z.strictObject({
          heading,
          note: text
            .optional()
            .describe(both('A sentence under the heading.', 'Una frase debajo del título.')),
          copies: z
            .string(COPIES)
            .regex(/^[1-6]$/, COPIES)
            .optional()
            .describe(
              both(
                'How often it is printed, once for each child.',
                'Cuántas veces se imprime, una por cada hijo.',
              ),
            ),
          lines: z
            .array(text)
            .min(1, both('write at least one line', 'escriba al menos una línea'))
            .describe(both('What is written by hand on each line.', 'Qué se escribe a mano en cada línea.')),
        }),
      )
      .min(1, both('write at least one group', 'escriba al menos un grupo'))
      .describe(both('The groups of lines, in order.', 'Los grupos de líneas, en orden.')),
  })
  .describe(both('The family plan to fill in by hand.', 'El plan familiar para llenar a mano.'));

/** `content/papers.yaml`: what is printed to be carried, hung up or filled in, and the law that it speaks of. */
export const papers = z.strictObject({ card, door, plan, ...law });
