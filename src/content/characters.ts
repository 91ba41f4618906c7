import type { Text } from '../locale.ts';

// Control characters, invisible joiners, blanks that look like nothing, marks that turn the direction of text,
// and what a wrong encoding leaves behind: they change what a reader sees or a screen reader says without
// showing in an editor.
const HIDDEN =
  /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFFD]/u;

/** The first character of a text that does not show; `index` counts from its beginning. */
export function hiddenCharacter(text: string): { index: number; message: Text } | null {
  const match = HIDDEN.exec(text);
  if (!match) return null;
  const code = match[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return {
    index: match.index,
    message: {
      en: `there is an invisible or broken character here (U+${code}); delete it and type the words again`,
      es: `aquí hay un carácter invisible o dañado (U+${code}); bórrelo y escriba las palabras otra vez`,
    },
  };
}

/** Words without capitals, accents and extra spaces, to compare how they are written. */
export function plainly(words: string): string {
  // Most words are plain already, and taking accents apart is slow.
  const bare = /[^\x20-\x7E]/.test(words) ? words.normalize('NFKD').replace(/\p{M}/gu, '') : words;
  return bare.toLowerCase().replace(/\s+/g, ' ');
}
