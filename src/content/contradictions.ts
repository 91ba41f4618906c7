import { LOCALES, type Locale, type Text } from '../locale.ts';
import { type Content, type Listed, listingsIn } from './content.ts';
import { dialable, phonesIn, SHORT_NUMBERS } from './phone.ts';
import type { Path } from './place.ts';
import type { Finding } from './problems.ts';
import { type PlacedText, textsIn } from './texts.ts';

/** Facts that stand in two places and differ: what sends a person to a wrong door or a dead line. */
export function contradictions(content: Content): Finding[] {
  // What a retired listing says is not shown any more.
  const retired = listingsIn(content).filter(({ listing }) => listing.retired);
  const isShown = ({ file, path }: PlacedText) =>
    !retired.some((gone) => gone.file === file && gone.path.every((key, index) => key === path[index]));
  const shown = textsIn(content).filter(isShown);
  const spoken = shown.map(({ text, ...place }): SpokenNumbers => {
    const numbersIn = (words: string) => [...new Set(phonesIn(words).map(({ display }) => display))].sort();
    return { ...place, numbers: { en: numbersIn(text.en), es: numbersIn(text.es) } };
  });
  return [
    ...numbersOfTwoPlaces(content),
    ...numbersOfNobody(content, spoken),
    ...numbersInOneLanguage(spoken),
    ...wrongEmergencyNumbers(content),
    ...twoDatesForOneFact(content),
  ];
}

/** The telephone numbers that each half of a text says. */
type SpokenNumbers = { file: string; path: Path; numbers: Readonly<Record<Locale, readonly string[]>> };

type PhoneOfListing = Listed & { phonePath: Path; type: string; shared: boolean };

function numbersOfTwoPlaces(content: Content): Finding[] {
  const found: Finding[] = [];
  const owners = new Map<string, PhoneOfListing>();
  for (const listed of listingsIn(content)) {
    if (listed.listing.retired) continue;
    for (const [index, { number, type, shared }] of (listed.listing.phones ?? []).entries()) {
      const phone = {
        ...listed,
        phonePath: [...listed.path, 'phones', index, 'number'],
        type,
        shared: shared === true,
      };
      const { display } = dialable(number);
      const owner = owners.get(display);
      const message = owner && complaintAbout(display, phone, owner);
      if (message) found.push({ file: listed.file, path: phone.phonePath, message });
      if (!owner) owners.set(display, phone);
    }
  }
  return found;
}

