import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const MAX_BYTES = 64 * 1024;

// Control characters, invisible joiners, and marks that turn the direction of text:
// they change what a reader sees without showing in an editor.
const HIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069]/u;

/** Why a file was not read. `offset` counts characters from its beginning. */
export class UnreadableFile extends Error {
  readonly before: string;

  constructor(message: string, before = '') {
    super(message);
    this.before = before;
  }
}

/**
 * The text of a content file, in Unicode's composed form.
 *
 * Opened once, without following links and without waiting on a pipe, and checked by its descriptor, so
 * that what is checked is what is read.
 * @throws {UnreadableFile} for anything but a plain UTF-8 file of at most 64 KiB with visible characters.
 */
export async function readContentFile(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new UnreadableFile('this file is missing; put it back');
      if (error.code === 'ELOOP') throw new UnreadableFile('this is a link; put the file itself here');
      throw new UnreadableFile(`this file cannot be opened (${error.code}); check its permissions`);
    },
  );
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new UnreadableFile('this is not a plain file; put a text file here');
    if (stat.size > MAX_BYTES) throw new UnreadableFile('this file is larger than 64 KB; split it');
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    if (bytesRead > MAX_BYTES) throw new UnreadableFile('this file is larger than 64 KB; split it');
    return visibleText(decode(bytes.subarray(0, bytesRead)));
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    throw new UnreadableFile('this file is not UTF-8 text; save it again as UTF-8');
  }
}

function visibleText(text: string): string {
  const hidden = HIDDEN.exec(text);
  if (!hidden) return text;
  const code = hidden[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  throw new UnreadableFile(
    `an invisible character stands here (U+${code}); delete it and type the words again`,
    text.slice(0, hidden.index),
  );
}
