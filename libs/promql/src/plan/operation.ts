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

export function operationOf({ operator, bool }: Pick<Binary, 'operator' | 'bool'>): Operation {
  if (!isComparison(operator))
    return { keeps: always, compute: arithmetic[operator as Arithmetic], drops: true };
  const holds = comparisons[operator as Comparison];
  return bool
    ? { keeps: always, compute: (left, right) => (holds(left, right) ? 1 : 0), drops: true }
    : { keeps: holds, compute: (left) => left, drops: false };
}
