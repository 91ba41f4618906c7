import { join, relative, sep } from 'node:path';
import type { Text } from '../locale.ts';
import { type Content, listingsIn } from './content.ts';
import type { Problem } from './problems.ts';
import { type Snapshot, TRANSLATIONS } from './snapshot.ts';

/** Content as it was published, or as it is about to be: its files, and the one in which each listing stands. */
type Published = { snapshot: Snapshot; fileOf: FileOf };

/** The file of each listing, `sections/health.yaml`, by the listing's id. */
export type FileOf = ReadonlyMap<string, string>;

/** Where the listings of a content folder stand. */
export function fileOfEach(content: Content, folder: string): FileOf {
  return new Map(
    listingsIn(content).map(({ file, listing }) => [listing.id, relative(folder, file).replaceAll(sep, '/')]),
  );
}

/** A file that may have lost something by accident. */
export type Loss = { name: string; problem: Problem };

/** A loss that a running site believes after a while; `text` is what is left of the file. */
type DoubtedLoss = Loss & { text: string };

/**
 * The end of a file, which an interrupted save cuts off, or a whole file of listings, which nothing else names. It can
 * be meant: an alert that is over is taken away. So a running site waits a while before it believes it.
 */
export function cutOffEnds(before: Published, after: Published): DoubtedLoss[] {
  const cut = [...after.snapshot.files].flatMap(([name, text]) => {
    const earlier = before.snapshot.files.get(name);
    if (earlier === undefined || earlier === text || !isCutOff(earlier, text)) return [];
    const line = text.trimEnd().split(/\r\n|\n|\r/).length;
    return [{ name, text, problem: problemIn(after, name, line, SAY.cutOff) }];
  });
  return [...cut, ...filesGone(before, after)];
}

function filesGone(before: Published, after: Published): DoubtedLoss[] {
  const gone = [...before.snapshot.files.keys()].filter(
    (name) => name.startsWith('listings/') && !after.snapshot.files.has(name),
  );
  if (gone.length === 0) return [];
  // A file that was only given another name has lost nothing.
  const lost = new Set([...before.fileOf].flatMap(([id, file]) => (after.fileOf.has(id) ? [] : [file])));
  return gone
    .filter((name) => lost.has(name))
    .map((name) => ({ name, text: '', problem: problemIn(after, name, 1, SAY.fileGone) }));
}

/**
 * What is never believed of a running site, until somebody who runs it asks for it: more than half of its
 * listings gone at once, or more than half of what people confirmed about its translations.
 */
export function greatLosses(before: Published, after: Published): Loss[] {
  const losses: Loss[] = [];
  const [had, has] = [before.fileOf.size, after.fileOf.size];
  if (has * 2 < had) {
    const problem = problemIn(after, 'sections', 1, listingsGone(had, has));
    // Whichever section they stood in, all of them wait.
    for (const name of before.snapshot.files.keys()) {
      if (/^(?:sections|listings)\//.test(name)) losses.push({ name, problem });
    }
  }
  const stamps = ({ snapshot }: Published) => snapshot.files.get(TRANSLATIONS)?.match(/^ *- /gm)?.length ?? 0;
  if (stamps(after) * 2 < stamps(before)) {
    losses.push({ name: TRANSLATIONS, problem: problemIn(after, TRANSLATIONS, 1, SAY.stampsGone) });
  }
  return losses;
}

function problemIn({ snapshot }: Published, name: string, line: number, message: Text): Problem {
  return { file: join(snapshot.folder, name), line, column: 1, field: null, message };
}

const LONGEST_TAIL = 80;

// Another system may end its lines in another way.
const plain = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

// A file that was cut off is the beginning of what it was; or, when it was edited as well, it ends with words
// that stood further up before, and the words that ended it are gone.
function isCutOff(before: string, after: string): boolean {
  const [earlier, later] = [plain(before), plain(after)];
  if (later.length === 0 || later === earlier) return false;
  if (earlier.startsWith(later)) return true;
  const end = (text: string) => text.slice(-LONGEST_TAIL);
  return earlier.includes(end(later)) && !earlier.endsWith(end(later)) && !later.includes(end(earlier));
}

const SAY = {
  cutOff: {
    en: 'the file ends here, and what came after this line before is gone; if it was not meant, save the file again whole. It is taken as it is after a minute',
    es: 'el archivo termina aquí, y lo que antes seguía a esta línea ya no está; si no fue a propósito, guarde el archivo otra vez completo. Se toma como está después de un minuto',
  },
  fileGone: {
    en: 'this file is gone, and its listings with it; if it was not meant, put it back. It is taken as it is after a minute',
    es: 'este archivo ya no está, y con él sus lugares; si no fue a propósito, vuelva a ponerlo. Se toma como está después de un minuto',
  },
  stampsGone: {
    en: 'more than half of the confirmed translations are gone; put the file back. If you meant it, ask the person who runs the site to reload it (SIGHUP) or start it again',
    es: 'falta más de la mitad de las traducciones confirmadas; vuelva a poner el archivo. Si fue a propósito, pida a quien administra el sitio que lo recargue (SIGHUP) o lo reinicie',
  },
} as const satisfies Record<string, Text>;

function listingsGone(had: number, has: number): Text {
  return {
    en: `more than half of the listings are gone (${had} before, ${has} now); put them back. If you meant it, ask the person who runs the site to reload it (SIGHUP) or start it again`,
    es: `falta más de la mitad de los lugares (antes ${had}, ahora ${has}); póngalos otra vez. Si fue a propósito, pida a quien administra el sitio que lo recargue (SIGHUP) o lo reinicie`,
  };
}
