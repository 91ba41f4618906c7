import cluster from 'node:cluster';
import { ContentMistakes } from './content/problems.ts';
import { keepFirstTick } from './first-tick.ts';
import { errorEntry, logTo, warningEntry } from './log.ts';
import { SettingMistake, settingsFrom } from './settings.ts';
import { leadWorkers } from './workers.ts';

void keepFirstTick();
// Nobody may be there to read what goes wrong.
process.stderr.on('error', () => {});
const log = logTo(process.stdout);
const unexpected = (error: unknown) => log(errorEntry(error));
// Node prints its warnings with what they are about, and that can be a reader's words.
process.removeAllListeners('warning').on('warning', (warning) => log(warningEntry(warning)));
// Node would open a debugger's door for this signal, to everybody on this machine.
process.on('SIGUSR1', () => {});

async function start(): Promise<void> {
  // Before the first edition is there, nothing has to be reloaded or brought to an end.
  let reload = () => {};
  let end = (_drains: boolean): void => process.exit();
  process.on('SIGHUP', () => reload());
  process.on('SIGTERM', () => end(true));
  process.once('SIGINT', () => end(false));

  const settings = await settingsFrom(process.env);
  if (settings.workers > 1 && cluster.isPrimary) {
    ({ reload, end } = leadWorkers(settings.workers, process.env, unexpected));
    return;
  }
  // Whoever only leads needs none of it in memory.
  const { serveCopy } = await import('./copy.ts');
  ({ reload, end } = await serveCopy(settings, log, fail));
}

function fail(error: unknown): void {
  const isForPeople = error instanceof ContentMistakes || error instanceof SettingMistake;
  const words =
    error instanceof Error ? ((isForPeople ? null : error.stack) ?? error.message) : String(error);
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

start().catch(fail);
