import { fileURLToPath } from 'node:url';

/** The folder of our code, as a pattern: nothing outside it is a place of ours. */
const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Where in our code an error was thrown, `model/search.js:40:9`, and never a word of its message.
 * @returns `unknown` for an error that never was in our code, and for what is no error
 */
export function placeOf(error: unknown): string {
  try {
    if (!(error instanceof Error) || typeof error.stack !== 'string') return 'unknown';
    return ownPlace(framesOf(error.stack, String(error.message))) ?? 'unknown';
  } catch {
    // What was thrown is made to do harm when it is looked at.
    return 'unknown';
  }
}

// The stack begins with the message, and a message can hold lines that look like places.
function framesOf(stack: string, message: string): string {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}

function ownPlace(frames: string): string | null {
  for (const line of frames.split('\n')) {
    const start = line.startsWith('    at ') ? line.indexOf(HERE) : -1;
    const place =
      start < 0 ? null : /^[a-z/-]+\.(?:js|ts):\d+:\d+(?=\)?$)/.exec(line.slice(start + HERE.length));
    if (place) return place[0];
  }
  return null;
}
