import { LOCALES } from '../locale.ts';
import { type Content, listingsIn } from './content.ts';
import type { Finding } from './problems.ts';
import { wordsIn } from './texts.ts';

/**
 * Whatever could lead somebody to a place whose address is withheld: a street, a ZIP code, coordinates or a
 * map, in any field of its listing and of its organization, and in any sentence that names one of them.
 */
export function exposedAddresses(content: Content): Finding[] {
  const withheld = listingsIn(content).filter(({ listing }) => listing.address === 'withheld');
  const homes = withheld.map(({ file, path }) => ({ file, path }));
  const owners = new Set(withheld.map(({ listing }) => listing.organization));
  for (const [index, { id }] of content.organizations.value.organizations.entries()) {
    if (owners.has(id)) homes.push({ file: content.organizations.file, path: ['organizations', index] });
  }
  const names = new Set([
    ...withheld.flatMap(({ listing }) => namesOf(listing.name)),
    ...content.organizations.value.organizations.flatMap(({ id, name }) =>
      owners.has(id) ? namesOf(name) : [],
    ),
  ]);
  const isAtHome = (file: string, path: readonly PropertyKey[]) =>
    homes.some((home) => home.file === file && home.path.every((key, index) => key === path[index]));
  return wordsIn(content)
    .filter(({ file, path, words }) => {
      if (isAtHome(file, path)) return leadsSomewhere(words);
      return sentencesOf(words).some((sentence) => namesOne(sentence, names) && leadsSomewhere(sentence));
    })
    .map(({ file, path }) => ({
      file,
      path,
      message: {
        en: 'the address of this place is withheld, and these words could lead somebody there; take the street, the ZIP code, the map or the coordinates away',
        es: 'la dirección de este lugar no se da, y estas palabras podrían llevar a alguien hasta él; quite la calle, el código postal, el mapa o las coordenadas',
      },
    }));
}

function namesOf(name: string | Record<'en' | 'es', string>): string[] {
  return typeof name === 'string' ? [name] : LOCALES.map((locale) => name[locale]);
}

function namesOne(sentence: string, names: ReadonlySet<string>): boolean {
  const plain = plainly(sentence);
  return [...names].some((name) => plain.includes(plainly(name)));
}

function plainly(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
}

function sentencesOf(words: string): string[] {
  return words.split(/(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])/u);
}

const WAYS =
  'St|Street|Ave|Avenue|Av|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Pl|Place|Ct|Court|Sq|Square|Ter|Terrace|Way|Pkwy|Parkway|Tpke|Turnpike|Hwy|Highway|Cir|Circle|Plaza|Row|Alley';
const PLACES: readonly RegExp[] = [
  new RegExp(`\\d+[a-z]?\\s+(?:[NSEW]\\.?\\s+)?(?:[\\p{L}’'.-]+\\s+){1,4}(?:${WAYS})\\b`, 'iu'),
  new RegExp(
    `\\b(?:on|at|near|en|cerca de)\\s+(?:la\\s+|the\\s+)?(?:\\p{Lu}[\\p{L}’'.-]+\\s+){1,3}(?:${WAYS})\\b`,
    'u',
  ),
  /\b(?:calle|avenida|esquina|bulevar|carretera)\s+(?:de\s+|con\s+)?[\p{Lu}\d]/u,
  /\b(?:corner|intersection) of\b/i,
  // ZIP codes of Connecticut.
  /(?<![\d-])06\d{3}(?:-\d{4})?(?![\d-])/,
  // Coordinates in and around Connecticut, in degrees.
  /(?<!\d)4[012][.,]\d{2,}|-?\s?7[123][.,]\d{3,}|\d{1,2}\s?°\s?\d{1,2}/,
  /maps?\.(?:google|apple|bing)|google\.[a-z.]+\/maps|goo\.gl\/maps|maps\.app\.goo\.gl|openstreetmap|osm\.org|waze\.com|mapquest|what3words|w3w\.co|geo:/i,
  // Plus codes.
  /\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,}/,
];

function leadsSomewhere(words: string): boolean {
  return PLACES.some((place) => place.test(words));
}

const STATUS =
  '(?:immigration status|legal status|status|papers|documented|undocumented|(?:a |an )?(?:u\\.?s\\.? )?citizen(?:ship)?|green card|visa|social security number|a-number|alien number|country of birth|nationality|estatus|estado migratorio|papeles|documentos migratorios|indocumentad[oa]|ciudadan[oaía]+|residencia|número a|seguro social|nacionalidad|país de (?:nacimiento|origen))';
const ASKING: readonly RegExp[] = [
  new RegExp(
    `\\b(?:what(?:’s|'s| is| was)|are you|do you have|have you|were you|which is)\\b[^.?!]*\\b${STATUS}[^.?!]*\\?`,
    'iu',
  ),
  new RegExp(
    `¿[^?]*\\b(?:cuál es su|es usted|está usted|tiene usted|tiene|es|dónde nació)\\b[^?]*${STATUS}[^?]*\\?`,
    'iu',
  ),
  new RegExp(
    `\\b(?:enter|fill in|select|type|tell us|send us|write down for us)\\b[^.?!]*\\byour\\b[^.?!]*\\b${STATUS}`,
    'iu',
  ),
  new RegExp(
    `(?:^|[\\s¡¿(])(?:ingrese|introduzca|indique|díganos|envíenos|seleccione)\\s[^.?!]*\\bsu\\b[^.?!]*${STATUS}`,
    'iu',
  ),
  /\bwhere were you born\b|¿[^?]*dónde nació/iu,
];

/**
 * Wording that would ask a reader about their status. What an officer may ask is quoted, and what a reader
 * may ask about somebody is about somebody.
 */
export function questionsAboutStatus(content: Content): Finding[] {
  return wordsIn(content)
    .filter(({ words }) => {
      const ours = words.replace(/[“"«‘][^”"»’]*[”"»’]/gu, '');
      return ASKING.some((question) => question.test(ours));
    })
    .map(({ file, path }) => ({
      file,
      path,
      message: {
        en: 'this asks the reader about their status, and the guide never does; if it is what somebody else may ask, put it in “quotes”',
        es: 'esto le pregunta a quien lee por su estatus, y la guía nunca lo hace; si es lo que otra persona puede preguntar, póngalo entre “comillas”',
      },
    }));
}
