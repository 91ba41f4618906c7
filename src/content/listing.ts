import { z } from 'zod';
import {
  date,
  day,
  id,
  languageCode,
  link,
  linkLanguage,
  locale,
  name,
  phoneNumber,
  source,
  statement,
  text,
  time,
  url,
} from './fields.ts';

const phone = z.strictObject({
  number: phoneNumber.describe('As people write it: (860) 550-7500, 1-888-774-2900, 211.'),
  type: z
    .enum(['voice', 'text', 'tty'], 'write voice, text or tty')
    .default('voice')
    .describe('voice for a call, text for text messages, tty for a text telephone.'),
  extension: z
    .string()
    .regex(/^\d{1,6}$/, 'write only the digits of the extension')
    .optional()
    .describe('The extension to ask for, digits only.'),
  languages: z
    .array(locale)
    .optional()
    .describe('Languages answered at this number, when it is only for these.'),
  label: text.optional().describe('What this number is for, when a place has more than one.'),
  unconfirmed: statement.shape.unconfirmed,
});

const address = z.strictObject({
  street: z.string('write the street and number').min(3).max(100).describe('500 Main Street'),
  city: z.string('write the city').min(2).max(60).describe('Hartford'),
  state: z.literal('CT', 'write CT').describe('CT'),
  zip: z
    .string('write the five digits of the ZIP code, such as 06103')
    .regex(/^\d{5}$/, 'write the five digits of the ZIP code, such as 06103')
    .optional()
    .describe('06103'),
  unconfirmed: statement.shape.unconfirmed,
});

const weekday = z.enum(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  'write mon, tue, wed, thu, fri, sat or sun',
);

const opening = z
  .strictObject({
    days: z.array(weekday).min(1, 'name at least one day').describe('[mon, tue, wed, thu, fri]'),
    opens: time.describe('9:00'),
    closes: time.describe('17:00'),
  })
  .refine(closesAfterItOpens, {
    error: 'this closes before it opens; use the 24-hour clock',
    path: ['closes'],
  });

const exception = z
  .strictObject({
    on: day.describe('The day that differs: 2026-12-24'),
    closed: z.literal(true, 'write closed: true, or give opens and closes').optional(),
    opens: time.optional(),
    closes: time.optional(),
    reason: text.optional().describe('Why, in a few words.'),
  })
  .refine(
    (written) => (written.closed ? !written.opens && !written.closes : written.opens && written.closes),
    'write closed: true, or both opens and closes',
  );

const schedule = z
  .strictObject({
    always_open: z.literal(true, 'write always_open: true, or leave the line out').optional(),
    by_appointment: z.literal(true, 'write by_appointment: true, or leave the line out').optional(),
    weekly: z.array(opening).optional().describe('When it is open in an ordinary week.'),
    exceptions: z.array(exception).optional().describe('Single days that differ.'),
    holidays: z
      .enum(['open', 'closed'], 'write open or closed; leave the line out when it is not known')
      .optional()
      .describe('Whether it is open on the public holidays of closures.yaml.'),
    note: text.optional(),
    unconfirmed: statement.shape.unconfirmed,
  })
  .refine(
    (written) => written.always_open || written.by_appointment || written.weekly?.length || written.note,
    'say when it is open: weekly, always_open, by_appointment or a note; leave schedule out when it is not known',
  );

const checked = z.strictObject({
  on: date.describe('When it was checked.'),
  how: z
    .enum(
      ['phone', 'visit', 'official-page', 'published-sources'],
      'write phone, visit, official-page or published-sources',
    )
    .describe('How it was checked.'),
  by: text.describe('The role of the person who checked, never a name.'),
});

/**
 * A service that people can turn to, in the terms of the Human Services Data Specification 3.2.
 * Everything here is about the service. No field is about the reader.
 */
export const listing = z.strictObject({
  id: id.describe('A name for links. It never changes once published.'),
  organization: id.describe('The id of the organization in organizations.yaml.'),
  name: name.describe('What people know it by.'),
  summary: statement.describe('What a person gets here, in one or two sentences.'),
  phones: z.array(phone).optional().describe('The most useful number first.'),
  website: link.shape.url.optional().describe('The place’s own page.'),
  website_language: linkLanguage.optional().describe('The language of that page.'),
  website_unconfirmed: statement.shape.unconfirmed,
  address: z
    .union([z.literal('withheld'), address], 'write withheld, or street, city, state and zip')
    .optional()
    .describe('Where it is; withheld for a place that must not be found.'),
  schedule: schedule.optional().describe('When it is open; leave out when it is not known.'),
  fees: statement.optional().describe('What it costs.'),
  languages: z.array(languageCode).optional().describe('Languages spoken there: [en, es]'),
  interpretation: statement.optional().describe('Interpreters for other languages.'),
  required_documents: z.array(statement).optional().describe('What to bring.'),
  eligibility: statement.optional().describe('Who can use it.'),
  accessibility: statement.optional().describe('Wheelchairs, hearing, sight.'),
  service_area: text.optional().describe('Which towns it serves.'),
  notes: z.array(statement).optional().describe('Anything else a person should know before going.'),
  sources: z.array(source).min(1, 'name at least one source').describe('Where these facts come from.'),
  checked: z
    .union([z.literal('none'), checked], 'write none, or on, how and by')
    .describe('Who checked it and when; none prints “not confirmed yet: call first”.'),
});

/** Somebody who offers services; a listing names one by its id. */
export const organization = z.strictObject({
  id: id.describe('A name for links. It never changes once published.'),
  name: name.describe('The full name.'),
  description: text.describe('Who they are, in one sentence.'),
  website: url.optional().describe('Their own page.'),
});

export type ListingSource = z.infer<typeof listing>;
export type OrganizationSource = z.infer<typeof organization>;

function closesAfterItOpens({ opens, closes }: { opens: string; closes: string }): boolean {
  // A time that is not one has its own problem; it compares as NaN and adds no second one.
  return !(minutes(opens) >= minutes(closes));
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
}
