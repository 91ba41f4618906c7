import type { Round, Sample } from './contest.ts';
import { median, range } from './statistics.ts';

/** Two servers to set beside each other, and what the ratio should be. */
export type Compared = { what: keyof typeof NAMES; of: string; to: string; target: string };

const NAMES = {
  rate: 'answers/s',
  cost: 'CPU for an answer',
  wait: 'p50 at a fixed rate',
  memory: 'memory',
} as const;

/** A row for each server: the medians of its rounds. */
export function serversIn(rounds: readonly Round[]) {
  const names = [...(rounds[0]?.keys() ?? [])];
  return names.map((server) => {
    const samples = rounds.flatMap((round) => round.get(server) ?? []);
    const rates = samples.map((sample) => median(sample.rates));
    return {
      server,
      'answers/s': Math.round(median(rates)),
      from: Math.round(range(rates).from),
      to: Math.round(range(rates).to),
      'CPU for an answer, µs': Math.round(median(samples.map(({ costs }) => median(costs)))),
      'p50 at a fixed rate, ms': median(samples.map(({ wait }) => wait)).toFixed(3),
      'memory under load, MB': Math.round(median(samples.map(({ memory }) => memory))),
    };
  });
}

/** A row for each pair whose servers both ran: the median of its rounds, and how far they lie apart. */
export function ratiosIn(rounds: readonly Round[], all: readonly Compared[]) {
  return all.flatMap(({ what, of, to, target }) => {
    const ratios = rounds.flatMap((round) => {
      const [one, other] = [round.get(of), round.get(to)];
      return one && other ? [ratioOf(what, one, other)] : [];
    });
    if (ratios.length === 0) return [];
    const { from, to: most } = range(ratios);
    return [
      {
        ratio: `${NAMES[what]}: ${of} / ${to}`,
        median: median(ratios).toFixed(2),
        from: from.toFixed(2),
        to: most.toFixed(2),
        target,
      },
    ];
  });
}

/** Where there are turns, the median of the ratios of each two that were beside each other. */
function ratioOf(what: Compared['what'], one: Sample, other: Sample): number {
  const inTurns = (values: readonly number[], others: readonly number[]) =>
    median(values.map((value, turn) => value / (others[turn] ?? Number.NaN)));
  switch (what) {
    case 'rate':
      return inTurns(one.rates, other.rates);
    case 'cost':
      return inTurns(one.costs, other.costs);
    case 'wait':
      return one.wait / other.wait;
    case 'memory':
      return one.memory / other.memory;
  }
}
