import { load } from 'cheerio';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { openCrowded } from '../crowded.ts';
import { isForPrograms } from '../for-programs.ts';
import { validator } from '../guide/validator.ts';
import { FIRST_FLIGHT, scalesFor } from '../http/weight.ts';

type Page = ReturnType<typeof load>;

const MOST_PLACES = 120;

const town = await openCrowded(MOST_PLACES);
const wordy = await openCrowded(45, 'many words');
const huge = await openCrowded(210, 'hardly a word');
const addresses = [...town.site.edition.pages.keys()];
const read = ({ site }: typeof town) =>
  new Map([...site.edition.pages].map(([address, { bytes }]) => [address, load(bytes.identity.toString())]));
const pages = read(town);
const hugePages = read(huge);

function page(address: string, among = pages): Page {
  const $ = among.get(address);
  if (!$) throw new Error(`no page at ${address}`);
  return $;
}

/** A page and those that it goes on to. */
const pagesFrom = (address: string, among = pages) => {
  const all = [address];
  while (among.has(`${address}${all.length + 1}/`)) all.push(`${address}${all.length + 1}/`);
  return all;
};
const textsOf = ($: Page, where: string) =>
  $(where)
    .toArray()
    .map((one) => $(one).text().trim());
const attributesOf = ($: Page, where: string, name: string) =>
  $(where)
    .toArray()
    .map((one) => $(one).attr(name) ?? '');
const listingsFrom = (address: string) =>
  pagesFrom(address).map((one) => attributesOf(page(one), 'main .listing', 'id'));

const FOOD = [
  ['/en/food/', 'en'],
  ['/es/comida/', 'es'],
] as const;
const LONG = [
  ['/en/food/', '/es/comida/'],
  ['/en/a-to-z/', '/es/a-z/'],
  ['/en/free/', '/es/gratis/'],
  ['/en/in-spanish/', '/es/en-espanol/'],
] as const;

describe.each([
  ['of many places', town],
  ['of places with much to say', wordy],
  ['of more places than can be chosen on one page', huge],
] as const)('in a town %s', async (_what, { site }) => {
  const scales = await scalesFor(site);
  afterAll(() => scales.stop());
  // What is made to be printed is printed whole.
  const toRead = [...site.edition.pages.keys()].filter(
    (address) => !/^\/(?:en\/print|es\/imprimir)\//.test(address),
  );

  test.each(['br', 'gzip'] as const)('every page to read fits into 14,600 bytes in %s', async (encoding) => {
    const heavy: string[] = [];
    for (const address of toRead) {
      const weight = await scales.weigh(address, encoding);
      if (weight > FIRST_FLIGHT) heavy.push(`${address} ${weight}`);
    }
    expect(heavy).toEqual([]);
  });
});

test.each([
  ['', ''],
  ['/resources/hartford', 'https://www.town.example.org'],
])('pages go on at the same places under “%s” at “%s”', async (base, origin) => {
  const elsewhere = await openCrowded(MOST_PLACES, 'few words', { base, origin });
  const there = read(elsewhere);
  expect([...there.keys()].toSorted()).toEqual(addresses.map((address) => base + address).toSorted());
  for (const address of addresses) {
    expect(attributesOf(page(base + address, there), 'main .listing', 'id'), address).toEqual(
      attributesOf(page(address), 'main .listing', 'id'),
    );
  }
});

test('programs are told of places on many of the pages that were weighed', () => {
  const told = [...wordy.site.edition.pages.values()].filter(({ bytes }) =>
    bytes.identity.includes('application/ld+json'),
  );
  expect(told.length).toBeGreaterThan(6);
});

