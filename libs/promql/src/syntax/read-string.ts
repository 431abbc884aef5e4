import type { SyntaxNode } from '@lezer/common';
import { PromqlError } from '../promql-error.js';
import { parseString } from './literals.js';
import { placeAt, type Reading, textOf } from './read-node.js';

/** The text between the quotes. */
export function textLiteral(reading: Reading, node: SyntaxNode): string {
  const text = parseString(textOf(reading, node));
  if (text === undefined)
    throw new PromqlError(
      'syntax',
      `The string ${textOf(reading, node).slice(0, 40)} is not closed, or escapes a character that needs no escape. Inside quotes a backslash is written \\\\.`,
      placeAt(reading, node),
    );
  return text;
}
