import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A style sheet or a script as it stands in every page: without indentation and the comments that fill lines of their own,
 * and a style sheet on one line. It is an eighth of what a page weighs.
 * @param folder `public/`
 */
export async function readAsset(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, name), 'utf8');
  const bare = text.replace(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)\n/gm, '').replace(/^\s+/gm, '');
  return name.endsWith('.css') ? onOneLine(bare) : bare;
}

// No string of the style has one of these signs in it; test/browser/style.test.ts compares what it means.
function onOneLine(style: string): string {
  return style
    .replace(/\n/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/([{;][\w-]{1,40}): /g, '$1:')
    .replace(/;\}/g, '}')
    .trim();
}
