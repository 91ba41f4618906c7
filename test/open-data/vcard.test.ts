import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { openChangedTown, openGuide, openTown } from '../town.ts';

const town = await openTown({ origin: 'https://town.example.org' });
const guide = await openGuide();

/** A contact as a telephone reads it: long lines are put together again. */
async function contactAt(path: string) {
  const { text, headers, status } = await request(town.app).get(path).buffer(true);
  return { status, headers, text, lines: text.replaceAll('\r\n ', '').split('\r\n') };
}

describe('a contact', () => {
  test('is a contact for a telephone in the language of its page', async () => {
    const { headers, lines } = await contactAt('/contact/es/n1.vcf');
    expect(headers['content-type']).toBe('text/vcard; charset=utf-8');
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCARD', 'VERSION:4.0']);
    expect(lines.slice(-2)).toEqual(['END:VCARD', '']);
    expect(lines).toContain('FN:Despensa Elm');
    expect(lines).toContain('TEL;VALUE=uri;TYPE=voice:tel:+13125550101');
    expect(lines).toContain('TEL;VALUE=uri;TYPE=text:tel:+13125550102');
    expect(lines).toContain('ADR:;;1 Elm Street;Elmbridge;CT;06103;US');
    expect(lines).toContain('URL:https://pantry.example.org/');
  });

  test('says in words what nobody has confirmed, and that its check is old', async () => {
    const { lines } = await contactAt('/contact/en/n1.vcf');
    const note = lines.find((line) => line.startsWith('NOTE:'));
    expect(note).toContain('too long ago: call first');
    expect(note).toContain('(312) 555-0102: Not confirmed yet: call first');
    // A comma would end the value.
    expect(note?.replaceAll('\\,', '')).not.toContain(',');
  });

  test('has an address that nobody has confirmed in words only', async () => {
    const doubtful = await openChangedTown({
      'sections/food.yaml': [['state: CT, zip: 06103 }', 'state: CT, zip: 06103, unconfirmed: true }']],
    });
    const { text } = await request(doubtful.app).get('/contact/en/n1.vcf').buffer(true);
    expect(text).not.toContain('ADR:');
    expect(text.replaceAll('\r\n ', '')).toContain(
      '1 Elm Street\\, Elmbridge: Not confirmed yet: call first',
    );
  });

  test('does not say that it comes from this guide', async () => {
    expect((await contactAt('/contact/en/n1.vcf')).text).not.toContain('town.example.org');
  });

  test('has lines of at most 75 bytes', async () => {
    const { text } = await contactAt('/contact/en/n1.vcf');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  });
});

test('there is no contact of a place that somebody could be hurt for: it would stay in the telephone', async () => {
  const ids = [...guide.directory.listings.values()];
  expect(ids.some(({ caution }) => caution) || ids.some(({ address }) => address === 'withheld')).toBe(true);
  expect(ids.some(({ noContact }) => noContact)).toBe(true);
  for (const [index, { id, caution, noContact, address }] of ids.entries()) {
    const { status } = await request(guide.app).get(`/contact/en/n${index + 1}.vcf`);
    expect([id, status]).toEqual([id, caution || noContact || address === 'withheld' ? 404 : 200]);
  }
});
