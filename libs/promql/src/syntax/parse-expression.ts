import { parser } from '@prometheus-io/lezer-promql';
import { PromqlError, placeOf } from '../promql-error.js';
import { checkSteps } from './check-steps.js';
import { checkTypes } from './check-types.js';
import type { Expression } from './expression.js';
import { broken, childrenOf, readNode } from './read-node.js';
import { syntaxError } from './syntax-error.js';

/**
 * Parses a PromQL expression of the subset that we evaluate and checks that its parts fit together.
 * Throws a PromqlError that names what is wrong or not supported, and its line and column.
 */
export function parseExpression(text: string): Expression {
  if (text.replace(/#.*$/gm, '').trim() === '')
    throw new PromqlError('syntax', 'There is no expression. Write one, such as up == 0.', placeOf(text, 0));
  const tree = parser.parse(text);
  syntaxError(text, tree);
  const [root] = childrenOf(tree.topNode);
  if (!root) throw broken({ text }, tree.topNode);
  const expression = readNode({ text }, root);
  checkTypes(expression);
  checkSteps(expression);
  return expression;
}
