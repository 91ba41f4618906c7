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
  time,
  unconfirmed,
  url,
  words,
} from './fields.ts';
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

const DAYS = 'mon, tue, wed, thu, fri, sat, sun';
const weekday = z.enum(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  both(`write one of: ${DAYS}`, `escriba uno de estos: ${DAYS}`),
);

const CLOSES_FIRST = both(
  'this closes before it opens; use the 24-hour clock. If it closes after midnight, write two lines: until 24:00, and from 0:00 on the next day',
  'cierra antes de abrir; use la hora de 24 horas. Si cierra después de la medianoche, escriba dos líneas: hasta las 24:00, y desde las 0:00 del día siguiente',
);

const opening = z
  .strictObject({
    days: z
      .array(
        weekday,
        both(
          'write the days in brackets, such as [mon, tue, wed, thu, fri]',
          'escriba los días entre corchetes, por ejemplo [mon, tue, wed, thu, fri]',
        ),
      )
      .min(1, both('name at least one day', 'ponga al menos un día'))
      .superRefine(noneTwice)
      .describe(both('The days: [mon, tue, wed, thu, fri]', 'Los días: [mon, tue, wed, thu, fri]')),
    opens: time.describe(both('When it opens: 9:00', 'A qué hora abre: 9:00')),
    closes: time.describe(both('When it closes: 17:00', 'A qué hora cierra: 17:00')),
  })
  .refine(closesAfterItOpens, { error: CLOSES_FIRST, path: ['closes'] });

const CLOSED_OR_HOURS = both(
  'write closed: true, or both opens and closes',
  'escriba closed: true, o bien opens y closes',
);

const exception = z
  .strictObject({
    on: day.describe(both('The day with other hours: 2026-12-24', 'El día con otro horario: 2026-12-24')),
    closed: mark('closed').optional().describe(both('true when it is closed.', 'true cuando está cerrado.')),
    opens: time.optional().describe(both('When it opens that day.', 'A qué hora abre ese día.')),
    closes: time.optional().describe(both('When it closes that day.', 'A qué hora cierra ese día.')),
    reason: text
      .optional()
      .describe(
        both(
          'Why, in a few words, without a period at the end.',
          'Por qué, en pocas palabras y sin punto final.',
        ),
      ),
  })
  .refine(
    (written) => (written.closed ? !written.opens && !written.closes : written.opens && written.closes),
    CLOSED_OR_HOURS,
  )
  .refine(({ opens, closes }) => !opens || !closes || closesAfterItOpens({ opens, closes }), {
    error: CLOSES_FIRST,
    path: ['closes'],
  });

