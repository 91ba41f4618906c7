import { type CheerioAPI, load } from 'cheerio';
import { MARK } from './hostile-words.ts';

/** What a page may hold besides words. */
export type Known = {
  /** The styles and scripts that each kind of page carries, in its order; an error page has no script. */
  dresses: readonly { styles: readonly string[]; scripts: readonly string[] }[];
  /** Every name of an element and of an attribute that the templates have. */
  names: ReadonlySet<string>;
  /** Where a search or a choice may be sent. */
  forms: ReadonlySet<string>;
};

type Root = ReturnType<CheerioAPI['root']>[number];
type Inner = Root['children'][number];
type Node = Root | Inner;
type Element = Extract<Inner, { attribs: object }>;

/** The texts of the scripts of a page, without what is data and never runs. */
export function scriptsIn(html: string): string[] {
  return textsOf(load(html), SCRIPTS);
}

const LINKED_DATA = 'script[type="application/ld+json"]';
const SCRIPTS = `script:not([type="application/ld+json"])`;

/** It is JSON, and nothing in it can end its element. */
function isLinkedData(text: string): boolean {
  try {
    return !text.includes('<') && JSON.parse(text)['@context'] === 'https://schema.org';
  } catch {
    return false;
  }
}

function textsOf($: CheerioAPI, name: string): string[] {
  return $(name)
    .toArray()
    .map((element) => $(element).text());
}

/** The names of elements, and of attributes with an @ in front, in a template. */
export function namesIn(template: string): string[] {
  const $ = load(template.replace(/<%[\s\S]*?%>/g, ''));
  return $('*')
    .toArray()
    .flatMap((node) =>
      'attribs' in node ? [node.name, ...Object.keys(node.attribs).map((attribute) => `@${attribute}`)] : [],
    );
}

/**
 * What stands in a page and must never stand there, whatever was written into the content: read as a browser reads it,
 * against lists of what the templates print.
 * @param planted the hostile words; where one of them is found again, it must stand there whole
 * @param typed what was searched, for the page that answers it
 */
export function faultsOf(html: string, known: Known, planted: readonly string[], typed = ''): string[] {
  const $ = load(html);
  const faults: string[] = [];
  if (!html.startsWith('<!doctype html>\n') || !html.endsWith('</html>\n')) faults.push('no whole page');
  if (/[\0\ufffd]/.test(html)) faults.push('a broken sign');
  const styles = textsOf($, 'style');
  const scripts = textsOf($, SCRIPTS);
  for (const data of textsOf($, LINKED_DATA))
    if (!isLinkedData(data)) faults.push(`data ${data.slice(0, 120)}`);
  const isEach = (found: readonly string[], meant: readonly string[]) =>
    found.length === meant.length && found.every((one, index) => one === meant[index]);
  const dressed = known.dresses.filter((dress) => isEach(styles, dress.styles));
  if (dressed.length === 0) faults.push(`${styles.length} styles, or another one`);
  const meant = dressed.length > 0 ? dressed : known.dresses;
  if (!meant.some((dress) => isEach(scripts, dress.scripts)))
    faults.push(`${scripts.length} scripts, or another one`);
  const whole = planted.map(plain).filter((words) => words !== '');
  const visit = (node: Node): void => {
    if (node.type === 'comment') faults.push(`a comment ${node.data.slice(0, 60)}`);
    else if (node.type === 'text') {
      if (node.data.includes(MARK) && !isWhole(node, whole))
        faults.push(`a part of the words: ${node.data.slice(0, 120)}`);
    } else if ('children' in node) {
      if ('attribs' in node) faults.push(...faultsOfElement(node, known, whole, typed));
      for (const child of node.children) visit(child);
    }
  };
  for (const node of $.root().get(0)?.children ?? []) visit(node);
  return faults;
}

/** These may not even stand in a template. */
const NEVER =
  /^(?:iframe|frame|object|embed|base|math|foreignobject|template|on.*|style|srcdoc|formaction|srcset|src|ping)$/i;

/** Attributes that mean something to a browser besides their words. */
const FORMS: Readonly<Record<string, RegExp>> = {
  class: /^[a-z]+(?:[ -][a-z]+)*$/,
  id: /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  for: /^q$/,
  lang: /^[a-z]{2}$/,
  hreflang: /^(?:[a-z]{2}|x-default)$/,
  rel: /^(?:noreferrer noopener|icon|canonical|alternate)$/,
  type: /^(?:search|hidden|submit|button|checkbox|application\/ld\+json)$/,
  method: /^post$/,
  name: /^(?:viewport|description|color-scheme|format-detection|robots|q|listing)$/,
};

const OWN = /^\/(?:[a-z0-9-]+\/)*(?:[a-z-]+\.html|#[a-z0-9-]+|services|n\d+\.vcf)?$/;
const OUTSIDE = /^https?:\/\/[^\s"<>\\@/?#]+(?:[/?#][^\s"<>\\]*)?$/i;
const CALL = /^(?:tel|sms):\+?\d+(?:;ext=\d+)?$/;
const ICON = /^data:(?:,|image\/svg\+xml,%3Csvg [^<>"&]*)$/;

function faultsOfElement(
  element: Element,
  { forms, names }: Known,
  whole: readonly string[],
  typed: string,
): string[] {
  const { name, attribs } = element;
  const isKnown = /^h[1-6]$/.test(name) || names.has(name);
  const faults = isKnown && (name === 'style' || !NEVER.test(name)) ? [] : [`an element ${name}`];
  const isIcon = name === 'link' && attribs['rel'] === 'icon';
  for (const [attribute, value] of Object.entries(attribs)) {
    const told = `${attribute}="${value.slice(0, 120)}"`;
    if (!names.has(`@${attribute}`) || NEVER.test(attribute)) faults.push(`an attribute ${told}`);
    else if (FORMS[attribute]?.test(value) === false) faults.push(`${name} ${told}`);
    else if (attribute === 'href') {
      const isSafe =
        OWN.test(value) ||
        OUTSIDE.test(value) ||
        CALL.test(value) ||
        /^#(?:content|[cn]\d+)$/.test(value) ||
        (isIcon && ICON.test(value));
      if (!isSafe) faults.push(`${name} ${told}`);
    } else if (attribute === 'action') {
      if (!forms.has(value)) faults.push(`${name} ${told}`);
    } else if (attribute === 'value') {
      const isId = element.attribs['name'] === 'listing' && /^[a-z0-9-]+$/.test(value);
      if (value !== typed && !isId && !isSuggestion(element, value)) faults.push(`${name} ${told}`);
    } else if (value.includes(MARK) && !whole.some((words) => plain(value).includes(words)))
      faults.push(`a part of the words: ${told}`);
  }
  return faults;
}

/** Another word to search, which its button says. */
function isSuggestion({ next }: Element, value: string): boolean {
  return /^[\p{L}\p{N} ]+$/u.test(value) && next !== null && textOf(next) === value;
}

/** A number in a sentence becomes a link, and a word of the other language gets a mark: the words go on around them. */
const MOST_AROUND = 3;

function isWhole(node: Node, whole: readonly string[]): boolean {
  let around: Node | null = node;
  for (let steps = 0; around && steps <= MOST_AROUND; steps += 1) {
    const text = plain(textOf(around));
    if (whole.some((words) => text.includes(words))) return true;
    around = around.parent;
  }
  return false;
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

// Lines and tabs of a file mean nothing to a reader.
function plain(words: string): string {
  return words.normalize('NFC').replace(/\s+/g, ' ').trim();
}
