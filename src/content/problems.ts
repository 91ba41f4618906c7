import type { Locale, Text } from '../locale.ts';
import type { Path, Position } from './place.ts';

/** One finding about one place of one content file, in words for the person who edits it. */
export type Problem = Position & {
  file: string;
  /** The field in words: `listing “elm-pantry” › phone 1 › number`; null for the file itself. */
  field: Text | null;
  /** What is wrong, and what to write instead. */
  message: Text;
};

/** Content that cannot be published: every mistake found, in the order of the files. */
export class ContentMistakes extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problemLine(problem)).join('\n'));
    this.name = 'ContentMistakes';
    this.problems = problems;
  }
}

/** `content/sections/health.yaml:5:12: field in words: what, and what to write instead` */
export function problemLine({ file, line, column, ...problem }: Problem, locale: Locale = 'en'): string {
  return `${file}:${line}:${column}: ${problemWords(problem, locale)}`;
}

/** A finding without its place. */
export function problemWords({ field, message }: Pick<Problem, 'field' | 'message'>, locale: Locale): string {
  return field ? `${field[locale]}: ${message[locale]}` : message[locale];
}

/** What a rule found, before its path is turned into a line and a column. */
export type Finding = { file: string; path: Path; message: Text };

/** What a rule finds, one after the other; null wherever it can wait while others have their turn. */
export type Findings = Iterable<Finding | null>;
