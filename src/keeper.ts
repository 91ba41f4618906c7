import { createHash } from 'node:crypto';
import { cutOffEnds, greatLosses } from './content/losses.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import { completed, type Edition } from './pages/edition.ts';
import { polished } from './pages/polish.ts';
import type { Accepted, Press, Site } from './site.ts';
import { isSameSource, readSource, type Source, signatureOf, withEarlierFiles } from './source.ts';

/** What a keeper needs of the world, so that a test can hand in its own. */
export type World = {
  /** The clock that pages go by. It can be set back. */
  now: () => Date;
  /** Milliseconds that have passed since some moment, whatever happens to the clock. */
  elapsed: () => number;
  /** Waits between two readings of the same files. */
  pause: () => Promise<unknown>;
  /** Told of every new edition, and of every set of files that was refused. */
  report: (event: { kind: 'printed' } | { kind: 'refused'; problems: readonly Problem[] }) => void;
};

/** Keeps a running site current: with what editors save, and with the clock. */
export type Keeper = {
  /** Looks once at the files and the clock, and prints a new edition when one of them asks for it. */
  look(): Promise<void>;
  /** Reads everything now; while one reading waits, it is the same. What a person asks for may also lose listings or the end of a file. */
  reload(): Promise<void>;
};

const MOST_READINGS = 20;
/** After this a file that lost its end is believed. */
const BELIEVED_AFTER_MS = 60_000;
/** What could not be printed, for no fault of the content, is tried again after this. */
const RETRY_AFTER_MS = 60_000;

/**
 * A keeper does one thing at a time. A new edition is put in with one assignment; whatever goes wrong before
 * leaves the edition in hand as it is.
 */
