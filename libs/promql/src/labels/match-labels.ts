import type { Labels, Matcher } from '../series.js';
import { wholeExpression } from './regular-expression.js';

/** Whether labels satisfy all matchers; a label that is absent counts as empty. */
export function matches(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(test);
  return (labels) => tests.every((holds) => holds(labels));
}

function test({ label, op, value }: Matcher): (labels: Labels) => boolean {
  switch (op) {
    case '=':
      return (labels) => (labels[label] ?? '') === value;
    case '!=':
      return (labels) => (labels[label] ?? '') !== value;
    case '=~': {
      const expression = wholeExpression(value);
      return (labels) => expression.test(labels[label] ?? '');
    }
    case '!~': {
      const expression = wholeExpression(value);
      return (labels) => !expression.test(labels[label] ?? '');
    }
  }
}
