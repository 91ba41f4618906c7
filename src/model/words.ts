import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as spanishStem } from '@orama/stemmers/spanish';
import type { Locale } from '../locale.ts';

/** A word as searches compare it, and as its text writes it: `clinica`, `Clínica`. */
export type Word = { word: string; written: string };

/**
 * The words of a text or of a search, in order: lower case, without accents, ñ kept.
 * `¿Dónde está la Clínica?` → `donde`, `esta`, `la`, `clinica`; `Hartford’s` → `hartford`; `I-200` → `i`, `200`.
 * No word is longer than 40 letters. Any string is accepted.
 */
export function wordsOf(text: string): Word[] {
  return (
    text
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      // I.C.E. is one word.
      .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
      .replace(/['’‘ʼ`´]s?(?![\p{L}\p{N}])|['’‘ʼ`´]/gu, '')
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .flatMap((written) => {
        const word = folded(written);
        const parts = LETTERS.test(word) ? [word] : word.split(BETWEEN_WORDS).filter((part) => part !== '');
        return parts.map((part) => ({ word: part.slice(0, LONGEST_WORD), written }));
      })
  );
}

// Letters and digits are words of their own: I-200, i200 and I 200 are the same.
const BETWEEN_WORDS = /[^\p{L}\p{N}]+|(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})/u;

// Nearly every word, and nothing to take apart.
const LETTERS = /^[a-zñ]+$/;
const WITHOUT_ACCENTS = /^[a-z]+$/i;

// One character can stand for eighteen (U+FDFA), and no word of the guide is as long as this.
const LONGEST_WORD = 40;

function folded(written: string): string {
  if (WITHOUT_ACCENTS.test(written)) return written.toLowerCase();
  return written
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(n\u0303)|\p{M}/gu, (_, enye: string | undefined) => (enye ? 'ñ' : ''));
}

/** A word as people without ñ on their keyboard write it. */
export function withoutEnye(word: string): string {
  return word.replaceAll('ñ', 'n');
}

/**
 * What a word has in common with its plural, its other gender and its other tenses, in one language:
 * `clinicas` and `clínico` → `clinic`, `deportación` and `deportaron` → `deport`.
 * @param word as {@link wordsOf} gives it
 */
export function stemOf(word: string, locale: Locale): string {
  // The stemmer takes more off eviction than off evicted.
  if (locale === 'en') return englishStem(word.replace(/ctions?$/, 'ct'));
  // The stemmer goes by the accent of -ción and -sión, and people leave it out.
  return spanishStem(withoutEnye(word).replace(/([cs])ion$/, '$1ión'));
}

/** Words that say nothing about what somebody looks for, in either language. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/**
 * Words that hardly narrow a search, because everything here is help in Hartford, or because few listings say so
 * (“free”, “near”). They bring a result up, and nothing is left out for want of them.
 */
export function isFaintWord(word: string): boolean {
  return FAINT_WORDS.has(word);
}

const STOP_WORDS = new Set(
  [
    'a an the and or but of to in on at for with by from into is are was were be been am do does did doing done',
    'i im ive my mine me you your we our us it its they them their this that these those there here he she him his her',
    'can could would should will have has had what which when why if so as about please any some just up out off',
    'whom whos not dont cant didnt doesnt wont isnt very get got getting going go gonna im u ur',
    'el la los las un una unos unas y o u e de del al en con por para se le les lo que como cuando cual cuales',
    'mi mis tu tus su sus me te nos yo usted ustedes ella ellos ellas este esta esto estos estas ese esa eso',
    'es esta estan estoy ser soy fue era hay he ha han vas vamos van anymore tengo tiene tienen puedo puede pueden ir voy va si no',
    'muy mas ya aqui ahi alli porque pero algun alguna algo favor hacer hago qiero k q x',
  ]
    .join(' ')
    .split(' '),
);

const FAINT_WORDS = new Set(
  [
    'where who how help helping need needs needed want wanted looking look find finding search place places somewhere someone',
    'somebody people person service services information info program programs free cheap near nearby close',
    'open now today hartford connecticut ct city spanish english speak speaks know give apply number phone call',
    'donde quien quienes preciso ayuda ayudar ayudas ayudame necesito necesita necesitamos quiero quiere busco buscar buscando encontrar encuentro encuentra encuentran lugar',
    'lugares alguien persona personas servicio servicios informacion programa programas gratis gratuito gratuita',
    'gratuitos gratuitas barato barata cerca abierto abierta hoy ahora ciudad espanol español ingles hablan hable',
    'habla saber dar dan conseguir obtener aplicar solicitar numero telefono llamar llamo queda',
    // Who it is about does not say what happened.
    'husband wife spouse son sons daughter daughters mother mom father dad brother sister child children kid kids baby',
    'babies parent parents family families friend neighbor boyfriend girlfriend cousin uncle aunt grandmother grandma',
    'esposo esposa marido hijo hijos hija hijas mama madre papa padre padres hermano hermana nino ninos nina ninas niño',
    'niños niña niñas bebe bebes nene nena nenes familia familias amigo vecino novio novia primo prima tio tia abuela',
    'afraid scared fear miedo asustada asustado tengo',
    'dice dicen dijo dijeron say says said tell tells told',
    'mexico guatemala honduras salvador nicaragua ecuador peru colombia venezuela cuba haiti brasil brazil puerto rico',
    'dominicana dominican republica america americano latina latino latin',
  ]
    .join(' ')
    .split(' '),
);
