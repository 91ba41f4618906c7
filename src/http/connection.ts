import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Site } from '../site.ts';
import type { Headers } from './headers.ts';

/** More on one connection are an attack, or a proxy that must not keep a copy busy for ever. */
const MOST_ANSWERS = 1_000;
/** No browser asks for a second page on a connection before it has the first one, and a proxy for a few at most. */
const MOST_WAITING = 16;

type Course = { asked: number; waiting: number };

// Node has a limit of its own, maxRequestsPerSocket, but answers what comes after it with a 503 that lacks our headers.
const courses = new WeakMap<Socket, Course>();

/**
 * Lets a request in, or ends its connection: hundreds of pages that are asked for in one breath and not read would
 * have to be kept in memory, each with all that belongs to an answer.
 */
export function isLetIn({ socket }: IncomingMessage, response: ServerResponse): boolean {
  const course = courses.get(socket) ?? { asked: 0, waiting: 0 };
  courses.set(socket, course);
  course.asked += 1;
  course.waiting += 1;
  response.once('close', () => {
    course.waiting -= 1;
  });
  if (course.waiting <= MOST_WAITING) return true;
  socket.destroy();
  return false;
}

/**
 * The header that ends the connection after an answer, where it must end: while the server stops, which would wait for
 * it; after a body that nobody wants, which would be read to its end; after a wish to speak another protocol, behind
 * which Node reads nothing more; and after very many answers.
 * @param isRead whether the body was read, as that of a search is
 */
export function closing(
  site: Site,
  { method, headers, socket }: IncomingMessage,
  isRead: 'read' | 'unread' = 'unread',
): Headers {
  const isTired = (courses.get(socket)?.asked ?? 0) >= MOST_ANSWERS;
  const isDisturbed = headers.upgrade !== undefined || (isRead === 'unread' && mayHaveBody(method, headers));
  return site.isStopping || isTired || isDisturbed ? CLOSE : STAY;
}

function mayHaveBody(method: string | undefined, headers: IncomingMessage['headers']): boolean {
  const isAsking = method === 'GET' || method === 'HEAD';
  return (
    !isAsking || headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  );
}

const CLOSE: Headers = ['Connection', 'close'];
const STAY: Headers = [];
