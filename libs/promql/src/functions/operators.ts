import type { BinaryOperator } from '../syntax/expression.js';

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export const arithmetic: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
  atan2: Math.atan2,
};

/** As Go: 1 to any power is 1, also to NaN and to infinity, where JavaScript says NaN. */
function power(left: number, right: number): number {
  if (left === 1 || (left === -1 && Math.abs(right) === Number.POSITIVE_INFINITY)) return 1;
  return left ** right;
}

export const comparisons: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

export const isArithmetic = (operator: BinaryOperator): operator is Arithmetic => operator in arithmetic;
