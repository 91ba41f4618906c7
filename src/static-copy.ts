import { type Answer, answersOf, headFor } from './http/answers.ts';
import type { Headers } from './http/headers.ts';
import { known } from './model/known.ts';
import type { Edition } from './pages/edition.ts';
import type { Site } from './site.ts';

/** Where a copy says which edition it is, until when it is true, and which files are its own. */
export const MARK = 'edition.json';

/** Said by the host itself, or only true of one encoding. */
const OF_THE_HOST = ['content-length', 'content-encoding', 'vary'];

/**
 * A whole edition as files, by their names inside the copy: pages, the page for wrong addresses, data, and `_headers`, in
 * which some hosts read what to say with each of them (one address or prefix with `*` after it, then its headers).
 * A very large guide is printed for it, page by page.
 * @param site printed for files
 */
export async function staticCopyOf(site: Site): Promise<ReadonlyMap<string, Buffer>> {
  const { edition, base } = site;
  const answers = answersOf(edition, site);
  const all = new Map(answers.pages);
  for (const [address, print] of answers.unprinted) all.set(address, await print());
  const files = new Map<string, Buffer>();
  for (const [address, { body }] of all) files.set(fileAt(address, base), body.identity);
  for (const address of edition.records()) {
    const record = edition.recordAt(address);
    if (record) files.set(fileAt(address, base), Buffer.from(record.body()));
  }
  // A file cannot be asked for a part of the list.
  const { address, page } = edition.services;
  const whole = page(1, Math.max(1, edition.records().length));
  files.set(fileAt(`${address}/`, base), Buffer.from(`${JSON.stringify(whole)}\n`));
  for (const [tag, { body }] of answers.errors[404]) {
    files.set(`${tag}/404.html`, body.identity);
    if (tag === 'en') files.set('404.html', body.identity);
  }
  files.set('_headers', Buffer.from(rulesFor(all, answers, edition, base)));
  return files;
}

/** `/guide/en/health/` → `en/health/index.html` */
function fileAt(address: string, base: string): string {
  const path = address.slice(base.length + 1);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

// No two rules say the same header for one address: hosts differ in what they make of it.
function rulesFor(
  all: ReadonlyMap<string, Answer>,
  { errors, headers }: ReturnType<typeof answersOf>,
  { languages }: Edition,
  base: string,
): string {
  const headOf = (address: string) => known(all, address).head.identity;
  const dataHead = (type: string, language: string | null = null) =>
    headFor(headers.data, language, 'identity', 0, type);
  const json = dataHead('application/json');
  const rules: [string, Headers][] = [
    [`${base}/`, headOf(`${base}/`)],
    ...languages.flatMap((tag): [string, Headers][] => [
      [`${base}/${tag}/*`, headOf(`${base}/${tag}/`)],
      [`${base}/contact/${tag}/*`, dataHead('text/vcard; charset=utf-8', tag)],
    ]),
    [`${base}/hsds/*`, json],
    [`${base}/${MARK}`, json],
    [`${base}/404.html`, known(errors[404], 'en').head.identity],
  ];
  for (const [address, { head }] of all) {
    const tag = languages.find((one) => address.startsWith(`${base}/${one}/`));
    if (tag) {
      // What is saved says more than a page.
      const more = beyond(head.identity, headOf(`${base}/${tag}/`));
      if (more.length > 0) rules.push([address, more]);
    } else if (address !== `${base}/` && !address.startsWith(`${base}/hsds/`)) {
      rules.push([address, head.identity]);
    }
  }
  return rules.map(([address, head]) => `${address}\n${linesOf(head)}`).join('\n');
}

/** The headers that others do not have, and that are not the host's. */
function beyond(headers: Headers, others: Headers): Headers {
  return headers.flatMap((name, at) => {
    const value = headers[at + 1];
    if (at % 2 === 1 || value === undefined || isOfTheHost(name)) return [];
    const isCommon = others.some(
      (other, place) => place % 2 === 0 && other === name && others[place + 1] === value,
    );
    return isCommon ? [] : [name, value];
  });
}

function linesOf(headers: Headers): string {
  return headers
    .flatMap((name, at) => (at % 2 === 1 || isOfTheHost(name) ? [] : [`  ${name}: ${headers[at + 1]}\n`]))
    .join('');
}

function isOfTheHost(name: string): boolean {
  return OF_THE_HOST.includes(name.toLowerCase());
}
