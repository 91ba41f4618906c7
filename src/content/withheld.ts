import { LOCALES } from '../locale.ts';
import { plainly } from './characters.ts';
import { type Content, filesOf, listingsIn } from './content.ts';
import type { Path } from './place.ts';
import type { Findings } from './problems.ts';
import { eachWords, type Item, itemsOf } from './texts.ts';

/**
 * Whatever could lead somebody to a place whose address is withheld: a street, a landmark, a ZIP code,
 * coordinates or a map, in any field of its listing and of its organization, in any other listing that bears
 * its name, and in whatever else of the content names it or speaks of a safe house.
 */
export function* exposedAddresses(content: Content): Findings {
  const listings = listingsIn(content);
  const withheld = listings.filter(({ listing }) => listing.address === 'withheld');
  if (withheld.length === 0) return;
  const owners = new Set(withheld.map(({ listing }) => listing.organization));
  const organizations = content.organizations.value.organizations
    .map((organization, index) => ({ organization, path: ['organizations', index] }))
    .filter(({ organization }) => owners.has(organization.id));
  const homes = new Set([
    ...withheld.map(nameOf),
    ...organizations.map(({ path }) => nameOf({ file: content.organizations.file, path })),
  ]);
  const names = [
    ...withheld.flatMap(({ listing }) => halvesOf(listing.name)),
    ...organizations.flatMap(({ organization }) => halvesOf(organization.name)),
  ];
  const isNaming = finderOf(names);
  const isTelling = finderOf([...names, ...SAFE_HOUSES]);

  // What names such a place or speaks of a safe house, by the thing that it is part of.
  const telling = new Map<string, Set<string>>();
  const named = new Set<string>();
  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      eachWords(item, (words, path) => {
        if (!isTelling(words)) return;
        const units = telling.get(nameOf(item)) ?? new Set();
        telling.set(nameOf(item), units.add(unitOf(path)));
        if (SAYS_WHAT_IT_IS.includes(path[2]) && isNaming(words)) named.add(nameOf(item));
      });
    }
    yield null;
  }

  // Another service of the same people may be in the same house, and so may one that is called by its name.
  const namesakes = new Set<string>();
  for (const { file, path, listing } of listings) {
    if (listing.address === 'withheld') continue;
    const name = nameOf({ file, path });
    if (!owners.has(listing.organization) && !named.has(name)) continue;
    namesakes.add(name);
    if (listing.address !== undefined) yield { file, path: [...path, 'address'], message: EXPOSED };
  }
  yield null;

  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      const name = nameOf(item);
      const isNamesake = namesakes.has(name);
      const units = isNamesake || homes.has(name) ? 'all' : telling.get(name);
      if (units) yield* leadingIn(item, units, isNamesake);
    }
    yield null;
  }
}

/** @param isNamesake whether the thing is a listing whose address, if it has one, is refused as a whole */
function* leadingIn(item: Item, units: 'all' | ReadonlySet<string>, isNamesake: boolean): Findings {
  const places: Path[] = [];
  eachWords(item, (words, path) => {
    if (units !== 'all' && !units.has(unitOf(path))) return;
    if (isNamesake && path[2] === 'address') return;
    if (leadsSomewhere(words)) places.push([...path]);
  });
  for (const path of places) yield { file: item.file, path, message: EXPOSED };
}

const EXPOSED = {
  en: 'the address of this place is withheld, and these words could lead somebody there; take the street, the landmark, the ZIP code, the map or the coordinates away',
  es: 'la dirección de este lugar no se da, y estas palabras podrían llevar a alguien hasta él; quite la calle, el punto de referencia, el código postal, el mapa o las coordenadas',
};

/** A listing, an organization or a field at the top of a file. */
function nameOf({ file, path }: Pick<Item, 'file' | 'path'>): string {
  return `${file} ${path.map(String).join(' ')}`;
}

const SAYS_WHAT_IT_IS: readonly (PropertyKey | undefined)[] = ['name', 'summary'];

function halvesOf(name: string | Record<'en' | 'es', string>): string[] {
  return typeof name === 'string' ? [name] : LOCALES.map((locale) => name[locale]);
}

// Lists whose items are read as one thing: a link and its address, a source and its address, an alert.
const READ_AS_ONE: readonly PropertyKey[] = ['links', 'sources', 'alerts', 'rows', 'emergency'];

