import { withoutName } from '../labels/label-set.js';
import { typeOf } from '../syntax/check-types.js';
import { type Binary, type Expression, isSetOperator } from '../syntax/expression.js';
import { aggregateNode } from './aggregate-node.js';
import { bindCall, bindScalarCall } from './bind-call.js';
import type { Binding } from './binding.js';
import { mapValues } from './map-values.js';
import { type RangeNode, type ScalarNode, slots, type VectorNode } from './node.js';
import { rangeSelectorNode } from './range-selector-node.js';
import { scalarsNode, vectorScalarNode } from './scalar-operation-nodes.js';
import { selectorNode } from './selector-node.js';
import { setOperationNode } from './set-operation-node.js';
import { subqueryNode } from './subquery-node.js';
import { vectorOperationNode } from './vector-operation-node.js';

/** Binds an expression that gives an instant vector, or a number as a vector of one, to the series of a source. */
export function bindVector(expression: Expression, bound: Binding): VectorNode {
  if (typeOf(expression) === 'scalar') return singleNode(bindScalar(expression, bound));
  switch (expression.kind) {
    case 'selector':
      return selectorNode(expression, bound);
    case 'unary': {
      const operand = bindVector(expression.operand, bound);
      return expression.operator === '+' ? operand : mapValues(operand, withoutName, (value) => -value);
    }
    case 'binary':
      return bindBinary(expression, bound);
    case 'aggregate': {
      const parameter = expression.parameter && bindScalar(expression.parameter, bound);
      return aggregateNode(expression, bindVector(expression.operand, bound), parameter, bound.dialect);
    }
    case 'call':
      return bindCall(expression, bound);
    default:
      throw new TypeError(`A ${expression.kind} is no instant vector: checkTypes lets none through.`);
  }
}

export function bindScalar(expression: Expression, bound: Binding): ScalarNode {
  switch (expression.kind) {
    case 'number': {
      const { value } = expression;
      return { evaluate: () => value };
    }
    case 'unary': {
      const operand = bindScalar(expression.operand, bound);
      return expression.operator === '+' ? operand : { evaluate: (at, now) => -operand.evaluate(at, now) };
    }
    case 'binary':
      return scalarsNode(expression, bindScalar(expression.left, bound), bindScalar(expression.right, bound));
    case 'call':
      return bindScalarCall(expression, bound);
    default:
      throw new TypeError(`A ${expression.kind} is no number: checkTypes lets none through.`);
  }
}

/** `counter`: the function over the range looks for counter resets. */
export function bindRange(expression: Expression, bound: Binding, counter = false): RangeNode {
  if (expression.kind === 'range') return rangeSelectorNode(expression, bound, counter);
  if (expression.kind !== 'subquery')
    throw new TypeError(`A ${expression.kind} is no range: checkTypes lets none through.`);
  const before = bound.readers.length;
  const operand = bindVector(expression.operand, bound);
  const inside = bound.readers.slice(before);
  const node = subqueryNode(expression, bound, operand, inside, counter);
  for (const [index, reader] of inside.entries())
    bound.readers[before + index] = { ...reader, offsetMs: reader.offsetMs + expression.offsetMs };
  return node;
}

function bindBinary(binary: Binary, bound: Binding): VectorNode {
  const { left, right } = binary;
  if (typeOf(left) === 'scalar')
    return vectorScalarNode(binary, bindVector(right, bound), bindScalar(left, bound), true, bound.dialect);
  if (typeOf(right) === 'scalar')
    return vectorScalarNode(binary, bindVector(left, bound), bindScalar(right, bound), false, bound.dialect);
  const sides = [bindVector(left, bound), bindVector(right, bound)] as const;
  return isSetOperator(binary.operator)
    ? setOperationNode(binary, ...sides)
    : vectorOperationNode(binary, ...sides, bound.dialect);
}

/** A number as the vector of one series without labels. */
export function singleNode(scalar: ScalarNode): VectorNode {
  const node = slots([{}]);
  node.present[0] = 1;
  return {
    ...node,
    evaluate(at, now) {
      node.values[0] = scalar.evaluate(at, now);
    },
  };
}
