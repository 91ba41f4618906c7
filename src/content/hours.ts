import { z } from 'zod';
import { both } from './bilingual.ts';
import { day, mark, noneTwice, text, time, unconfirmed } from './fields.ts';

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

/** When a place is open, in the terms of the Human Services Data Specification 3.2. Times are Hartford's. */
export const schedule = z
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
    walk_in: mark('walk_in')
      .optional()
      .describe(
        both(
          'true when people can come without an appointment. Only when the place itself says so.',
          'true cuando se puede ir sin cita. Solo si el lugar mismo lo dice.',
        ),
      ),
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
  .refine((written) => !(written.walk_in && written.by_appointment), {
    error: both(
      'people either need an appointment or come without one; take this line or by_appointment away',
      'o se necesita cita o se va sin cita; quite esta línea o by_appointment',
    ),
    path: ['walk_in'],
  })
  .refine((written) => !(written.always_open && written.weekly), {
    error: both(
      'a place that is always open has no weekly hours; keep one of the two',
      'un lugar siempre abierto no tiene horario semanal; deje uno de los dos',
    ),
    path: ['always_open'],
  });

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
