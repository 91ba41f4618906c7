import { type Content, lawsIn, listingsIn } from './content.ts';
import type { Path } from './place.ts';
import type { Finding, Findings } from './problems.ts';

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

/** Dates that stand in two places and differ. */
export function* contradictoryDates(content: Content): Findings {
  // Each date of a source once: a list that everybody cites is cited a thousand times.
  const published = new Map<string, { date: string; file: string }[]>();
  for (const { file, path, source } of sourcesIn(content)) {
    yield null;
    if (!source.url || !source.published) continue;
    const { published: date } = source;
    const known = published.get(source.url) ?? [];
    const earlier = known.find((one) => !isSameDate(one.date, date));
    if (!known.some((one) => one.date === date)) published.set(source.url, [...known, { date, file }]);
    if (earlier) {
      const message = {
        en: `${earlier.file} says that this source was published ${earlier.date}; write the same date in both`,
        es: `${earlier.file} da a esta fuente la fecha ${earlier.date}; escriba la misma fecha en los dos lugares donde aparece`,
      };
      yield { file, path: [...path, 'published'], message };
    }
  }
  for (const { file, path, source } of sourcesIn(content)) {
    yield null;
    if (
      !source.published ||
      source.accessed.slice(0, source.published.length) >= source.published.slice(0, source.accessed.length)
    )
      continue;
    const message = {
      en: `nobody could read this before it was published, ${source.published}; correct one of the two dates`,
      es: `nadie pudo leer esto antes de que se publicara, ${source.published}; corrija una de las dos fechas`,
    };
    yield { file, path: [...path, 'accessed'], message };
  }
  for (const { file, value } of lawsIn(content)) {
    if (value.law_as_of && value.review_by && value.review_by < value.law_as_of) {
      const message = {
        en: `this is before law_as_of, ${value.law_as_of}; correct one of the two`,
        es: `esta fecha es anterior a law_as_of, ${value.law_as_of}; corrija una de las dos`,
      };
      yield { file, path: ['review_by'], message };
    }
  }
  const holidays = content.closures.value.holidays;
  for (const [index, { on }] of holidays.entries()) {
    if (holidays.findIndex((other) => other.on === on) === index) continue;
    const message = {
      en: `${on} is here twice; keep one`,
      es: `${on} está dos veces en esta lista; deje uno`,
    };
    yield { file: content.closures.file, path: ['holidays', index, 'on'], message };
  }
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
  for (const { file, value } of lawsIn(content)) {
    dates.push({ file, path: ['law_as_of'], date: value.law_as_of });
    if (value.reviewed && value.reviewed !== 'none') {
      dates.push({ file, path: ['reviewed', 'on'], date: value.reviewed.on });
    }
  }
  const { file, value } = content.accessibility;
  dates.push({ file, path: ['checked'], date: value.checked });
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
