import type { Text } from '../locale.ts';

/**
 * A message in both languages as the one string that a schema carries.
 * @see inBoth reads it back
 */
export function both(en: string, es: string): string {
  return JSON.stringify({ en, es });
}

/** The message that `both` made; any other string (a library's own) is the same in both languages. */
export function inBoth(message: string): Text {
  if (!message.startsWith('{"en":')) return { en: message, es: message };
  const { en, es }: Text = JSON.parse(message);
  return { en, es };
}
