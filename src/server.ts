import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ContentMistakes, problemWords } from './content/problems.ts';
import { placeOf } from './error-place.ts';
import { createApp } from './http/app.ts';
import { headerSets } from './http/headers.ts';
import { refuseMalformed } from './http/malformed.ts';
import { keeperOf } from './keeper.ts';
import { SettingMistake, settingsFrom } from './settings.ts';
import { openSite, type Site } from './site.ts';

// The lines of the log are about the server's life. None is about a visit.
function log(event: string, fields: Readonly<Record<string, string | number>> = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}

function logEdition({ edition }: Site): void {
  log('content_loaded', { edition: edition.version, pages: edition.pages.size });
}

const LOOK_EVERY_MS = 500;
const BETWEEN_READINGS_MS = 250;
const MOST_PROBLEMS = 20;
const DRAIN_MS = 1_500;
const LAST_MOMENT_MS = 10_000;

async function start(): Promise<void> {
  // Asked for before the first edition is there, a reload has nothing to do; it must not end the process.
  let reload = () => {};
  process.on('SIGHUP', () => reload());
  const { port, host, content, base, origin } = settingsFrom(process.env);
  const { site, press, accepted } = await openSite({ content, project: '.', base, origin });
  logEdition(site);

  const app = createApp(site, unexpected);
  const server = createServer(
    { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000 },
    app,
  );
  const { bare } = headerSets(site.edition.hashes, origin, base);
  server.on('clientError', (error, socket) => refuseMalformed(error, socket, bare));
  server.on('error', (error) => fail(`cannot listen on ${host}:${port}: ${error.message}`));
  server.listen(port, host, () => {
    const bound = server.address();
    const actual = typeof bound === 'object' && bound ? bound.port : port;
    const name = host.includes(':') ? `[${host}]` : host;
    log('listening', { address: `http://${name}:${actual}${base}/` });
  });
  const keeper = keeperOf(site, press, accepted, {
    now: () => new Date(),
    elapsed: () => performance.now(),
    pause: () => pause(BETWEEN_READINGS_MS),
    report: (event) => {
      if (event.kind === 'printed') return logEdition(site);
      // What an editor wrote is no reader's secret.
      for (const { file, line, column, ...problem } of event.problems.slice(0, MOST_PROBLEMS)) {
        log('content_rejected', { at: `${file}:${line}:${column}`, reason: problemWords(problem, 'en') });
      }
    },
  });
  const looking = setInterval(() => keeper.look().catch(unexpected), LOOK_EVERY_MS);
  reload = () => void keeper.reload().catch(unexpected);
  const end = (drain: number) => {
    clearInterval(looking);
    stop(server, site, drain);
  };
  process.once('SIGTERM', () => end(DRAIN_MS));
  process.once('SIGINT', () => end(0));
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

function unexpected(error: unknown): void {
  log('error', { class: nameOf(error), at: placeOf(error) });
}

// The message of an error can hold a reader's words; its class and its place in our code cannot.
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

start().catch((error: unknown) => {
  if (error instanceof ContentMistakes || error instanceof SettingMistake) fail(error.message);
  else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
