import { readFile } from 'node:fs/promises';
import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../src/content/yaml.ts';
import { find } from '../../src/model/search.ts';
import { openGuide, PROJECT } from '../town.ts';

type Harm = { q: string; first?: string[]; never?: string[]; danger?: string | boolean };

const { app, index } = await openGuide();
const { harms } = readYaml(await readFile(`${PROJECT}bench/harms.yaml`, 'utf8')).value as { harms: Harm[] };

function firstFor(typed: string): string {
  const { urgent, listings, pages, risky } = find(index, typed);
  return [...urgent, ...listings, ...pages, ...risky][0]?.id ?? 'nothing';
}

describe('a search that could hurt somebody', () => {
  test.each(harms.filter(({ first }) => first))('“$q” begins with who helps', ({ q, first }) => {
    expect(first).toContain(firstFor(q));
  });

  test.each(harms.filter(({ never }) => never))('“$q” does not begin with what harms', ({ q, never }) => {
    expect(never).not.toContain(firstFor(q));
  });

  test.each(harms.filter(({ danger }) => danger))('“$q” begins with 911', async ({ q }) => {
    const { text } = await request(app).post('/es/buscar/').type('form').send({ q });
    const part = load(text)('main .part').first();
    expect(part.find('a[href="tel:911"]')).toHaveLength(1);
  });
});

test('a line that can be a risk comes last, after everybody who helps', () => {
  for (const typed of ['ice detention', 'detention line', 'localizador de ice', '888 351 4024']) {
    const { listings, risky } = find(index, typed);
    expect(listings.filter(({ isRisky }) => isRisky)).toEqual([]);
    expect(risky.length, typed).toBeGreaterThan(0);
  }
});

test.each(['locator', 'ice locator', 'localizador de ice', '888 351 4024'])(
  '“%s”: under the warning stands only what it is about, and before it somebody who helps',
  async (typed) => {
    const { text } = await request(app).post('/en/search/').type('form').send({ q: typed });
    const $ = load(text);
    const under = (heading: string) =>
      $('main .part')
        .filter((_, part) => $(part).children('h2').text() === heading)
        .children('article.listing')
        .map((_, listing) => $(listing).attr('id'))
        .get();
    expect(['ice-locator', 'ice-detention-line']).toEqual(
      expect.arrayContaining(under('Read the warning before you call')),
    );
    expect(under('Places and phone numbers')).not.toEqual([]);
  },
);
