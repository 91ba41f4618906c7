import { type CheerioAPI, load } from 'cheerio';

type Node = ReturnType<ReturnType<CheerioAPI>['contents']>[number];

const SHOWN = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt', 'label'];

/**
 * What a page says in Latin letters outside of ⟦brackets⟧, but for words that are marked as another language's: on a
 * page of the bracketed language, words that somebody wrote into the code, or printed without asking the language.
 */
export function outsideBrackets(html: string): string[] {
  const $ = load(html);
  const page = $('html').attr('lang');
  // An address for programs is the same in every language.
  $('script, style, code').remove();
  const found: string[] = [];
  let depth = 0;
  // A sentence with a number in it is several pieces of text between one pair of brackets.
  const hear = (words: string) => {
    let bare = '';
    for (const letter of words) {
      if (letter === '⟦') depth += 1;
      else if (letter === '⟧') depth -= 1;
      else if (depth === 0) bare += letter;
    }
    // The month and the mark of a paper, and the name of a file, are the same in every language.
    const own = bare.replace(/\d{4}-\d\d · [0-9a-f]{6}|\([\w-]+\.html\)/, '');
    if (/\p{Script=Latin}/u.test(own)) found.push(bare.trim());
  };
  const visit = (node: Node): void => {
    if (node.type === 'text') hear(node.data);
    if (node.type !== 'tag' && node.type !== 'root') return;
    if (node.type === 'tag') {
      const { lang, href = '', name = '', content = '', ...others } = node.attribs;
      if (lang !== undefined && lang !== page) return;
      // A letter of the alphabet, and the address of a website, are the same in every language.
      const words = $(node).text();
      if (/^\p{L}$/u.test(words) || (/^https:/.test(href) && words && href.includes(words))) return;
      if (name === 'description') hear(content);
      for (const [attribute, value] of Object.entries(others)) {
        if (SHOWN.includes(attribute) || attribute.startsWith('data-')) hear(value);
      }
    }
    for (const child of $(node).contents()) visit(child);
  };
  for (const node of $.root()) visit(node);
  if (depth !== 0) found.push('a bracket that is left open');
  return found;
}
