import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COMPILER = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * Checks every template against its line in `Views`: each `.ejs` becomes a TypeScript file in which the code
 * stands at the same line and column and everything else is blank.
 * @param folder the folder of the templates
 * @returns one `file:line:column: message` for each mistake
 */
export async function templateMistakes(folder: string): Promise<string[]> {
  // Inside the project, so that the compiler finds its packages and our types.
  const cache = join(PROJECT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const workshop = await mkdtemp(join(cache, 'views-'));
  try {
    await writeFile(join(workshop, 'tsconfig.json'), CONFIGURATION);
    await writeFile(join(workshop, 'globals.d.ts'), globals(relative(workshop, PROJECT)));
    for (const entry of await readdir(folder, { recursive: true })) {
      if (!entry.endsWith('.ejs')) continue;
      const target = join(workshop, `${entry}.ts`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, asTypeScript(await readFile(join(folder, entry), 'utf8'), entry));
    }
    const output = await compile(workshop);
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => inTemplate(line, relative(PROJECT, folder)));
  } finally {
    await rm(workshop, { recursive: true });
  }
}

/** A template as a program: `<%= %>` prints text, `<%- %>` prints markup, other tags are code as it stands. */
function asTypeScript(template: string, entry: string): string {
  const code = template.split(/(<%[\s\S]*?%>)/).map((piece) => {
    const [, open = '', inner = '', close = ''] = /^(<%[=\-_#]?)([\s\S]*?)([-_]?%>)$/.exec(piece) ?? [];
    if (!open || open === '<%#') return blank(piece);
    if (open === '<%=') return `;o(${inner});${blank(close.slice(2))}`;
    if (open === '<%-') return `;m(${inner});${blank(close.slice(2))}`;
    return `${blank(open)}${inner}${blank(close)}`;
  });
  return `${before(entry)}${code.join('')}\n}`;
}

/** What stands before the template's first character; columns of the first line are counted without it. */
function before(entry: string): string {
  return `export function template(v: Views['${entry.replace(/\.ejs$/, '').replaceAll('\\', '/')}']): void {`;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function globals(project: string): string {
  const types = `import('${project}/src/pages/views.ts')`;
  return [
    `type Views = ${types}.Views;`,
    'declare function o(text: string | number): void;',
    `declare function m(markup: ${types}.Markup): void;`,
    `declare function include<Name extends keyof Views>(name: Name, v: Views[Name]): ${types}.Markup;`,
  ].join('\n');
}

const CONFIGURATION = JSON.stringify({
  extends: join(PROJECT, 'tsconfig.json'),
  compilerOptions: { noEmit: true, noUnusedParameters: false, rootDir: PROJECT },
  include: ['.'],
});

function compile(folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [COMPILER, '-p', '.', '--pretty', 'false'],
      { cwd: folder },
      (error, stdout, stderr) => {
        if (error && !stdout) reject(new Error(stderr || error.message));
        else resolve(stdout);
      },
    );
  });
}

function inTemplate(line: string, folder: string): string {
  const [, entry, row = '1', column = '1', message = ''] =
    /^(.+\.ejs)\.ts\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line) ?? [];
  if (!entry) return line;
  const inTheLine = row === '1' ? Number(column) - before(entry).length : Number(column);
  return `${join(folder, entry)}:${row}:${inTheLine}: ${message}`;
}
