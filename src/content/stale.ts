import type { Locale, Text } from '../locale.ts';
import { type Content, pagesByFile } from './content.ts';
import type { Finding } from './problems.ts';
import { textsIn } from './texts.ts';

/** Rights texts, phones and eligibility whose halves say different things: they may not be published. */
export function staleRights(content: Content): Finding[] {
  const isRights = rightsIn(content);
  return stale(content).filter(isRights);
}

/** Ordinary texts with a half that was left behind: they are published with a notice. */
export function staleOrdinary(content: Content): Finding[] {
  const isRights = rightsIn(content);
  return stale(content).filter((found) => !isRights(found));
}

function stale(content: Content): Finding[] {
  return textsIn(content).flatMap(({ file, path, text }) => {
    const standing = content.translations.standingOf(text);
    if (typeof standing === 'string') return [];
    return [{ file, path: [...path, standing.older], message: leftBehind(standing.older, file) }];
  });
}

// A wrong half of these costs somebody their rights, their call or their turn.
function rightsIn(content: Content): (found: Finding) => boolean {
  const pages = pagesByFile(content);
  const guides = new Set([...content.guides.values()].map(({ file }) => file));
  const onLaw = new Set(
    [...content.sections.values()].filter(({ value }) => value.law_as_of).map(({ file }) => file),
  );
  return ({ file, path }) => {
    if (path.includes('sources')) return false;
    // A page says that it is behind; what stands on no page could not say so.
    if (!pages.has(file) || guides.has(file)) return true;
    if (path.some((key) => key === 'phones' || key === 'eligibility' || key === 'warning' || key === 'say'))
      return true;
    return onLaw.has(file) && path[0] !== 'listings';
  };
}

function leftBehind(older: Locale, file: string): Text {
  const name = file.replace(/^.*?((?:sections\/|listings\/|guides\/)?[^/]+)$/, '$1');
  return older === 'es'
    ? {
        en: `the English was changed after this Spanish was written; change the Spanish too. If the whole file says the same in both languages, run npm run translations -- --confirm ${name}`,
        es: `el inglés se cambió después de escribir este español; cambie también el español. Si todo el archivo dice lo mismo en los dos idiomas, use npm run translations -- --confirm ${name}`,
      }
    : {
        en: `the Spanish was changed after this English was written; change the English too. If the whole file says the same in both languages, run npm run translations -- --confirm ${name}`,
        es: `el español se cambió después de escribir este inglés; cambie también el inglés. Si todo el archivo dice lo mismo en los dos idiomas, use npm run translations -- --confirm ${name}`,
      };
}
