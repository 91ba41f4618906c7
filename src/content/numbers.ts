import { LOCALES, type Locale, type Text } from '../locale.ts';
import { type Content, filesOf, type Listed, listingsIn } from './content.ts';
import { dialable, isPhoneNumber, isShort, phonesIn, SHORT_NUMBERS } from './phone.ts';
import type { Path } from './place.ts';
import type { Finding, Findings } from './problems.ts';
import { eachText, itemsOf, type PlacedText } from './texts.ts';

/** Telephone numbers that two places or two languages say differently, that nobody has, or that no phone can dial. */
export function* contradictoryNumbers(content: Content): Findings {
  const texts: PlacedText[] = [];
  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      eachText(item, (text, path) => {
        if (MAY_BE_DIALLED.test(text.en) || MAY_BE_DIALLED.test(text.es)) {
          texts.push({ file: file.file, path: [...path], text });
        }
      });
    }
    yield null;
  }
  const spoken: SpokenNumbers[] = [];
  const numbersIn = (words: string) => [...new Set(phonesIn(words).map(({ display }) => display))].sort();
  for (const { text, ...place } of texts) {
    spoken.push({ ...place, numbers: { en: numbersIn(text.en), es: numbersIn(text.es) } });
    yield null;
  }
  yield* numbersOfTwoPlaces(content);
  yield* numbersOfNobody(content, spoken);
  yield* numbersInOneLanguage(spoken);
  yield* missingEmergencyNumber(content);
  for (const text of texts) {
    yield* wrongEmergencyNumbers(text);
    yield null;
  }
  for (const text of texts) {
    yield* numbersNobodyCanDial(text);
    yield null;
  }
}

/** All that is dialled has three digits, written together or apart: 911, 9-1-1. */
const MAY_BE_DIALLED = /\d[-. ]?\d[-. ]?\d/;

/** The telephone numbers that each half of a text says. */
type SpokenNumbers = { file: string; path: Path; numbers: Readonly<Record<Locale, readonly string[]>> };

/** `line` tells two lines of one number apart: a call and a text message, two extensions. */
type PhoneOfListing = Listed & { phonePath: Path; line: string; shared: boolean };

function* numbersOfTwoPlaces(content: Content): Findings {
  const owners = new Map<string, PhoneOfListing>();
  for (const listed of listingsIn(content)) {
    if (listed.listing.retired) continue;
    for (const [index, { number, type, shared, extension }] of (listed.listing.phones ?? []).entries()) {
      const phone = {
        ...listed,
        phonePath: [...listed.path, 'phones', index, 'number'],
        line: `${type} ${extension ?? ''}`,
        shared: shared === true,
      };
      const { display } = dialable(number);
      const owner = owners.get(display);
      const message = owner && complaintAbout(display, phone, owner);
      if (message) yield { file: listed.file, path: phone.phonePath, message };
      if (!owner) owners.set(display, phone);
    }
    yield null;
  }
}

function complaintAbout(display: string, phone: PhoneOfListing, owner: PhoneOfListing): Text | null {
  const other = owner.listing.id;
  if (phone.listing.id === other) {
    if (phone.line !== owner.line) return null;
    return {
      en: `${display} is here twice; keep one`,
      es: `${display} está dos veces en este lugar; deje uno`,
    };
  }
  if (phone.shared && owner.shared) return null;
  if (phone.listing.organization !== owner.listing.organization) {
    return {
      en: `${display} is also the number of “${other}”; correct one of them, or write shared: true under both if both answer it`,
      es: `${display} también es el número de “${other}”; corrija uno, o escriba shared: true debajo de los dos si ambos contestan`,
    };
  }
  const [mine, theirs] = [phone.listing.schedule, owner.listing.schedule];
  if (!mine || !theirs || JSON.stringify(mine) === JSON.stringify(theirs)) return null;
  return {
    en: `${display} has other hours in “${other}”; make them the same, or write shared: true under both numbers`,
    es: `${display} tiene otro horario en “${other}”; ponga el mismo horario en los dos lugares, o escriba shared: true debajo de los dos números`,
  };
}

