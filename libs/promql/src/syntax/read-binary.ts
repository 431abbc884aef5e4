import type { SyntaxNode } from '@lezer/common';
import type { Binary, BinaryOperator, Expression, Matching } from './expression.js';
import { groupingLabels } from './read-aggregate.js';
import { broken, childrenOf, placeAt, type Reading, readNode, textOf, unsupported } from './read-node.js';

/** `left operator right`, with what stands between the operator and the right side. */
export function readBinary(reading: Reading, node: SyntaxNode): Expression {
  const [left, operator, ...rest] = childrenOf(node);
  const right = rest.at(-1);
  if (!left || !operator || !right) throw broken(reading, node);
  const sign = operatorOf(reading, operator);
  const fill = rest.find(({ name }) => name === 'FillModifier');
  if (fill)
    throw unsupported(reading, fill, 'The modifier fill is not supported. Use or vector(0) on that side.');
  const clause = rest.find(({ name }) => name === 'MatchingModifierClause');
  const binary: Binary = {
    kind: 'binary',
    operator: sign,
    left: readNode(reading, left),
    right: readNode(reading, right),
    bool: rest.some(({ name }) => name === 'BoolModifier'),
    matching: clause && matching(reading, clause),
    place: placeAt(reading, operator),
  };
  return sign === '^' ? signOutside(reading, left, binary) : binary;
}

/** `-1 ^ 2` is -(1 ^ 2): the sign of a number binds less than the power. */
function signOutside(reading: Reading, left: SyntaxNode, binary: Binary): Expression {
  if (left.name !== 'NumberDurationLiteral' || binary.left.kind !== 'number') return binary;
  const sign = textOf(reading, left)[0];
  if (sign !== '-' && sign !== '+') return binary;
  const value = sign === '-' ? -binary.left.value : binary.left.value;
  return {
    kind: 'unary',
    operator: sign,
    operand: { ...binary, left: { ...binary.left, value } },
    place: binary.left.place,
  };
}

function operatorOf(reading: Reading, node: SyntaxNode): BinaryOperator {
  if (node.name === 'TrimUpper' || node.name === 'TrimLower')
    throw unsupported(
      reading,
      node,
      'Trimming native histograms is not supported: recorded histograms have buckets.',
    );
  return textOf(reading, node).toLowerCase() as BinaryOperator;
}

function matching(reading: Reading, clause: SyntaxNode): Matching {
  const [mode, labels, side, include] = childrenOf(clause);
  return {
    mode: mode?.name === 'On' ? 'on' : 'ignoring',
    labels: labels ? groupingLabels(reading, labels) : [],
    many: side === undefined ? 'none' : side.name === 'GroupLeft' ? 'left' : 'right',
    include: include ? groupingLabels(reading, include) : [],
  };
}
