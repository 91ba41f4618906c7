import type { IncomingMessage } from 'node:http';
import type { ErrorStatus } from '../pages/error.ts';

export const LONGEST_URL = 512;
/** What may be sent along where nothing is asked for; each form has a limit of its own. */
const LONGEST_BODY = 1024;
/** Node leaves out the headers after this many, and with them what they say. */
export const MOST_HEADERS = 100;

/**
 * Why a request is not looked at any further, whatever it asks for; null when it is. Two readings of one request are how
 * requests are smuggled past a proxy, so nothing is let through that a proxy may read otherwise.
 * @param mostBytes how long a body may be at this address
 */
export function whyRefused(request: IncomingMessage, mostBytes = LONGEST_BODY): ErrorStatus | 417 | null {
  const { headers, rawHeaders, httpVersion, url = '' } = request;
  // Names and values alternate.
  if (rawHeaders.length >= 2 * MOST_HEADERS) return 431;
  // RFC 9112, section 3.2: exactly one Host, which only HTTP/1.0 may leave out.
  const hosts = hostsIn(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) return 400;
  if (url.length > LONGEST_URL) return 414;
  // What is sent here is a form, whose length is known (RFC 9110, sections 15.5.12 and 15.5.14).
  if (headers['transfer-encoding'] !== undefined) return 411;
  if (Number(headers['content-length'] ?? 0) > mostBytes) return 413;
  return isExpecting(request) && headers.expect?.toLowerCase() !== '100-continue' ? 417 : null;
}

/** Whether a client asks something before it sends; HTTP/1.0 knows no such thing (RFC 9110, section 10.1.1). */
export function isExpecting({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.expect !== undefined && httpVersion !== '1.0';
}

function hostsIn(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}
