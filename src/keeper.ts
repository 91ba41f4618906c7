import { losses } from './content/losses.ts';
import { ContentMistakes, type Problem } from './content/problems.ts';
import type { Accepted, Press, Site } from './site.ts';
import { isSameSource, readSource, type Source, signatureOf } from './source.ts';

/** What a keeper needs of the world, so that a test can hand in its own. */
export type World = {
  now: () => Date;
  /** Waits between two readings of the same files. */
  pause: () => Promise<unknown>;
  /** Told of every new edition, and of every set of files that was refused. */
  report: (event: { kind: 'printed' } | { kind: 'refused'; problems: readonly Problem[] }) => void;
};

/** Keeps a running site current: with what editors save, and with the clock. */
export type Keeper = {
  /** Looks once at the files and the clock, and prints a new edition when one of them asks for it. */
  look(): Promise<void>;
  /** Reads everything now. What a person asks for may also lose listings or the end of a file. */
  reload(): Promise<void>;
};

const MOST_READINGS = 20;
const RETRY_MS = 60_000;

/**
 * A keeper does one thing at a time. A new edition is put in with one assignment; whatever goes wrong before
 * leaves the edition in hand as it is.
 */
export function keeperOf(site: Site, press: Press, first: Accepted, world: World): Keeper {
  let accepted = first;
  let refused: Source | null = null;
  let signature = '';
  // An edition that cannot be printed now is not tried again at every look.
  let nextTry = 0;
  let work: Promise<void> = Promise.resolve();

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    work = work.then(task, task);
    return work;
  };

  const refuse = (problems: readonly Problem[], source: Source | null) => {
    refused = source;
    site.refusal = problems;
    world.report({ kind: 'refused', problems });
  };

  const attempt = async (source: Source | null, print: () => Promise<void>): Promise<void> => {
    try {
      await print();
    } catch (error) {
      refuse(error instanceof ContentMistakes ? error.problems : [unprintable(error)], source);
    }
  };

  const putIn = async (next: Accepted): Promise<void> => {
    const edition = await press.print(next, world.now(), site.edition);
    const isNew = edition.version !== site.edition.version;
    site.edition = edition;
    if (isNew) world.report({ kind: 'printed' });
  };

  const take = async (source: Source, isAsked: boolean): Promise<void> => {
    if (isSameSource(source, accepted.source)) {
      refused = null;
      site.refusal = [];
      return;
    }
    if (!isAsked && refused && isSameSource(source, refused)) return;
    await attempt(source, async () => {
      const next = await press.accept(source);
      const lost = isAsked
        ? []
        : losses(
            { snapshot: accepted.source.content, content: accepted.content },
            { snapshot: source.content, content: next.content },
          );
      if (lost.length > 0) throw new ContentMistakes(lost);
      await putIn(next);
      accepted = next;
      refused = null;
      site.refusal = [];
    });
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

  const readAgain = async (isAsked: boolean): Promise<void> => {
    const seen = await signatureOf(press.folders);
    const source = await settled();
    // Still being written: the next look finds another signature.
    signature = source ? seen : '';
    if (source) await take(source, isAsked);
  };

  return {
    look: () =>
      inTurn(async () => {
        const seen = await signatureOf(press.folders);
        if (seen !== signature) await readAgain(false);
        const now = world.now();
        if (isGood(site, now) || now.getTime() < nextTry) return;
        nextTry = now.getTime() + RETRY_MS;
        await attempt(null, () => putIn(accepted));
        if (isGood(site, now)) nextTry = 0;
      }),
    reload: () => inTurn(() => readAgain(true)),
  };
}

// A clock that was set back makes an edition of the future wrong as well.
function isGood({ edition }: Site, now: Date): boolean {
  return edition.printedFor <= now && (edition.goodUntil === null || now < edition.goodUntil);
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
