import { parseArgs } from 'node:util';
import { type Content, listingsIn } from './content/content.ts';
import { sourcesIn } from './content/contradictions.ts';
import { dayInHartford } from './content/days.ts';
import { outsideLinks } from './content/links.ts';
import { type Checked, loadContent } from './content/load.ts';
import { ContentMistakes, type Problem, problemLine } from './content/problems.ts';
import { warningsAbout } from './content/warnings.ts';
import { checkLinks, type LinkAnswer } from './link-check.ts';
import type { Locale, Text } from './locale.ts';

// npm run check [-- DIR] [--lang es] [--json] [--links]: the same reading as at start-up, without serving anything.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'en' },
    links: { type: 'boolean', default: false },
  },
});
const folder = positionals[0] ?? 'content';
const locale: Locale = values.lang === 'es' ? 'es' : 'en';

try {
  const checked = await loadContent(folder);
  const warnings = warningsAbout(checked.content, dayInHartford(new Date())).map(checked.problemOf);
  print([], warnings, checked.content);
  if (values.links) await printLinks(checked);
} catch (error) {
  if (!(error instanceof ContentMistakes)) throw error;
  print(error.problems, [], null);
  process.exitCode = 1;
}

function print(mistakes: readonly Problem[], warnings: readonly Problem[], content: Content | null): void {
  if (values.json) {
    const all = [
      ...mistakes.map((problem) => ({ severity: 'error', ...problem })),
      ...warnings.map((problem) => ({ severity: 'warning', ...problem })),
    ];
    console.log(JSON.stringify(all, null, 2));
    return;
  }
  for (const problem of mistakes) console.error(problemLine(problem, locale));
  for (const problem of warnings) {
    console.log(problemLine({ ...problem, field: null, message: asWarning(problem) }, locale));
  }
  console.log(summary(mistakes.length, warnings.length, content)[locale]);
}

// The word stands before the field: `file:5:12: warning: listing “x” › checked: …`
function asWarning({ field, message }: Problem): Text {
  return {
    en: `warning: ${field ? `${field.en}: ` : ''}${message.en}`,
    es: `atención: ${field ? `${field.es}: ` : ''}${message.es}`,
  };
}

function summary(mistakes: number, warnings: number, content: Content | null): Text {
  if (!content) {
    return {
      en: `${folder}: ${mistakes} ${mistakes === 1 ? 'mistake' : 'mistakes'}. A running site keeps its last good edition.`,
      es: `${folder}: ${mistakes} ${mistakes === 1 ? 'error' : 'errores'}. Un sitio en marcha conserva su última edición buena.`,
    };
  }
  const listings = listingsIn(content).length;
  const [sections, guides] = [content.sections.size, content.guides.size];
  return {
    en: `${folder}: ${sections} sections, ${guides} guides, ${listings} listings. No mistakes found; warnings: ${warnings}.`,
    es: `${folder}: ${sections} secciones, ${guides} guías, ${listings} lugares. No se encontraron errores; puntos que piden atención: ${warnings}.`,
  };
}

async function printLinks({ content, problemOf }: Checked): Promise<void> {
  const links = [
    ...outsideLinks(content),
    ...sourcesIn(content).flatMap(({ file, path, source }) =>
      source.url ? [{ file, path: [...path, 'url'], url: source.url }] : [],
    ),
  ];
  const counts: Record<LinkAnswer['kind'], number> = { good: 0, moved: 0, broken: 0, closed: 0 };
  await checkLinks(
    links.map(({ url }) => url),
    (url, answer) => {
      counts[answer.kind] += 1;
      if (answer.kind === 'good') return;
      for (const { file, path } of links.filter((link) => link.url === url)) {
        console.log(problemLine(problemOf({ file, path, message: wordsFor(url, answer) }), locale));
      }
    },
  );
  const { good, moved, broken, closed } = counts;
  const words: Text = {
    en: `Links: ${good} good, ${moved} moved, ${broken} broken, ${closed} to open yourself.`,
    es: `Enlaces: ${good} buenos, ${moved} cambiaron de dirección, ${broken} rotos, ${closed} para que los abra usted.`,
  };
  console.log(words[locale]);
}

function wordsFor(url: string, answer: Exclude<LinkAnswer, { kind: 'good' }>): Text {
  switch (answer.kind) {
    case 'moved':
      return {
        en: `${url} now leads to ${answer.to}; write the new address if it is the same page`,
        es: `${url} ahora lleva a ${answer.to}; escriba la dirección nueva si es la misma página`,
      };
    case 'broken':
      return {
        en: `${url} does not work (${answer.reason}); open it yourself, and correct it or take it away`,
        es: `${url} no funciona (${answer.reason}); ábralo usted, y corríjalo o quítelo`,
      };
    case 'closed':
      return {
        en: `${url} does not let this check in (${answer.reason}); open it yourself to see whether it is right`,
        es: `${url} no deja entrar a esta revisión (${answer.reason}); ábralo usted para ver si está bien`,
      };
  }
}
