import type { SyntaxNode } from '@lezer/common';
import { PromqlError, placeOf } from '../promql-error.js';
import type { Expression } from './expression.js';
import { parseNumber } from './literals.js';
import { readAggregate } from './read-aggregate.js';
import { readBinary } from './read-binary.js';
import { readPostfix } from './read-postfix.js';
import { readSelector } from './read-selector.js';
import { textLiteral } from './read-string.js';

/** What reading a syntax tree needs beside its nodes. */
export type Reading = { text: string };

export const textOf = ({ text }: Reading, node: SyntaxNode): string => text.slice(node.from, node.to);
export const placeAt = ({ text }: Reading, node: SyntaxNode) => placeOf(text, node.from);

/** The children of a node without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'LineComment') children.push(child);
  return children;
}

export function unsupported(reading: Reading, node: SyntaxNode, what: string): PromqlError {
  return new PromqlError('unsupported', what, placeAt(reading, node));
}

/** Turns a node of the parser's tree into an expression. */
export function readNode(reading: Reading, node: SyntaxNode): Expression {
  const place = placeAt(reading, node);
  switch (node.name) {
    case 'ParenExpr':
      return readNode(reading, only(reading, node));
    case 'NumberDurationLiteral':
      return { kind: 'number', value: number(reading, node), place };
    case 'StringLiteral':
      return { kind: 'string', value: textLiteral(reading, node), place };
    case 'VectorSelector':
      return readSelector(reading, node);
    case 'UnaryExpr': {
      const [operator, operand] = childrenOf(node);
      if (!operator || !operand) throw broken(reading, node);
      return {
        kind: 'unary',
        operator: textOf(reading, operator) === '-' ? '-' : '+',
        operand: readNode(reading, operand),
        place,
      };
    }
    case 'BinaryExpr':
      return readBinary(reading, node);
    case 'AggregateExpr':
      return readAggregate(reading, node);
    case 'FunctionCall':
      return readCall(reading, node);
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
      return readPostfix(reading, node);
    case 'StepInvariantExpr':
      throw unsupported(
        reading,
        node,
        'The modifier @ is not supported: a rule sees its own time only. Use offset.',
      );
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      throw unsupported(
        reading,
        node,
        `The modifier ${node.name === 'AnchoredExpr' ? 'anchored' : 'smoothed'} is not supported. Leave it out.`,
      );
    default:
      throw broken(reading, node);
  }
}

function readCall(reading: Reading, node: SyntaxNode): Expression {
  const [name, body] = childrenOf(node);
  if (!name || !body) throw broken(reading, node);
  return {
    kind: 'call',
    function: textOf(reading, name),
    arguments: childrenOf(body).map((each) => readNode(reading, each)),
    place: placeAt(reading, node),
  };
}

function number(reading: Reading, node: SyntaxNode): number {
  const value = parseNumber(textOf(reading, node));
  if (value === undefined)
    throw new PromqlError('syntax', `${textOf(reading, node)} is not a number.`, placeAt(reading, node));
  return value;
}

function only(reading: Reading, node: SyntaxNode): SyntaxNode {
  const [child] = childrenOf(node);
  if (!child) throw broken(reading, node);
  return child;
}

export function broken(reading: Reading, node: SyntaxNode): PromqlError {
  return new PromqlError(
    'syntax',
    `${JSON.stringify(textOf(reading, node).slice(0, 40))} is not an expression.`,
    placeAt(reading, node),
  );
}
