import { z } from 'zod';
import { both } from './bilingual.ts';
import {
  date,
  day,
  id,
  ids,
  languageCode,
  linkLanguage,
  locale,
  mark,
  name,
  noneTwice,
  phoneNumber,
  source,
  statement,
  text,
  unconfirmed,
  url,
  words,
} from './fields.ts';
import { schedule } from './hours.ts';
import { isShort } from './phone.ts';

const EXTENSION = both('write only the digits of the extension', 'escriba solo los dígitos de la extensión');

const phone = z
  .strictObject({
    number: phoneNumber.describe(
      both(
        'As people write it: (860) 550-7500, 1-888-774-2900, 211.',
        'Como la gente lo escribe: (860) 550-7500, 1-888-774-2900, 211.',
      ),
    ),
    type: z
      .enum(['voice', 'text', 'tty'], both('write voice, text or tty', 'escriba voice, text o tty'))
      .default('voice')
      .describe(
        both(
          'voice for a call, text for text messages, tty for a text telephone.',
          'voice para llamadas, text para mensajes de texto, tty para un teléfono de texto.',
        ),
      ),
    extension: z
      .string(EXTENSION)
      .regex(/^\d{1,6}$/, EXTENSION)
      .optional()
      .describe(
        both('The extension to ask for, digits only.', 'La extensión que hay que pedir, solo dígitos.'),
      ),
    languages: z
      .array(locale)
      .superRefine(noneTwice)
      .optional()
      .describe(
        both(
          'Languages answered at this number, when it is only for these.',
          'Los idiomas en que contesta este número, cuando es solo para esos.',
        ),
      ),
    label: text
      .optional()
      .describe(
        both(
          'What this number is for, when a place has more than one.',
          'Para qué es este número, cuando un lugar tiene más de uno.',
        ),
      ),
    shared: mark('shared')
      .optional()
      .describe(
        both(
          'true when another listing really answers the same number.',
          'true cuando de verdad otro lugar de la guía contesta el mismo número.',
        ),
      ),
    unconfirmed,
  })
  .refine((written) => !(written.extension && (written.type === 'text' || isShort(written.number))), {
    error: both(
      'a text message or a short number cannot reach an extension; take it away',
      'un mensaje de texto o un número corto no llega a una extensión; quítela',
    ),
    path: ['extension'],
  });

const ZIP = both(
  'write the five digits of the ZIP code, such as 06103',
  'escriba los cinco dígitos del código postal, por ejemplo 06103',
);

const address = z.strictObject({
  street: words(100).describe(both('Number and street: 500 Main Street', 'Número y calle: 500 Main Street')),
  city: words(60).describe(both('The city or town: Hartford', 'La ciudad o el pueblo: Hartford')),
  state: z.literal('CT', both('write CT', 'escriba CT')).describe(both('The state: CT', 'El estado: CT')),
  zip: z
    .string(ZIP)
    .regex(/^\d{5}$/, ZIP)
    .optional()
    .describe(both('The five digits: 06103', 'Los cinco dígitos: 06103')),
  unconfirmed,
});

const checked = z.strictObject({
  on: date.describe(both('When it was checked.', 'Cuándo se revisó.')),
  how: z
    .enum(
      ['phone', 'visit', 'official-page', 'published-sources'],
      both(
        'write phone, visit, official-page or published-sources',
        'escriba phone, visit, official-page o published-sources',
      ),
    )
    .describe(both('How it was checked.', 'Cómo se revisó.')),
  by: text.describe(
    both('The role of the person who checked, never a name.', 'El puesto de quien revisó, nunca un nombre.'),
  ),
});

const retired = z.strictObject({
  on: day.describe(both('Since when it is not there any more.', 'Desde cuándo ya no está.')),
  reason: statement.describe(both('Why, in plain words.', 'Por qué, en palabras sencillas.')),
  instead: ids.describe(
    both(
      'Other listings that help, by id, the nearest first.',
      'Otros lugares que ayudan, por identificador; primero el más cercano.',
    ),
  ),
});

/**
 * A service that people can turn to, in the terms of the Human Services Data Specification 3.2.
 * Everything here is about the service. No field is about the reader.
 */
