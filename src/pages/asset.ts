import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A style sheet or a script as it stands in every page: without indentation, the comments that fill lines of their own, and
 * what else only people need to read it. It is a third of what a page weighs.
 * @param folder `public/`
 */
export async function readAsset(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, name), 'utf8');
  const bare = text.replace(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)\n/gm, '').replace(/^\s+/gm, '');
  return name.endsWith('.css') ? onOneLine(bare) : withoutRoom(bare);
}

// Words in quotes stay as they are. Every statement of the scripts ends with a semicolon or a brace.
function withoutRoom(script: string): string {
  let quote = '';
  return script
    .split(/(['`])/)
    .map((piece) => {
      if (piece !== "'" && piece !== '`') return quote === '' ? squeezed(piece) : piece;
      if (quote === '') quote = piece;
      else if (quote === piece) quote = '';
      return piece;
    })
    .join('');
}

function squeezed(code: string): string {
  return code.replace(/ ?(=>|[!=]==|&&|\|\||[=?:,;{}()]) ?/g, '$1').replace(/([;{},])\n/g, '$1');
}

// No string of the style has one of these signs in it; test/browser/style.test.ts compares what it means.
function onOneLine(style: string): string {
  return style
    .replace(/\n/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/ > /g, '>')
    .replace(/([{;(][\w-]{1,40}): /g, '$1:')
    .replace(/;\}/g, '}')
    .trim();
}
