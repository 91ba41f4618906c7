import { z } from 'zod';
import { both } from './bilingual.ts';
import { statements } from './block.ts';
import { day, id, ids, noneTwice, phoneNumber, statement, text, url, words } from './fields.ts';
import { organization } from './organization.ts';

/** `content/organizations.yaml` */
export const organizations = z.strictObject({
  organizations: z
    .array(organization)
    .describe(both('Everyone who offers a service.', 'Todos los que ofrecen un servicio.')),
});

/** `content/alerts.yaml`: news at the top of every page from the first moment of `starts` to the last of `ends`. */
export const alerts = z.strictObject({
  alerts: z
    .array(
      z
        .strictObject({
          id: id.describe(both('A name for this alert.', 'Un nombre para este aviso.')),
          text: statement.describe(both('The news, in one sentence.', 'La noticia, en una frase.')),
          starts: day.describe(both('The first day it is shown.', 'El primer día que se muestra.')),
          ends: day.describe(both('The last day it is shown.', 'El último día que se muestra.')),
          page: id
            .optional()
            .describe(
              both(
                'A page of the guide to read, by file name.',
                'Una página de la guía para leer, por nombre de archivo.',
              ),
            ),
        })
        .refine((alert) => alert.starts <= alert.ends, {
          error: both(
            'this ends before it starts; write the first day or a later one',
            'esto termina antes de empezar; escriba el primer día o uno posterior',
          ),
          path: ['ends'],
        }),
    )
    .describe(both('The alerts; [] when there is none.', 'Los avisos; [] cuando no hay ninguno.')),
});

const HOLIDAYS_OF = both('write federal or connecticut', 'escriba federal o connecticut');

/** `content/closures.yaml`: the days on which offices keep other hours. */
export const closures = z.strictObject({
  holidays: z
    .array(
      z.strictObject({
        on: day.describe(
          both('The day on which offices close for it.', 'El día en que las oficinas cierran por esto.'),
        ),
        name: text.describe(both('What the day is called.', 'Cómo se llama el día.')),
        of: z
          .array(z.enum(['federal', 'connecticut'], HOLIDAYS_OF))
          .min(1, HOLIDAYS_OF)
          .describe(
            both(
              'Whose holiday it is: [federal, connecticut]',
              'De quién es el feriado: [federal, connecticut]',
            ),
          ),
      }),
    )
    .describe(both('The days, in order.', 'Los días, en orden.')),
});

const WORDS_IN_BRACKETS = both(
  'write words in brackets: [word, other word]',
  'escriba palabras entre corchetes: [palabra, otra palabra]',
);

const typed = (language: string, lengua: string) =>
  z
    .array(words(40), WORDS_IN_BRACKETS)
    .superRefine(noneTwice)
    .describe(both(`Words that people type in ${language}.`, `Palabras que la gente escribe en ${lengua}.`));

const typedOne = (language: string, lengua: string) =>
  z
    .array(
      words(40).regex(
        /^[\p{L}\p{N}]+$/u,
        both(
          'write a single word here; words of two or more belong under synonyms',
          'escriba aquí una sola palabra; lo que tiene dos o más va en synonyms',
        ),
      ),
      WORDS_IN_BRACKETS,
    )
    .superRefine(noneTwice)
    .describe(both(`Single words in ${language}.`, `Palabras sueltas en ${lengua}.`));

const ONE_MEANING = both(
  'write page, with the file name of a page, or listing, with the id of a listing, and only one of the two',
  'escriba page, con el nombre de archivo de una página, o listing, con el identificador de un lugar, y solo uno de los dos',
);

/** `content/synonyms.yaml`: what people type in a search and what they mean does not say. */
export const synonyms = z.strictObject({
  synonyms: z
    .array(
      z
        .strictObject({
          page: id
            .optional()
            .describe(
              both('The page they mean, by file name.', 'La página que buscan, por nombre de archivo.'),
            ),
          listing: id
            .optional()
            .describe(both('The listing they mean, by id.', 'El lugar que buscan, por identificador.')),
          en: typed('English', 'inglés'),
          es: typed('Spanish', 'español'),
        })
        .refine(({ page, listing }) => (page === undefined) !== (listing === undefined), {
          error: ONE_MEANING,
          path: ['page'],
        }),
    )
    .describe(both('One entry for each page or listing.', 'Una entrada por cada página o lugar.')),
  alike: z
    .array(
      z.strictObject({
        en: typedOne('English', 'inglés'),
        es: typedOne('Spanish', 'español'),
      }),
    )
    .describe(
      both(
        'Groups of words: a search for one of a group finds the others too.',
        'Grupos de palabras: una búsqueda de una del grupo encuentra también las otras.',
      ),
    ),
  officers: z
    .strictObject({ en: typedOne('English', 'inglés'), es: typedOne('Spanish', 'español') })
    .describe(
      both(
        'Words that say that immigration officers are the matter; only with one of them does an urgent guide stand first.',
        'Palabras que dicen que se trata de agentes de inmigración; solo con una de ellas va primero una guía urgente.',
      ),
    ),
  danger: z
    .strictObject({ en: typed('English', 'inglés'), es: typed('Spanish', 'español') })
    .describe(
      both(
        'Words of somebody in danger of their life; the answer then begins with the emergency numbers.',
        'Palabras de alguien en peligro de muerte; la respuesta empieza entonces con los números de emergencia.',
      ),
    ),
});

