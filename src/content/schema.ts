import { z } from 'zod';
import { date, day, id, link, phoneNumber, slug, source, statement, text, url } from './fields.ts';
import { listing, organization } from './listing.ts';

const cell = statement;

const table = z
  .strictObject({
    caption: text.describe('What the table compares.'),
    columns: z.array(text).length(2, 'a comparison has two columns'),
    rows: z
      .array(
        z.strictObject({
          heading: text.describe('What this row compares.'),
          cells: z.array(cell).length(2, 'write two cells, one for each column'),
        }),
      )
      .min(1, 'write at least one row'),
  })
  .describe('Two things side by side.');

const statements = z.array(statement).min(1, 'write at least one line');
const ids = z.array(id).min(1, 'name at least one id');

/** One piece of a page. Each piece has exactly one of these names. */
export const block = z
  .strictObject({
    text: statement.describe('A paragraph.'),
    steps: statements.describe('Things to do in this order; they are numbered.'),
    list: statements.describe('Things in no order.'),
    do: statements.describe('Things to do.'),
    do_not: statements.describe('Things not to do.'),
    say: z
      .array(text)
      .min(1, 'write at least one sentence')
      .describe('Sentences to say aloud; shown in both languages.'),
    warning: statement.describe('Something that can hurt a person who does not know it.'),
    table,
    listings: ids.describe('Listings to show here, by id.'),
    pages: ids.describe('Other pages of the guide to link to, by file name.'),
    links: z.array(link).min(1, 'write at least one link').describe('Pages of other sites.'),
  })
  .partial()
  .refine(
    (written) => Object.keys(written).length === 1,
    'begin each piece with a dash and exactly one of: text, steps, list, do, do_not, say, warning, table, listings, pages, links',
  );

const part = z.strictObject({
  heading: text.describe('The heading of this part.'),
  blocks: z.array(block).min(1, 'write at least one piece').describe('The pieces, in order.'),
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
  slug: slug.describe('The address. Neutral words: it stays in the history of a shared computer.'),
  tab_title: text.describe('A few neutral words for the browser’s tab and history.'),
  title: text.describe('The heading of the page.'),
  summary: text.describe('One or two sentences under the heading.'),
  parts: z.array(part).min(1, 'write at least one part'),
};

const linkedFromHome = {
  home_label: text.describe('What the home page calls it: the need or the situation, in the reader’s words.'),
  icon: z.enum(ICONS, `write one of: ${ICONS.join(', ')}`),
};

const reviewed = z
  .union(
    [
      z.literal('none'),
      z.strictObject({ on: date, by: text.describe('What kind of person, never a name.') }),
    ],
    'write none, or on and by',
  )
  .describe('Who reviewed the text for the law; none prints a notice that nobody has yet.');

const law = {
  law_as_of: date.describe('The law is described as it stood then.'),
  jurisdiction: text.describe('Whose law it is.'),
  sources: z.array(source).min(1, 'name at least one source'),
  reviewed,
  review_by: day.describe('When somebody must read it again.'),
};

/** `content/guides/ID.yaml`: what to do in one situation. */
export const guide = z.strictObject({ ...page, ...linkedFromHome, ...law });

/** `content/sections/ID.yaml`: one need, and the listings for it. The law fields come together or not at all. */
export const section = z
  .strictObject({
    ...page,
    ...linkedFromHome,
    ...z.strictObject(law).partial().shape,
    listings: z.array(listing).optional().describe('Shown at the end, unless a piece shows them earlier.'),
  })
  .superRefine((written, context) => {
    const missing = Object.keys(law).filter((key) => !(key in written));
    if (missing.length > 0 && missing.length < Object.keys(law).length) {
      context.addIssue({ code: 'custom', message: `this page speaks of the law: add ${missing.join(', ')}` });
    }
  });

/** `content/about.yaml`: about this guide and your privacy. */
export const about = z.strictObject(page);

/** `content/organizations.yaml` */
export const organizations = z.strictObject({ organizations: z.array(organization) });

/** `content/alerts.yaml`: news at the top of every page, gone by itself after `ends`. */
export const alerts = z.strictObject({
  alerts: z.array(
    z
      .strictObject({
        id,
        text: statement,
        starts: day.describe('The first day it is shown.'),
        ends: day.describe('The last day it is shown.'),
        page: id.optional().describe('A page of the guide to read, by file name.'),
      })
      .refine((alert) => alert.starts <= alert.ends, { error: 'this ends before it starts', path: ['ends'] }),
  ),
});

/** `content/site.yaml`: the site’s own words, and the order of its pages. */
export const site = z.strictObject({
  name: text.describe('The short name, neutral: it stands in every tab title.'),
  title: text.describe('The full name, the heading of the home page.'),
  description: text.describe('What the guide is, in one sentence.'),
  independence: text.describe('Who publishes the guide, and who does not.'),
  statement: z.strictObject({ heading: text, paragraphs: statements }).describe('The opening statement.'),
  emergency: z
    .array(z.strictObject({ number: phoneNumber, label: text, note: text.optional() }))
    .min(1, 'name at least one number')
    .describe('The numbers at the foot of every page.'),
  exit: url.describe('Where “Leave this page” goes. An everyday site.'),
  corrections: z
    .strictObject({
      listing: id.describe('The listing to call about a mistake.'),
      email: z
        .union(
          [z.literal('none'), z.email('write an e-mail address, or none')],
          'write an e-mail address, or none',
        )
        .describe('An address of a role, never of a person; none until the owner gives one.'),
    })
    .describe('How a reader reports a mistake.'),
  urgent: ids.describe('The guides for something that is happening now, in order.'),
  sections: ids.describe('The sections, in order; each has a file in sections/.'),
  foreign_words: z
    .strictObject({
      en: z.array(z.string()).describe('Spanish words that stand in English text, such as notario.'),
      es: z.array(z.string()).describe('English words that stand in Spanish text, such as detainer.'),
    })
    .describe('Words that a screen reader must pronounce in the other language.'),
});

export type PageSource = z.infer<typeof about>;
export type BlockSource = z.infer<typeof block>;
export type GuideSource = z.infer<typeof guide>;
export type SectionSource = z.infer<typeof section>;
