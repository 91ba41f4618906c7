import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { known } from '../model/known.ts';
import type { Site } from '../site.ts';
import { headFor } from './answers.ts';
import { isLastAnswer } from './connection.ts';
import type { HeaderSets, Headers } from './headers.ts';

/** Answers what never becomes a request. Nothing of it is looked at again. */
export type Refusals = {
  /**
   * Answers what Node could not read: headers that are too large (431, with a page: a browser that carries the
   * cookies of a whole city can come here), that never ended (408), or that are no HTTP (400).
   * @returns the status that was sent; null when nothing was: the connection has said nothing yet, or has heard or
   * still waits for an answer, and could take this one for it
   */
  malformed(error: NodeJS.ErrnoException, socket: Duplex): number | null;
  /**
   * Answers CONNECT, which asks a proxy for a tunnel: this is none (RFC 9110, section 9.3.6).
   * @returns the status that was sent; null when nothing was, because an answer before it is still waited for
   */
  connect(socket: Duplex): number | null;
};

/** A browser that still sends its cookies would lose the page with the connection. */
const LINGER_MS = 2_000;
const TUNNEL_MS = 30_000;

/**
 * @param site whose printed page is shown
 * @param headers what every answer of a kind carries; thousands of connections can fail at once, so short heads are made now
 */
export function refusalsFor(site: Site, headers: HeaderSets): Refusals {
  const short = (status: number, more: Headers = []) =>
    headOf(status, [...headers.bare, ...more, 'Content-Length', '0']);
  const heads = new Map([400, 408, 413].map((status) => [status, short(status)] as const));
  const connectHead = short(405, ['Allow', 'GET, HEAD']);
  return {
    malformed: (error, socket) => {
      if (!(socket instanceof Socket)) return null;
      const { bytesRead, bytesWritten, writable } = socket;
      const status = STATUS_OF[error.code ?? ''] ?? 400;
      // What cannot be read stands behind a search that is whole, unless that is too slow or was cut off.
      const isCutOff = status === 408 || error.code === 'HPE_INVALID_EOF_STATE';
      if (!isCutOff && isLastAnswer(socket)) return null;
      if (error.code === 'ECONNRESET' || !writable || bytesRead === 0 || bytesWritten > 0) {
        socket.destroySoon();
        return null;
      }
      if (status === 431) {
        const { language, bytes } = known(site.edition.errors[status], 'en');
        const page = bytes.identity;
        const head = headOf(status, headFor(headers.error, language, 'identity', page.length));
        socket.setTimeout(LINGER_MS).end(Buffer.concat([dated(head), page]));
      } else {
        socket.write(dated(heads.get(status) ?? ''));
        socket.destroySoon();
      }
      return status;
    },
    connect: (socket) => {
      socket.on('error', () => {});
      if (!(socket instanceof Socket)) return null;
      // Node takes its own limits off a connection that is to be a tunnel: whoever stays on it would keep its room for ever.
      socket.setTimeout(TUNNEL_MS, () => socket.destroy());
      if (isLastAnswer(socket)) return null;
      socket.write(dated(connectHead));
      socket.destroySoon();
      return 405;
    },
  };
}

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function headOf(status: number, headers: Headers): string {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Connection: close'];
  for (let index = 0; index < headers.length; index += 2)
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  return lines.join('\r\n');
}

function dated(head: string): Buffer {
  return Buffer.from(`${head}\r\nDate: ${new Date().toUTCString()}\r\n\r\n`);
}
