import { z } from 'zod';

/*
 * What a service of the Human Services Data Specification 3.2 may say, as far as the guide fills it. Written after the
 * specification, and stricter: an unknown name is a mistake, unless it begins with `x_hartford_`.
 */

const uuid = z.uuid({ version: 'v5' });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const words = z.string().min(1);
const both = z.strictObject({ en: words, es: words });
const spanish = z.record(z.string(), words);
const own = { x_hartford_es: spanish.optional(), x_hartford_unconfirmed: z.literal(true).optional() };
const thing = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ id: uuid, ...own }).extend(shape);

const language = thing({ code: z.string().regex(/^[a-z]{2,3}$/), name: words });

const schedule = thing({
  freq: z.literal('WEEKLY').optional(),
  interval: z.literal(1).optional(),
  byday: z
    .string()
    .regex(/^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/)
    .optional(),
  opens_at: clock.optional(),
  closes_at: clock.optional(),
  description: words,
});

const location = thing({
  location_type: z.literal('physical'),
  name: words,
  description: words.optional(),
  addresses: z.array(
    thing({
      address_1: words,
      city: words,
      state_province: z.literal('CT'),
      postal_code: z.string().regex(/^(\d{5})?$/),
      country: z.literal('US'),
      address_type: z.literal('physical'),
    }),
  ),
  accessibility: z.array(thing({ description: words })),
});

const term = thing({
  code: words,
  name: words,
  description: words,
  taxonomy: words,
  taxonomy_id: uuid,
  language: z.literal('en'),
});

export const service = thing({
  organization_id: uuid,
  organization: thing({ name: words, description: words, website: z.url().optional() }),
  name: words,
  description: words,
  url: z.url().optional(),
  status: z.enum(['active', 'defunct']),
  interpretation_services: words.optional(),
  fees_description: words.optional(),
  eligibility_description: words.optional(),
  assured_date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  alert: words.optional(),
  phones: z.array(
    thing({
      number: z.string().regex(/^(\+1\d{10}|\d{3})$/),
      extension: z.number().optional(),
      type: z.enum(['voice', 'text', 'tty']),
      description: words.optional(),
      languages: z.array(language).optional(),
    }),
  ),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(thing({ name: words })),
  service_at_locations: z.array(thing({ location, schedules: z.array(schedule) })),
  languages: z.array(language),
  cost_options: z.array(thing({ option: words, amount: z.number(), currency: z.literal('USD') })),
  required_documents: z.array(thing({ document: words })),
  attributes: z.array(
    thing({
      link_id: uuid,
      link_entity: z.literal('service'),
      link_type: z.literal('service_type'),
      label: words,
      taxonomy_term_id: uuid,
      taxonomy_term: term,
    }),
  ),
  x_hartford_do_not_republish_after: day,
  x_hartford_check: z.strictObject({ on: words, how: words, by: both }).nullable(),
  x_hartford_sources: z.array(
    z.strictObject({ name: both, url: z.url().optional(), published: words.optional(), accessed: words }),
  ),
  x_hartford_notes: z.array(both).optional(),
  x_hartford_exceptions: z
    .array(
      z.strictObject({
        on: day,
        opens_at: clock.nullable(),
        closes_at: clock.nullable(),
        reason: both.optional(),
      }),
    )
    .optional(),
  x_hartford_holidays: z
    .strictObject({ is: z.enum(['open', 'closed', 'unknown']), on: z.array(day) })
    .optional(),
  x_hartford_accessibility: words.optional(),
  x_hartford_address_withheld: z.literal(true).optional(),
  x_hartford_caution: z.literal(true).optional(),
  x_hartford_retired: z.strictObject({ on: day, reason: both, instead: z.array(uuid) }).optional(),
});

export const page = z.strictObject({
  total_items: z.number(),
  total_pages: z.number(),
  page_number: z.number(),
  size: z.number(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(service),
});