function* numbersOfNobody(content: Content, spoken: readonly SpokenNumbers[]): Findings {
  const known = new Set<string>(['911', '711', '988']);
  for (const { number } of content.site.value.emergency) known.add(dialable(number).display);
  for (const { listing } of listingsIn(content)) {
    if (listing.retired) continue;
    for (const { number } of listing.phones ?? []) known.add(dialable(number).display);
    yield null;
  }
  // A place that is retired, or will be, may still speak of its own numbers; nobody else may.
  const retired = listingsIn(content).filter(({ listing }) => listing.retired);
  const isItsOwn = (number: string, file: string, path: Path) =>
    retired.some(
      (gone) =>
        gone.file === file &&
        gone.path.every((key, index) => key === path[index]) &&
        gone.listing.phones?.some((phone) => dialable(phone.number).display === number),
    );
  for (const { file, path, numbers } of spoken) {
    for (const locale of LOCALES) {
      for (const said of numbers[locale]) {
        const number = said.replace(/, ext\. .*$/, '');
        if (known.has(number) || isItsOwn(number, file, path)) continue;
        const message = {
          en: `no listing has the number ${number}; correct it, or add it to the listing it belongs to`,
          es: `ningún lugar tiene el número ${number}; corríjalo, o añádalo al lugar al que pertenece`,
        };
        yield { file, path: [...path, locale], message };
      }
    }
    yield null;
  }
}

function numbersInOneLanguage(spoken: readonly SpokenNumbers[]): Finding[] {
  return spoken.flatMap(({ file, path, numbers }) => {
    const [english, spanish] = [numbers.en.join(', '), numbers.es.join(', ')];
    if (english === spanish) return [];
    const message = {
      en: `the two languages name different numbers (English: ${english || 'none'}; Spanish: ${spanish || 'none'}); make them the same`,
      es: `los dos idiomas dan números distintos (inglés: ${english || 'ninguno'}; español: ${spanish || 'ninguno'}); póngalos iguales`,
    };
    return [{ file, path, message }];
  });
}

const SHORT = '\\d[-. ]?\\d[-. ]?\\d';
// Where a number ends that is dialled: no 150 people, no 150 Main Street.
const ENDS =
  '(?!\\d|-\\d|[.,]\\d| \\d)(?=(?: (?:or|to|and|o|u|a|y) \\d+)?(?:\\s*(?:$|[^\\s\\p{L}\\d-])|\\s+(?:(?:or|to|and|o|u|a|y) (?!\\d)|(?:if|for|when|in|from|first|now|only|at|on|day|right|again|free|any|before|as|si|para|en|cuando|desde|ahora|primero|solo|gratis|antes|de inmediato)(?!\\p{L}))))';
const CALLS =
  '(?:call(?:s|ing)?|dial(?:s|ing)?|text|phone|llam(?:e|en|ar|ando)|marque(?:n)?|marcar|marcando)';
