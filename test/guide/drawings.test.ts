import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { DRAWINGS } from '../../src/content/drawings.ts';
import { loadViews } from '../../src/pages/views.ts';
import { openGuide, PROJECT } from '../town.ts';

const { app, site } = await openGuide();
const read = async (address: string) => load((await request(app).get(address)).text);

const render = await loadViews(`${PROJECT}views`);
const drawn = DRAWINGS.map((name) => [name, render('partials/drawing', { name })] as const);

test('every drawing is drawn, and each differently', () => {
  expect(new Set(drawn.map(([, markup]) => markup)).size).toBe(DRAWINGS.length);
});

test.each(drawn)(
  '“%s” has only the colours of the page, no words and no name of its own',
  (_name, markup) => {
    const $ = load(markup);
    // Words in a picture cannot be read aloud, enlarged or translated: they stand beside it.
    expect($.text().trim()).toBe('');
    expect($('[id], [style], [class]:not(svg), [href], use, image, title')).toHaveLength(0);
    expect($('svg').attr('aria-hidden')).toBe('true');
    const paints = $('[fill], [stroke]')
      .map((_, shape) => [$(shape).attr('fill'), $(shape).attr('stroke')])
      .get()
      .filter((paint) => paint !== undefined);
    expect(paints.filter((paint) => !/^(none|var\(--[a-z-]+\))$/.test(paint))).toEqual([]);
  },
);

const urgent = async (locale: 'en' | 'es') => {
  const $ = await read(`/${locale}/`);
  return $('.urgent .links a')
    .map((_, link) => $(link).attr('href') ?? '')
    .get();
};
const guides = [...(await urgent('en')), ...(await urgent('es'))];

test.each(guides)('whoever reads little can follow the first steps of %s', async (address) => {
  const $ = await read(address);
  const steps = $('.part').first().find('.steps > li');
  expect(steps.length).toBeGreaterThanOrEqual(4);
  const pictures = steps.map((_, step) => $(step).children('svg').html()).get();
  expect(pictures).toHaveLength(steps.length);
  expect(new Set(pictures).size).toBe(steps.length);
  // The sentence beside it says all that the drawing shows.
  expect(steps.filter((_, step) => $(step).text().trim() === '')).toHaveLength(0);
});

describe('the two papers that agents may show', () => {
  const sheets = async (address: string) => {
    const $ = await read(address);
    const found = $('.papers li');
    return found
      .map((_, sheet) => ({
        words: $(sheet).find('.top').text(),
        language: $(sheet).find('.top [lang]').attr('lang') ?? $('html').attr('lang'),
        said: $(sheet).text().replace(/\s+/g, ' '),
        picture: $(sheet).find('svg').html(),
      }))
      .get();
  };

  test.each([
    ['/en/at-home/', /A judge or a magistrate signs/, /immigration officer signs.*Keep the door closed/],
    ['/es/en-casa/', /Firma un juez o un magistrado/, /oficial de inmigración.*No abra la puerta/],
  ])('can be told apart at %s, and their own words are English', async (address, judge, officer) => {
    const [court, department, ...others] = await sheets(address);
    expect(others).toEqual([]);
    expect(court).toMatchObject({ words: 'United States District Court', language: 'en' });
    expect(department).toMatchObject({ words: 'U.S. Department of Homeland Security', language: 'en' });
    expect(court?.said).toMatch(judge);
    expect(department?.said).toMatch(officer);
    expect(court?.picture).not.toBe(department?.picture);
  });
});

test('the drawings of a page cost at most 1,500 bytes', () => {
  for (const [address, { bytes }] of site.edition.pages) {
    const page = bytes.identity.toString();
    // A booklet has those of all guides.
    if (page.includes('places-index"')) continue;
    const bare = page.replace(/<svg class="drawing".*?<\/svg>/gs, '');
    expect(gzipSync(page).length - gzipSync(bare).length, address).toBeLessThanOrEqual(1_500);
  }
});
