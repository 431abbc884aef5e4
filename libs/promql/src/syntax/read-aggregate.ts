import type { SyntaxNode } from '@lezer/common';
import { PromqlError } from '../promql-error.js';
import type { Aggregate, AggregateOperator, Grouping } from './expression.js';
import { broken, childrenOf, placeAt, type Reading, readNode, textOf, unsupported } from './read-node.js';
import { textLiteral } from './read-string.js';

const plain = new Set(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar']);
const withParameter = new Set(['topk', 'bottomk', 'quantile']);

/** `sum by (service) (expression)` and `topk(3, expression)`. */
export function readAggregate(reading: Reading, node: SyntaxNode): Aggregate {
  const parts = childrenOf(node);
  const named = parts.find(({ name }) => name === 'AggregateOp');
  const body = parts.find(({ name }) => name === 'FunctionCallBody');
  if (!named || !body) throw broken(reading, node);
  const operator = textOf(reading, named).toLowerCase();
  if (!plain.has(operator) && !withParameter.has(operator))
    throw unsupported(
      reading,
      node,
      `The aggregation ${operator} is not supported. See docs/reference/promql.md for those that are.`,
    );
  const given = childrenOf(body).map((each) => readNode(reading, each));
  const expected = withParameter.has(operator) ? 2 : 1;
  const operand = given.at(-1);
  if (given.length !== expected || !operand)
    throw new PromqlError(
      'type',
      `${operator} takes ${expected} argument${expected > 1 ? 's' : ''}, not ${given.length}.`,
      placeAt(reading, node),
    );
  return {
    kind: 'aggregate',
    operator: operator as AggregateOperator,
    grouping: grouping(
      reading,
      parts.find(({ name }) => name === 'AggregateModifier'),
    ),
    parameter: expected === 2 ? given[0] : undefined,
    operand,
    place: placeAt(reading, node),
  };
}

function grouping(reading: Reading, modifier: SyntaxNode | undefined): Grouping {
  if (!modifier) return { mode: 'by', labels: [] };
  const [mode, labels] = childrenOf(modifier);
  return {
    mode: mode?.name === 'Without' ? 'without' : 'by',
    labels: labels ? groupingLabels(reading, labels) : [],
  };
}

export function groupingLabels(reading: Reading, node: SyntaxNode): string[] {
  return childrenOf(node).map((each) =>
    each.name === 'QuotedLabelName' ? textLiteral(reading, each) : textOf(reading, each),
  );
}
