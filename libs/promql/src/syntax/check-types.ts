import { labelJoin, labelReplace } from '../plan/label-functions.js';
import { PromqlError } from '../promql-error.js';
import {
  type Binary,
  type Call,
  type Expression,
  type ExpressionType,
  isComparison,
  isSetOperator,
} from './expression.js';
import { signatures } from './signatures.js';

const named: Record<ExpressionType, string> = {
  scalar: 'a number',
  string: 'a string',
  vector: 'an instant vector',
  range: 'a range vector (a selector with [5m])',
};

/** What an expression gives. */
export function typeOf(expression: Expression): ExpressionType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
    case 'subquery':
      return 'range';
    case 'unary':
      return typeOf(expression.operand);
    case 'binary':
      return typeOf(expression.left) === 'scalar' && typeOf(expression.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'call':
      return signatures.get(expression.function)?.gives ?? 'vector';
    default:
      return 'vector';
  }
}

/** Throws where the parts of an expression do not fit together. */
export function checkTypes(expression: Expression): void {
  switch (expression.kind) {
    case 'subquery':
      checkTypes(expression.operand);
      expect('A subquery', expression.operand, 'vector');
      break;
    case 'unary':
      checkTypes(expression.operand);
      if (typeOf(expression.operand) !== 'scalar')
        expect(`The sign ${expression.operator}`, expression.operand, 'vector');
      break;
    case 'binary':
      checkBinary(expression);
      break;
    case 'aggregate':
      if (expression.parameter) {
        checkTypes(expression.parameter);
        expect(`The first argument of ${expression.operator}`, expression.parameter, 'scalar');
      }
      checkTypes(expression.operand);
      expect(expression.operator, expression.operand, 'vector');
      break;
    case 'call':
      checkCall(expression);
      break;
  }
}

function expect(what: string, expression: Expression, type: ExpressionType): void {
  const actual = typeOf(expression);
  if (actual === type) return;
  throw new PromqlError('type', `${what} needs ${named[type]}, not ${named[actual]}.`, expression.place);
}

function checkCall(call: Call): void {
  const { function: name, arguments: given, place } = call;
  const signature = signatures.get(name);
  if (!signature)
    throw new PromqlError(
      'unsupported',
      `The function ${name} is not supported. See docs/reference/promql.md for those that are.`,
      place,
    );
  const { takes, optional, repeats } = signature;
  const least = takes.length - optional;
  if (given.length < least || (!repeats && given.length > takes.length)) {
    const expected = repeats ? `${least} or more` : optional ? `${least} to ${takes.length}` : `${least}`;
    throw new PromqlError('type', `${name} takes ${expected} arguments, not ${given.length}.`, place);
  }
  given.forEach((argument, index) => {
    checkTypes(argument);
    const type = takes[Math.min(index, takes.length - 1)];
    if (type) expect(`Argument ${index + 1} of ${name}`, argument, type);
  });
  checkTexts(call);
}

/** What stands in strings is checked before anything is evaluated: names of labels, regular expressions. */
function checkTexts(call: Call): void {
  if (call.function === 'label_replace') labelReplace(call);
  if (call.function === 'label_join') labelJoin(call);
}

function checkBinary(binary: Binary): void {
  const { operator, left, right, bool, matching, place } = binary;
  for (const side of [left, right]) {
    checkTypes(side);
    const type = typeOf(side);
    if (type === 'string' || type === 'range') expect(`The operator ${operator}`, side, 'vector');
  }
  const scalars = [left, right].filter((side) => typeOf(side) === 'scalar').length;
  const fail = (because: string): never => {
    throw new PromqlError('type', because, place);
  };
  if (bool && !isComparison(operator)) fail(`bool belongs to comparisons only, not to ${operator}.`);
  if (isSetOperator(operator) && scalars > 0)
    fail(`The operator ${operator} needs an instant vector on both sides. Wrap the number: vector(1).`);
  if (scalars === 2 && isComparison(operator) && !bool)
    fail(`Two numbers are compared with bool only: ${operator} bool.`);
  if (!matching) return;
  if (scalars > 0) fail('on, ignoring and group need an instant vector on both sides.');
  if (isSetOperator(operator) && matching.many !== 'none')
    fail(`The operator ${operator} takes no group_left or group_right.`);
  const twice = matching.mode === 'on' && matching.include.find((label) => matching.labels.includes(label));
  if (twice) fail(`The label ${twice} stands in on and in group. Take it out of one of them.`);
}
