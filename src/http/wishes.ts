import type { IncomingMessage } from 'node:http';
import { request as expressRequest, type NextFunction, type Request, type Response } from 'express';
import { ENCODINGS, type Encoding } from '../pages/encoding.ts';

const LONGEST_WISH = 200;

/**
 * The smallest encoding that the browser takes: browsers name gzip first and mean no preference by it. Express reads the
 * wish, though the request is not one of its own.
 */
export function encodingFor(request: IncomingMessage): Encoding {
  shorten(request, 'accept-encoding');
  return ENCODINGS.find((one) => expressRequest.acceptsEncodings.call(request, one)) ?? 'identity';
}

/** Keeps a wish for languages short enough to be read. */
export function shortAcceptLanguage(request: Request, _response: Response, next: NextFunction): void {
  shorten(request, 'accept-language');
  next();
}

// A very long wish would be read for milliseconds; the beginning of an honest one says enough.
function shorten({ headers }: IncomingMessage, name: 'accept-encoding' | 'accept-language'): void {
  const wish = headers[name];
  if (wish !== undefined && wish.length > LONGEST_WISH) headers[name] = wish.slice(0, LONGEST_WISH);
}
