import type { Attack, Outcome } from './attack.ts';

/** One line of the table. */
export type Row = { attack: Attack; outcome: Outcome };

/** All that was tried, as a table in Markdown. */
export function table(rows: readonly Row[]): string {
  const head = ['attack', 'amount', 'failures', 'worst latency', 'memory', 'note'];
  const lines = rows.map(({ attack, outcome }) => [
    attack.name,
    `${outcome.amount.toLocaleString('en-US')} ${attack.unit}`,
    String(outcome.failed),
    outcome.worstMs === null ? '–' : `${Math.ceil(outcome.worstMs)} ms`,
    outcome.memoryMb === null ? '–' : `${Math.ceil(outcome.memoryMb)} MB`,
    outcome.note,
  ]);
  return [head, head.map(() => '---'), ...lines].map(lineOf).join('\n');
}

/** How often each status was answered, for a note. */
export function timesOf(statuses: ReadonlyMap<number, number>): string {
  return [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ');
}

function lineOf(cells: readonly string[]): string {
  // A bar would begin another cell.
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}
