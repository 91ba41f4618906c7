import { CANARY } from './canary.ts';

/** What a server says when nothing goes wrong and nobody edits. */
const EVENTS = ['listening', 'content_loaded', 'draining', 'closed'];

/**
 * Everything in a log that is not about the life of the server.
 * @param origin its own address
 * @param ports what readers’ connections came from
 */
export function mistakesInLog(log: string, origin: string, ports: ReadonlySet<number> = new Set()): string[] {
  const mistakes = strangeIn(log).map((line) => `the log says ${line}`);
  if (log.toLowerCase().includes(CANARY)) mistakes.push('the log holds the words of a reader');
  for (const line of linesOf(log)) {
    // Its own address is nobody else's, and among the digits of an edition's hash any port can be found.
    const rest = line.replace(`"${origin}/"`, '').replace(/\b[0-9a-f]{12,}\b/g, '');
    if (/\b127\.|::1|localhost/.test(rest)) mistakes.push(`an address of a reader: ${line}`);
    const port = rest.match(/\d+/g)?.find((number) => ports.has(Number(number)));
    if (port) mistakes.push(`the port of a reader: ${line}`);
  }
  return mistakes;
}

/**
 * The lines of a log that are not about the life of the server.
 * @param also events that whoever started it lets it tell besides
 */
export function strangeIn(log: string, also: readonly string[] = []): string[] {
  const known = new RegExp(`^\\{"event":"(?:${[...EVENTS, ...also].join('|')})"[^{}]*\\}$`);
  return linesOf(log).filter((line) => !known.test(line));
}

function linesOf(log: string): string[] {
  return log.split('\n').filter((line) => line !== '');
}
