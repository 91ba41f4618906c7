import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openGuide, openTown } from '../town.ts';

const guide = await openGuide({ origin: 'https://guide.example.org' });
const town = await openTown();

async function visit(path: string, { app } = guide) {
  return load((await request(app).get(path)).text);
}

describe.each([
  [
    '/en/data/',
    '/en/about/',
    'not chosen a license yet',
    'You may publish the data under this license: CC BY 4.0',
  ],
  [
    '/es/datos/',
    '/es/acerca-de/',
    'todavía no ha elegido una licencia',
    'Usted puede publicar los datos con esta licencia: CC BY 4.0',
  ],
])('%s', (address, about, undecided, decided) => {
  test('is found from the page about the guide', async () => {
    expect((await visit(about))(`main a[href="${address}"]`)).toHaveLength(1);
  });

  test('leads to everything that is for programs, and shows where it stands', async () => {
    const $ = await visit(address);
    const doors = $('main .links code')
      .toArray()
      .map((code) => $(code).text());
    expect(doors).toEqual([
      'https://guide.example.org/hsds/',
      'https://guide.example.org/hsds/services',
      `https://guide.example.org${address.startsWith('/es/') ? '/es/contactos/' : '/en/contacts/'}`,
      'https://guide.example.org/sitemap.xml',
    ]);
    for (const link of $('main .links a').toArray().slice(0, 4)) {
      expect((await request(guide.app).get($(link).attr('href') ?? '')).status).toBe(200);
    }
  });

  test('has no map of the site to offer as long as nobody said where the site stands', async () => {
    const $ = await visit(address, town);
    expect(
      $('main .links code')
        .toArray()
        .map((code) => $(code).text()),
    ).not.toContain('/sitemap.xml');
  });

  test('says that the owner has chosen no license, and names the one that was chosen', async () => {
    expect((await visit(address))('main').text()).toContain(undecided);
    const $ = await visit(address, town);
    expect($('main').text().replace(/\s+/g, ' ')).toContain(decided);
    expect($('main a[href="https://license.example.org/by/"]').text()).toBe('CC BY 4.0');
  });
});

test('under a path the addresses of the data have it, too', async () => {
  const $ = await visit('/guide/en/data/', await openGuide({ base: '/guide' }));
  expect($('main .links code').first().text()).toBe('/guide/hsds/');
});
