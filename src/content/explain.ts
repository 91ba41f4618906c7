import type { z } from 'zod';
import type { Problem } from './problems.ts';
import type { Path, YamlFile } from './yaml.ts';

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
      message: `${inWords([...path, key])}this is not a field here; check its spelling, or remove it`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const meant = branchMeant(issue.errors, valueAt(yaml.value, path));
    if (meant) return meant.flatMap((inner) => problemsOf(inner, path, file, yaml));
  }
  const value = valueAt(yaml.value, path);
  const isMissing = value === undefined && path.length > 0;
  return [
    {
      file,
      ...yaml.positionOf(path),
      message: `${inWords(path)}${isMissing ? 'this is missing; ' : ''}${whatToWrite(issue, value)}`,
    },
  ];
}

// A mapping was meant when a mapping was written: its own mistakes say more than "neither of these".
function branchMeant(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return branches.find((issues) =>
    issues.every(
      (issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom',
    ),
  );
}

function whatToWrite(issue: Issue, value: unknown): string {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  const expected: Record<string, string> = {
    object: 'write fields here, one to a line, indented',
    array: 'write a list here, each item on its own line after a dash',
    string: 'write some text here',
  };
  const found =
    value === undefined
      ? ''
      : `, not ${Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'fields' : 'text'}`;
  return `${expected[issue.expected] ?? `write ${issue.expected}`}${value === null ? '; it is empty' : found}`;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );
}

function inWords(path: Path): string {
  const words = path.reduce<string>(
    (written, key) =>
      typeof key === 'number' ? `${written}[${key}]` : written ? `${written}.${String(key)}` : String(key),
    '',
  );
  return words ? `${words}: ` : '';
}
