import { bindVector } from '../plan/bind-node.js';
import { type Binding, binding, type EvaluationOptions } from '../plan/binding.js';
import type { VectorNode } from '../plan/node.js';
import { PromqlError } from '../promql-error.js';
import type { Labels, SeriesSource } from '../series.js';
import { typeOf } from '../syntax/check-types.js';
import type { Expression } from '../syntax/expression.js';

/** An instant vector in slots: `labels` stay the same objects until a source has new series. */
export type Vector = {
  readonly labels: readonly Labels[];
  readonly values: Float64Array;
  /** 1 where the slot has a value at this moment. */
  readonly present: Uint8Array;
};

/** An expression bound to a source. It keeps its place in each series, so that going on in time is cheap. */
export type Evaluation = {
  /**
   * The vector at a moment (ms since 1970), from what was known then. It is overwritten by the next call.
   * Throws a PromqlError where Prometheus would fail, such as two series with the same labels.
   */
  at(atMs: number): Vector;
};

/** Binds an expression to a source; series that the source gets later are found by themselves. */
export function evaluation(
  expression: Expression,
  source: SeriesSource,
  options: EvaluationOptions = {},
): Evaluation {
  if (!['vector', 'scalar'].includes(typeOf(expression)))
    throw new PromqlError('type', 'Only an instant vector or a number can be evaluated.', expression.place);
  let bound: Binding | undefined;
  let version: number | undefined;
  let node: VectorNode | undefined;
  return {
    at(atMs) {
      if (!node || !bound || ((version === undefined || version !== source.version) && outdated(bound))) {
        bound = binding(source, options);
        node = bindVector(expression, bound);
      }
      version = source.version;
      node.evaluate(atMs, atMs);
      return node;
    },
  };
}

function outdated({ source, selections }: Binding): boolean {
  return selections.some(({ matchers, series }) => {
    const now = source.select(matchers);
    if (now.length !== series.length) return true;
    for (let index = 0; index < now.length; index++) if (now[index] !== series[index]) return true;
    return false;
  });
}
