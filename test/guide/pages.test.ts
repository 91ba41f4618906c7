import { load } from 'cheerio';
import request from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { isForPrograms } from '../for-programs.ts';
import { FIRST_FLIGHT, scalesFor } from '../http/weight.ts';
import { openGuide } from '../town.ts';
import { validator } from './validator.ts';

const { app, site } = await openGuide();
const addresses = [...site.edition.pages.keys()];
const pages = new Map(
  await Promise.all(
    addresses.map(async (address) => [address, load((await request(app).get(address)).text)] as const),
  ),
);
const page = (address: string) => {
  const $ = pages.get(address);
  if (!$) throw new Error(`no page at ${address}`);
  return $;
};

test('the guide has the same pages in both languages', () => {
  const english = addresses.filter((address) => address.startsWith('/en/'));
  const spanish = addresses.filter((address) => address.startsWith('/es/'));
  // The home page, five guides, eight sections, five pages about the guide, five lists of places, and the search;
  // contacts for a telephone; on paper: the page that offers it, three sheets, the whole guide, and each guide and section. Legal help and the
  // list from A to Z go on to a second page.
  expect([english.length, spanish.length]).toEqual([26 + 18 + 2, 26 + 18 + 2]);
});

/** The same pages as they come over the wire from where the guide stands. */
const scales = await scalesFor((await openGuide({ origin: 'https://guide.example.org' })).site);
afterAll(() => scales.stop());

const WHOLE = new Set(['/en/print/', '/es/imprimir/']);
const OFFERS = new Set(['/en/paper/', '/es/en-papel/']);

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  en: 'A guide to resources in Hartford, Connecticut, in English and Spanish.',
  es: 'Una guía de recursos en Hartford, Connecticut, en español e inglés.',
};