describe.each(FOOD)('%s goes on to further pages', (address, locale) => {
  const all = pagesFrom(address);

  test('on which every place stands once, in the order in which it was written', () => {
    expect(all.length).toBeGreaterThan(2);
    expect(listingsFrom(address).flat()).toEqual(['elm-pantry', 'town-hall', ...town.ids]);
  });

  test('none of which is for one place alone', () => {
    for (const ids of listingsFrom(address)) expect(ids.length).toBeGreaterThan(1);
  });

  test('and keeps what it says on its first one', () => {
    const first = textsOf(page(address), '.part > h2');
    expect(first).toHaveLength(2);
    for (const one of all.slice(1)) {
      expect(textsOf(page(one), '.part > h2')).toEqual(first.slice(1));
      expect(page(one)('.lead')).toHaveLength(0);
    }
  });

  test('each of which says which one it is, in its heading and its title', () => {
    for (const [index, one] of all.entries()) {
      const $ = page(one);
      const word = locale === 'en' ? 'page' : 'página';
      expect($('h1')).toHaveLength(1);
      expect(
        $('h1')
          .text()
          .endsWith(`, ${word} ${index + 1}`),
      ).toBe(index > 0);
      expect(
        $('title')
          .text()
          .includes(`, ${word} ${index + 1} –`),
      ).toBe(index > 0);
      expect(textsOf($, '.pages > p')).toEqual(
        Array(2).fill(
          locale === 'en' ? `Page ${index + 1} of ${all.length}` : `Página ${index + 1} de ${all.length}`,
        ),
      );
    }
  });

  test('each of which leads to the next and to the one before, under its heading and at its end', () => {
    for (const [index, one] of all.entries()) {
      const $ = page(one);
      const around = [all[index + 1], all[index - 1], ...(index > 1 ? [address] : [])];
      const leading = around.filter((other) => other !== undefined);
      expect(attributesOf($, '.pages a', 'href')).toEqual([...leading, ...leading]);
      expect(new Set(attributesOf($, 'nav.pages', 'aria-label')).size).toBe(2);
    }
  });

  test('but has no page 1 and no page after the last', async () => {
    for (const number of [0, 1, all.length + 1, 'x']) {
      expect((await request(town.app).get(`${address}${number}/`)).status, `${number}`).toBe(404);
    }
  });
});

describe.each(LONG)('the pages of %s and %s', (english, spanish) => {
  test('are as many, and each leads to its twin', () => {
    const [ours, theirs] = [pagesFrom(english), pagesFrom(spanish)];
    expect(ours.length).toBeGreaterThan(1);
    expect(theirs).toHaveLength(ours.length);
    for (const [index, address] of ours.entries()) {
      const twin = theirs[index] ?? '';
      expect([page(address)('.switch').attr('href'), page(twin)('.switch').attr('href')]).toEqual([
        twin,
        address,
      ]);
      for (const one of [address, twin]) {
        const whole = `https://guide.example.org${one}`;
        expect(page(one)('link[rel=canonical]').attr('href')).toBe(whole);
        expect(attributesOf(page(one), 'link[rel=alternate]', 'href')).toContain(whole);
      }
    }
  });

  test('are valid HTML', async () => {
    for (const address of [...pagesFrom(english), ...pagesFrom(spanish)]) {
      const html = town.site.edition.pages.get(address)?.bytes.identity.toString() ?? '';
      const { results } = await validator.validateString(html);
      expect(
        results.flatMap(({ messages }) => messages.map(({ message }) => message)),
        address,
      ).toEqual([]);
    }
  });
});

test('in both languages the same places stand on each page of a section', () => {
  expect(listingsFrom('/es/comida/')).toEqual(listingsFrom('/en/food/'));
});

test('no link of any page leads to a place that is not there', () => {
  const broken = addresses.flatMap((address) =>
    attributesOf(page(address), 'a[href^="/"], a[href^="#"]', 'href').filter((href) => {
      const [path = '', anchor] = href.split('#');
      if (isForPrograms(town.site.edition, path)) return false;
      if (path && !pages.has(path)) return true;
      return anchor !== undefined && page(path || address)(`[id="${anchor}"]`).length !== 1;
    }),
  );
  expect(broken).toEqual([]);
});

test.each(['/en/a-to-z/', '/es/a-z/'])(
  '%s has every place once, in order, and leads to where it stands',
  (address) => {
    const entries = pagesFrom(address).flatMap((one) => {
      const $ = page(one);
      return $('.listing h3 a')
        .toArray()
        .map((link) => ({ name: $(link).text(), href: $(link).attr('href') ?? '' }));
    });
    expect(entries).toHaveLength(MOST_PLACES + 3);
    for (const { name, href } of entries) {
      const [path = '', anchor = ''] = href.split('#');
      expect(page(path)(`[id="${anchor}"]`).text()).toBe(name);
    }
    const compare = new Intl.Collator(address.slice(1, 3)).compare;
    const letters = pagesFrom(address).flatMap((one) => textsOf(page(one), '.part:has(.listing) > h2'));
    expect(letters).toEqual(letters.toSorted(compare));
  },
);

