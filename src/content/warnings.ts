import { LOCALES, type Locale, type Text } from '../locale.ts';
import { plainly } from './characters.ts';
import { type Content, lawsIn, listingsIn, pagesIn } from './content.ts';
import { daysThatHaveNotCome } from './dates.ts';
import { agedFrom, daysAfter } from './days.ts';
import type { Path } from './place.ts';
import type { Finding } from './problems.ts';
import { HARDEST_GRADE, heaviestSentence, readingEase } from './reading.ts';
import { staleOrdinary } from './stale.ts';
import { textsIn } from './texts.ts';

/**
 * What should be looked at although it can be published.
 * @param today the day in Hartford, `2026-11-24`
 */
export function warningsAbout(content: Content, today: string): Finding[] {
  return [
    ...agedChecks(content, today),
    ...lateReviews(content, today),
    ...agedAccessibility(content, today),
    ...endedAlerts(content, today),
    ...endOfHolidays(content, today),
    ...daysThatHaveNotCome(content, today),
    ...staleOrdinary(content),
    ...hardTexts(content),
    ...swappedHalves(content),
    ...otherFigures(content),
    ...unusedForeignWords(content),
    ...unusedSynonyms(content),
  ];
}

function agedChecks(content: Content, today: string): Finding[] {
  return listingsIn(content).flatMap(({ file, path, section, listing }) => {
    if (listing.checked === 'none' || listing.retired) return [];
    const every = Number(content.sections.get(section)?.value.check_every);
    if (today < agedFrom(listing.checked.on, every)) return [];
    const message = {
      en: `the last check is more than ${every} days old, and the page says “call first”; check it again and write the new date`,
      es: `la última revisión tiene más de ${every} días, y la página dice “llame antes”; revise otra vez y escriba la fecha nueva`,
    };
    return [{ file, path: [...path, 'checked', 'on'], message }];
  });
}

function lateReviews(content: Content, today: string): Finding[] {
  return lawsIn(content).flatMap(({ file, value }) => {
    if (!value.review_by || today <= value.review_by) return [];
    const message = {
      en: 'this day is over, and the page says that it has not been checked again; read it again, correct it, and write a new day',
      es: 'este día ya pasó, y la página dice que no se ha revisado otra vez; léala otra vez, corríjala y escriba un día nuevo',
    };
    return [{ file, path: ['review_by'], message }];
  });
}

const DAYS_OF_A_STATEMENT = 365;

function agedAccessibility({ accessibility: { file, value } }: Content, today: string): Finding[] {
  if (today < agedFrom(value.checked, DAYS_OF_A_STATEMENT)) return [];
  const message = {
    en: 'the checks of this page are more than a year old; look through all of them again, correct the list of what does not work, and write the new date',
    es: 'las pruebas de esta página tienen más de un año; mírelas todas otra vez, corrija la lista de lo que no funciona y escriba la fecha nueva',
  };
  return [{ file, path: ['checked'], message }];
}

function endedAlerts({ alerts }: Content, today: string): Finding[] {
  return alerts.value.alerts.flatMap(({ ends }, index) => {
    if (today <= ends) return [];
    const message = {
      en: 'this alert is over and nobody sees it any more; take it away',
      es: 'este aviso ya terminó y nadie lo ve; quítelo',
    };
    return [{ file: alerts.file, path: ['alerts', index, 'ends'], message }];
  });
}

const HOLIDAYS_AHEAD = 90;

function endOfHolidays({ closures }: Content, today: string): Finding[] {
  const last =
    closures.value.holidays
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? '';
  if (last >= daysAfter(today, HOLIDAYS_AHEAD)) return [];
  const message = {
    en: `the list of holidays ${last ? `ends on ${last}` : 'is empty'}; add the holidays that come next`,
    es: `la lista de feriados ${last ? `termina el ${last}` : 'está vacía'}; añada los feriados que siguen`,
  };
  return [{ file: closures.file, path: ['holidays'], message }];
}

function hardTexts(content: Content): Finding[] {
  const groups = new Map<string, { file: string; path: Path; texts: Text[] }>();
  for (const { file, path, text } of textsIn(content)) {
    // Names are what they are, and nobody reads sources aloud.
    if (path.includes('sources') || path.at(-1) === 'name') continue;
    const isPart = path[0] === 'parts' || path[0] === 'listings' || path[0] === 'organizations';
    const groupPath = isPart ? path.slice(0, 2) : [];
    const key = JSON.stringify([file, groupPath]);
    const group = groups.get(key) ?? { file, path: isPart ? path : path.slice(0, 1), texts: [] };
    group.texts.push(text);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ file, path, texts }) =>
    LOCALES.flatMap((locale) => {
      const words = texts.map((text) => text[locale]).join('\n');
      const ease = readingEase(words, locale);
      if (!ease || ease.grade <= HARDEST_GRADE) return [];
      const start = heaviestSentence(words, locale).slice(0, 60);
      const message = {
        en: `the words from here on are hard to read (school grade ${ease.grade}; grade ${HARDEST_GRADE} is the most); begin with the sentence “${start}…”: split it, and take shorter words`,
        es: `las palabras desde aquí son difíciles de leer (grado escolar ${ease.grade}; el máximo es ${HARDEST_GRADE}); empiece por la frase “${start}…”: divídala y use palabras más cortas`,
      };
      return [{ file, path: [...path, locale], message }];
    }),
  );
}