/** What is read together with some words, as a name of its place in the file; never more than one thing of it. */
function unitOf(path: Path): string {
  // Pieces of one part of a page are read one after the other.
  if (path[0] === 'parts') return path.slice(0, 2).map(String).join(' ');
  const list = path.findLastIndex(
    (key, index) => READ_AS_ONE.includes(key) && typeof path[index + 1] === 'number',
  );
  const isHalf = LOCALES.some((locale) => locale === path.at(-1));
  const whole = list >= 0 ? path.slice(0, list + 2) : path.slice(0, isHalf ? -1 : undefined);
  return whole.map(String).join(' ');
}

const SAFE_HOUSES = [
  'safe house',
  'safehouse',
  'casa segura',
  'casas seguras',
  'casa refugio',
  'casas refugio',
  'casa de refugio',
  'casas de refugio',
];

/**
 * Finds words that name one of some names, however they are spelled; in a web address also without spaces.
 */
function finderOf(names: readonly string[]): (words: string) => boolean {
  const letters = [...new Set(names.map(lettersOf))];
  const joined = letters.map((name) => name.replaceAll(' ', ''));
  const shortest = Math.min(...joined.map(({ length }) => length));
  const [spoken, together] = [anyOf(letters), anyOf(joined)];
  return (words) => {
    // Most strings are an hour, a day, a language: too short to name anything. Other signs can stand for several letters.
    if (words.length < shortest && /^[\x20-\x7E]*$/.test(words)) return false;
    const isAddress = isWebAddress(words);
    return saidIn(words, isAddress).some((reading) => {
      const said = lettersOf(reading);
      return spoken(said) || (isAddress && together(said.replaceAll(' ', '')));
    });
  };
}

/** Whether some words have one of these in them. With many names, asking for one after the other would be most of the work. */
function anyOf(names: readonly string[]): (words: string) => boolean {
  const width = Math.min(LONGEST_START, ...names.map(({ length }) => length));
  const byStart = new Map<string, string[]>();
  const marks = new Uint8Array(MARKS);
  for (const name of names) {
    const start = name.slice(0, width);
    byStart.set(start, [...(byStart.get(start) ?? []), name]);
    marks[markAt(name, 0, width)] = 1;
  }
  return (words) => {
    for (let at = 0; at + width <= words.length; at += 1) {
      if (!marks[markAt(words, at, width)]) continue;
      const possible = byStart.get(words.slice(at, at + width)) ?? [];
      if (possible.some((name) => words.startsWith(name, at))) return true;
    }
    return false;
  };
}

const LONGEST_START = 4;
const MARKS = 2 ** 15;

/** The same number for the same letters, and hardly ever for others. */
function markAt(words: string, at: number, width: number): number {
  let mark = 0;
  for (let index = at; index < at + width; index += 1) mark = Math.imul(mark, 31) + words.charCodeAt(index);
  return mark & (MARKS - 1);
}

/** Words as they stand and, where they are part of a web address, decoded. What stands between words is no matter. */
function saidIn(words: string, isAddress: boolean): string[] {
  if (!isAddress && !/[%+]/.test(words)) return [words];
  const decoded = decodedTwice(words);
  return decoded === words ? [words] : [words, decoded];
}

