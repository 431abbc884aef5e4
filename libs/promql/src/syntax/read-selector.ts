import type { SyntaxNode } from '@lezer/common';
import { matches } from '../labels/match-labels.js';
import { RegularExpressionFault } from '../labels/regular-expression.js';
import { PromqlError } from '../promql-error.js';
import type { Matcher } from '../series.js';
import type { Selector } from './expression.js';
import { broken, childrenOf, placeAt, type Reading, textOf } from './read-node.js';
import { textLiteral } from './read-string.js';

/** `name{label="value", other=~"a|b"}`, with the name as a matcher of `__name__`. */
export function readSelector(reading: Reading, node: SyntaxNode): Selector {
  const matchers: Matcher[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'Identifier')
      matchers.push({ label: '__name__', op: '=', value: textOf(reading, child) });
    if (child.name === 'LabelMatchers')
      matchers.push(...childrenOf(child).map((each) => readMatcher(reading, each)));
  }
  const place = placeAt(reading, node);
  if (matchers.filter(({ label, op }) => label === '__name__' && op === '=').length > 1)
    throw new PromqlError('syntax', 'The metric name is set twice. Keep one of them.', place);
  if (matchers.map((matcher) => matchesEmpty(reading, node, matcher)).every(Boolean))
    throw new PromqlError(
      'syntax',
      'The selector would match every series. Give it a name, or one matcher that does not match the empty string.',
      place,
    );
  return { kind: 'selector', matchers, offsetMs: 0, place };
}

function matchesEmpty(reading: Reading, node: SyntaxNode, matcher: Matcher): boolean {
  try {
    return matches([matcher])({});
  } catch (error) {
    if (error instanceof RegularExpressionFault)
      throw new PromqlError('syntax', error.message, placeAt(reading, node));
    throw error;
  }
}

function readMatcher(reading: Reading, node: SyntaxNode): Matcher {
  const [label, operator, value] = childrenOf(node);
  if (node.name === 'QuotedLabelName')
    return { label: '__name__', op: '=', value: textLiteral(reading, node) };
  if (!label || !operator || !value) throw broken(reading, node);
  const name = label.name === 'LabelName' ? textOf(reading, label) : textLiteral(reading, label);
  return {
    label: name,
    op: textOf(reading, operator) as Matcher['op'],
    value: textLiteral(reading, value),
  };
}
