import { createHash } from 'node:crypto';
import type { Content } from '../content/content.ts';
import type { Text } from '../locale.ts';
import { type Law, lawOf } from './page.ts';
import { type Statement, statementOf } from './statement.ts';

type Paper = {
  title: Text;
  summary: Text;
  /** The same for the same words: whoever compares two copies sees whether one is older. Six hexadecimal digits. */
  mark: string;
};

export type PlanGroup = { heading: Text; note: Text | null; copies: number; lines: readonly Text[] };

/** What is printed to be carried, hung up or filled in. */
export type Papers = {
  law: Law;
  card: Paper & { officer: readonly Text[]; reader: readonly Text[]; how: readonly Statement[] };
  door: Paper & {
    window: readonly Text[];
    heading: Text;
    steps: readonly Statement[];
    doNot: readonly Statement[];
    warning: Statement;
  };
  plan: Paper & { keep: Text; groups: readonly PlanGroup[] };
};

export function papersOf({ value }: Content['papers']): Papers {
  const { card, door, plan } = value;
  const paperOf = (source: typeof card | typeof door | typeof plan): Paper => ({
    title: source.title,
    summary: source.summary,
    mark: createHash('sha256')
      .update(JSON.stringify([value.law_as_of, source]))
      .digest('hex')
      .slice(0, 6),
  });
  return {
    law: lawOf(value),
    card: {
      ...paperOf(card),
      officer: card.officer,
      reader: card.reader,
      how: card.how.map(statementOf),
    },
    door: {
      ...paperOf(door),
      window: door.window,
      heading: door.heading,
      steps: door.steps.map(statementOf),
      doNot: door.do_not.map(statementOf),
      warning: statementOf(door.warning),
    },
    plan: {
      ...paperOf(plan),
      keep: plan.keep,
      groups: plan.groups.map(({ heading, note, copies, lines }) => ({
        heading,
        note: note ?? null,
        copies: Number(copies ?? 1),
        lines,
      })),
    },
  };
}
