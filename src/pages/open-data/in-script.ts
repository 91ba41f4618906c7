import type { Markup } from '../views.ts';

/** A value as JSON that can stand in a script element: the sign that could end the element is written in another way. */
export function inScript(value: unknown): Markup {
  return JSON.stringify(value).replaceAll('<', '\\u003c') as Markup;
}
