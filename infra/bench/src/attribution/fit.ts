import { changeTerms, noneTerms, type Weights } from '@hormesis/attribution';

/** One case as the fit sees it: terms of `none` first, then of each change; which of them is the truth. */
export type Example = {
  none: Record<string, number>;
  changes: readonly Record<string, number>[];
  truth: number;
};

/** Which way a term may speak; a weight that the data would turn round becomes 0. */
const signs: Readonly<Record<string, 1 | -1>> = {
  time: 1,
  late: -1,
  alerting: 1,
  callee: 1,
  caller: 1,
  apart: -1,
  contrastIn: 1,
  contrastOut: 1,
  contrastUse: 1,
  contrastNear: 1,
  calm: -1,
  alike: -1,
  worseIn: 1,
  worseOut: 1,
  worseUse: 1,
  ill: 1,
  explained: -1,
  doseOwn: 1,
  doseAlert: 1,
  alignedOwn: 1,
  misalignedOwn: -1,
  alignedAlert: 1,
  misalignedAlert: -1,
  elsewhere: 1,
  onePod: 1,
  quiet: 1,
};

/**
 * Conditional logit: the weights that make the truths most likely, by gradient ascent (Adam) with a pull towards 0.
 * McFadden, “Conditional logit analysis of qualitative choice behavior”, 1974.
 */
export function fit(examples: readonly Example[], { rounds = 600, pull = 0.002 } = {}): Weights {
  const names = [...changeTerms, ...noneTerms.map((name) => `none.${name}`)];
  const weights = new Float64Array(names.length);
  const first = new Float64Array(names.length);
  const second = new Float64Array(names.length);
  const data = examples.map(({ none, changes, truth }) => ({
    truth,
    rows: [
      Float64Array.from([...changeTerms.map(() => 0), ...noneTerms.map((name) => none[name] ?? 0)]),
      ...changes.map((terms) =>
        Float64Array.from([...changeTerms.map((name) => terms[name] ?? 0), ...noneTerms.map(() => 0)]),
      ),
    ],
  }));
  for (let round = 1; round <= rounds; round += 1) {
    const slope = new Float64Array(names.length);
    for (const { rows, truth } of data) {
      const scores = rows.map((row) => row.reduce((sum, value, n) => sum + value * (weights[n] ?? 0), 0));
      const highest = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - highest));
      const total = odds.reduce((sum, value) => sum + value, 0);
      for (const [m, row] of rows.entries()) {
        const miss = (m === truth ? 1 : 0) - (odds[m] ?? 0) / total;
        if (Math.abs(miss) > 1e-9)
          for (let n = 0; n < row.length; n += 1) slope[n] = (slope[n] ?? 0) + miss * (row[n] ?? 0);
      }
    }
    const rate = 0.05 * Math.min(1, (2 * (rounds - round)) / rounds + 0.02);
    for (let n = 0; n < names.length; n += 1) {
      const weight = weights[n] ?? 0;
      const gradient = (slope[n] ?? 0) / data.length - pull * weight;
      first[n] = 0.9 * (first[n] ?? 0) + 0.1 * gradient;
      second[n] = 0.999 * (second[n] ?? 0) + 0.001 * gradient ** 2;
      const step =
        (rate * ((first[n] ?? 0) / (1 - 0.9 ** round))) /
        (Math.sqrt((second[n] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
      const sign = signs[(names[n] ?? '').replace('none.', '')];
      weights[n] = sign === undefined ? weight + step : sign * Math.max(0, sign * (weight + step));
    }
  }
  const round = (value: number | undefined) => Math.round((value ?? 0) * 100) / 100;
  return {
    change: Object.fromEntries(changeTerms.map((name, n) => [name, round(weights[n])])),
    none: Object.fromEntries(noneTerms.map((name, n) => [name, round(weights[changeTerms.length + n])])),
  } as Weights;
}