function lettersOf(words: string): string {
  return plainly(words)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function isWebAddress(words: string): boolean {
  return /^https?:\/\//i.test(words);
}

/** Words as they stand and, where they are part of a web address, as its reader would say them. */
function readingsOf(words: string): string[] {
  if (!/[%+]/.test(words) && !isWebAddress(words)) return [words];
  const decoded = decodedTwice(words);
  return isWebAddress(words) ? [words, decoded, decoded.replace(/[-_/=&?]+/g, ' ')] : [words, decoded];
}

// Addresses inside addresses are encoded again.
function decodedTwice(words: string): string {
  return /[%+]/.test(words) ? decode(decode(words.replaceAll('+', ' '))) : words;
}

function decode(words: string): string {
  return words.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

// What follows these is a number of hours or beds, or a street that has no name.
const NO_NAMES = [
  'the|a|an|of|in|on|at|to|for|from|by|with|without|and|or|but|if|is|are|was|be|as|into|near|who|which|when|where',
  'you|your|our|their|his|her|its|my|this|that|these|those|any|every|each|some|no|not|all|other|another|same|one',
  'hours?|days?|nights?|weeks?|months?|years?|minutes?|am|pm|beds?|rooms?|people|persons|women|men|children',
  'families|towns|times|percent|dollars|miles?|blocks?|busy|quiet|safe|public',
  'de|del|la|el|los|las|un|una|unas|unos|y|o|e|u|en|con|por|para|que|a|al|su|sus|sin|si|se|ni|no|es|son|hay|lo|le',
  'horas?|dias?|noches?|semanas?|mes|meses|anos?|minutos?|camas?|personas?|mujeres|familias|veces',
  'hoy|ayer|ahora|anoche|manana|tambien|siempre|nunca|solo|sola|solos|solas|casi|mas|durante|cuando|donde|desde',
  'hasta|puede|pueden|llame|marque|segura|tranquila|vacia|oscura|publica|abajo|arriba',
].join('|');
const WORD = `(?!(?:${NO_NAMES})\\b)(?:[\\p{L}\\d’'-]+|\\p{L}{1,3}\\.)\\s+`;
const CAPITAL = "(?:\\p{Lu}[\\p{L}’'-]*\\.?|\\d+(?:st|nd|rd|th))\\s+";
// Of a house, not the end of a telephone number: 12, 12b, 12-14, 1200-1210.
const NUMBER = '(?<![\\d.,$-])(?:\\d{1,3}(?:-\\d{1,3})?|\\d{4,5}(?:-\\d{4,5})?)[a-z]?,?\\s+';
// These words stand for nothing but streets; the second list has other meanings when it is not a name.
const STREET = 'street|ave?|avenue|rd|road|blvd|boulevard|tpke|turnpike|hwy|highway|pkwy|parkway';
const STREET_OR_ELSE =
  'Drive|Dr|Lane|Ln|Place|Pl|Court|Ct|Square|Sq|Terrace|Ter|Way|Circle|Cir|Plaza|Row|Alley';
const STREET_NAME = 'St|Street|Ave?|Avenue|Rd|Road|Blvd|Boulevard|Tpke|Turnpike|Hwy|Highway|Pkwy|Parkway';
// Where people go to see a judge.
const COURT =
  '(?<!(?:Superior|Supreme|Family|Probate|District|Federal|Juvenile|Housing|Criminal|Civil|Immigration|Community|Appellate|Circuit) Court)';

// Somebody or something that has no place on a map.
const NOT_A_LANDMARK = [
  'you|your|yours|him|his|her|hers|me|my|us|our|them|their|it|its|each|every|this|that|these|those|nothing|no',
  'whom|someone|anyone|person|people|woman|women|man|child|children|kids|family|mother|father|partner|victim',
  'abuser|officer|end|start|beginning|top|bottom|border|date|time|wheel|scenes|law',
].join('|');
const NINGUN_LUGAR = [
  'usted|ustedes|su|sus|mi|mis|ti|ella|ellas|ellos|nosotr[oa]s|quien|quienes|alguien|nadie|otr[oa]s?|cada',
  'tod[oa]s?|eso|esto|est[ae]|est[oa]s|es[ae]|es[oa]s|personas?|famili(?:a|as|ares)|nin[oa]s?|hij[oa]s?|mujer(?:es)?',
  'hombres?|madres?|padres?|parejas?|victimas?|violencia|abusos?|maltrato|agresor(?:a|es)?|juez|jueza|ley|peligro',
  'amenazas?|situacion(?:es)?|crisis|problemas?|emergencias?|frente|policia|agentes?|abogad[oa]s?',
  'frontera|fecha|final|fin|noche|tarde|mitad|esquina|\\d+',
].join('|');
const LANDMARK =
  'Park|Library|Hospital|Church|Station|Theater|Theatre|School|Mall|Museum|Bridge|College|University|Cemetery|Stadium|Market';

/** In words without capitals and accents. */
const PLAIN_WAYS: readonly RegExp[] = [
  new RegExp(`${NUMBER}(?:${WORD}){1,4}(?:st|${STREET})\\b`, 'u'),
  new RegExp(`\\b(?:on|at|near|off|along|en|cerca de)\\s+(?:${WORD}){1,3}(?:st|${STREET})\\b`, 'u'),
  new RegExp(
    `\\b(?:calle|avenida|bulevar|carretera)\\s+(?:de(?:l| la| los| las)?\\s+)?(?!(?:${NO_NAMES})\\b)\\p{L}+(?:\\s+(?!(?:${NO_NAMES})\\b)\\p{L}+)?(?=\\s*(?:[.,;:)#\\d]|$)|\\s+(?:con|esquina|cerca|frente|junto|entre|numero)\\b)`,
    'u',
  ),
  /\b(?:corner|intersection) of\b|\besquina (?:de|con)\b/,
  new RegExp(
    `\\b(?:next to|across from|across the (?:street|road) from|adjacent to|around the corner from)\\s+(?!(?:(?:the|a|an) )?(?:${NOT_A_LANDMARK})\\b)`,
  ),
  new RegExp(`\\b(?:behind|near|opposite|beside) the (?!(?:${NOT_A_LANDMARK})\\b)`),
  /\b(?:exit \d+|i-\d{2}\b|turn (?:left|right)|doors? (?:down|away) from|(?:bus )?stop (?:at|on|near)|salida \d+|parada de|doble a la (?:izquierda|derecha))\b/,
  /\bblocks? (?:away )?(?:from|north|south|east|west)\b|\bcuadras? (?:de|del|al|antes|despues)\b/,
  new RegExp(
    `\\b(?:(?:detras|atras|al lado|enfrente|a la vuelta) del?|(?:frente|junto) al?)\\s+(?!(?:(?:el|la|los|las|un|una) )?(?:${NINGUN_LUGAR})\\b)`,
  ),
  new RegExp(`\\bcerca de(?:l| la| los| las) (?!(?:${NINGUN_LUGAR})\\b)`),
];

/** In words as they are written. */
const WAYS: readonly RegExp[] = [
  new RegExp(`${NUMBER}(?:${CAPITAL}){1,4}(?:${STREET_OR_ELSE})\\b`, 'u'),
  new RegExp(
    `\\b(?:[Oo]n|[Aa]t|[Nn]ear|[Ee]n|[Cc]erca de)\\s+(?:la\\s+|the\\s+)?(?:${CAPITAL}){1,3}(?:${STREET_NAME}|${STREET_OR_ELSE})\\b${COURT}`,
    'u',
  ),
  new RegExp(
    `(?<!\\p{L})(?!(?:The|An?|On|At|In|Your|Our|Every)\\s)${CAPITAL}(?!St\\b)(?:${STREET_NAME})\\b(?!\\.?\\s+\\p{Lu})`,
    'u',
  ),
  new RegExp(`\\b(?:[Nn]ear|[Cc]erca de)\\s+(?:${CAPITAL}){1,3}(?:${LANDMARK})\\b`, 'u'),
  /\b[Bb]ehind\s+\p{Lu}/u,
  /\b(?:[Cc]alle|[Aa]venida|[Aa]vda?\.|[Ee]squina|[Bb]ulevar|[Cc]arretera)\s+(?:de(?:l| la| los| las)?\s+|con\s+)?(?:\p{Lu}|\d+(?!\d|\s+(?:horas|días|noches|semanas|meses|años|veces|personas)))/u,
  // ZIP codes of Connecticut.
  /(?<![\d-])06\d{3}(?:-\d{4})?(?![\d-])/,
  // Coordinates in and around Connecticut, in degrees; no sum of money and no number of people.
  /(?<![\d.,$])4[012](?:\.\d{2,}|,\d{4,})|(?<![\d.,$])7[123](?:\.\d{3,}|,\d{4,})|-\s?7[123][.,]\d{3,}|\d{1,2}\s?°\s?\d{1,2}/,
  /maps?\.(?:google|apple|bing)|google\.[a-z.]+\/maps|goo\.gl\/maps|maps\.app\.goo\.gl|openstreetmap|osm\.org|waze\.com|mapquest|what3words|w3w\.co|geo:/i,
  // Plus codes.
  /\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,}/,
];

function leadsSomewhere(words: string): boolean {
  return readingsOf(words).some((reading) => {
    const plain = plainly(reading);
    return WAYS.some((way) => way.test(reading)) || PLAIN_WAYS.some((way) => way.test(plain));
  });
}
