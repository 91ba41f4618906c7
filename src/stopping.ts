import type { Server } from 'node:http';
import type { Log } from './log.ts';
import type { Site } from './site.ts';

/** A balancer learns from /readyz that this copy goes away before it does. */
const DRAIN_MS = 1_500;
/** Whoever is still reading then is cut off. */
const LAST_MOMENT_MS = 10_000;
/** The last line of a log that nobody reads must not keep the process. */
const LAST_LINE_MS = 500;

/** Ends the process in good order. */
export type Stop = (ending: { code: number; drains: boolean }) => void;

/**
 * @param before what must not happen any more once the process is about to end
 * @returns a function that ends the process: /readyz says 503 and every answer closes its connection; then nothing new
 * is taken; then what is still open is closed. Told again, it only makes the exit code worse, never better.
 */
export function stopOf(server: Server, site: Site, log: Log, before: () => void): Stop {
  return ({ code, drains }) => {
    process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
    if (site.isStopping) return;
    site.isStopping = true;
    before();
    log({ event: 'draining' });
    setTimeout(() => close(server, log), drains ? DRAIN_MS : 0);
  };
}

function close(server: Server, log: Log): void {
  server.close(() => {
    log({ event: 'closed' });
    setTimeout(() => process.exit(), LAST_LINE_MS).unref();
  });
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), LAST_MOMENT_MS).unref();
}
