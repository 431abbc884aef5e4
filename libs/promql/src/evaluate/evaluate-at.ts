import type { EvaluationOptions } from '../plan/binding.js';
import type { Labels, SeriesSource } from '../series.js';
import type { Expression } from '../syntax/expression.js';
import { evaluation, type Vector } from './evaluation.js';

export type Sample = { labels: Labels; value: number };

/** The samples of an expression at one moment (ms since 1970), in the order that `sort` asks for. */
export function evaluateAt(
  expression: Expression,
  source: SeriesSource,
  atMs: number,
  options: EvaluationOptions = {},
): Sample[] {
  const samples = samplesOf(evaluation(expression, source, options).at(atMs));
  if (expression.kind !== 'call' || !expression.function.startsWith('sort')) return samples;
  const sign = expression.function === 'sort' ? 1 : -1;
  return samples.sort((a, b) => {
    const strange = Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
    return strange || sign * (a.value - b.value);
  });
}

/** The samples that are present in a vector. */
export function samplesOf({ labels, values, present }: Vector): Sample[] {
  const samples: Sample[] = [];
  for (const [slot, each] of labels.entries())
    if (present[slot] === 1) samples.push({ labels: each, value: values[slot] as number });
  return samples;
}
