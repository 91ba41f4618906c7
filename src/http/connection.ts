import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Site } from '../site.ts';
import type { Headers } from './headers.ts';

/** More on one connection are an attack, or a proxy that must not keep a copy busy for ever. */
const MOST_ANSWERS = 1_000;
/**
 * No browser asks for a second page on a connection before it has the first one, and no proxy in use does. Some room is
 * left for what is on its way to the system while the next request comes.
 */
const MOST_WAITING = 4;

/** Whoever has taken nothing of an answer for so long has gone. */
const UNREAD_MS = 30_000;

/** What has happened on a connection so far, and what to do when one of its answers is over. */
export type Course = { asked: number; waiting: number; isBroken: boolean; over: () => void };

// Node has a limit of its own, maxRequestsPerSocket, but answers what comes after it with a 503 that lacks our headers.
const courses = new WeakMap<Socket, Course>();

/**
 * Lets a request in, or ends its connection: hundreds of pages that are asked for in one breath and not read would
 * have to be kept in memory, each with all that belongs to an answer.
 * @returns the course of its connection; null when that has ended
 */
export function letIn({ socket }: IncomingMessage, response: ServerResponse): Course | null {
  const course = courses.get(socket) ?? begun(socket);
  if (course.waiting >= MOST_WAITING) {
    end(socket);
    return null;
  }
  course.asked += 1;
  course.waiting += 1;
  // A response closes once, whatever becomes of it; `once` would wrap this for every request.
  response.on('close', course.over);
  return course;
}

function begun(socket: Socket): Course {
  const over = () => {
    course.waiting -= 1;
  };
  const course: Course = { asked: 0, waiting: 0, isBroken: false, over };
  courses.set(socket, course);
  return course;
}

/**
 * Ends an answer. Only one that the system has not taken yet has a limit, until it is taken and Node waits for the next
 * request: `server.timeout` would give every request two timers more, which are 3 % of the time that a page takes.
 */
export function endWith(response: ServerResponse, body?: Buffer | string): void {
  response.end(body);
  if (response.writableLength > 0) response.setTimeout(UNREAD_MS);
}

/**
 * Lets an answer that somebody waits for be the last on its connection, because what came behind its request cannot be read.
 * @returns false when nobody waits
 */
export function isLastAnswer(socket: Socket): boolean {
  const course = courses.get(socket);
  if (!course || course.waiting === 0) return false;
  course.isBroken = true;
  return true;
}

/** Whether the next answer on a connection has to be its last. */
export function isAtItsEnd({ isBroken, asked }: Course): boolean {
  return isBroken || asked >= MOST_ANSWERS;
}

// Node goes on to make a request of everything that it has read already, thousands of them out of 64 KB, and keeps all
// until the connection is closed. It offers no way to stop; its own way is to be told that another protocol begins.
function end(socket: Socket & { parser?: { onIncoming?: unknown } | null }): void {
  if (typeof socket.parser?.onIncoming === 'function') socket.parser.onIncoming = () => ANOTHER_PROTOCOL;
  socket.destroy();
}

const ANOTHER_PROTOCOL = 2;

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
  const isDisturbed = headers.upgrade !== undefined || (isRead === 'unread' && mayHaveBody(method, headers));
  const course = courses.get(socket);
  const isLast = site.isStopping || (course !== undefined && isAtItsEnd(course)) || isDisturbed;
  return isLast ? CLOSE : STAY;
}

function mayHaveBody(method: string | undefined, headers: IncomingMessage['headers']): boolean {
  const isAsking = method === 'GET' || method === 'HEAD';
  return (
    !isAsking || headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  );
}

const CLOSE: Headers = ['Connection', 'close'];
const STAY: Headers = [];
