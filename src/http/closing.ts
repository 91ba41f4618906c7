import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Site } from '../site.ts';
import type { Headers } from './headers.ts';

/** More on one connection are an attack, or a proxy that must not keep a copy busy for ever. */
const MOST_ANSWERS = 1_000;

// Node has a limit of its own, maxRequestsPerSocket, but answers what comes after it with a 503 that lacks our headers.
const answersOn = new WeakMap<Socket, number>();

/**
 * The header that ends the connection after an answer, where it must end: while the server stops, which would wait for
 * it; after a body that nobody wants, which would be read to its end; and after very many answers.
 * @param isRead whether the body was read, as that of a search is
 */
export function closing(
  site: Site,
  { method, headers, socket }: IncomingMessage,
  isRead: 'read' | 'unread' = 'unread',
): Headers {
  const answers = (answersOn.get(socket) ?? 0) + 1;
  answersOn.set(socket, answers);
  return site.isStopping || answers >= MOST_ANSWERS || (isRead === 'unread' && mayHaveBody(method, headers))
    ? CLOSE
    : STAY;
}

function mayHaveBody(method: string | undefined, headers: IncomingMessage['headers']): boolean {
  const isAsking = method === 'GET' || method === 'HEAD';
  return (
    !isAsking || headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  );
}

const CLOSE: Headers = ['Connection', 'close'];
const STAY: Headers = [];
