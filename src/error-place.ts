/** Where in our code an error was thrown, `at find (file:///…/search.js:40:9)`, and never a word of its message. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error) || !error.stack) return 'unknown';
  // The stack begins with the message, and a message can hold lines that look like places.
  const start = error.stack.indexOf(error.message);
  const frames = start < 0 ? error.stack : error.stack.slice(start + error.message.length);
  return /^ {4}at .+:\d+:\d+\)?$/m.exec(frames)?.[0].trim() ?? 'unknown';
}