const schedule = z
  .strictObject({
    always_open: mark('always_open')
      .optional()
      .describe(
        both(
          'true when it answers day and night, every day.',
          'true cuando atiende de día y de noche, todos los días.',
        ),
      ),
    by_appointment: mark('by_appointment')
      .optional()
      .describe(both('true when people must call first.', 'true cuando hay que llamar antes.')),
    weekly: z
      .array(opening)
      .superRefine(noOverlap)
      .optional()
      .describe(both('When it is open in an ordinary week.', 'Cuándo abre en una semana normal.')),
    exceptions: z
      .array(exception)
      .superRefine((written, context) => {
        noOverlap(
          written.flatMap(({ on, opens, closes }) =>
            opens && closes ? [{ days: [on], opens, closes }] : [],
          ),
          context,
        );
        for (const [index, { on }] of written.entries()) {
          const first = written.findIndex((other) => other.on === on);
          // A day can have two stretches of hours; it cannot be closed as well.
          const same = written.filter((other) => other.on === on);
          if (first === index || same.every(({ closed }) => !closed)) continue;
          context.addIssue({
            code: 'custom',
            path: [index, 'on'],
            message: both(
              `${on} is here twice; keep one`,
              `${on} está dos veces en las excepciones; deje una`,
            ),
          });
        }
      })
      .optional()
      .describe(both('Single days with other hours.', 'Días sueltos con otro horario.')),
    holidays: z
      .enum(
        ['open', 'closed', 'closed-federal', 'closed-connecticut'],
        both(
          'write open, closed, closed-federal or closed-connecticut; leave the line out when it is not known',
          'escriba open, closed, closed-federal o closed-connecticut; quite la línea si no se sabe',
        ),
      )
      .optional()
      .describe(
        both(
          'What it does on the public holidays of closures.yaml; leave out when it is not known.',
          'Qué hace en los días feriados de closures.yaml; no lo ponga si no se sabe.',
        ),
      ),
    note: text
      .optional()
      .describe(both('Anything else about the hours.', 'Cualquier otra cosa sobre el horario.')),
    unconfirmed,
  })
  .refine(
    (written) => written.always_open || written.by_appointment || written.weekly?.length || written.note,
    both(
      'say when it is open: weekly, always_open, by_appointment or a note; leave schedule out when it is not known',
      'diga cuándo abre: weekly, always_open, by_appointment o note; quite schedule si no se sabe',
    ),
  )
  .refine((written) => !written.weekly || !isNeverClosed(written.weekly), {
    error: both(
      'these hours never end; write always_open: true instead, so that holidays do not seem to close it',
      'este horario no termina nunca; escriba always_open: true, para que no parezca que los feriados lo cierran',
    ),
    path: ['weekly'],
  })
  .refine((written) => !(written.always_open && written.holidays?.startsWith('closed')), {
    error: both(
      'a place that is always open does not close on holidays; take always_open away and write weekly hours, or take this line away',
      'un lugar siempre abierto no cierra en los feriados; quite always_open y escriba el horario semanal, o quite esta línea',
    ),
    path: ['holidays'],
  })
  .refine((written) => !(written.always_open && written.weekly), {
    error: both(
      'a place that is always open has no weekly hours; keep one of the two',
      'un lugar siempre abierto no tiene horario semanal; deje uno de los dos',
    ),
    path: ['always_open'],
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
    fees: statement.optional().describe(both('What it costs.', 'Cuánto cuesta.')),
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

/** Somebody who offers services; a listing names one by its id. */
export const organization = z.strictObject({
  id: id.describe(
    both(
      'A name for links. It never changes once published.',
      'Un nombre para los enlaces. No cambia nunca después de publicarse.',
    ),
  ),
  name: name.describe(both('The full name.', 'El nombre completo.')),
  description: text.describe(both('Who they are, in one sentence.', 'Quiénes son, en una frase.')),
  website: url.optional().describe(both('Their own page.', 'Su propia página.')),
});

export type ListingSource = z.infer<typeof listing>;
export type OrganizationSource = z.infer<typeof organization>;

function closesAfterItOpens({ opens, closes }: { opens: string; closes: string }): boolean {
  // A time that is not one has its own problem; it compares as NaN and adds no second one.
  return !(minutes(opens) >= minutes(closes));
}

function noOverlap(
  written: readonly { days: readonly string[]; opens: string; closes: string }[],
  context: z.core.$RefinementCtx<unknown>,
): void {
  for (const [index, one] of written.entries()) {
    const other = written
      .slice(0, index)
      .find(
        ({ days, opens, closes }) =>
          days.some((day) => one.days.includes(day)) &&
          minutes(opens) < minutes(one.closes) &&
          minutes(one.opens) < minutes(closes),
      );
    if (!other) continue;
    context.addIssue({
      code: 'custom',
      path: [index, 'opens'],
      message: both(
        `these hours overlap with ${other.opens} to ${other.closes} on the same day; write them as one, or correct one of them`,
        `este horario se cruza con el de ${other.opens} a ${other.closes} del mismo día; escríbalos como uno, o corrija uno de los dos`,
      ),
    });
  }
}

const DAYS_OF_A_WEEK = 7;

function isNeverClosed(
  weekly: readonly { days: readonly string[]; opens: string; closes: string }[],
): boolean {
  const whole = weekly.filter(({ opens, closes }) => minutes(opens) === 0 && closes === '24:00');
  return new Set(whole.flatMap(({ days }) => days)).size === DAYS_OF_A_WEEK;
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
}