export function keeperOf(site: Site, press: Press, first: Accepted, world: World): Keeper {
  let accepted = first;
  let refused: Source | null = null;
  // The texts that lost their ends, since when each stands like that, and when the next one is believed.
  let held = new Map<string, number>();
  let nextBelief = Number.POSITIVE_INFINITY;
  // Every text that was published: going back to one is no accident.
  const published = new Set([...first.source.content.files.values()].map(fingerprint));
  let signature = '';
  let isAskedFor = false;
  let last: Edition | null = null;
  let unpolished: Edition | null = null;
  let nextTry = 0;
  let problems: { content: readonly Problem[]; printing: readonly Problem[] } = { content: [], printing: [] };
  let work: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    work = work.then(task, task);
    return work;
  };

  const say = (found: Partial<typeof problems>) => {
    problems = { ...problems, ...found };
    site.refusal = [...problems.content, ...problems.printing];
    const told = [...(found.content ?? []), ...(found.printing ?? [])];
    if (told.length > 0) world.report({ kind: 'refused', problems: told });
  };

  // The machine's fault, such as a full memory, passes; the same files are tried again.
  const print = async (next: Accepted, now: Date): Promise<boolean> => {
    try {
      // At a start readers get pages sooner; here the edition in hand answers their searches meanwhile.
      await next.indexes();
      const edition = await press.print(next, now, site.edition);
      const isNew = edition.version !== site.edition.version;
      site.edition = edition;
      if (problems.printing.length > 0) say({ printing: [] });
      if (isNew) world.report({ kind: 'printed' });
      nextTry = 0;
      return true;
    } catch (error) {
      nextTry = world.elapsed() + RETRY_AFTER_MS;
      say({ printing: [unprintable(error)] });
      return false;
    }
  };

  const complete = async (): Promise<void> => {
    if (site.edition === last) return polish();
    last = site.edition;
    last = await completed(last);
    site.edition = last;
    await last.searchable();
    unpolished = last;
  };

  // Nobody waits for it, the next save of an editor least of all; whatever comes of it, what is in hand is good enough. It
  // begins with the look after the edition, because a small machine has no second processor for it.
  const polish = (): void => {
    const edition = unpolished;
    unpolished = null;
    if (!edition) return;
    const isInHand = () => site.edition === edition;
    const putInHand = (better: Edition) => {
      if (!isInHand()) return;
      last = better;
      site.edition = better;
    };
    polished(edition, isInHand).then(putInHand, () => {});
  };

  const putIn = async (next: Accepted): Promise<boolean> => {
    if (!(await print(next, world.now()))) return false;
    const { files } = accepted.source.content;
    for (const [name, text] of next.source.content.files) {
      if (files.get(name) !== text) published.add(fingerprint(text));
    }
    accepted = next;
    return true;
  };

  const rest = () => {
    refused = null;
    held = new Map();
    nextBelief = Number.POSITIVE_INFINITY;
  };

  // While some files wait, what was saved in others is taken, if it makes sense without them.
  const takeTheRest = async (source: Source, names: readonly string[]): Promise<void> => {
    const others = withEarlierFiles(source, accepted.source, names);
    if (isSameSource(others, accepted.source)) return;
    const next = await press.accept(others).catch((error) => {
      if (error instanceof ContentMistakes) return null;
      throw error;
    });
    if (next) await putIn(next);
  };

  const take = async (source: Source, isAsked: boolean): Promise<void> => {
    if (isSameSource(source, accepted.source)) {
      rest();
      // A change that could not be printed is no trouble any more when it is taken back.
      say({ content: [], printing: [] });
      return;
    }
    const isKnown = refused !== null && isSameSource(source, refused);
    if (isKnown && !isAsked && world.elapsed() < nextBelief) return;
    const refuse = (found: readonly Problem[], waiting: ReadonlyMap<string, number> = new Map()) => {
      refused = source;
      held = new Map(waiting);
      nextBelief = Math.min(...[...waiting.values()].map((since) => since + BELIEVED_AFTER_MS));
      say({ content: found });
    };
    let next: Accepted;
    try {
      next = await press.accept(source);
    } catch (error) {
      if (!(error instanceof ContentMistakes)) throw error;
      return refuse(error.problems);
    }
    if (!isAsked) {
      const before = { snapshot: accepted.source.content, fileOf: accepted.fileOf };
      const after = { snapshot: source.content, fileOf: next.fileOf };
      const lost = greatLosses(before, after);
      const cut = cutOffEnds(before, after).filter(({ text }) => !published.has(fingerprint(text)));
      const since = new Map(cut.map(({ text }) => [text, held.get(text) ?? world.elapsed()]));
      const doubted = cut.filter(({ text }) => world.elapsed() < (since.get(text) ?? 0) + BELIEVED_AFTER_MS);
      const waiting = [...lost, ...doubted];
      if (waiting.length > 0) {
        await takeTheRest(
          source,
          waiting.map(({ name }) => name),
        );
        const still = new Map(doubted.map(({ text }) => [text, since.get(text) ?? 0]));
        return refuse([...new Set(waiting.map(({ problem }) => problem))], still);
      }
    }
    if (!(await putIn(next))) {
      signature = '';
      isAskedFor = isAsked;
      return;
    }
    rest();
    say({ content: [] });
  };

  // A set of files counts when two readings agree: one alone can fall into the middle of a save.
  const settled = async (): Promise<Source | null> => {
    let earlier = await readSource(press.folders);
    for (let reading = 1; reading < MOST_READINGS; reading += 1) {
      await world.pause();
      const later = await readSource(press.folders);
      if (isSameSource(earlier, later)) return later;
      earlier = later;
    }
    return null;
  };

  const readAgain = async (): Promise<void> => {
    const seen = await signatureOf(press.folders);
    const source = await settled();
    // Still being written: the next look finds another signature.
    signature = source ? seen : '';
    if (!source) return;
    const isAsked = isAskedFor;
    isAskedFor = false;
    try {
      await take(source, isAsked);
    } catch (error) {
      // No mistake of an editor, who may never save this again: it is tried once more, and said until then.
      signature = '';
      isAskedFor = isAsked;
      nextTry = world.elapsed() + RETRY_AFTER_MS;
      say({ printing: [unprintable(error)] });
      throw error;
    }
  };

  return {
    look: () =>
      inTurn(async () => {
        if (world.elapsed() < nextTry) return;
        const isBelieved = world.elapsed() >= nextBelief;
        const isChanged = (await signatureOf(press.folders)) !== signature;
        if (isChanged || isBelieved || isAskedFor) await readAgain();
        const now = world.now();
        if (!isGood(site, now)) await print(accepted, now);
        await complete();
      }),
    reload: () => {
      queued ??= inTurn(() => {
        queued = null;
        isAskedFor = true;
        return readAgain();
      });
      return queued;
    },
  };
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

// A clock that was set back makes an edition of the future wrong as well.
function isGood({ edition }: Site, now: Date): boolean {
  return edition.printedFor <= now && now < edition.goodUntil;
}

function unprintable(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    file: 'views',
    line: 1,
    column: 1,
    field: null,
    message: {
      en: `the pages could not be made (${reason}); the last good edition stays. Tell the person who runs the site`,
      es: `no se pudieron preparar las páginas (${reason}); queda la última edición buena. Avise a quien administra el sitio`,
    },
  };
}
