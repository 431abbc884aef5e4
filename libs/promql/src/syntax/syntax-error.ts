import type { Tree } from '@lezer/common';
import { PromqlError, placeOf } from '../promql-error.js';

/** Throws at the first place where the text is not PromQL. */
export function syntaxError(text: string, tree: Tree): void {
  let from: number | undefined;
  let to = 0;
  tree.iterate({
    enter: (node) => {
      if (!node.type.isError || (from !== undefined && node.from >= from)) return;
      from = node.from;
      to = node.to;
    },
  });
  if (from === undefined) return;
  const call = /([A-Za-z_][A-Za-z0-9_]*)\s*$/.exec(text.slice(0, from))?.[1];
  if (text[from] === '(' && call !== undefined)
    throw new PromqlError(
      'unsupported',
      `There is no function or aggregation ${call}. Check the spelling, or see docs/reference/promql.md for what is supported.`,
      placeOf(text, from - call.length),
    );
  throw new PromqlError('syntax', explain(text, from, to), placeOf(text, from));
}

function explain(text: string, from: number, to: number): string {
  const rest = text.slice(from, Math.max(to, from + 1)).trim();
  if (rest === '' && text.slice(from).trim() === '')
    return 'The expression ends too early. Close its brackets and quotes, and give each operator two sides.';
  const found = rest === '' ? text.slice(from).trim().slice(0, 20) : rest.slice(0, 20);
  return `${JSON.stringify(found)} is not expected here. Check the brackets, quotes and operators before it.`;
}
