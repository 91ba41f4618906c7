import { z } from 'zod';
import type { Text } from '../locale.ts';
import { inBoth } from './bilingual.ts';
import { about, accessibility, furtherListings, guide, section } from './page.ts';
import { papers } from './papers.ts';
import { alerts, closures, organizations, site, synonyms } from './schema.ts';
import { translations } from './translations.ts';

/** The kinds of content files, each with a schema for editors' programs. */
export const EDITOR_SCHEMAS = [
  'site',
  'about',
  'papers',
  'accessibility',
  'organizations',
  'alerts',
  'closures',
  'synonyms',
  'section',
  'listings',
  'guide',
  'translations',
] as const;

export type EditorSchemaName = (typeof EDITOR_SCHEMAS)[number];

/**
 * The JSON Schema (draft 7) that explains and checks a kind of content file while somebody writes it, in VS Code
 * and every other program with a YAML language server. It is made from the schema that the site reads with, and
 * knows less: what one field says about another, and whether a phone number exists, only `npm run check` knows.
 * @see https://github.com/redhat-developer/yaml-language-server
 */
export function editorSchema(name: EditorSchemaName): z.core.JSONSchema.JSONSchema {
  const { schema, title } = KINDS[name];
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-07', override: forEditors });
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: onOneLine(title), ...json };
}

/**
 * The first line of a content file, which names its schema to a YAML language server.
 * @param file its name inside the content folder: `site.yaml`, `guides/ice-home.yaml`
 */
export function schemaLine(file: string): string {
  const [, folder, name = ''] = /^(?:(.+)\/)?(.+)\.yaml$/.exec(file) ?? [];
  const kind = ABOUT_THE_GUIDE.has(name) ? 'about' : name;
  const path = folder ? `../schemas/${OF_A_FOLDER[folder] ?? folder}` : `schemas/${kind}`;
  return `# yaml-language-server: $schema=${path}.schema.json`;
}

const OF_A_FOLDER: Readonly<Record<string, EditorSchemaName>> = { sections: 'section', guides: 'guide' };
const ABOUT_THE_GUIDE: ReadonlySet<string> = new Set(['about', 'current', 'safety', 'data']);

const KINDS: Readonly<Record<EditorSchemaName, { schema: z.ZodType; title: Text }>> = {
  site: {
    schema: site,
    title: {
      en: 'The site’s own words, and the order of its pages',
      es: 'Las palabras del sitio y el orden de sus páginas',
    },
  },
  about: {
    schema: about,
    title: { en: 'A page about the guide itself', es: 'Una página sobre la guía misma' },
  },
  papers: {
    schema: papers,
    title: {
      en: 'What is printed to be carried, hung up or filled in',
      es: 'Lo que se imprime para llevar, colgar o llenar',
    },
  },
  accessibility: {
    schema: accessibility,
    title: {
      en: 'What has been checked for people with disabilities',
      es: 'Qué se ha probado para personas con discapacidad',
    },
  },
  organizations: {
    schema: organizations,
    title: { en: 'Everyone who offers a service', es: 'Todos los que ofrecen un servicio' },
  },
  alerts: {
    schema: alerts,
    title: { en: 'News at the top of every page', es: 'Noticias al principio de cada página' },
  },
  synonyms: {
    schema: synonyms,
    title: { en: 'Words that people type in a search', es: 'Palabras que la gente escribe al buscar' },
  },
  closures: {
    schema: closures,
    title: {
      en: 'Days on which offices keep other hours',
      es: 'Días en que las oficinas tienen otro horario',
    },
  },
  section: {
    schema: section,
    title: { en: 'One need, and the listings for it', es: 'Una necesidad y sus lugares' },
  },
  listings: {
    schema: furtherListings,
    title: { en: 'More listings of a section', es: 'Más lugares de una sección' },
  },
  guide: {
    schema: guide,
    title: { en: 'What to do in one situation', es: 'Qué hacer en una situación' },
  },
  translations: {
    schema: translations,
    title: {
      en: 'The translations that a person has confirmed',
      es: 'Las traducciones que una persona confirmó',
    },
  },
};

type Place = { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema };

function forEditors({ zodSchema, jsonSchema }: Place): void {
  const description = z.globalRegistry.get(zodSchema)?.description;
  if (description) Object.assign(jsonSchema, describedAs(inBoth(description)));
  Object.assign(jsonSchema, refusals(zodSchema, jsonSchema));
  if (jsonSchema.type === 'string' && takesNumbers(zodSchema)) jsonSchema.type = ['string', 'number'];
}

function describedAs({ en, es }: Text) {
  return { description: `${en}\n\n${es}`, markdownDescription: `${en}\n\n---\n\n${es}` };
}

// Keywords of VS Code beyond JSON Schema.
function refusals(zodSchema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema) {
  // An object would say it of every misspelt field too.
  if (jsonSchema.type === 'object') return {};
  const errorMessage = messageFor(zodSchema, null);
  const patternErrorMessage = jsonSchema.pattern ? messageFor(zodSchema, '\n', 'invalid_format') : undefined;
  if (errorMessage) {
    // Programs show what a branch says and never what the choice says.
    for (const branch of jsonSchema.anyOf ?? []) {
      if (branch.type !== 'object') Object.assign(branch, { errorMessage });
    }
  }
  return { ...(errorMessage && { errorMessage }), ...(patternErrorMessage && { patternErrorMessage }) };
}

function messageFor(schema: z.core.$ZodType, wrong: unknown, code?: string): string | undefined {
  const issues = z.safeParse(schema, wrong).error?.issues ?? [];
  const issue = issues.find((one) => !code || one.code === code);
  const message = inBoth(issue?.message ?? '');
  // A message that is the same in both languages is the library's own.
  return message.en === message.es ? undefined : onOneLine(message);
}

// The site reads every value as text; a language server reads these as numbers. The last is a translation's stamp.
const LIKE_NUMBERS = ['1', '211', '2026', '06103', '1234567e-12345678'];

function takesNumbers(schema: z.core.$ZodType): boolean {
  return LIKE_NUMBERS.some((written) => z.safeParse(schema, written).success);
}

function onOneLine({ en, es }: Text): string {
  return `${en} / ${es}`;
}
