import { describe, expect, test } from 'vitest';
import { settingsIn } from '../src/settings.ts';

const TIMES = 20_000;

test('an address is an address however often it was read', () => {
  const origins = new Set<string>();
  // Two kinds of text, as in a program that has run for long.
  for (let time = 0; time < TIMES; time += 1) {
    origins.add(settingsIn({ SITE_URL: time % 2 ? 'https://guía.example' : 'https://guide.example' }).origin);
  }
  expect([...origins].sort()).toEqual(['https://guide.example', 'https://xn--gua-sma.example']);
});

describe('a site address', () => {
  test.each([
    'https://a"b.example',
    'https://a;b.example',
    "https://a'b.example",
    'https://a,b.example',
    'https://*.example',
    'https:guide.example',
    'https:/guide.example',
    'https:\\\\guide.example',
    'https://guide.example\\@evil.example',
    'https://gui de.example',
    'https://guide.example/?',
    'https://guide.example:99999',
    'ftp://guide.example',
    'javascript:alert(1)',
  ])('cannot be %s', (written) => {
    expect(() => settingsIn({ SITE_URL: written })).toThrow(`SITE_URL=${written}: expected `);
  });

  test.each([
    ['HTTPS://Guide.Example.org/', 'https://guide.example.org'],
    ['https://guide.example.org:443', 'https://guide.example.org'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://my_server', 'http://my_server'],
  ])('%s is read as %s', (written, origin) => {
    expect(settingsIn({ SITE_URL: written }).origin).toBe(origin);
  });
});

test('signs that nobody sees are spelled out, whole', () => {
  expect(() => settingsIn({ PORT: '6553\u{e0041}6\u0007\u202e' })).toThrow(
    'PORT=6553\\udb40\\udc416\\u0007\\u202e: ',
  );
});
