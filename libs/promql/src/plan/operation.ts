import { type Arithmetic, arithmetic, type Comparison, comparisons } from '../functions/operators.js';
import { type Binary, isComparison } from '../syntax/expression.js';

/** What an operator makes of two numbers; and whether the result is kept at all. */
export type Operation = {
  keeps: (left: number, right: number) => boolean;
  compute: (left: number, right: number) => number;
  /** Whether the metric name is lost. */
  drops: boolean;
};

const always = () => true;

/** Prometheus 2 forgot `atan2` among the operators that lose the name. */
export function operationOf({ operator, bool }: Binary, dialect: '2' | '3'): Operation {
  if (!isComparison(operator))
    return {
      keeps: always,
      compute: arithmetic[operator as Arithmetic],
      drops: dialect === '3' || operator !== 'atan2',
    };
  const holds = comparisons[operator as Comparison];
  return bool
    ? { keeps: always, compute: (left, right) => (holds(left, right) ? 1 : 0), drops: true }
    : { keeps: holds, compute: (left) => left, drops: false };
}
