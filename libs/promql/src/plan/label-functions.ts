import { without } from '../labels/label-set.js';
import {
  type RegularExpression,
  RegularExpressionFault,
  wholeExpression,
} from '../labels/regular-expression.js';
import { PromqlError } from '../promql-error.js';
import type { Labels } from '../series.js';
import type { Call } from '../syntax/expression.js';

const text = (call: Call, index: number): string => {
  const argument = call.arguments[index];
  return argument?.kind === 'string' ? argument.value : '';
};

/** `label_replace(vector, destination, replacement, source, regular expression)`. */
export function labelReplace(call: Call): (labels: Labels) => Labels {
  const [destination, replacement, source] = [text(call, 1), text(call, 2), text(call, 3)];
  checkName(call, destination);
  const expression = compiled(call, text(call, 4));
  return (labels) => {
    const value = expression.replace(labels[source] ?? '', replacement);
    return value === undefined ? labels : withLabel(labels, destination, value);
  };
}

/** `label_join(vector, destination, separator, source, …)`. */
export function labelJoin(call: Call): (labels: Labels) => Labels {
  const [destination, separator] = [text(call, 1), text(call, 2)];
  checkName(call, destination);
  const sources = call.arguments.slice(3).map((_, index) => text(call, index + 3));
  return (labels) =>
    withLabel(labels, destination, sources.map((source) => labels[source] ?? '').join(separator));
}

function withLabel(labels: Labels, name: string, value: string): Labels {
  return value === '' ? without(labels, [name]) : { ...labels, [name]: value };
}

function checkName(call: Call, name: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  throw new PromqlError(
    'type',
    `${call.function} cannot set a label named ${JSON.stringify(name)}.`,
    call.place,
  );
}

function compiled(call: Call, source: string): RegularExpression {
  try {
    return wholeExpression(source);
  } catch (error) {
    if (error instanceof RegularExpressionFault) throw new PromqlError('syntax', error.message, call.place);
    throw error;
  }
}
