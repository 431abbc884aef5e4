import type { Proposal } from '@hormesis/api';

const verdicts = { passed: 0, 'not-evaluable': 2, failed: 3 } as const;

/**
 * The most useful first: what was shown to work before what nobody tried yet, before what cannot be tried, before what failed;
 * then what is earlier, spares users more, and cries less.
 */
export function byUsefulness(a: Proposal, b: Proposal): number {
  const differences = [
    verdictOf(a) - verdictOf(b),
    (b.backtest?.source?.leadMs ?? 0) - (a.backtest?.source?.leadMs ?? 0),
    (b.backtest?.savedUserSeconds ?? 0) - (a.backtest?.savedUserSeconds ?? 0),
    (a.backtest?.falseAlarms?.perWeek ?? 0) - (b.backtest?.falseAlarms?.perWeek ?? 0),
    Date.parse(b.proposedAt) - Date.parse(a.proposedAt),
  ];
  return differences.find((difference) => difference !== 0) ?? 0;
}

const verdictOf = ({ backtest }: Proposal): number => (backtest ? verdicts[backtest.verdict] : 1);

export type Ranked = { proposal: Proposal; alternative: boolean };

/** Main proposals in the given order, each followed by its alternatives. An alternative whose main one is not here stands alone. */
export function withAlternatives(
  proposals: readonly Proposal[],
  order: (a: Proposal, b: Proposal) => number,
): Ranked[] {
  const here = new Set(proposals.map(({ id }) => id));
  const isMain = ({ alternativeTo }: Proposal) => alternativeTo === null || !here.has(alternativeTo);
  const sorted = proposals.toSorted(order);
  return sorted
    .filter(isMain)
    .flatMap((main) => [
      { proposal: main, alternative: false },
      ...sorted
        .filter((other) => !isMain(other) && other.alternativeTo === main.id)
        .map((proposal) => ({ proposal, alternative: true })),
    ]);
}
