import { setImmediate as breath } from 'node:timers/promises';
import type { z } from 'zod';
import { hiddenCharacter } from './characters.ts';
import { explain } from './explain.ts';
import type { Problem } from './problems.ts';
import { readYaml, YamlMistake } from './yaml.ts';

/** What one file says, or what is wrong with it. */
export type Parsed<Value> = { value: Value } | { problems: readonly Problem[] };

/**
 * What a file said when it was last read with this schema, if it has the same words now: a save changes one file of
 * many. What comes of it is read and never changed.
 */
export function rememberedOf<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  text: string,
): { value: z.output<Schema> } | null {
  const known = remembered.get(file);
  // The schema is what gave the value its type.
  return known?.schema === schema && known.text === text ? { value: known.value as z.output<Schema> } : null;
}

/** Reads the words of one file. It pauses, so that a running site goes on answering. */
export async function parsed<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  text: string,
): Promise<Parsed<z.output<Schema>>> {
  await breath();
  const hidden = hiddenCharacter(text);
  if (hidden) {
    const rows = text.slice(0, hidden.index).split(/\r\n|\n|\r/);
    const column = (rows.at(-1)?.length ?? 0) + 1;
    return { problems: [{ file, line: rows.length, column, field: null, message: hidden.message }] };
  }
  try {
    const yaml = readYaml(text);
    await breath();
    const result = schema.safeParse(yaml.value);
    if (!result.success) return { problems: explain(result.error.issues, file, yaml) };
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(file, { schema, text, value: result.data });
    return { value: result.data };
  } catch (error) {
    if (!(error instanceof YamlMistake)) throw error;
    return { problems: [{ file, ...error.position, field: null, message: error.advice }] };
  }
}

const remembered = new Map<string, { schema: z.ZodType; text: string; value: unknown }>();
const MOST_REMEMBERED = 2_000;
