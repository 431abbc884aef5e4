import type { Issue } from './invalid-event.js';

/** How deep the JSON of an event may be nested. */
export const maxDepth = 32;

/** What keeps a JSON value from being stored and read everywhere: too deep, or text that is no Unicode text. */
export function storingIssue(value: unknown, field: string): Issue | undefined {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === 'string') {
      if (!isStorable(next.value)) return badText(field);
    } else if (typeof next.value === 'object' && next.value !== null) {
      if (next.depth >= maxDepth) return tooDeep(field);
      for (const [key, child] of Object.entries(next.value)) {
        if (!isStorable(key)) return badText(field);
        open.push({ value: child, depth: next.depth + 1 });
      }
    }
  }
  return undefined;
}

export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function badText(field: string): Issue {
  return {
    field,
    reason: 'has a text with U+0000 or half of a surrogate pair',
    hint: 'Send text that is valid Unicode, without U+0000.',
  };
}

function tooDeep(field: string): Issue {
  return {
    field,
    reason: `is nested deeper than ${maxDepth} levels`,
    hint: 'Send flatter data, or a reference to it.',
  };
}
