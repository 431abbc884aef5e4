import type { EvaluationOptions } from '../plan/binding.js';
import type { SeriesSource } from '../series.js';
import type { Expression } from '../syntax/expression.js';
import { evaluation, type Vector } from './evaluation.js';

/** Milliseconds since 1970; `to` is included when a step meets it. */
export type Steps = { fromMs: number; toMs: number; stepMs: number };

/** Evaluates an expression at each step; the vector is overwritten by the next step. */
export function evaluateRange(
  expression: Expression,
  source: SeriesSource,
  { fromMs, toMs, stepMs }: Steps,
  visit: (atMs: number, vector: Vector) => void,
  options: EvaluationOptions = {},
): void {
  const bound = evaluation(expression, source, options);
  for (let at = fromMs; at <= toMs; at += stepMs) visit(at, bound.at(at));
}
