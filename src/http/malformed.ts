import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Site } from '../site.ts';
import { headFor } from './answers.ts';
import type { HeaderSets, Headers } from './headers.ts';

/**
 * Answers what Node could not read as a request: headers that are too large (431, with a page: a browser that
 * carries the cookies of a whole city can come here), that never ended (408), or that are no HTTP (400). Nothing of the
 * request is looked at again.
 * @returns the status that was sent; null when nothing was, because the connection has heard an answer already and
 * could take this one for the answer to something else
 */
export function refuseMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  site: Site,
  headers: HeaderSets,
): number | null {
  const hasHeard = socket instanceof Socket && socket.bytesWritten > 0;
  if (error.code === 'ECONNRESET' || !socket.writable || hasHeard) {
    if (socket instanceof Socket) socket.destroySoon();
    else socket.destroy();
    return null;
  }
  const status = STATUS_OF[error.code ?? ''] ?? 400;
  if (status === 431) {
    const { language, bytes } = site.edition.errors[status].en;
    finish(
      socket,
      status,
      headFor(headers.error, language, 'identity', bytes.identity.length),
      bytes.identity,
    );
  } else finish(socket, status, [...headers.bare, 'Content-Length', '0']);
  return status;
}

/** Answers CONNECT, which asks a proxy for a tunnel: this is none (RFC 9110, section 9.3.6). */
export function refuseConnect(socket: Duplex, headers: HeaderSets): void {
  socket.on('error', () => {});
  finish(socket, 405, [...headers.bare, 'Allow', 'GET, HEAD', 'Content-Length', '0']);
}

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function finish(socket: Duplex, status: number, headers: Headers, body: Buffer = Buffer.alloc(0)): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Date: ${new Date().toUTCString()}`,
    'Connection: close',
  ];
  for (let index = 0; index < headers.length; index += 2)
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
}