test.each(['/en/free/', '/es/gratis/', '/en/in-spanish/', '/es/en-espanol/'])(
  '%s has every place once',
  (address) => {
    const ids = listingsFrom(address).flat();
    expect(ids.filter((id) => id.startsWith('place-')).toSorted()).toEqual(town.ids.toSorted());
  },
);

test.each(['/en/paper/', '/es/en-papel/'])('every place can be chosen on one page of %s', (address) => {
  const all = pagesFrom(address, hugePages);
  expect(all.length).toBeGreaterThan(1);
  const boxes = all.flatMap((one) => attributesOf(page(one, hugePages), '.choice input', 'value'));
  expect(boxes.toSorted()).toEqual([...huge.ids, 'elm-pantry', 'town-hall', 'safe-harbor-house'].toSorted());
  for (const one of all) {
    const $ = page(one, hugePages);
    expect($('.choice').attr('action')).toBe(address);
    expect($('.choice').closest('.part').text()).toMatch(/one page at a time|una página a la vez/);
    const twin = page($('.switch').attr('href') ?? '', hugePages);
    expect(twin('.switch').attr('href')).toBe(one);
    expect(attributesOf(twin, '.choice input', 'value')).toEqual(attributesOf($, '.choice input', 'value'));
  }
  expect(all.map((one) => page(one, hugePages)('.save').length)).toEqual([1, ...all.slice(1).map(() => 0)]);
});

test.each(FOOD)('a part of %s that is split warns on each of its pages', async (address) => {
  const crowd = await openCrowded(40, 'few words', { warning: 'Mind the dog' });
  const crowded = read(crowd);
  const withPlaces = pagesFrom(address, crowded)
    .map((one) => page(one, crowded))
    .filter(($) => $('.part .listing').length > 0);
  expect(withPlaces.length).toBeGreaterThan(1);
  expect(withPlaces.flatMap(($) => attributesOf($, '.part .listing', 'id'))).toEqual(
    expect.arrayContaining(crowd.ids),
  );
  for (const $ of withPlaces) {
    const part = $('.part:has(.listing)').first().text();
    expect(part).toContain('Mind the dog before');
    expect(part).toContain('Mind the dog after');
  }
});

test('a leaflet, the booklet and the file have the whole section', async () => {
  for (const address of ['/en/print/food/', '/es/imprimir/comida/', '/en/print/']) {
    expect(attributesOf(page(address), '.listing', 'id')).toEqual(expect.arrayContaining(town.ids));
  }
  const [file] = town.site.edition.files.values();
  const $ = load(file?.bytes.identity.toString() ?? '');
  expect(attributesOf($, '.listing', 'id')).toEqual(expect.arrayContaining(town.ids));
});

test.each(['/en/kept-current/', '/es/al-dia/'])(
  '%s names some of what is late, and counts the rest',
  (address) => {
    const named = page(address)('main li a[href*="#"]').length;
    expect(named).toBeLessThan(MOST_PLACES);
    expect(page(address)('main').text()).toMatch(new RegExp(`(And|Y) ${MOST_PLACES + 3 - named} (more|más)`));
  },
);

test('a search for a page leads to its first one, and whatever else it names is there', async () => {
  for (const words of ['food', 'town hall', 'free', page('/en/food/3/')('.listing h3').first().text()]) {
    const { text } = await request(town.app).post('/en/search/').type('form').send({ q: words });
    const $ = load(text);
    const leading = attributesOf($, 'main a[href^="/"]', 'href');
    expect(
      leading.filter((href) => !pages.has(href)),
      words,
    ).toEqual([]);
    expect(attributesOf($, '.found a', 'href').filter((href) => /\d\/$/.test(href))).toEqual([]);
  }
});
