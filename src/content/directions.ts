import { plainly } from './characters.ts';
import { decodedTwice, isWebAddress } from './decoded.ts';

/** Whether words could lead somebody to a place: a street, a landmark, a ZIP code, coordinates or a map. */
export function leadsSomewhere(words: string): boolean {
  return readingsOf(words).some((reading) => {
    const plain = plainly(reading);
    return WAYS.some((way) => way.test(reading)) || PLAIN_WAYS.some((way) => way.test(plain));
  });
}

/** Words as they stand and, where they are part of a web address, as its reader would say them. */
function readingsOf(words: string): string[] {
  if (!/[%+]/.test(words) && !isWebAddress(words)) return [words];
  const decoded = decodedTwice(words);
  return isWebAddress(words) ? [words, decoded, decoded.replace(/[-_/=&?]+/g, ' ')] : [words, decoded];
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

/** Every pattern of a way. */
export const ALL_WAYS: readonly RegExp[] = [...PLAIN_WAYS, ...WAYS];
