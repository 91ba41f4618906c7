import { load } from 'cheerio';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { known } from '../../src/model/known.ts';
import { openGuide } from '../town.ts';

const { app, directory } = await openGuide();
/** Lines for people whom somebody hurts, places whose address is secret, and lines of those who arrest. */
const NEVER = [
  'ct-safe-connect',
  'interval-house',
  'victim-services',
  'victim-advocate',
  'planned-parenthood',
  'ice-locator',
  'ice-detention-line',
];

describe.each([
  ['/en/contacts/', '/en/paper/', 'whoever looks through it can see it'],
  ['/es/contactos/', '/es/en-papel/', 'quien lo revise puede verlo'],
])('%s', (address, paper, trace) => {
  const visit = async (path: string) => load((await request(app).get(path)).text);

  test('is offered where things to take along are', async () => {
    const $ = await visit(paper);
    expect($(`a[href="${address}"]`)).toHaveLength(1);
  });

  test('says what a contact leaves behind before the first of them', async () => {
    const $ = await visit(address);
    const order = $('main .warning, main a[href$=".vcf"]').toArray();
    expect($(order[0]).text()).toContain(trace);
    expect(order.length).toBeGreaterThan(20);
  });

  test('leads to a contact of the name it says, in its language', async () => {
    const $ = await visit(address);
    for (const link of $('main a[href$=".vcf"]')) {
      const { text, status } = await request(app)
        .get($(link).attr('href') ?? '')
        .buffer(true);
      expect(status).toBe(200);
      const name = text
        .replaceAll('\r\n ', '')
        .match(/FN:(.*)\r/)?.[1]
        ?.replaceAll('\\', '');
      expect(name).toBe($(link).text().trim());
    }
  });

  test('has no place that somebody could be hurt for', async () => {
    const $ = await visit(address);
    const risky = NEVER.map((id) => known(directory.listings, id));
    const names = $('main a[href$=".vcf"]')
      .toArray()
      .map((link) => $(link).text().trim());
    const locale = address.startsWith('/es/') ? 'es' : 'en';
    expect(names.length).toBeGreaterThan(20);
    expect(risky.filter(({ name }) => names.includes(name.text[locale]))).toEqual([]);
    const all = [...directory.listings.keys()];
    for (const id of NEVER) {
      const { status } = await request(app).get(`/contact/${locale}/n${all.indexOf(id) + 1}.vcf`);
      expect([id, status]).toEqual([id, 404]);
    }
  });
});
