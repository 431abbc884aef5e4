import type { Labels, Matcher } from '../series.js';
import type { Expression } from '../syntax/expression.js';
import { slots, type VectorNode } from './node.js';

/** 1 when the operand has no series at all, with the labels that its selector asks for. */
export function absentNode(argument: Expression, operand: VectorNode): VectorNode {
  const node = slots([labelsAskedFor(argument)]);
  return {
    ...node,
    evaluate(at, now) {
      operand.evaluate(at, now);
      node.present[0] = operand.present.includes(1) ? 0 : 1;
      node.values[0] = 1;
    },
  };
}

function labelsAskedFor(argument: Expression): Labels {
  if (argument.kind === 'selector') return fromMatchers(argument.matchers);
  return argument.kind === 'range' ? fromMatchers(argument.selector.matchers) : {};
}

/** Labels that are asked for by equality, and once only. */
function fromMatchers(matchers: readonly Matcher[]): Labels {
  const labels = new Map<string, string>();
  const equal = new Set<string>();
  for (const { label, op, value } of matchers) {
    if (label === '__name__') continue;
    if (op === '=' && !equal.has(label)) labels.set(label, value);
    else labels.delete(label);
    if (op === '=') equal.add(label);
  }
  return Object.fromEntries([...labels].filter(([, value]) => value !== ''));
}