// Small words that only one of the two languages has.
const SMALL_WORDS: Readonly<Record<Locale, RegExp>> = {
  en: /(?<!\p{L})(?:the|and|of|you|your|is|are|for|with|they|this|that|not|it)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:el|la|los|las|y|de|del|que|usted|su|es|para|con|una?|en|por|se)(?!\p{L})/giu,
};

function swappedHalves(content: Content): Finding[] {
  const looksLike = (words: string, locale: Locale) => words.match(SMALL_WORDS[locale])?.length ?? 0;
  return textsIn(content).flatMap(({ file, path, text }) => {
    const isSwapped =
      looksLike(text.en, 'es') > looksLike(text.en, 'en') + 1 &&
      looksLike(text.es, 'en') > looksLike(text.es, 'es') + 1;
    if (!isSwapped) return [];
    const message = {
      en: 'the Spanish seems to be under en and the English under es; change them round',
      es: 'parece que el español está en en y el inglés en es; cámbielos de lugar',
    };
    return [{ file, path, message }];
  });
}

// Years, ages, sums, times: a figure that one language has and the other has not is often a slip.
function otherFigures(content: Content): Finding[] {
  const figures = (words: string) =>
    [...new Set(words.match(/\d+/g) ?? [])]
      .map((figure) => String(Number(figure)))
      .sort()
      .join(', ');
  return textsIn(content).flatMap(({ file, path, text }) => {
    const [english, spanish] = [figures(text.en), figures(text.es)];
    if (english === spanish) return [];
    const message = {
      en: `the two languages give different figures (English: ${english || 'none'}; Spanish: ${spanish || 'none'}); compare them`,
      es: `los dos idiomas dan cifras distintas (inglés: ${english || 'ninguna'}; español: ${spanish || 'ninguna'}); compárelas`,
    };
    return [{ file, path, message }];
  });
}

function unusedForeignWords(content: Content): Finding[] {
  const texts = textsIn(content);
  const { file, value } = content.site;
  return LOCALES.flatMap((locale) => {
    const all = texts.map(({ text }) => text[locale].toLowerCase()).join('\n');
    return value.foreign_words[locale].flatMap((word, index) => {
      if (all.includes(word.toLowerCase())) return [];
      const message = {
        en: `no text says “${word}”; take it away, or correct its spelling`,
        es: `ningún texto dice “${word}”; quítelo o corrija cómo está escrito`,
      };
      return [{ file, path: ['foreign_words', locale, index], message }];
    });
  });
}

// A search finds a page or a listing by its name. A synonym is for what the name does not say, or for what several
// names say and people mean by it.
function unusedSynonyms(content: Content): Finding[] {
  const { file, value } = content.synonyms;
  return LOCALES.flatMap((locale) => {
    const named = namesIn(content, locale);
    return value.synonyms.flatMap((entry, index) =>
      entry[locale].flatMap((word, position) => {
        const said = ` ${plainWords(word)} `;
        const saying = named.filter(({ names }) => names.some((name) => name.includes(said)));
        const [only, another] = saying;
        if (!only || another || only.id !== (entry.page ?? entry.listing)) return [];
        const message = {
          en: `the name of what it means says “${word}” itself, so this is of no use; take it away`,
          es: `el nombre de lo que se busca ya dice “${word}”, así que esto no sirve; quítelo`,
        };
        return [{ file, path: ['synonyms', index, locale, position], message }];
      }),
    );
  });
}

/** What every page and every listing is called in one language, in plain words with a space before and after them. */
function namesIn(content: Content, locale: Locale): { id: string; names: string[] }[] {
  const wordsOf = (name: Text | string) => (typeof name === 'string' ? name : name[locale]);
  return [
    ...pagesIn(content).map(({ id, value }) => ({
      id,
      names: [value.title, 'home_label' in value ? (value.home_label as Text) : value.tab_title].map(wordsOf),
    })),
    ...listingsIn(content).map(({ listing }) => ({ id: listing.id, names: [wordsOf(listing.name)] })),
  ].map(({ id, names }) => ({ id, names: names.map((name) => ` ${plainWords(name)} `) }));
}

/** Words as they are compared, with one space between them. */
function plainWords(words: string): string {
  return plainly(words)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}
