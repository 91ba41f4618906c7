import { createServer, type Server } from 'node:http';
import { ContentMistakes } from './content/problems.ts';
import { createApp } from './http/app.ts';
import { headerSets } from './http/headers.ts';
import { refuseMalformed } from './http/malformed.ts';
import { SettingMistake, settingsFrom } from './settings.ts';
import { openSite, type Site } from './site.ts';

// The lines of the log are about the server's life. None is about a visit.
function log(event: string, fields: Readonly<Record<string, string | number>> = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}

const DRAIN_MS = 1_500;
const LAST_MOMENT_MS = 10_000;

async function start(): Promise<void> {
  const { port, host, content, base, origin } = settingsFrom(process.env);
  const site = await openSite({ content, project: '.', base, origin });
  log('content_loaded', { edition: site.edition.version, pages: site.edition.pages.size });

  const app = createApp(site, (error) => log('error', { class: nameOf(error), at: placeOf(error) }));
  const server = createServer(
    { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000 },
    app,
  );
  const { bare } = headerSets(site.edition.styleHash, origin, base);
  server.on('clientError', (error, socket) => refuseMalformed(error, socket, bare));
  server.on('error', (error) => fail(`cannot listen on ${host}:${port}: ${error.message}`));
  server.listen(port, host, () => {
    const bound = server.address();
    const actual = typeof bound === 'object' && bound ? bound.port : port;
    const name = host.includes(':') ? `[${host}]` : host;
    log('listening', { address: `http://${name}:${actual}${base}/` });
  });
  process.once('SIGTERM', () => stop(server, site, DRAIN_MS));
  process.once('SIGINT', () => stop(server, site, 0));
}

// A balancer learns from /readyz that this copy goes away before it does.
function stop(server: Server, site: Site, drain: number): void {
  site.isStopping = true;
  log('draining');
  setTimeout(() => {
    server.close(() => log('closed'));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), LAST_MOMENT_MS).unref();
  }, drain);
}

// The message of an error can hold a reader's words; its class and its place in our code cannot.
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function placeOf(error: unknown): string {
  const frame =
    error instanceof Error ? error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) : null;
  return frame?.trim() ?? 'unknown';
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

start().catch((error: unknown) => {
  if (error instanceof ContentMistakes || error instanceof SettingMistake) fail(error.message);
  else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
