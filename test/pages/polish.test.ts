import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Edition, Printed } from '../../src/pages/edition.ts';
import { polished } from '../../src/pages/polish.ts';
import { openSite } from '../../src/site.ts';
import { PROJECT, TOWN } from '../town.ts';

const NOON = new Date('2026-11-24T12:00:00-05:00');
const settings = { content: TOWN, project: PROJECT, base: '', origin: '' };
const { site, press, accepted } = await openSite(settings, NOON);
const first = site.edition;
const better = await polished(first, () => true);

function everything({ pages, files, data, errors }: Edition): [string, Printed][] {
  return [
    ...pages,
    ...files,
    ...data,
    ...Object.entries(errors).flatMap(([status, halves]) =>
      [...halves].map(([tag, half]): [string, Printed] => [`${status} ${tag}`, half]),
    ),
  ];
}

describe('an edition in its smallest bytes', () => {
  test('is the same edition: every page, file and error says what it said', () => {
    const words = (edition: Edition) =>
      everything(edition).map(([address, { bytes }]) => [address, bytes.identity.toString()]);
    expect(better.version).toBe(first.version);
    expect(words(better)).toEqual(words(first));
    expect([...better.files.values()].map(({ name }) => name)).toEqual(
      [...first.files.values()].map(({ name }) => name),
    );
  });

  test.each(everything(better))('unpacks to itself at %s', (_, { bytes }) => {
    expect(brotliDecompressSync(bytes.br).equals(bytes.identity)).toBe(true);
    expect(gunzipSync(bytes.gzip).equals(bytes.identity)).toBe(true);
  });

  // What unpacks them takes as much memory as the window says, and so did what made them (RFC 7932, section 9.1).
  test('has a window of 64 KB', () => {
    for (const [address, { bytes }] of everything(better)) expect((bytes.br[0] ?? 1) & 1, address).toBe(0);
  });

  test('is smaller than what was made quickly', () => {
    const weight = (edition: Edition) =>
      everything(edition).reduce((sum, [, { bytes }]) => sum + bytes.br.length, 0);
    expect(weight(better)).toBeLessThan(0.95 * weight(first));
  });

  test('is left as it is when another one has taken its place', async () => {
    const left = await polished(first, () => false);
    for (const [address, page] of left.pages)
      expect(page.bytes, address).toBe(first.pages.get(address)?.bytes);
  });

  test('lends the next edition the pages that read the same', async () => {
    const next = await press.print(accepted, NOON, better);
    for (const [address, page] of next.pages) expect(page, address).toBe(better.pages.get(address));
  });
});
