import { commandLine } from './command-line.ts';
import { type Content, listingsIn } from './content/content.ts';
import { sourcesIn } from './content/dates.ts';
import { dayInHartford } from './content/days.ts';
import { outsideLinks } from './content/links.ts';
import { type Checked, contentOf } from './content/load.ts';
import { ContentMistakes, type Problem, problemLine } from './content/problems.ts';
import { warningsAbout } from './content/warnings.ts';
import { furtherLanguages, leftOverIn } from './languages.ts';
import { checkLinks, type LinkAnswer } from './link-check.ts';
import type { Text } from './locale.ts';
import { wordsOf } from './own-words.ts';
import { readSource } from './source.ts';

// npm run check [-- DIR] [--lang es] [--json] [--links]: the same reading as at start-up, without serving anything.
const { values, positionals, locale } = commandLine({
  json: { type: 'boolean', default: false },
  links: { type: 'boolean', default: false },
});
const folder = positionals[0] ?? 'content';
const locales = 'locales';

type Severity = 'error' | 'warning' | 'link';
const found: (Problem & { severity: Severity })[] = [];

async function run(): Promise<void> {
  const source = await readSource({ content: folder, locales });
  const checked = await readOrNote(() => contentOf(source.content));
  const words = await readOrNote(() => wordsOf(source.words));
  const languages = checked && words && (await readOrNote(() => furtherLanguages(source.words, checked)));
  if (checked && languages) {
    const warnings = [
      ...warningsAbout(checked.content, dayInHartford(new Date())).map(checked.problemOf),
      ...leftOverIn(source.words, checked),
    ];
    for (const problem of warnings) note('warning', problem);
    say(inventory(checked.content, warnings.length));
    if (values.links) await noteLinks(checked);
  } else {
    // What a further language lacks is asked only when the rest is right.
    const areWordsWrong = !words || (checked !== null && !languages);
    const where = [...(checked ? [] : [folder]), ...(areWordsWrong ? [locales] : [])];
    say(refusal(where.join(', '), found.length));
    process.exitCode = 1;
  }
  // A program reads one list, and nothing before it or after it.
  if (values.json) console.log(JSON.stringify(found, null, 2));
}

/** What was read; null when there are mistakes in it, and then they are noted. */
async function readOrNote<Read>(read: () => Read | Promise<Read>): Promise<Read | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ContentMistakes)) throw error;
    for (const problem of error.problems) note('error', problem);
    return null;
  }
}

// A person reads each finding as it comes: asking for all links takes minutes.
function note(severity: Severity, problem: Problem): void {
  found.push({ severity, ...problem });
  if (values.json) return;
  if (severity === 'error') console.error(problemLine(problem, locale));
  else if (severity === 'link') console.log(problemLine(problem, locale));
  else console.log(problemLine({ ...problem, field: null, message: asWarning(problem) }, locale));
}

function say(words: Text): void {
  if (!values.json) console.log(words[locale]);
}

// The word stands before the field: `file:5:12: warning: listing “x” › checked: …`
function asWarning({ field, message }: Problem): Text {
  return {
    en: `warning: ${field ? `${field.en}: ` : ''}${message.en}`,
    es: `atención: ${field ? `${field.es}: ` : ''}${message.es}`,
  };
}

function refusal(where: string, mistakes: number): Text {
  return {
    en: `${where}: ${mistakes} ${mistakes === 1 ? 'mistake' : 'mistakes'}. A running site keeps its last good edition.`,
    es: `${where}: ${mistakes} ${mistakes === 1 ? 'error' : 'errores'}. Un sitio en marcha conserva su última edición buena.`,
  };
}

function inventory(content: Content, warnings: number): Text {
  const listings = listingsIn(content).length;
  const [sections, guides] = [content.sections.size, content.guides.size];
  return {
    en: `${folder}: ${sections} sections, ${guides} guides, ${listings} listings. No mistakes found; warnings: ${warnings}.`,
    es: `${folder}: ${sections} secciones, ${guides} guías, ${listings} lugares. No se encontraron errores; puntos que piden atención: ${warnings}.`,
  };
}

async function noteLinks({ content, problemOf }: Checked): Promise<void> {
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
        note('link', problemOf({ file, path, message: wordsFor(url, answer) }));
      }
    },
  );
  const { good, moved, broken, closed } = counts;
  say({
    en: `Links: ${good} good, ${moved} moved, ${broken} broken, ${closed} to open yourself.`,
    es: `Enlaces: ${good} buenos, ${moved} cambiaron de dirección, ${broken} rotos, ${closed} para que los abra usted.`,
  });
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

await run();