/** `content/site.yaml`: the site’s own words, and the order of its pages. */
export const site = z.strictObject({
  name: text.describe(
    both(
      'The short name, neutral: it is in every tab title.',
      'El nombre corto, neutro: está en el título de cada pestaña.',
    ),
  ),
  title: text.describe(
    both(
      'The full name, the heading of the home page.',
      'El nombre completo, título de la página de inicio.',
    ),
  ),
  description: text.describe(both('What the guide is, in one sentence.', 'Qué es la guía, en una frase.')),
  independence: text.describe(
    both('Who publishes the guide, and who does not.', 'Quién publica la guía y quién no.'),
  ),
  statement: z
    .strictObject({
      heading: text.describe(both('Its heading.', 'Su título.')),
      paragraphs: statements.describe(both('Its paragraphs.', 'Sus párrafos.')),
    })
    .describe(both('The opening statement.', 'La declaración inicial.')),
  emergency: z
    .array(
      z.strictObject({
        number: phoneNumber.describe(both('The number: 911', 'El número: 911')),
        label: text.describe(both('What it is for.', 'Para qué es.')),
        note: text.optional().describe(both('What else to know.', 'Qué más hay que saber.')),
      }),
    )
    .min(1, both('name at least one number', 'ponga al menos un número'))
    .describe(both('The numbers at the foot of every page.', 'Los números al pie de cada página.')),
  exit: url.describe(
    both('Where “Leave now” goes. An everyday site.', 'Adónde lleva “Salir ya”. Un sitio de todos los días.'),
  ),
  corrections: z
    .strictObject({
      listing: id.describe(
        both('The listing to call about a mistake.', 'El lugar al que se llama si hay un error.'),
      ),
      email: z
        .union(
          [z.literal('none'), z.email(both('write an e-mail address, or none', 'escriba un correo, o none'))],
          both('write an e-mail address, or none', 'escriba un correo electrónico, o none'),
        )
        .describe(
          both(
            'An address of a role, never of a person; none until the owner gives one.',
            'Un correo de un puesto, nunca de una persona; none hasta que haya uno.',
          ),
        ),
    })
    .describe(both('How a reader reports a mistake.', 'Cómo avisa de un error quien lee.')),
  data_license: z
    .union(
      [
        z.literal('none'),
        z.strictObject({
          name: words(80).describe(
            both('Its short name, such as CC BY 4.0.', 'Su nombre corto, por ejemplo CC BY 4.0.'),
          ),
          url: url.describe(both('Where its text stands.', 'Dónde está su texto.')),
        }),
      ],
      both(
        'write none, or the name and the url of the license: { name: CC BY 4.0, url: https://… }',
        'escriba none, o el nombre y la dirección de la licencia: { name: CC BY 4.0, url: https://… }',
      ),
    )
    .describe(
      both(
        'The license under which others may publish the data; none until the owner chooses one.',
        'La licencia con la que otros pueden publicar los datos; none hasta que la persona dueña elija una.',
      ),
    ),
  urgent: ids.describe(
    both(
      'The guides for something that is happening now, in order.',
      'Las guías para algo que está pasando ahora, en orden.',
    ),
  ),
  sections: ids.describe(
    both(
      'The sections, in order; each has a file in sections/.',
      'Las secciones, en orden; cada una tiene un archivo en sections/.',
    ),
  ),
  foreign_words: z
    .strictObject({
      en: z
        .array(words(60))
        .describe(
          both(
            'Spanish words that stand in English text, such as notario.',
            'Palabras en español que están en textos en inglés, como notario.',
          ),
        ),
      es: z
        .array(words(60))
        .describe(
          both(
            'English words that stand in Spanish text, such as detainer.',
            'Palabras en inglés que están en textos en español, como detainer.',
          ),
        ),
    })
    .describe(
      both(
        'Words that a screen reader must pronounce in the other language.',
        'Palabras que un lector de pantalla debe pronunciar en el otro idioma.',
      ),
    ),
});
