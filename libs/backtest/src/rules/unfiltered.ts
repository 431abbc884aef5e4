import type { Expression } from '@hormesis/promql';
import { ofNothing } from './can-yield.js';

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/**
 * An expression that has a value wherever the given one compares something, whatever comes of it: each comparison that
 * filters becomes a sum. So it tells whether a rule that never fires measured anything.
 */
export function unfiltered(expression: Expression): Expression {
  switch (expression.kind) {
    case 'binary': {
      const [left, right] = [unfiltered(expression.left), unfiltered(expression.right)];
      if (expression.operator === 'unless') return left;
      const filters = comparisons.has(expression.operator) && !expression.bool;
      return { ...expression, left, right, operator: filters ? '+' : expression.operator };
    }
    case 'unary':
    case 'subquery':
      return { ...expression, operand: unfiltered(expression.operand) };
    case 'aggregate':
      return { ...expression, operand: unfiltered(expression.operand) };
    case 'call':
      return ofNothing.has(expression.function)
        ? expression
        : { ...expression, arguments: expression.arguments.map(unfiltered) };
    default:
      return expression;
  }
}
