import { LOCALES } from '../locale.ts';
import { type Content, filesOf, listingsIn } from './content.ts';
import { ALL_WAYS, leadsSomewhere } from './directions.ts';
import { firstAsked } from './first-asked.ts';
import { finderOf } from './naming.ts';
import type { Path } from './place.ts';
import type { Findings } from './problems.ts';
import { eachWords, type Item, itemsOf } from './texts.ts';

/**
 * Whatever could lead somebody to a place whose address is withheld: a street, a landmark, a ZIP code,
 * coordinates or a map, in any field of its listing and of its organization, in any other listing that bears
 * its name, and in whatever else of the content names it or speaks of a safe house.
 */
export function* exposedAddresses(content: Content): Findings {
  const listings = listingsIn(content);
  const withheld = listings.filter(({ listing }) => listing.address === 'withheld');
  if (withheld.length === 0) return;
  const owners = new Set(withheld.map(({ listing }) => listing.organization));
  const organizations = content.organizations.value.organizations
    .map((organization, index) => ({ organization, path: ['organizations', index] }))
    .filter(({ organization }) => owners.has(organization.id));
  const homes = new Set([
    ...withheld.map(nameOf),
    ...organizations.map(({ path }) => nameOf({ file: content.organizations.file, path })),
  ]);
  const names = [
    ...withheld.flatMap(({ listing }) => halvesOf(listing.name)),
    ...organizations.flatMap(({ organization }) => halvesOf(organization.name)),
  ];
  const isNaming = finderOf(names);
  const isTelling = finderOf([...names, ...SAFE_HOUSES]);

  // What names such a place or speaks of a safe house, by the thing that it is part of.
  const telling = new Map<string, Set<string>>();
  const named = new Set<string>();
  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      eachWords(item, (words, path) => {
        if (!isTelling(words)) return;
        const units = telling.get(nameOf(item)) ?? new Set();
        telling.set(nameOf(item), units.add(unitOf(path)));
        if (SAYS_WHAT_IT_IS.includes(path[2]) && isNaming(words)) named.add(nameOf(item));
      });
    }
    yield null;
  }

  // Another service of the same people may be in the same house, and so may one that is called by its name.
  const namesakes = new Set<string>();
  for (const { file, path, listing } of listings) {
    if (listing.address === 'withheld') continue;
    const name = nameOf({ file, path });
    if (!owners.has(listing.organization) && !named.has(name)) continue;
    namesakes.add(name);
    if (listing.address !== undefined) yield { file, path: [...path, 'address'], message: EXPOSED };
  }
  yield* firstAsked(ALL_WAYS);

  for (const file of filesOf(content)) {
    for (const item of itemsOf(file)) {
      const name = nameOf(item);
      const isNamesake = namesakes.has(name);
      const units = isNamesake || homes.has(name) ? 'all' : telling.get(name);
      if (units) yield* leadingIn(item, units, isNamesake);
    }
    yield null;
  }
}

/** @param isNamesake whether the thing is a listing whose address, if it has one, is refused as a whole */
function* leadingIn(item: Item, units: 'all' | ReadonlySet<string>, isNamesake: boolean): Findings {
  const places: Path[] = [];
  eachWords(item, (words, path) => {
    if (units !== 'all' && !units.has(unitOf(path))) return;
    if (isNamesake && path[2] === 'address') return;
    if (leadsSomewhere(words)) places.push([...path]);
  });
  for (const path of places) yield { file: item.file, path, message: EXPOSED };
}

const EXPOSED = {
  en: 'the address of this place is withheld, and these words could lead somebody there; take the street, the landmark, the ZIP code, the map or the coordinates away',
  es: 'la dirección de este lugar no se da, y estas palabras podrían llevar a alguien hasta él; quite la calle, el punto de referencia, el código postal, el mapa o las coordenadas',
};

/** A listing, an organization or a field at the top of a file. */
function nameOf({ file, path }: Pick<Item, 'file' | 'path'>): string {
  return `${file} ${path.map(String).join(' ')}`;
}

const SAYS_WHAT_IT_IS: readonly (PropertyKey | undefined)[] = ['name', 'summary'];

function halvesOf(name: string | Record<'en' | 'es', string>): string[] {
  return typeof name === 'string' ? [name] : LOCALES.map((locale) => name[locale]);
}

// Lists whose items are read as one thing: a link and its address, a source and its address, an alert.
const READ_AS_ONE: readonly PropertyKey[] = ['links', 'sources', 'alerts', 'rows', 'emergency'];

/** What is read together with some words, as a name of its place in the file; never more than one thing of it. */
function unitOf(path: Path): string {
  // Pieces of one part of a page are read one after the other.
  if (path[0] === 'parts') return path.slice(0, 2).map(String).join(' ');
  const list = path.findLastIndex(
    (key, index) => READ_AS_ONE.includes(key) && typeof path[index + 1] === 'number',
  );
  const isHalf = LOCALES.some((locale) => locale === path.at(-1));
  const whole = list >= 0 ? path.slice(0, list + 2) : path.slice(0, isHalf ? -1 : undefined);
  return whole.map(String).join(' ');
}

const SAFE_HOUSES = [
  'safe house',
  'safehouse',
  'casa segura',
  'casas seguras',
  'casa refugio',
  'casas refugio',
  'casa de refugio',
  'casas de refugio',
];
