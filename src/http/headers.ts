import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import type { Edition } from '../pages/edition.ts';

/** Header names and values, one after the other, as `writeHead` takes them. */
export type Headers = readonly string[];

/** The headers that every answer of one kind carries. */
export type HeaderSets = {
  /** A page of the guide. */
  page: Headers;
  /** The answer to a search: a page that no search engine keeps. */
  answer: Headers;
  /** An error page: like a page, and nothing can be sent from it. */
  error: Headers;
  /** Anything without markup: redirects, health checks. */
  bare: Headers;
  /** What is for programs, those in the pages of others as well (Fetch, CORS). */
  data: Headers;
};

// Every feature a page could ask for, switched off.
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Every header that does not depend on the page, decided once.
 * @param hashes the CSP source expressions of the style sheets and the scripts
 * @param origin where the site stands; headers that only make sense over https need `https://`
 * @param base the path the site lives under
 */
export function headerSets(hashes: Edition['hashes'], origin: string, base: string): HeaderSets {
  const isHttps = origin.startsWith('https://');
  const httpsOnly = isHttps ? { 'upgrade-insecure-requests': [] } : {};
  const nothing = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };
  const markup = {
    'default-src': ["'none'"],
    'style-src': [...hashes.styles],
    'img-src': ['data:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  // The search asks this site alone, with script and without.
  const search = {
    'script-src': [...hashes.scripts],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
  };
  // No code may make markup or code out of words.
  const noMarkup = { 'require-trusted-types-for': ["'script'"], 'trusted-types': ["'none'"] };
  const set = (directives: Record<string, string[]>) => [
    ...common(directives, isHttps, base),
    'Cache-Control',
    'no-store',
    'Permissions-Policy',
    PERMISSIONS,
  ];
  // Browsers that know Request-OTR offer to keep the visit out of their history.
  const page = [...set({ ...markup, ...search, ...noMarkup, ...httpsOnly }), 'Request-OTR', '1'];
  return {
    page,
    answer: [...page, 'X-Robots-Tag', 'noindex'],
    error: set({ ...markup, ...noMarkup }),
    bare: set(nothing),
    data: [...set(nothing), 'Access-Control-Allow-Origin', '*'],
  };
}

/**
 * What a cache in front is told, and browsers are not (RFC 9213): how long it may hand out what it got, and the name by which
 * whoever runs it can throw away all of an edition at once.
 * @param maxAge in seconds; 0 when nothing may be kept
 */
export function sharedHeaders(version: string, maxAge: number): Headers {
  return maxAge === 0 ? [] : ['CDN-Cache-Control', `max-age=${maxAge}`, 'Cache-Tag', version];
}

// Helmet writes its headers on a response that is never sent; they are then the same for every answer.
function common(directives: Record<string, string[]>, isHttps: boolean, base: string): string[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    originAgentCluster: true,
    // A clinic's log must not learn that its visitor came from a page about ICE.
    referrerPolicy: { policy: 'no-referrer' },
    // Under a path, the host and its other names belong to somebody else.
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: base === '' } : false,
    xContentTypeOptions: true,
    xDnsPrefetchControl: { allow: false },
    xDownloadOptions: false,
    xFrameOptions: { action: 'deny' },
    xPermittedCrossDomainPolicies: { permittedPolicies: 'none' },
    xPoweredBy: false,
    xXssProtection: true,
  })(response.req, response, () => {});
  return response.getHeaderNames().flatMap((name) => [titled(name), String(response.getHeader(name))]);
}

function titled(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
