import type { Text } from '../locale.ts';

// Control characters, invisible joiners, blanks that look like nothing, and marks that turn the direction
// of text: they change what a reader sees or a screen reader says without showing in an editor.
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The first character of a text that does not show; `index` counts from its beginning. */
export function hiddenCharacter(text: string): { index: number; message: Text } | null {
  const match = HIDDEN.exec(text);
  if (!match) return null;
  const code = match[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return {
    index: match.index,
    message: {
      en: `an invisible character stands here (U+${code}); delete it and type the words again`,
      es: `aquí hay un carácter invisible (U+${code}); bórrelo y escriba las palabras otra vez`,
    },
  };
}