export const listing = z
  .strictObject({
    id: id.describe(
      both(
        'A name for links. It never changes once published.',
        'Un nombre para los enlaces. No cambia nunca después de publicarse.',
      ),
    ),
    organization: id.describe(
      both(
        'The id of the organization in organizations.yaml.',
        'El identificador de la organización en organizations.yaml.',
      ),
    ),
    name: name.describe(both('What people know it by.', 'Cómo lo conoce la gente.')),
    summary: statement.describe(
      both(
        'What a person gets here, in one or two sentences.',
        'Qué recibe aquí una persona, en una o dos frases.',
      ),
    ),
    phones: z
      .array(phone)
      .optional()
      .describe(both('The most useful number first.', 'Primero el número más útil.')),
    website: url.optional().describe(both('The place’s own page.', 'La página del lugar.')),
    website_language: linkLanguage
      .optional()
      .describe(both('The language of that page.', 'El idioma de esa página.')),
    website_unconfirmed: unconfirmed,
    address: z
      .union(
        [z.literal('withheld'), address],
        both(
          'write withheld, or street, city, state and zip',
          'escriba withheld, o street, city, state y zip',
        ),
      )
      .optional()
      .describe(
        both(
          'Where it is; write withheld when the address must stay secret.',
          'Dónde está; escriba withheld si la dirección debe quedar en secreto.',
        ),
      ),
    schedule: schedule
      .optional()
      .describe(
        both('When it is open; leave out when it is not known.', 'Cuándo abre; no lo ponga si no se sabe.'),
      ),
    fees: z
      .union(
        [z.literal('free'), statement],
        both(
          'write free, or what it costs in both languages: en (English) and es (Spanish)',
          'escriba free (gratis), o cuánto cuesta en los dos idiomas: en (inglés) y es (español)',
        ),
      )
      .optional()
      .describe(
        both(
          'What it costs; write free when a source says that it costs nothing.',
          'Cuánto cuesta; escriba free cuando una fuente dice que es gratis.',
        ),
      ),
    languages: z
      .array(languageCode)
      .superRefine(noneTwice)
      .optional()
      .describe(both('Languages spoken there: [en, es]', 'Idiomas que se hablan allí: [en, es]')),
    interpretation: statement
      .optional()
      .describe(both('Interpreters for other languages.', 'Intérpretes para otros idiomas.')),
    required_documents: z.array(statement).optional().describe(both('What to bring.', 'Qué hay que llevar.')),
    eligibility: statement.optional().describe(both('Who can use it.', 'Quién puede usarlo.')),
    accessibility: statement
      .optional()
      .describe(both('Wheelchairs, hearing, sight.', 'Silla de ruedas, oído, vista.')),
    service_area: text.optional().describe(both('Which towns it serves.', 'Qué pueblos o ciudades atiende.')),
    notes: z
      .array(statement)
      .optional()
      .describe(
        both(
          'Anything else a person should know before going.',
          'Otras cosas que conviene saber antes de ir.',
        ),
      ),
    caution: mark('caution')
      .optional()
      .describe(
        both(
          'true when calling there can put a person at risk, such as a line of ICE; a search never puts it first.',
          'true cuando llamar ahí puede poner en riesgo a una persona, como una línea de ICE; una búsqueda nunca lo pone primero.',
        ),
      ),
    no_contact: mark('no_contact')
      .optional()
      .describe(
        both(
          'true when its number, found on a phone, could put a person in danger, such as a line for victims of violence; it is then no contact to save.',
          'true cuando su número, si alguien lo encuentra en un teléfono, puede poner en peligro a una persona, como una línea para víctimas de violencia; entonces no se ofrece como contacto para guardar.',
        ),
      ),
    sources: z
      .array(source)
      .min(1, both('name at least one source', 'ponga al menos una fuente'))
      .describe(both('Where these facts come from.', 'De dónde salen estos datos.')),
    checked: z
      .union(
        [z.literal('none'), checked],
        both(
          'write none, or these three lines: on:, how: and by:',
          'escriba none, o estas tres líneas: on:, how: y by:',
        ),
      )
      .describe(
        both(
          'Who checked it and when; with none the page says “not confirmed yet: call first”.',
          'Quién lo revisó y cuándo; con none la página dice “sin confirmar todavía: llame antes”.',
        ),
      ),
    retired: retired
      .optional()
      .describe(
        both(
          'Write this when the place is not there any more, instead of deleting it.',
          'Escriba esto cuando el lugar ya no exista, en vez de borrarlo.',
        ),
      ),
  })
  .superRefine((written, context) => {
    if (written.website) return;
    for (const field of ['website_language', 'website_unconfirmed'] as const) {
      if (written[field] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: both(
          'there is no website here to say this about; add website, or take this away',
          'aquí no hay ninguna página web a la que esto se refiera; añada website o quite esto',
        ),
      });
    }
  });

export type ListingSource = z.infer<typeof listing>;