/** Three digits that the words around them tell a reader to dial. */
const DIALLED: readonly RegExp[] = [
  // Call 912.
  new RegExp(`(?<!\\p{L})${CALLS}(?: al?| to)? (${SHORT})${ENDS}`, 'giu'),
  // Call the police at 912.
  new RegExp(`(?<!\\p{L})(?:reach|${CALLS}) [^.?!;:]{1,60}? (?:at|on|al) (${SHORT})${ENDS}`, 'giu'),
  // 9-1-2 answers.
  /(?<![\w-])(\d-\d-\d) (?:answers|works|is|for|contesta|atiende|responde|funciona|es|para)(?!\p{L})/giu,
  /(?<![\w.,$§-])(\d{3}) (?:contesta|atiende|responde)(?!\p{L})/giu,
  /(?:^|[.;:?!,] )(\d{3}) answers(?!\p{L})/giu,
  // In an emergency: 912.
  /(?<!\p{L})(?:emergency|emergencia)[:, (]{1,3}(\d{3})(?![\d-]| \p{L})/giu,
];

const KNOWN = SHORT_NUMBERS.slice(0, -1).join(', ');
const LAST_KNOWN = SHORT_NUMBERS.at(-1);

function missingEmergencyNumber({ site: { file, value } }: Content): Finding[] {
  if (value.emergency.some(({ number }) => number === '911')) return [];
  const message = {
    en: '911 is missing; add it to emergency, which is shown at the foot of every page',
    es: 'falta el 911; añádalo a emergency, que se muestra al pie de cada página',
  };
  return [{ file, path: ['emergency'], message }];
}

function wrongEmergencyNumbers({ file, path, text }: PlacedText): Finding[] {
  return LOCALES.flatMap((locale) => {
    if (!MAY_BE_DIALLED.test(text[locale])) return [];
    const dialled = DIALLED.flatMap((saying) =>
      [...text[locale].matchAll(saying)].map(([, number = '']) => number),
    );
    // After a whole number, three digits are dialled inside the house.
    const isInside = phonesIn(text[locale]).some(({ display }) => !isShort(display));
    const wrong = [...new Set(dialled)].filter((number) => !isShort(number) && !isInside);
    return wrong.map((number) => ({
      file,
      path: [...path, locale],
      message: {
        en: `“${number}” is not a short number of this guide; write ${KNOWN} or ${LAST_KNOWN}, without spaces or hyphens`,
        es: `“${number}” no es un número corto de esta guía; escriba ${KNOWN} o ${LAST_KNOWN}, sin espacios ni guiones`,
      },
    }));
  });
}

const LIKE_PHONES: readonly RegExp[] = [
  // (860) 155-7500: only a telephone number has its first digits in brackets.
  /(?<![\w$§.-])(?:\+?1[-. ]?)?\(\d{3}\) ?[-.–‑]?\d[\d.–‑ -]{3,}\d(?![\w§])/gu,
  // 860-550-75001, 1-888-774-290. Nine digits in three groups are an A-number.
  /(?<![\w$§+.,/-]|\+\d{1,3} )(?:\+?1[-. –‑]\d{3}[-. –‑]\d{3,4}[-. –‑]\d{3,}|\d{3}[-. –‑](?:\d{3}[-. –‑]\d{4,}|\d{4}[-. –‑]\d{3,}))(?![\w-])/gu,
  // Call 550-7501, and not the number of a case. An exchange begins with 2 to 9.
  /(?<=(?:[Cc]all|[Dd]ial|[Tt]ext|[Pp]hone|[Tt]el\.?|[Ll]lame|[Mm]arque|[Tt]el[eé]fono|[Tt]he number is|[Ee]l número es)(?: (?:us|them|now|first))?(?: at| to| on| al?)?:? ?)(?<![\w$§+.,/:–-])(?<!\d[ )])(?<!(?:§|\b(?:Acts?|[Ss]ections?|[Aa]rticles?|Form|Nos?\.|Sec\.|Ley(?: Pública)?|[Ss]ecci[oó]n|[Aa]rt[ií]culo|[Ff]ormulario|[Nn]úm\.)) ?)[2-9]\d{2}[-.–‑]\d{4}(?![\w%°]|[-.,:/]\d| (?:people|persons|families|students|dollars|square|feet|pages|miles|personas|familias|estudiantes|dólares|pies|páginas|millas)\b)/gu,
  // Call 8601557500, call 550 7501.
  new RegExp(
    `(?<!\\p{L})${CALLS}(?: us| them)?(?: at| to| al?)? (?:\\d{10,}|[2-9]\\d{2} \\d{4})(?![\\w-]| \\p{L}+ (?:St|Street|Ave|Avenue|Rd|Road)\\b)`,
    'giu',
  ),
];

/** Telephone numbers that no phone can dial: a digit too many, a wrong area code, or none. */
function numbersNobodyCanDial({ file, path, text }: PlacedText): Finding[] {
  return LOCALES.flatMap((locale) =>
    undialledIn(text[locale]).map((number) => ({
      file,
      path: [...path, locale],
      message: {
        en: `no phone can dial “${number}”; write the whole number with its area code, like (860) 550-7500`,
        es: `ningún teléfono puede marcar “${number}”; escriba el número completo con su código de área, así: (860) 550-7500`,
      },
    })),
  );
}

function undialledIn(words: string): string[] {
  if (!/\d{3}/.test(words)) return [];
  const taken: { start: number; end: number }[] = [...phonesIn(words)];
  // The digits of an address on the web are no number to call.
  for (const { 0: web, index } of words.matchAll(/\S*(?::\/\/|www\.|@|\.[a-z]{2,}\/)\S*/gi)) {
    taken.push({ start: index, end: index + web.length });
  }
  const found: string[] = [];
  for (const shape of LIKE_PHONES) {
    for (const { 0: match, index } of words.matchAll(shape)) {
      const written = match.replace(/^[^\d(+]+/, '');
      const start = index + match.length - written.length;
      const end = index + match.length;
      if (taken.some((other) => other.start < end && start < other.end)) continue;
      taken.push({ start, end });
      if (!isPhoneNumber(written)) found.push(written);
    }
  }
  return found;
}
