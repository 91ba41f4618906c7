import { createServer, type RequestListener, type Server } from 'node:http';
import type { Site } from '../site.ts';
import type { Tally } from './counts.ts';
import { headerSets } from './headers.ts';
import { LazyRequest } from './lazy-request.ts';
import { refusalsFor } from './malformed.ts';
import { MOST_HEADERS } from './refusals.ts';

/** As many as one process carries with little memory; more are closed at once. */
const MOST_CONNECTIONS = 15_000;
/** For the files that a reload reads, the log, and the system. */
const OWN_DESCRIPTORS = 64;
/** How many connections the system keeps for us while we are busy. */
export const BACKLOG = 4_096;

/**
 * The server with all its limits; it opens no port. Every answer on it has the common headers, also those to what
 * is no HTTP at all.
 * @param listener the application
 * @param site whose printed pages answer what the application never gets to see
 * @param descriptors how many files and connections the process may have open
 */
export function serverFor(listener: RequestListener, site: Site, tally: Tally, descriptors: number): Server {
  const refusals = refusalsFor(site, headerSets(site.edition.hashes, site.origin, site.base));
  const handedOver: RequestListener<typeof LazyRequest> = (request, response) => {
    request.isHandedOver = true;
    listener(request, response);
  };
  const server = createServer(
    {
      IncomingMessage: LazyRequest,
      maxHeaderSize: 8_192,
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
      // Node would answer without our headers; the application asks for it.
      requireHostHeader: false,
      insecureHTTPParser: false,
    },
    handedOver,
  );
  server.maxHeadersCount = MOST_HEADERS;
  server.maxConnections = Math.max(1, Math.min(MOST_CONNECTIONS, descriptors - OWN_DESCRIPTORS));
  server.on('drop', () => tally.add('dropped'));
  // The application says itself whether a body may come.
  server.on('checkContinue', handedOver);
  server.on('checkExpectation', handedOver);
  server.on('clientError', (error, socket) => {
    const status = refusals.malformed(error, socket);
    if (status) tally.addStatus(status);
  });
  server.on('connect', (_request, socket) => {
    const status = refusals.connect(socket);
    if (status) tally.addStatus(status);
  });
  return server;
}
