import type { SyntaxNode } from '@lezer/common';
import { PromqlError } from '../promql-error.js';
import type { Expression } from './expression.js';
import { formatDuration, parseDuration, parseNumber } from './literals.js';
import { broken, childrenOf, placeAt, type Reading, readNode, textOf, unsupported } from './read-node.js';

/**
 * A range, a subquery or an offset after an expression. They bind tighter than every operator; the parser's tree
 * holds them outside of an operation, so that they are moved to its last operand here.
 */
export function readPostfix(reading: Reading, node: SyntaxNode): Expression {
  const [inner] = childrenOf(node);
  if (!inner) throw broken(reading, node);
  return onLastOperand(inner, readNode(reading, inner), (operand) => apply(reading, node, inner, operand));
}

function onLastOperand(
  node: SyntaxNode,
  expression: Expression,
  change: (operand: Expression) => Expression,
): Expression {
  const last = childrenOf(node).at(-1);
  if (node.name === 'BinaryExpr' && expression.kind === 'binary' && last)
    return { ...expression, right: onLastOperand(last, expression.right, change) };
  if (expression.kind === 'unary' && last && node.name !== 'ParenExpr')
    return { ...expression, operand: onLastOperand(last, expression.operand, change) };
  return change(expression);
}

function apply(reading: Reading, node: SyntaxNode, inner: SyntaxNode, operand: Expression): Expression {
  const place = operand.place;
  const parts = childrenOf(node).slice(1);
  switch (node.name) {
    case 'OffsetExpr':
      return offset(reading, node, operand, duration(reading, parts.at(-1) ?? node));
    case 'MatrixSelector':
      if (operand.kind !== 'selector' || inner.name === 'ParenExpr')
        throw new PromqlError(
          'type',
          'Only a selector can have a range. Write a subquery for other expressions, such as [5m:1m].',
          place,
        );
      if (operand.offsetMs !== 0)
        throw new PromqlError('syntax', 'Write the offset after the range: x[5m] offset 1h.', place);
      return { kind: 'range', selector: operand, rangeMs: positive(reading, parts[0] ?? node), place };
    default: {
      const [range, step] = parts;
      return {
        kind: 'subquery',
        operand,
        rangeMs: positive(reading, range ?? node),
        stepMs: step && positive(reading, step),
        offsetMs: 0,
        place,
      };
    }
  }
}

function offset(reading: Reading, node: SyntaxNode, operand: Expression, ms: number): Expression {
  if (ms < 0)
    throw unsupported(
      reading,
      node,
      'A negative offset looks into the future, which no rule can see. Use a positive offset on the other parts.',
    );
  const twice = () =>
    new PromqlError('syntax', 'There are two offsets. Add them up to one.', placeAt(reading, node));
  switch (operand.kind) {
    case 'selector':
    case 'subquery':
      if (operand.offsetMs !== 0) throw twice();
      return { ...operand, offsetMs: ms };
    case 'range':
      if (operand.selector.offsetMs !== 0) throw twice();
      return { ...operand, selector: { ...operand.selector, offsetMs: ms } };
    default:
      throw new PromqlError(
        'type',
        'Only a selector or a subquery can have an offset. Move it inside, to the selector.',
        placeAt(reading, node),
      );
  }
}

function positive(reading: Reading, node: SyntaxNode): number {
  const ms = duration(reading, node);
  if (ms > 0) return ms;
  throw new PromqlError(
    'syntax',
    `The duration ${formatDuration(0)} is not above zero. Write one such as 5m.`,
    placeAt(reading, node),
  );
}

function duration(reading: Reading, node: SyntaxNode): number {
  const text = textOf(reading, node);
  const sign = text.startsWith('-') ? -1 : 1;
  const plain = text.replace(/^[+-]\s*/, '');
  const ms = parseDuration(plain);
  if (ms !== undefined) return sign * ms;
  const seconds = /^[\d.]/.test(plain) ? parseNumber(plain) : undefined;
  if (seconds !== undefined) return sign * Math.round(seconds * 1000);
  throw unsupported(
    reading,
    node,
    `The duration ${text} is calculated, which is not supported. Write the result, such as 10m.`,
  );
}
