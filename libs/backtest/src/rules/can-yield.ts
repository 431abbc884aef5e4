import type { Expression, Selector } from '@hormesis/promql';
import { partsOf } from './parts-of.js';

/** Functions that have a value of nothing. */
export const ofNothing: ReadonlySet<string> = new Set(['absent', 'absent_over_time']);

/**
 * Whether an expression can have a value at all, given which of its selectors anything is on record of: what is divided by
 * nothing, or asked for together with nothing, is nothing; `a or nothing` is `a`, and `absent(nothing)` is 1.
 */
export function canYield(expression: Expression, isOnRecord: (selector: Selector) => boolean): boolean {
  switch (expression.kind) {
    case 'selector':
      return isOnRecord(expression);
    case 'call':
      return (
        ofNothing.has(expression.function) || expression.arguments.every((each) => canYield(each, isOnRecord))
      );
    case 'binary': {
      const left = canYield(expression.left, isOnRecord);
      if (expression.operator === 'unless') return left;
      const right = canYield(expression.right, isOnRecord);
      return expression.operator === 'or' ? left || right : left && right;
    }
    default:
      return partsOf(expression).every((part) => canYield(part, isOnRecord));
  }
}
