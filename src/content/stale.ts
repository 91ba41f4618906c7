import type { Locale, Text } from '../locale.ts';
import { type Content, filesOf, pagesByFile } from './content.ts';
import { olderHalfIn } from './older-halves.ts';
import type { Finding, Findings } from './problems.ts';
import { eachText, itemsOf } from './texts.ts';

/** Rights texts, phones and eligibility whose halves say different things: they may not be published. */
export function* staleRights(content: Content): Findings {
  const isRights = rightsIn(content);
  for (const found of stale(content)) if (!found || isRights(found)) yield found;
}

/** Ordinary texts with a half that was left behind: they are published with a notice. */
export function staleOrdinary(content: Content): Finding[] {
  const isRights = rightsIn(content);
  return [...stale(content)].filter((found) => found !== null && !isRights(found)) as Finding[];
}

function* stale(content: Content): Findings {
  if (content.olderHalves.size === 0) return;
  for (const file of filesOf(content)) {
    const found: Finding[] = [];
    for (const item of itemsOf(file)) {
      eachText(item, (text, path) => {
        const older = olderHalfIn(content.olderHalves, text);
        if (!older) return;
        found.push({ file: file.file, path: [...path, older], message: leftBehind(older, file.file) });
      });
    }
    yield* found;
    yield null;
  }
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