function complaintAbout(display: string, phone: PhoneOfListing, owner: PhoneOfListing): Text | null {
  const other = owner.listing.id;
  if (phone.listing.id === other) {
    if (phone.type !== owner.type) return null;
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

function numbersOfNobody(content: Content, spoken: readonly SpokenNumbers[]): Finding[] {
  const known = new Set<string>([
    '911',
    ...listingsIn(content)
      .filter(({ listing }) => !listing.retired)
      .flatMap(({ listing }) => (listing.phones ?? []).map(({ number }) => dialable(number).display)),
    ...content.site.value.emergency.map(({ number }) => dialable(number).display),
  ]);
  const found: Finding[] = [];
  for (const { file, path, numbers } of spoken) {
    for (const locale of LOCALES) {
      for (const said of numbers[locale]) {
        const number = said.replace(/, ext\. .*$/, '');
        if (known.has(number)) continue;
        const message = {
          en: `no listing has the number ${number}; correct it, or add it to the listing it belongs to`,
          es: `ningún lugar tiene el número ${number}; corríjalo, o añádalo al lugar al que pertenece`,
        };
        found.push({ file, path: [...path, locale], message });
      }
    }
  }
  return found;
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

const DIALLED =
  /(?<!\p{L})(?:call|dial|text|llame|marque|llamar|marcar)(?: al?| to)? (\d[-. ]?\d[-. ]?\d)(?![\d-]|[.,]\d| \d)/giu;
const KNOWN_SHORT: readonly string[] = [...SHORT_NUMBERS, '988'];

function wrongEmergencyNumbers(content: Content): Finding[] {
  const found: Finding[] = [];
  const { file, value } = content.site;
  if (!value.emergency.some(({ number }) => number === '911')) {
    const message = {
      en: '911 is missing; add it to emergency, which is shown at the foot of every page',
      es: 'falta el 911; añádalo a emergency, que se muestra al pie de cada página',
    };
    found.push({ file, path: ['emergency'], message });
  }
  for (const { file, path, text } of textsIn(content)) {
    for (const locale of LOCALES) {
      for (const [, dialled = ''] of text[locale].matchAll(DIALLED)) {
        if (KNOWN_SHORT.includes(dialled)) continue;
        const message = {
          en: `“${dialled}” is not a short number of this guide; write 911, 211, 311 or 988, without spaces or hyphens`,
          es: `“${dialled}” no es un número corto de esta guía; escriba 911, 211, 311 o 988, sin espacios ni guiones`,
        };
        found.push({ file, path: [...path, locale], message });
      }
    }
  }
  return found;
}

type Dated = { name: unknown; url?: string | undefined; published?: string | undefined; accessed: string };

/** Every source that is cited, and where. */
export function sourcesIn(content: Content): { file: string; path: Path; source: Dated }[] {
  const lists = [
    ...listingsIn(content).map(({ file, path, listing }) => ({
      file,
      path: [...path, 'sources'],
      sources: listing.sources,
    })),
    ...[...content.sections.values(), ...content.guides.values()].map(({ file, value }) => ({
      file,
      path: ['sources'],
      sources: value.sources ?? [],
    })),
  ];
  return lists.flatMap(({ file, path, sources }) =>
    sources.map((source, index) => ({ file, path: [...path, index], source })),
  );
}

function twoDatesForOneFact(content: Content): Finding[] {
  const found: Finding[] = [];
  const published = new Map<string, { date: string; file: string }>();
  for (const { file, path, source } of sourcesIn(content)) {
    if (!source.url || !source.published) continue;
    const earlier = published.get(source.url);
    if (!earlier) published.set(source.url, { date: source.published, file });
    else if (!isSameDate(earlier.date, source.published)) {
      const message = {
        en: `${earlier.file} says that this source was published ${earlier.date}; write the same date in both`,
        es: `${earlier.file} da a esta fuente la fecha ${earlier.date}; escriba la misma fecha en los dos lugares donde aparece`,
      };
      found.push({ file, path: [...path, 'published'], message });
    }
  }
  for (const { file, value } of [...content.sections.values(), ...content.guides.values()]) {
    if (value.law_as_of && value.review_by && value.review_by < value.law_as_of) {
      const message = {
        en: `this is before law_as_of, ${value.law_as_of}; correct one of the two`,
        es: `esta fecha es anterior a law_as_of, ${value.law_as_of}; corrija una de las dos`,
      };
      found.push({ file, path: ['review_by'], message });
    }
  }
  const holidays = content.closures.value.holidays;
  for (const [index, { on }] of holidays.entries()) {
    if (holidays.findIndex((other) => other.on === on) === index) continue;
    const message = {
      en: `${on} is here twice; keep one`,
      es: `${on} está dos veces en esta lista; deje uno`,
    };
    found.push({ file: content.closures.file, path: ['holidays', index, 'on'], message });
  }
  return found;
}

// `2026-05` and `2026-05-31` can be the same day.
function isSameDate(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** Dates of work done that lie ahead of `today`. Only a warning: the clock of a machine can be wrong. */
export function daysThatHaveNotCome(content: Content, today: string): Finding[] {
  const dates: { file: string; path: Path; date: string | undefined }[] = [];
  for (const { file, path, source } of sourcesIn(content)) {
    dates.push({ file, path: [...path, 'accessed'], date: source.accessed });
    dates.push({ file, path: [...path, 'published'], date: source.published });
  }
  for (const { file, path, listing } of listingsIn(content)) {
    if (listing.checked !== 'none')
      dates.push({ file, path: [...path, 'checked', 'on'], date: listing.checked.on });
  }
  for (const { file, value } of [...content.sections.values(), ...content.guides.values()]) {
    dates.push({ file, path: ['law_as_of'], date: value.law_as_of });
    if (value.reviewed && value.reviewed !== 'none') {
      dates.push({ file, path: ['reviewed', 'on'], date: value.reviewed.on });
    }
  }
  return dates
    .filter(({ date }) => date !== undefined && date > today.slice(0, date.length))
    .map(({ file, path, date }) => ({
      file,
      path,
      message: {
        en: `${date} has not come yet; write the day on which it was done`,
        es: `${date} todavía no ha llegado; escriba el día en que se hizo`,
      },
    }));
}
