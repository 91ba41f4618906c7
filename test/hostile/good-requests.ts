import type { Chance } from './chance.ts';
import type { OwnGuide } from './own-guide.ts';

const SEARCHES = [
  'food',
  'comida',
  'lawyer',
  'abogado',
  'ICE took my brother',
  'housing',
  'clinica',
  'zzz',
  '',
];

/**
 * A request as readers and their browsers send it: mostly pages, in every encoding, and everything else that can be
 * asked for.
 * @param searches how many of a hundred requests are searches
 */
export function goodRequest(chance: Chance, { pages }: OwnGuide, searches: number, isLast: boolean): string {
  const encoding = `Accept-Encoding: ${chance.pick(['gzip, deflate, br', 'gzip', 'identity'])}`;
  const lines = ['Host: guide', encoding, ...(isLast ? ['Connection: close'] : [])];
  if (chance.percent(searches)) {
    const body = `q=${encodeURIComponent(chance.pick(SEARCHES))}`;
    const about = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`];
    return `${[`POST ${chance.pick(['/en/search/', '/es/buscar/'])} HTTP/1.1`, ...lines, ...about].join('\r\n')}\r\n\r\n${body}`;
  }
  const address = chance.percent(70) ? chance.pick(pages) : chance.pick(OTHERS);
  return `${[`GET ${address} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
}

const OTHERS = [
  ...[
    '/',
    '/',
    '/en',
    '/ES/',
    '/en/nothing/',
    '/es/nada/',
    '/favicon.ico',
    '/robots.txt',
    '/healthz',
    '/readyz',
  ],
  ...['/en/search/?q=food', '/es/buscar/', '/en/food-shelter', `/en/${'a'.repeat(600)}`],
];
