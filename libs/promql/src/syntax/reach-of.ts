import type { EvaluationOptions } from '../plan/binding.js';
import type { Expression } from './expression.js';

/** How far back an expression looks from the moment of its evaluation, in milliseconds. */
export function reachOf(expression: Expression, options: EvaluationOptions = {}): number {
  const lookback = options.lookbackMs ?? 300_000;
  const most = (expressions: readonly (Expression | undefined)[]): number =>
    Math.max(0, ...expressions.map((each) => (each ? reachOf(each, options) : 0)));
  switch (expression.kind) {
    case 'selector':
      return expression.offsetMs + lookback;
    case 'range':
      return expression.selector.offsetMs + expression.rangeMs;
    case 'subquery':
      return expression.offsetMs + expression.rangeMs + reachOf(expression.operand, options);
    case 'unary':
      return reachOf(expression.operand, options);
    case 'binary':
      return most([expression.left, expression.right]);
    case 'aggregate':
      return most([expression.parameter, expression.operand]);
    case 'call':
      return most(expression.arguments);
    default:
      return 0;
  }
}
