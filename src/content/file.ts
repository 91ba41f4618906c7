import { constants } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Text } from '../locale.ts';

/** How large a content file may be, in bytes. */
export const MAX_BYTES = 64 * 1024;

/** Why a file was not read. */
export class UnreadableFile extends Error {
  readonly advice: Text;

  constructor(advice: Text) {
    super(advice.en);
    this.advice = advice;
  }
}

/**
 * The text of a content file, in Unicode's composed form.
 *
 * Opened once, without following links and without waiting on a pipe, and checked by its descriptor, so
 * that what is checked is what is read.
 * @throws {UnreadableFile} for anything but a plain UTF-8 file of at most 64 KiB.
 */
export async function readContentFile(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new UnreadableFile(SAY.missing);
      if (error.code === 'ELOOP') throw new UnreadableFile(SAY.link);
      // A socket cannot be opened at all.
      if (error.code === 'ENXIO') throw new UnreadableFile(SAY.notPlain);
      throw new UnreadableFile(cannotOpen(error.code));
    },
  );
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new UnreadableFile(SAY.notPlain);
    if (stat.size > MAX_BYTES) throw new UnreadableFile(SAY.large);
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    // One read may bring less than the file holds.
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length > MAX_BYTES) break;
    }
    if (length > MAX_BYTES) throw new UnreadableFile(SAY.large);
    return decode(bytes.subarray(0, length));
  } finally {
    await handle.close();
  }
}

/**
 * Puts a text in the place of a content file. A running site reads the old file or the new one, never half of
 * it, and passes over the draft beside it, whose name begins with a dot.
 */
export async function replaceContentFile(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    const mode = await stat(path).then(
      (file) => file.mode,
      () => 0o644,
    );
    const handle = await open(draft, 'wx', mode);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    // The decoder takes the byte order mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    throw new UnreadableFile(SAY.notText);
  }
}

const SAY = {
  missing: { en: 'this file is missing; put it back', es: 'falta este archivo; vuelva a ponerlo' },
  link: {
    en: 'this is a shortcut to another file; put the file itself here',
    es: 'esto es un acceso directo a otro archivo; ponga aquí el archivo mismo',
  },
  notPlain: {
    en: 'this is not a plain file; put a text file here',
    es: 'esto no es un archivo normal; ponga aquí un archivo de texto',
  },
  large: {
    en: 'this file is larger than 64 KB; split it',
    es: 'este archivo tiene más de 64 KB; divídalo',
  },
  notText: {
    en: 'this file is not UTF-8 text; save it again as UTF-8',
    es: 'este archivo no es texto UTF-8; guárdelo otra vez como UTF-8',
  },
} as const satisfies Record<string, Text>;

function cannotOpen(code = ''): Text {
  return {
    en: `this file cannot be opened (${code}); check its permissions`,
    es: `este archivo no se puede abrir (${code}); revise sus permisos`,
  };
}
