import type { Expression } from '@hormesis/promql';
import { partsOf } from './parts-of.js';

/** What an alert compares, and with what. */
export type Compared = { measured: Expression; threshold: number };

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** The first comparison with a number in an expression; `undefined` if there is none. */
export function comparedIn(expression: Expression): Compared | undefined {
  if (expression.kind === 'binary' && comparisons.has(expression.operator)) {
    const right = constantOf(expression.right);
    if (right !== undefined) return { measured: expression.left, threshold: right };
    const left = constantOf(expression.left);
    if (left !== undefined) return { measured: expression.right, threshold: left };
  }
  for (const part of partsOf(expression)) {
    const found = comparedIn(part);
    if (found) return found;
  }
  return undefined;
}

function constantOf(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'unary') {
    const value = constantOf(expression.operand);
    return value === undefined || expression.operator === '+' ? value : -value;
  }
  if (expression.kind !== 'binary') return undefined;
  const [left, right] = [constantOf(expression.left), constantOf(expression.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (expression.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}
