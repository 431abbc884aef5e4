import type { Expression } from '@hormesis/promql';

/** The expressions right within an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'range':
      return [expression.selector];
    case 'subquery':
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'aggregate':
      return expression.parameter ? [expression.parameter, expression.operand] : [expression.operand];
    case 'call':
      return expression.arguments;
    default:
      return [];
  }
}
