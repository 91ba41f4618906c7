import { readYaml } from '../src/content/yaml.ts';
import type { Locale } from '../src/locale.ts';
import { LOCALES } from '../src/locale.ts';
import { find } from '../src/model/search.ts';
import type { SearchIndex } from '../src/model/search-index.ts';

/** What somebody typed on a page of one language, and the ids of which any is right as the first result. */
export type ExpectedQuery = { q: string; locale: Locale; expect: readonly string[] };

export type Share = { locale: Locale | 'both'; count: number; share: number };

/** Reads a list of searches such as `bench/queries.yaml`. */
export function readQueries(text: string): ExpectedQuery[] {
  const { queries } = readYaml(text).value as { queries: ExpectedQuery[] };
  return queries;
}

/** How often what was expected stands first, and among the first three. */
export function judge(index: SearchIndex, queries: readonly ExpectedQuery[]) {
  const judged = queries.map((query) => {
    const { urgent, listings, pages, risky, more } = find(index, query.q);
    const found = [...urgent, ...listings, ...pages, ...risky, ...more].map(({ id }) => id);
    const isAmong = (count: number) => found.slice(0, count).some((id) => query.expect.includes(id));
    return { ...query, found, isFirst: isAmong(1), isThird: isAmong(3) };
  });
  const shares = (isRight: (one: (typeof judged)[number]) => boolean): Share[] =>
    ([...LOCALES, 'both'] as const).map((locale) => {
      const some = judged.filter((one) => locale === 'both' || one.locale === locale);
      return { locale, count: some.length, share: some.filter(isRight).length / some.length };
    });
  return {
    misses: judged.filter(({ isFirst }) => !isFirst),
    atFirst: shares(({ isFirst }) => isFirst),
    atThird: shares(({ isThird }) => isThird),
  };
}
