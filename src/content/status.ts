import { plainly } from './characters.ts';
import { type Content, filesOf } from './content.ts';
import { firstAsked } from './first-asked.ts';
import type { Finding, Findings } from './problems.ts';
import { eachWords, itemsOf } from './texts.ts';

/**
 * Wording that would ask a reader about their status. What an officer may ask is quoted, and what a reader
 * may ask about somebody is about somebody.
 */
export function* questionsAboutStatus(content: Content): Findings {
  yield* firstAsked([TO_SOMEBODY, NOT_ASKED, OTHER_MATTERS, ...QUESTIONS, ...REQUESTS]);
  for (const file of filesOf(content)) {
    const found: Finding[] = [];
    for (const item of itemsOf(file)) {
      eachWords(item, (words, path) => {
        if (asksAboutStatus(words)) found.push({ file: file.file, path: [...path], message: ASKS });
      });
    }
    yield* found;
    yield null;
  }
}

const ASKS = {
  en: 'this asks the reader about their status, and the guide never does; if it is what somebody else may ask, put it in “quotes”',
  es: 'esto le pregunta a quien lee por su estatus, y la guía nunca lo hace; si es lo que otra persona puede preguntar, póngalo entre “comillas”',
};

function asksAboutStatus(words: string): boolean {
  const ours = plainly(words.replace(/[“"«‘][^”"»’]*[”"»’]/gu, '')).replace(/\bu\.\s?s\.(?:\s?a\.)?/g, 'us');
  if (TO_SOMEBODY.test(ours) && !NOT_ASKED.test(ours) && REQUESTS.some((request) => request.test(ours)))
    return true;
  if (!ours.includes('?')) return false;
  const questions = [...ours.matchAll(/[^.?!¿]+(?=\?)/g)].map(([question]) => question.trim());
  return questions.some(
    (question) => !OTHER_MATTERS.test(question) && QUESTIONS.some((asking) => asking.test(question)),
  );
}

// Below, everything is said without capitals and accents.
const STATUS =
  '(?:immigration status|legal status|status|papers|citizenship|green card|visa|work permit|social security number|a-number|alien number|immigration documents|country of birth|country of origin|nationality)';
const ESTATUS =
  '(?:estatus|estado migratorio|papeles(?! de (?!inmigracion|migracion))|documentos (?:migratorios|legales|de inmigracion)|visa|green card|tarjeta verde|permiso de trabajo|ciudadania|residencia|numero a(?=[\\s]*(?:[?.,;]|$))|numero de extranjero|seguro social|nacionalidad|pais de (?:nacimiento|origen))';
const COUNTRY = '(?:country|united states|u\\.?s\\.?a?|america|border)';
const PAIS = '(?:pais|estados unidos|ee\\.? ?uu|frontera)';
// What somebody has a question about, or papers of another kind, is not status.
const SOME = "(?:(?!(?:to|about|questions?|lawyer|court|custody|divorce)\\b)[\\w’'-]+ ){0,5}";
const ALGO = '(?:(?!(?:que|sobre|preguntas?|dudas?|derechos?|abogad[oa])\\b)[\\p{L}\\d-]+ ){0,5}';
// Spanish leaves “usted” out: only a verb at the start of its clause is about the reader.
const START = '(?:^|[,:;] ?)(?:(?:y|o|ya|no|usted|todavia|acaso) )*';

// Marriage, help, trouble, things that are kept or stolen, and papers that somebody needs are other matters.
const OTHER_MATTERS = new RegExp(
  [
    '\\blegally (?:married|divorced|separated|required|allowed|responsible)\\b',
    '\\b(?:il)?legal (?:help|trouble|advice|aid|services?|rent|eviction|fees?|guardian|custody|questions?)\\b',
    '\\b(?:what|which) (?:papers|documents) (?:do|should|must|can) (?:you|i|we)\\b',
    '\\bpapers (?:in|that|from|about|ready|at|with)\\b',
    '\\b(?:stolen|lost|robbed|lawyer|in a safe place|proof of (?:address|residence))\\b',
    '\\blegalmente (?:casad|divorciad|separad|obligad|responsable)',
    '\\b(?:ayuda|asesoria|servicios|problemas?) legal(?:es)?\\b',
    '\\bpapeles (?:en|que|listos|del?|con)\\b(?! (?:inmigracion|migracion))',
    '\\b(?:prueba|comprobante) de residencia\\b',
    '\\b(?:ingresos|cheques?|pagos?|beneficios) del seguro social\\b',
    '\\b(?:su bebe|su hij[oa]|sus hijos)\\b',
    '\\b(?:robaron|perdio|abogad[oa])\\b',
  ].join('|'),
);

/** One question without its marks. */
const QUESTIONS: readonly RegExp[] = [
  new RegExp(`\\b(?:what|which)(?:[’']s| is| was| are)\\b.* your (?:[\\w-]+ ){0,2}${STATUS}`),
  new RegExp(`\\b(?:what|which) ${STATUS} (?:do|did) you\\b`),
  /\b(?:are|aren[’']t|were) you (?:[\w’'-]+ ){0,3}?(?:(?:un)?documented|(?:il)?legal|(?:us )?citizens?|(?:permanent|lawful|legal) resident|immigrants?|refugee|born)\b/,
  /\b(?:are|were|did|do|have) you (?!.*\bhave to\b)(?:legally (?:in|here|present)\b|.*\b(?:(?:il)?legally|without papers)\b)/,
  new RegExp(`\\b(?:do|did|have|are|were) you (?:have|got|hold|on|had|in) ${SOME}${STATUS}\\b`),
  new RegExp(`\\bhave you (?:ever )?(?:applied for|overstayed|lost|had) ${SOME}${STATUS}\\b`),
  new RegExp(`\\b(?:has|is|are|did|does|was) your ${SOME}(?:visa|green card|papers|status|work permit)\\b`),
  /\b(?:where (?:were you born|are you from)|(?:what|which) country (?:are|were|do|did) you)\b/,
  new RegExp(
    `\\bdid you (?:ever )?(?:come|get|enter|arrive|cross)\\b.*\\b(?:${COUNTRY}|visa|papers|inspection)(?![\\w])`,
  ),
  /\byou (?:over)?stay(?:ed)?\b.*\b(?:visa|permit)\b/,
  new RegExp(`\\bcual es su (?:[\\p{L}]+ ){0,2}${ESTATUS}`, 'u'),
  new RegExp(`\\bque ${ESTATUS} tiene(?: usted)?$`, 'u'),
  new RegExp(
    `(?:${START}es(?: usted)?|\\bes usted) (?:una? )?(?:ciudadan[oa]|residente (?:permanente|legal)|(?:in)?documentad[oa]|inmigrante|refugiad[oa])\\b`,
  ),
  new RegExp(
    `(?:${START}(?:esta|vive|trabaja)(?: usted)?|\\b(?:esta|vive|trabaja) usted) (?!legalmente obligad)(?:[\\p{L}]+ ){0,5}(?:i?legal(?:mente)?|(?:in)?documentad[oa]|sin papeles)\\b`,
    'u',
  ),
  new RegExp(`(?:${START}tiene(?: usted)?|\\btiene usted) ${ALGO}${ESTATUS}`, 'u'),
  new RegExp(
    `(?:${START}(?:usted )?nacio(?! (?:un|una|el|la)\\b)|\\b(?:donde|en que pais|cuando) (?:usted )?nacio)\\b`,
  ),
  /\bde (?:donde|que pais) (?:es|viene)(?: usted)?$/,
  new RegExp(
    `(?:${START}|\\b(?:como|cuando|por donde) )(?:usted )?(?:entro|llego|cruzo|vino|ingreso)\\b.*\\b(?:${PAIS}|i?legalmente|visa|papeles|inspeccion)`,
  ),
  new RegExp(`${START}se (?:quedo|ha quedado)\\b.*\\b(?:visa|permiso)\\b`),
  new RegExp(
    `${START}(?:(?:vencio|caduco|expiro) su ${ESTATUS}|su ${ESTATUS} (?:ya )?(?:vencio|caduco|expiro|esta vencid|es valid))`,
  ),
];

// A request that says in the same breath that status is not asked for.
const NOT_ASKED =
  /\bnot (?:give |say |tell us )?your (?:immigration )?status\b|\bwhatever your (?:immigration )?status\b|\bno su (?:estatus|estado)\b|\bno tiene que dar\b|\bsin importar su\b|\bfor your visa\b/;

// Each of the requests says one of these words; most texts say none.
const TO_SOMEBODY = /\b(?:your?|su|si)\b/;

/** Words that ask without a question mark. */
const REQUESTS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:enter|fill in|select|type|tell us|send us|write down for us)\\b[^.?!]*\\byour\\b[^.?!]*\\b${STATUS}`,
  ),
  // Please give your status when you call. Write your A-number here.
  /(?:^|[.!;:] ?|please )(?:please )?(?:give|write|show us|bring proof of|tell staff|tell them)(?: us| them| down)? your (?:immigration )?(?:status|a-number|citizenship|nationality|country of birth)\b/,
  /\b(?:you must|you have to|we need to know|we ask for) (?:tell (?:us|staff|them) )?your (?:immigration status|citizenship|a-number|country of birth|nationality)\b/,
  /(?:^|[.!;:] ?)(?:escriba|de|ponga|muestrenos|traiga prueba de)(?: aqui)? su (?:estatus|numero a\b|ciudadania|nacionalidad|pais de nacimiento)/,
  new RegExp(
    `\\b(?:tell us|let us know|say|write) (?:if|whether) you (?:are|have|were) [^.?!]*\\b(?:${STATUS}|(?:un)?documented|citizen|here legally|born in)\\b`,
  ),
  new RegExp(
    `(?:^|[\\s¡¿(])(?:ingrese|introduzca|indique|diganos|envienos|seleccione)\\s[^.?!]*\\bsu\\b[^.?!]*${ESTATUS}`,
    'u',
  ),
  new RegExp(
    `(?:^|[\\s¡¿(])(?:indique|diga|diganos) si (?:usted )?(?:es|tiene|esta|nacio) [^.?!]*\\b(?:${ESTATUS}|ciudadan[oa]|(?:in)?documentad[oa]|legalmente|estados unidos)`,
    'u',
  ),
];
