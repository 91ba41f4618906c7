import type { Text } from '../locale.ts';
import type { Position } from './place.ts';

/** What a person who does not know YAML can do about a line that the parser could not read. */
export type Slip = { position: Position; message: Text };

/**
 * The everyday slip behind a parser's complaint. The parser's words help programmers; these help the person
 * who typed the line.
 * @param reason the parser's own words
 * @param lines the lines of the file
 * @param position where the parser stopped; the slip can stand earlier
 */
export function slipBehind(reason: string, lines: readonly string[], position: Position): Slip {
  const line = lines[position.line - 1] ?? '';
  const here = (message: Text): Slip => ({ position, message });
  if (/^\s*\t|^ *- *\t/.test(line) || /tab/.test(reason)) return here(SAY.tab);
  if (/^ *[^\S \t\r\n]/.test(line)) return here(SAY.otherSpace);
  if (/duplicated mapping key/.test(reason)) return here(SAY.twice);
  if (/nesting|depth/.test(reason)) return here(SAY.deep);
  if (/line break is expected/.test(reason)) return here(SAY.pipe);
  if (/unexpected end|deficient indentation|expected a|end of the stream within/.test(reason)) {
    const opened = unclosedAbove(lines, position.line);
    if (opened) return opened;
  }
  const value = /^\s*(?:- )*(?:[\w-]+:(?:\s+|$))?(.*)$/.exec(line)?.[1] ?? '';
  if (/^[@`%]/.test(value) || /[:,{[]\s+[@`%]/.test(line)) return here(SAY.sign);
  if (/^[-?] /.test(value) && /^\s*(?:- )*[\w-]+:\s/.test(line)) return here(SAY.dash);
  if (/^"/.test(value) && (line.match(/"/g)?.length ?? 0) > 2) return here(SAY.quoteInside);
  if (/^'/.test(value) && (line.match(/'/g)?.length ?? 0) > 2) return here(SAY.apostrophe);
  if (/^"[^"]*"\s*[^\s#]/.test(value) || /^'[^']*'\s*[^\s#]/.test(value)) return here(SAY.afterQuote);
  if (/^[[{].*[\]}]\s*[^\s#]/.test(value)) return here(SAY.bracket);
  if (/^[^"'[{].*:(?:\s|$)/.test(value) || /[{,]\s*[\w-]+:\s+[^"'\s][^,}]*:\s/.test(line))
    return here(SAY.colon);
  if (/multiline key|end of the stream or a document separator/.test(reason)) {
    const culprit = lineWithoutName(lines, position.line);
    if (culprit)
      return { position: { line: culprit, column: columnOf(lines[culprit - 1]) }, message: SAY.noName };
  }
  // A name whose colon is gone is noticed on its own line or on the next one.
  const nameless = nameWithoutColon(lines, position.line);
  if (nameless)
    return { position: { line: nameless, column: columnOf(lines[nameless - 1]) }, message: SAY.noName };
  if (/indentation/.test(reason) || /mapping entry|sequence entry/.test(reason)) {
    return here(indentation(lines, position.line));
  }
  if (/flow collection|after a mapping key/.test(reason)) return here(SAY.braces);
  if (/directives? end mark|document separator/.test(reason)) return here(SAY.noName);
  return here({
    en: 'this line does not fit the lines above it; check its indentation and its quotes',
    es: 'esta línea no concuerda con las de arriba; revise su sangría y sus comillas',
  });
}

/** What the parser reads without complaint and nobody means. */
export const SWALLOWED = {
  comment: {
    en: 'everything after # is lost here; put the whole text in "quotes" (a comment has two spaces before # and one after it)',
    es: 'todo lo que sigue a # se pierde aquí; ponga todo el texto entre "comillas" (un comentario lleva dos espacios antes de # y uno después)',
  },
  list: {
    en: 'a list that begins under a text becomes part of the text; give the list a name of its own, or take the text away',
    es: 'una lista que empieza debajo de un texto se vuelve parte del texto; dele su propio nombre o quite el texto',
  },
  anchor: {
    en: 'text that begins with & or * means something else in YAML; put the whole text in "quotes"',
    es: 'un texto que empieza con & o * significa otra cosa en YAML; póngalo entero entre "comillas"',
  },
  tag: {
    en: 'text that begins with ! means something else in YAML; put the whole text in "quotes"',
    es: 'un texto que empieza con ! significa otra cosa en YAML; póngalo entero entre "comillas"',
  },
  name: {
    en: 'a list or fields stand where a name belongs; write one word',
    es: 'hay una lista o campos donde va un nombre; escriba una sola palabra',
  },
  document: {
    en: 'a second document begins here; remove the line --- or ... and keep one document in the file',
    es: 'aquí empieza un segundo documento; quite la línea --- o ... y deje un solo documento en el archivo',
  },
  empty: { en: 'the file is empty; put its text back', es: 'el archivo está vacío; vuelva a poner su texto' },
} as const satisfies Record<string, Text>;

const SAY = {
  tab: {
    en: 'there is a tab in this line; use spaces instead',
    es: 'hay un tabulador en esta línea; use espacios para la sangría',
  },
  otherSpace: {
    en: 'a special kind of space stands at the beginning of this line; delete it and type ordinary spaces',
    es: 'hay un espacio especial al principio de esta línea; bórrelo y escriba espacios normales',
  },
  twice: {
    en: 'this name is here twice; keep one of them',
    es: 'este nombre está dos veces aquí; deje uno',
  },
  deep: {
    en: 'there are too many lists inside lists here; move these lines to the left',
    es: 'aquí hay demasiadas listas dentro de listas; mueva estas líneas a la izquierda',
  },
  pipe: {
    en: 'text cannot begin with | or >; put the whole text in "quotes"',
    es: 'un texto no puede empezar con | o >; póngalo entero entre "comillas"',
  },
  sign: {
    en: 'text cannot begin with @, ` or %; put the whole text in "quotes"',
    es: 'un texto no puede empezar con @, ` o %; póngalo entero entre "comillas"',
  },
  dash: {
    en: 'text after a name cannot begin with a dash or ?; put the text in "quotes", or begin the list on the next line',
    es: 'un texto después de un nombre no puede empezar con guion o ?; póngalo entre "comillas" o empiece la lista en la línea siguiente',
  },
  quoteInside: {
    en: 'a " inside a text in "quotes" ends the text; write “ ” inside it',
    es: 'una " dentro de un texto entre "comillas" termina el texto; adentro escriba “ ”',
  },
  apostrophe: {
    en: 'an apostrophe ends a text that begins with \'; begin and end the text with " instead',
    es: 'un apóstrofo termina un texto que empieza con \'; empiece y termine el texto con "',
  },
  afterQuote: {
    en: 'the text ends at the second quote and more follows; put everything inside the quotes, or nothing',
    es: 'el texto termina en la segunda comilla y sigue algo más; ponga todo dentro de las comillas, o nada',
  },
  bracket: {
    en: 'text that begins with [ or { is read as a list or fields; put the whole text in "quotes"',
    es: 'un texto que empieza con [ o { se lee como lista o campos; póngalo entero entre "comillas"',
  },
  colon: {
    en: 'this text has a colon followed by a space; put the whole text in "quotes"',
    es: 'este texto tiene dos puntos seguidos de un espacio; póngalo entero entre "comillas"',
  },
  noName: {
    en: 'this line has no name with a colon and a space (name: text); if it goes on with the text above, indent it further',
    es: 'esta línea no tiene un nombre con dos puntos y un espacio (nombre: texto); si continúa el texto de arriba, dele más sangría',
  },
  braces: {
    en: 'between { } write name: text, with a comma after each; put text with other signs in "quotes"',
    es: 'entre { } escriba nombre: texto, con una coma después de cada uno; ponga entre "comillas" el texto con otros signos',
  },
  mixed: {
    en: 'a list and fields cannot share a place; begin this line with a dash like the items above, or move it to the left',
    es: 'una lista y unos campos no pueden compartir un lugar; empiece esta línea con un guion como las de arriba, o muévala a la izquierda',
  },
  quote: {
    en: 'a quote is opened here and never closed; put the same quote at the end of the text',
    es: 'aquí se abre una comilla que nunca se cierra; ponga la misma comilla al final del texto',
  },
  opened: {
    en: 'a bracket is opened here and never closed; close it with the same kind, ] or }',
    es: 'aquí se abre un corchete o una llave que nunca se cierra; ciérrelo con el mismo signo, ] o }',
  },
} as const satisfies Record<string, Text>;

// The nearest line above whose quotes or brackets do not come out even.
function unclosedAbove(lines: readonly string[], from: number): Slip | null {
  for (let number = Math.min(from, lines.length); number > 0; number -= 1) {
    const line = lines[number - 1] ?? '';
    const open = openIn(line);
    if (open) return { position: { line: number, column: open.column }, message: open.message };
  }
  return null;
}

function openIn(line: string): { column: number; message: Text } | null {
  const brackets: { sign: string; column: number }[] = [];
  let quote: { sign: string; column: number } | null = null;
  for (let index = 0; index < line.length; index += 1) {
    const sign = line.charAt(index);
    const before = line.charAt(index - 1);
    if (quote) {
      if (sign === '\\' && quote.sign === '"') index += 1;
      else if (sign === quote.sign) quote = null;
    } else if ((sign === '"' || sign === "'") && /^[\s:,[{(-]?$/.test(before)) {
      quote = { sign, column: index + 1 };
    } else if (sign === '#' && /\s/.test(before)) break;
    else if ((sign === '[' || sign === '{') && /^[\s:,[{-]?$/.test(before))
      brackets.push({ sign, column: index + 1 });
    else if (sign === ']' || sign === '}') brackets.pop();
  }
  if (quote) return { column: quote.column, message: SAY.quote };
  const open = brackets.at(-1);
  return open ? { column: open.column, message: SAY.opened } : null;
}

function lineWithoutName(lines: readonly string[], from: number): number | null {
  for (let number = from; number > 0; number -= 1) {
    const line = (lines[number - 1] ?? '').trim();
    if (line && !line.startsWith('#') && !/^(?:- )*["']?[^:]+["']?:(?:\s|$)/.test(line)) return number;
  }
  return null;
}

// A line that is no item of a list, and has no colon.
function nameWithoutColon(lines: readonly string[], from: number): number | null {
  const isNameless = (number: number) => /^\s*[A-Za-z_]+ [^:{}[\]]*$/.test(lines[number - 1] ?? '');
  if (isNameless(from)) return from;
  return isNameless(from - 1) ? from - 1 : null;
}

function indentation(lines: readonly string[], number: number): Text {
  const here = columnOf(lines[number - 1]) - 1;
  const above =
    lines.slice(0, number - 1).findLast((line) => line.trim() && !line.trim().startsWith('#')) ?? '';
  const there = columnOf(above) - 1;
  if (here === there) return SAY.mixed;
  return {
    en: `this line begins after ${here} spaces and the line above it after ${there}; lines that belong together begin in the same column`,
    es: `esta línea empieza después de ${here} espacios y la de arriba después de ${there}; las líneas que van juntas empiezan en la misma columna`,
  };
}

function columnOf(line = ''): number {
  return line.length - line.trimStart().length + 1;
}
