import type { Position } from './yaml.ts';

/** One mistake in one content file, in words for the person who edits it. */
export type Problem = Position & { file: string; message: string };

/** Content that cannot be published: every mistake found, in the order of the files. */
export class ContentMistakes extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'ContentMistakes';
    this.problems = problems;
  }
}

/** `content/sections/health.yaml:5:12: what, and what to write instead` */
export function problemLine({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}
