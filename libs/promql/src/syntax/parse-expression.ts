import { parser } from '@prometheus-io/lezer-promql';
import { PromqlError, placeOf } from '../promql-error.js';
import { checkTypes } from './check-types.js';
import type { Expression } from './expression.js';
import { readNode } from './read-node.js';
import { syntaxError } from './syntax-error.js';

/**
 * Parses a PromQL expression of the subset that we evaluate and checks that its parts fit together.
 * Throws a PromqlError that names what is wrong or not supported, and its line and column.
 */
export function parseExpression(text: string): Expression {
  if (text.trim() === '')
    throw new PromqlError('syntax', 'There is no expression. Write one, such as up == 0.', placeOf(text, 0));
  const tree = parser.parse(text);
  syntaxError(text, tree);
  const root = tree.topNode.firstChild;
  const first = root?.name === 'LineComment' ? firstExpression(root) : root;
  if (!first) throw new PromqlError('syntax', 'There is no expression, only a comment.', placeOf(text, 0));
  const expression = readNode({ text }, first);
  checkTypes(expression);
  return expression;
}

function firstExpression(comment: { nextSibling: typeof comment | null; name: string }) {
  let node: typeof comment | null = comment;
  while (node?.name === 'LineComment') node = node.nextSibling;
  return node as ReturnType<typeof parser.parse>['topNode'] | null;
}