describe.each(addresses)('%s', (address) => {
  const $ = page(address);
  const locale = address.slice(1, 3);
  const isBooklet = $('.booklet').length > 0;
  const isPaper = isBooklet || $('style').length > 1;

  test('is valid HTML', async () => {
    const report = await validator.validateString((await request(app).get(address)).text);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map((one) => `${one.ruleId} ${one.line}: ${one.message}`),
      ),
    ).toEqual([]);
  });

  test('says its language, its heading, its description and its one address', () => {
    expect($('html').attr('lang')).toBe(locale);
    expect($('h1')).toHaveLength(1);
    // Firefox keeps it in its history: it says of every page the same.
    expect($('meta[name=description]').attr('content')).toBe(DESCRIPTIONS[locale]);
    expect($('link[rel=canonical]').attr('href')).toBe(address);
  });

  test('has a twin that leads back to it', () => {
    const twin = $('.switch').attr('href') ?? '';
    expect(page(twin)('.switch').attr('href')).toBe(address);
    const alternates = $('link[rel=alternate]')
      .map((_, link) => [[$(link).attr('hreflang'), $(link).attr('href')]])
      .get();
    expect(Object.fromEntries(alternates)).toEqual({
      [locale]: address,
      [locale === 'en' ? 'es' : 'en']: twin,
      'x-default': '/',
    });
  });

  test('leads nowhere that is not there', () => {
    const broken = $('a[href^="/"], a[href^="#"]')
      .map((_, link) => $(link).attr('href') ?? '')
      .get()
      .filter((href) => {
        const [path = '', anchor] = href.split('#');
        if (path && isForPrograms(site.edition, path)) return false;
        if (path && !pages.has(path)) return true;
        return anchor !== undefined && page(path || address)(`[id="${anchor}"]`).length !== 1;
      });
    expect(broken).toEqual([]);
  });

  test('dials the number it shows', () => {
    const wrong = $('a[href^="tel:"], a[href^="sms:"]')
      .map((_, link) => ({
        href: $(link).attr('href') ?? '',
        shown: $(link).find('strong').text() || $(link).text(),
      }))
      .get()
      .filter(({ href, shown }) => {
        const digits = shown.replace(/\D/g, '');
        const expected = digits.length === 3 ? digits : `+1${digits.replace(/^1(?=\d{10}$)/, '')}`;
        return href.replace(/^(tel|sms):/, '') !== expected;
      });
    expect(wrong).toEqual([]);
  });

  test('shows the emergency numbers', () => {
    expect($('footer .emergency .phone[href="tel:911"]')).toHaveLength(1);
    expect($('footer .emergency .phone[href="tel:211"]')).toHaveLength(1);
  });

  test('has a tab title that gives nothing away at a glance', () => {
    expect($('title').text()).not.toMatch(
      /\bICE\b|immigra|inmigra|migra|deport|arrest|detain|deten|violen|police|polic[ií]a/i,
    );
  });

  test('asks nothing but what to search for, and takes nothing from another site', () => {
    const asked = $('form, input, textarea, select')
      .map((_, one) => $(one).attr('class') ?? $(one).attr('name'))
      .get();
    // The page of the papers offers places to choose; a booklet asks nothing, and its foot leads back.
    const offered = OFFERS.has(address) ? ['choice', 'listing'] : [];
    expect(new Set(asked)).toEqual(new Set(isBooklet ? [] : ['search', 'q', ...offered]));
    expect($('script').not('[type="application/ld+json"]')).toHaveLength(isPaper && !isBooklet ? 3 : 2);
    expect($('iframe, img, video, audio, object, embed, link[href^="http"], [src]')).toHaveLength(0);
  });

  test('has no word left unfilled', () => {
    const said = $('html').clone();
    said.find('script, style').remove();
    expect(said.text()).not.toMatch(/\{\{|\}\}|undefined|\bnull\b|\[object/);
  });

  test('says so when a link leads to another language', () => {
    const silent = $('main a[hreflang]')
      .filter((_, link) => !/\((in|en) /.test($(link).parent().text()))
      .map((_, link) => $(link).attr('href'))
      .get();
    expect(silent).toEqual([]);
  });

  // What is made to be printed whole weighs what it must: the guide, and a subject that takes several pages.
  const subject = address.replace(/(?:print|imprimir)\//, '');
  const isHuge = WHOLE.has(address) || (isBooklet && pages.has(`${subject}2/`));
  const most = isHuge ? 45_000 : FIRST_FLIGHT;
  test.each(['br', 'gzip'] as const)(
    `weighs at most ${most} bytes with its headers, in %s`,
    async (encoding) => {
      expect(await scales.weigh(address, encoding)).toBeLessThanOrEqual(most);
    },
  );
});

test.each(['en', 'es'])(
  'the home page of %s answers what is happening now before anything else',
  (locale) => {
    const $ = page(`/${locale}/`);
    const headings = $('main h2')
      .map((_, heading) => $(heading).text())
      .get();
    expect(headings).toEqual(
      locale === 'en'
        ? [
            'Something is happening now',
            'I need help with …',
            'Find a place',
            'Take it with you',
            'For everyone who lives in Hartford',
          ]
        : [
            'Está pasando ahora',
            'Necesito ayuda con…',
            'Buscar un lugar',
            'Para llevar',
            'Para todas las personas que viven en Hartford',
          ],
    );
    expect($('.urgent a')).toHaveLength(5);
  },
);

test('every page of the law says that no lawyer has reviewed it yet, and how old the law is', () => {
  for (const [english, spanish] of [
    ['/en/at-home/', '/es/en-casa/'],
    ['/en/health/', '/es/salud/'],
  ] as const) {
    expect(page(english)('.notice').text()).toMatch(/A lawyer has not reviewed this page yet.*May 2026/);
    expect(page(spanish)('.notice').text()).toMatch(
      /Un abogado todavía no ha revisado esta página.*mayo de 2026/,
    );
  }
});

test('the guide never claims to be the City', () => {
  for (const [address, $] of pages) {
    expect($('footer').text()).toMatch(
      address.startsWith('/en/') ? /independent guide/ : /guía independiente/,
    );
    expect($.text()).not.toMatch(
      /we,? the City|nosotros,? la Ciudad|official (City )?(guide|website)|guía oficial/i,
    );
  }
});

describe('when the pages on the law wait to be checked again', async () => {
  const late = await openGuide({ now: '2027-06-01T12:00:00-04:00' });
  const read = async (address: string) => load((await request(late.app).get(address)).text);

  test('every guide for something that happens now keeps its first steps as they are', async () => {
    const home = await read('/en/');
    const guides = home('.urgent .links a')
      .map((_, link) => home(link).attr('href') ?? '')
      .get();
    expect(guides).toHaveLength(5);
    for (const guide of guides) {
      const $ = await read(guide);
      expect($('.part').first().children('.doubt'), guide).toHaveLength(0);
      expect($('.part > .doubt').length, guide).toBeGreaterThan(0);
    }
  });

  test('nobody who is hurt at home, hungry or without a bed is sent to a lawyer first', async () => {
    const $ = await read('/en/food-shelter/');
    const marked = $('.part')
      .filter((_, part) => $(part).children('.doubt').length > 0)
      .map((_, part) => $(part).find('h2').text())
      .get();
    expect(marked).toEqual(['Can food help hurt my immigration case?']);
  });
});
