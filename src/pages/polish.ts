import type { Edition, Printed } from './edition.ts';
import { encoded } from './encoding.ts';

/** Above so many bytes of HTML, what is gained is not worth the minutes that it takes. */
const MOST_BYTES = 10_000_000;
/** The other threads of Node's pool are left to whatever else needs one. */
const AT_ONCE = 2;

/**
 * The same edition in fewer bytes. An edition is handed out as soon as it is printed, in bytes that were quickly made;
 * the smallest take many times as long, and nobody has to wait for them.
 * @param isWanted whether it is still worth the work
 */
export async function polished(edition: Edition, isWanted: () => boolean): Promise<Edition> {
  const all = printedIn(edition);
  const bytes = all.reduce((sum, { bytes: { identity } }) => sum + identity.length, 0);
  if (bytes > MOST_BYTES) return edition;
  const better = new Map<Printed, Printed>();
  const waiting = all.filter(({ effort }) => effort === 'quickly').values();
  const work = async () => {
    for (const one of waiting) {
      if (!isWanted()) return;
      better.set(one, await carefully(one));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const inFewer = <One extends Printed>(one: One): One => ({ ...one, ...better.get(one) });
  const eachOf = <One extends Printed>(map: ReadonlyMap<string, One>): ReadonlyMap<string, One> =>
    new Map([...map].map(([name, one]) => [name, inFewer(one)]));
  const errors = Object.entries(edition.errors).map(([status, halves]) => [status, eachOf(halves)]);
  return {
    ...edition,
    pages: eachOf(edition.pages),
    files: eachOf(edition.files),
    data: eachOf(edition.data),
    errors: Object.fromEntries(errors) as Edition['errors'],
  };
}

function printedIn({ pages, files, data, errors }: Edition): Printed[] {
  return [pages, files, data, ...Object.values(errors)].flatMap((map) => [...map.values()]);
}

async function carefully({ language, bytes }: Printed): Promise<Printed> {
  const effort = 'carefully';
  return { language, effort, bytes: { ...bytes, br: await encoded(bytes.identity, 'br', effort) } };
}
