import { CANARY } from './judge.ts';

/** What a server says when nothing goes wrong and nobody edits. */
const EVENTS = ['listening', 'content_loaded', 'draining', 'closed'];

/**
 * Everything in a log that is not about the life of the server.
 * @param origin its own address
 * @param ports what readers’ connections came from
 */
export function mistakesInLog(log: string, origin: string, ports: ReadonlySet<number> = new Set()): string[] {
  const mistakes: string[] = [];
  if (log.toLowerCase().includes(CANARY)) mistakes.push('the log holds the words of a reader');
  for (const line of log.split('\n').filter(Boolean)) {
    const entry: { event?: unknown } = line.startsWith('{') ? JSON.parse(line) : {};
    if (!EVENTS.includes(String(entry.event))) mistakes.push(`the log says ${line}`);
    // Its own address is nobody else's.
    const rest = line.replace(`"${origin}/"`, '');
    if (/\b127\.|::1|localhost/.test(rest)) mistakes.push(`an address of a reader: ${line}`);
    const port = rest.match(/\d+/g)?.find((number) => ports.has(Number(number)));
    if (port) mistakes.push(`the port of a reader: ${line}`);
  }
  return mistakes;
}
