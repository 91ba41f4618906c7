import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import {
  EDITOR_SCHEMAS,
  type EditorSchemaName,
  editorSchema,
  schemaLine,
} from '../../src/content/editor-schema.ts';
import { NAMES } from '../../src/content/field-names.ts';
import { readSnapshot } from '../../src/content/snapshot.ts';
import { PROJECT } from '../town.ts';

const CONTENT = join(PROJECT, 'content');
const files = (await readdir(CONTENT, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, validateFormats: false });
ajv.addVocabulary(['markdownDescription', 'errorMessage', 'patternErrorMessage']);
const validators = new Map(EDITOR_SCHEMAS.map((name) => [name, ajv.compile(editorSchema(name))]));

/** What an editor's program marks in a text: `/listings/0/phones: must be array`. */
function marksIn(name: EditorSchemaName, text: string): string[] {
  const validate = validators.get(name);
  // As a language server reads: with numbers.
  if (!validate || validate(load(text, { schema: CORE_SCHEMA }))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

type Field = { path: string; name: string; description: string };

/** Every field at any depth. */
function fieldsIn(node: unknown, path = ''): Field[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key !== 'properties') return fieldsIn(value, path);
    return Object.entries(value).flatMap(([name, field]) => {
      const here = `${path}/${name}`;
      const described = typeof field === 'object' && field !== null && 'description' in field;
      return [
        { path: here, name, description: described ? String(field.description) : '' },
        ...fieldsIn(field, here),
      ];
    });
  });
}

/** Every object at any depth that takes fields beyond those it names. */
function looseObjectsIn(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const isLoose = 'type' in node && node.type === 'object' && !('additionalProperties' in node);
  const inside = Object.entries(node).flatMap(([key, value]) => looseObjectsIn(value, `${path}/${key}`));
  return isLoose ? [path, ...inside] : inside;
}

const ALERT = `
alerts:
  - id: snow-day
    text: { en: The clinic is closed., es: La clínica está cerrada. }
    starts: 2027-01-10
    ends: 2027-01-10
`;

describe.each(EDITOR_SCHEMAS)('the schema %s', (name) => {
  test('is written as it is now', async () => {
    const written = await readFile(join(CONTENT, 'schemas', `${name}.schema.json`), 'utf8').catch(() => '{}');
    expect(
      JSON.parse(written),
      `run npm run schemas: content/schemas/${name}.schema.json is older than src/content/`,
    ).toEqual(JSON.parse(JSON.stringify(editorSchema(name))));
  });

  test('explains every field in both languages', () => {
    const fields = fieldsIn(editorSchema(name), name);
    const unexplained = fields.filter(({ description }) => {
      const [english = '', spanish = '', ...more] = description.split('\n\n');
      return !english || !spanish || english === spanish || more.length > 0 || description.startsWith('{');
    });
    expect(fields.length).toBeGreaterThan(0);
    expect(unexplained.map(({ path }) => path)).toEqual([]);
  });

  test('refuses unknown fields everywhere', () => {
    expect(looseObjectsIn(editorSchema(name), name)).toEqual([]);
  });

  test('has only fields that messages have words for', () => {
    const named = fieldsIn(editorSchema(name), name);
    expect(named.filter((field) => !NAMES[field.name]).map(({ path }) => path)).toEqual([]);
  });
});

test('no schema is left over from a kind of file that is gone', async () => {
  expect((await readdir(join(CONTENT, 'schemas'))).sort()).toEqual(
    EDITOR_SCHEMAS.map((name) => `${name}.schema.json`).sort(),
  );
});

test('the site does not read the schemas as content', async () => {
  const { files: read, problems } = await readSnapshot(CONTENT);
  expect([...read.keys()].sort()).toEqual(files);
  expect(problems).toEqual([]);
});

describe.each(files)('content/%s', (file) => {
  test('names its schema in its first line', async () => {
    const [line = ''] = (await readFile(join(CONTENT, file), 'utf8')).split('\n');
    expect(line).toBe(schemaLine(file));
    const path = line.replace(/^.*\$schema=/, '');
    expect(JSON.parse(await readFile(join(CONTENT, file, '..', path), 'utf8'))).toHaveProperty('$schema');
  });

  test('is not marked while it is edited', async () => {
    expect(marksIn(schemaOf(file), await readFile(join(CONTENT, file), 'utf8'))).toEqual([]);
  });
});

describe('an editor’s program', () => {
  test('marks nothing in an alert that is right', () => {
    expect(marksIn('alerts', ALERT)).toEqual([]);
  });

  test.each([
    ['a misspelt field', 'starts', 'start', '/alerts/0: must NOT have additional properties'],
    ['a field nobody knows', 'starts', 'color: red\n    starts', 'must NOT have additional properties'],
    [
      'a missing language',
      ', es: La clínica está cerrada.',
      '',
      "/alerts/0/text: must have required property 'es'",
    ],
    [
      'a text in one language',
      '{ en: The clinic is closed.,',
      '{ en: ,',
      '/alerts/0/text/en: must be string',
    ],
    ['a year where a day belongs', 'starts: 2027-01-10', 'starts: 2027', '/alerts/0/starts: must be string'],
    ['a day that is not written as one', 'ends: 2027-01-10', 'ends: 1/10/2027', '/alerts/0/ends: must match'],
  ])('marks %s', (_what, right, wrong, mark) => {
    expect(marksIn('alerts', ALERT.replace(right, wrong)).join('\n')).toContain(mark);
  });

  test.each([
    ['the number', 'site', '/emergency/0/number', 'emergency: [{ number: 911 }]'],
    ['the ZIP code', 'section', '/address/zip', 'listings: [{ address: { zip: 06103 } }]'],
    ['the extension', 'section', '/extension', 'listings: [{ phones: [{ extension: 12 }] }]'],
    ['the days', 'section', '/check_every', 'check_every: 90'],
    ['the year', 'guide', '/law_as_of', 'law_as_of: 2026'],
    ['the stamp', 'translations', '/confirmed/0', 'confirmed: [1234567e-12345678]'],
  ] as const)('takes %s of %s with digits alone, as the site does', (_what, name, path, text) => {
    expect(marksIn(name, text).filter((mark) => mark.split(':')[0]?.endsWith(path))).toEqual([]);
  });

  test('says in both languages what to write instead', () => {
    const { properties } = editorSchema('section');
    expect(properties?.['check_every']).toMatchObject({
      patternErrorMessage:
        'write a number of days from 1 to 366, such as 90 / escriba un número de días entre 1 y 366, por ejemplo 90',
    });
    expect(properties?.['icon']).toMatchObject({
      errorMessage: expect.stringMatching(/^write one of: door, .* \/ escriba uno de estos: door, /),
    });
    expect(properties?.['reviewed']).toMatchObject({
      anyOf: [
        {
          const: 'none',
          errorMessage:
            'write none, or these two lines: on: and by: / escriba none, o estas dos líneas: on: y by:',
        },
        {},
      ],
    });
  });
});

function schemaOf(file: string): EditorSchemaName {
  const name = EDITOR_SCHEMAS.find((one) => schemaLine(file).endsWith(`/${one}.schema.json`));
  if (!name) throw new Error(`${file} is of no known kind`);
  return name;
}
