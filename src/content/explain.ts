import type { z } from 'zod';
import type { Text } from '../locale.ts';
import { inBoth } from './bilingual.ts';
import { childOf, fieldInWords } from './field-names.ts';
import type { Path } from './place.ts';
import type { Problem } from './problems.ts';
import type { YamlFile } from './yaml.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found in a file, as problems an editor can act on, each at its own place. */
export function explain(issues: readonly Issue[], file: string, yaml: YamlFile): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], file, yaml));
}

function problemsOf(issue: Issue, parent: Path, file: string, yaml: YamlFile): Problem[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      ...yaml.positionOfKey([...path, key]),
      field: fieldInWords([...path, key], yaml.value),
      message: unknownField(key, childOf(valueAt(yaml.value, path), key)),
    }));
  }
  if (issue.code === 'invalid_union') {
    const meant = branchMeant(issue.errors, valueAt(yaml.value, path));
    if (meant) return meant.flatMap((inner) => problemsOf(inner, path, file, yaml));
  }
  const value = valueAt(yaml.value, path);
  const isMissing = value === undefined && path.length > 0;
  const advice = whatToWrite(issue, value);
  return [
    {
      file,
      ...yaml.positionOf(path),
      field: fieldInWords(path, yaml.value),
      message: isMissing ? { en: `this is missing; ${advice.en}`, es: `esto falta; ${advice.es}` } : advice,
    },
  ];
}

// A mapping was meant when a mapping was written: its own mistakes say more than "neither of these".
function branchMeant(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value === 'string') {
    // Text was meant when text was written, and some branch read it as text.
    return branches.find((issues) =>
      issues.every((issue) => issue.code !== 'invalid_type' && issue.code !== 'invalid_value'),
    );
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return branches.find((issues) =>
    issues.every(
      (issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom',
    ),
  );
}

function unknownField(key: string, value: unknown): Text {
  if (key.startsWith('-')) {
    return DASH;
  }
  if (value === null) {
    return {
      en: 'this is not a field here; if it is the rest of a text, a comma inside { } cut it off: put the whole text in "quotes"',
      es: 'esto no es un campo aquí; si es el resto de un texto, una coma dentro de { } lo cortó: ponga todo el texto entre "comillas"',
    };
  }
  return {
    en: 'there is no field with this name here; check its spelling and its indentation, or remove it',
    es: 'aquí no hay ningún campo con este nombre; revise cómo está escrito y su sangría, o quítelo',
  };
}

function whatToWrite(issue: Issue, value: unknown): Text {
  const own = inBoth(issue.message);
  if (own.en !== own.es || issue.code !== 'invalid_type') return own;
  const expected = EXPECTED[issue.expected] ?? {
    en: `write ${issue.expected}`,
    es: `escriba ${issue.expected}`,
  };
  if (value === undefined) return expected;
  if (issue.expected === 'array' && Object.keys(value ?? {}).some((key) => key.startsWith('-'))) return DASH;
  const found =
    value === null
      ? FOUND.nothing
      : Array.isArray(value)
        ? FOUND.list
        : typeof value === 'object'
          ? FOUND.fields
          : FOUND.text;
  return { en: `${expected.en}${found.en}`, es: `${expected.es}${found.es}` };
}

const DASH: Text = {
  en: 'write a space after the dash that begins an item',
  es: 'ponga un espacio después del guion que empieza la línea',
};

const EXPECTED: Readonly<Record<string, Text>> = {
  object: {
    en: 'write fields here, one to a line, indented',
    es: 'escriba campos aquí, uno por línea, con sangría',
  },
  array: {
    en: 'write a list here, each item on its own line after a dash',
    es: 'escriba una lista aquí, cada cosa en su línea después de un guion',
  },
  string: { en: 'write some text here', es: 'escriba un texto aquí' },
};

const FOUND = {
  nothing: { en: '; it is empty', es: '; está vacío' },
  list: { en: ', not a list', es: ', no una lista' },
  fields: { en: ', not fields', es: ', no campos' },
  text: { en: ', not text', es: ', no un texto' },
} as const satisfies Record<string, Text>;

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(childOf, root);
}
