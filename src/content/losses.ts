import { join } from 'node:path';
import { type Content, listingsIn } from './content.ts';
import type { Problem } from './problems.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What a running site must not lose by accident: the end of a file, which an interrupted save cuts off, and more
 * than half of its listings at once. Both can be meant; then somebody says so by a reload or a restart.
 */
export function losses(
  before: { snapshot: Snapshot; content: Content },
  after: { snapshot: Snapshot; content: Content },
): Problem[] {
  const cut = [...after.snapshot.files].flatMap(([name, text]): Problem[] => {
    const earlier = before.snapshot.files.get(name);
    if (earlier === undefined || !isCutOff(earlier, text)) return [];
    const lines = text.trimEnd().split('\n').length;
    return [
      {
        file: join(after.snapshot.folder, name),
        line: lines,
        column: 1,
        field: null,
        message: {
          en: 'the file ends here, and what came after this line before is gone; save it again whole. If you meant it, ask the person who runs the site to reload it (SIGHUP) or start it again',
          es: 'el archivo termina aquí, y lo que antes seguía a esta línea ya no está; guárdelo otra vez completo. Si fue a propósito, pida a quien administra el sitio que lo recargue (SIGHUP) o lo reinicie',
        },
      },
    ];
  });
  const [had, has] = [before.content, after.content].map((content) => listingsIn(content).length);
  if (had === undefined || has === undefined || has * 2 >= had) return cut;
  return [
    ...cut,
    {
      file: join(after.snapshot.folder, 'sections'),
      line: 1,
      column: 1,
      field: null,
      message: {
        en: `more than half of the listings are gone (${had} before, ${has} now); put them back. If you meant it, ask the person who runs the site to reload it (SIGHUP) or start it again`,
        es: `falta más de la mitad de los lugares (antes ${had}, ahora ${has}); póngalos otra vez. Si fue a propósito, pida a quien administra el sitio que lo recargue (SIGHUP) o lo reinicie`,
      },
    },
  ];
}

const LONGEST_TAIL = 80;

// Another system may end its lines in another way.
const plain = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

// A file that was cut off ends with words that stood further up before, and the words that ended it are gone.
function isCutOff(before: string, after: string): boolean {
  const [earlier, later] = [plain(before), plain(after)];
  if (later.length >= earlier.length) return false;
  const end = (text: string) => text.slice(-LONGEST_TAIL);
  return (
    later.length > 0 &&
    earlier.includes(end(later)) &&
    !earlier.endsWith(end(later)) &&
    !later.includes(end(earlier))
  );
}
