import type { Expression, Selector } from './expression.js';

/** All selectors of an expression, those with a range too. */
export function selectorsOf(expression: Expression): Selector[] {
  switch (expression.kind) {
    case 'selector':
      return [expression];
    case 'range':
      return [expression.selector];
    case 'subquery':
    case 'unary':
      return selectorsOf(expression.operand);
    case 'binary':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    case 'aggregate':
      return [
        ...(expression.parameter ? selectorsOf(expression.parameter) : []),
        ...selectorsOf(expression.operand),
      ];
    case 'call':
      return expression.arguments.flatMap(selectorsOf);
    default:
      return [];
  }
}
