import { setTimeout as pause } from 'node:timers/promises';
import { problemWords } from './content/problems.ts';
import { createApp } from './http/app.ts';
import { tallyOf } from './http/counts.ts';
import { BACKLOG, serverFor } from './http/serving.ts';
import { keeperOf } from './keeper.ts';
import { errorEntry, type Log } from './log.ts';
import { PREPARED } from './prepared.ts';
import { mistakeInListening, type Settings } from './settings.ts';
import { openSite, type Site } from './site.ts';
import { stopOf } from './stopping.ts';

const LOOK_EVERY_MS = 500;
const BETWEEN_READINGS_MS = 250;
const MOST_PROBLEMS = 20;
const HOUR_MS = 3_600_000;

/** What can be asked of a copy from outside. */
export type Copy = {
  /** Reads everything now. */
  reload: () => void;
  /** Ends the process; one that drains tells the balancer first. */
  end: (drains: boolean) => void;
};

/**
 * Opens the site and serves it from this process.
 * @param fail told why it cannot listen, or print
 * @throws {ContentMistakes} when the content cannot be published
 */
export async function serveCopy(settings: Settings, log: Log, fail: (error: unknown) => void): Promise<Copy> {
  const unexpected = (error: unknown) => log(errorEntry(error));
  const { port, host, content, base, origin, cdnMaxAge } = settings;
  const { site, press, accepted } = await openSite(
    { content, project: '.', base, origin, cdnMaxAge, prepared: PREPARED },
    new Date(),
    'on demand',
  );
  const logEdition = ({ edition }: Site) =>
    log({
      event: 'content_loaded',
      edition: edition.version,
      pages: edition.pages.size + edition.unprinted.size,
    });
  logEdition(site);

  const tally = tallyOf();
  const app = createApp(site, unexpected, tally);
  const server = serverFor(app, site, tally, descriptors());
  const keeper = keeperOf(site, press, accepted, {
    now: () => new Date(),
    elapsed: () => performance.now(),
    pause: () => pause(BETWEEN_READINGS_MS),
    report: (event) => {
      if (event.kind === 'printed') return logEdition(site);
      // What an editor wrote is no reader's secret.
      for (const { file, line, column, ...problem } of event.problems.slice(0, MOST_PROBLEMS)) {
        log({
          event: 'content_rejected',
          at: `${file}:${line}:${column}`,
          reason: problemWords(problem, 'en'),
        });
      }
    },
  });
  let looking: NodeJS.Timeout | undefined;
  const counting = setInterval(() => {
    const counts = tally.endOfHour();
    if (counts) log({ event: 'counts', ...counts });
  }, HOUR_MS);
  const stop = stopOf(server, site, log, () => {
    clearInterval(looking);
    clearInterval(counting);
  });
  // What went wrong may have left anything behind: this copy finishes what it began, and another takes its place.
  process.on('uncaughtException', (error) => {
    unexpected(error);
    stop({ code: 1, drains: true });
  });

  server.once('error', (error) => fail(mistakeInListening(error, settings)));
  server.listen({ port, host, backlog: BACKLOG }, () => {
    server.removeAllListeners('error').on('error', unexpected);
    const bound = server.address();
    const actual = typeof bound === 'object' && bound ? bound.port : port;
    const name = host.includes(':') ? `[${host}]` : host;
    log({ event: 'listening', address: `http://${name}:${actual}${base}/` });
  });
  // The first look prints all that nobody has asked for. What cannot be printed ends a start; no reader should meet it
  // first. Later, another program may stand on the disk, so this one takes in all of itself; then it looks again and again.
  keeper
    .look()
    .then(app.getReady)
    .then(press.getReady)
    .then(() => {
      if (!site.isStopping) looking = setInterval(() => keeper.look().catch(unexpected), LOOK_EVERY_MS);
    })
    .catch(fail);
  return {
    reload: () => void keeper.reload().catch(unexpected),
    end: (drains) => stop({ code: 0, drains }),
  };
}

/** How many files and connections this process may have open. */
function descriptors(): number {
  const report: { userLimits?: { open_files?: { soft?: unknown } } } = process.report?.getReport() ?? {};
  const limit = report.userLimits?.open_files?.soft;
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}
