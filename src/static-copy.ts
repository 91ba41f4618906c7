import { type Answer, answersOf } from './http/answers.ts';
import type { Headers } from './http/headers.ts';
import { known } from './model/known.ts';
import type { Site } from './site.ts';

/** What marks a folder as a copy, and says until when it is true. */
export const MARK = 'edition.json';

/** Said by the host itself, or only true of one encoding. */
const OF_THE_HOST = ['content-length', 'content-encoding', 'vary'];

/**
 * A whole edition as files, by their names inside the copy: pages, the page for wrong addresses, data, and `_headers`, in
 * which some hosts read what to say with each of them (one address or prefix with `*` after it, then its headers).
 * @param site printed for files, with all its pages
 */
export function staticCopyOf({ edition, origin, base }: Site): ReadonlyMap<string, Buffer> {
  const answers = answersOf(edition, origin, base);
  const files = new Map<string, Buffer>();
  for (const [address, { body }] of answers.pages) files.set(fileAt(address, base), body.identity);
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
  files.set('_headers', Buffer.from(rulesFor(answers, edition, base)));
  files.set(MARK, Buffer.from(`${JSON.stringify(aboutOf(edition), null, 2)}\n`));
  return files;
}

function aboutOf({ version, printedFor, goodUntil }: Site['edition']) {
  return { edition: version, printed_for: printedFor.toISOString(), good_until: goodUntil.toISOString() };
}

/** `/guide/en/health/` → `en/health/index.html` */
function fileAt(address: string, base: string): string {
  const path = address.slice(base.length + 1);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

// No two rules say the same header for one address: hosts differ in what they make of it.
function rulesFor(answers: ReturnType<typeof answersOf>, edition: Site['edition'], base: string): string {
  const { pages, errors, headers } = answers;
  const headOf = (answer: Answer | undefined) => (answer ? answer.head.identity : []);
  const json: Headers = [...headers.data, 'Content-Type', 'application/json'];
  const rules: [string, Headers][] = [
    [`${base}/`, headOf(pages.get(`${base}/`))],
    ...edition.languages.flatMap((tag): [string, Headers][] => [
      [`${base}/${tag}/*`, headOf(pages.get(`${base}/${tag}/`))],
      [
        `${base}/contact/${tag}/*`,
        [...headers.data, 'Content-Type', 'text/vcard; charset=utf-8', 'Content-Language', tag],
      ],
    ]),
    [`${base}/hsds/*`, json],
    [`${base}/${MARK}`, json],
    [`${base}/404.html`, headOf(known(errors[404], 'en'))],
    ...[...edition.data.keys()]
      .filter((address) => !address.startsWith(`${base}/hsds/`))
      .map((address): [string, Headers] => [address, headOf(pages.get(address))]),
    ...[...edition.files.keys()].map((address): [string, Headers] => {
      const page = headOf(
        pages.get(`${base}/${edition.languages.find((tag) => address.startsWith(`${base}/${tag}/`))}/`),
      );
      return [address, beyond(headOf(pages.get(address)), page)];
    }),
  ];
  return rules.map(([address, head]) => `${address}\n${linesOf(head)}`).join('\n');
}

/** The headers that others do not have. */
function beyond(headers: Headers, others: Headers): Headers {
  return headers.flatMap((name, at) => {
    const value = headers[at + 1];
    const isCommon = others.some(
      (other, place) => place % 2 === 0 && other === name && others[place + 1] === value,
    );
    return at % 2 === 1 || value === undefined || isCommon ? [] : [name, value];
  });
}

function linesOf(headers: Headers): string {
  return headers
    .flatMap((name, at) =>
      at % 2 === 1 || OF_THE_HOST.includes(name.toLowerCase()) ? [] : [`  ${name}: ${headers[at + 1]}\n`],
    )
    .join('');
}
