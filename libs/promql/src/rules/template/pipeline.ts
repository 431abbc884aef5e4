import { parseString } from '../../syntax/literals.js';
import { templateFunctions } from './template-functions.js';

export type Term =
  | { kind: 'value' }
  | { kind: 'label'; name: string }
  | { kind: 'external' }
  | { kind: 'literal'; value: string | number };

/** `function argument …`; a term alone is a stage without a function. */
export type Stage = { function: string | undefined; terms: readonly Term[] };

export type Pipeline = { stages: readonly Stage[]; usesValue: boolean };

const token = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|\||[^\s|"`]+)/y;

/** Parses what stands between `{{` and `}}`. */
export function parsePipeline(text: string): Pipeline | { unsupported: string } {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    tokens.push(found[1] ?? '');
    if (token.lastIndex >= text.trimEnd().length) break;
  }
  if (tokens.length === 0) return { unsupported: '{{ }}' };
  const stages: Stage[] = [];
  for (const stage of splitAt(tokens, '|')) {
    const parsed = parseStage(stage, stages.length === 0);
    if ('unsupported' in parsed) return parsed;
    stages.push(parsed);
  }
  const usesValue = stages.some(({ terms }) => terms.some(({ kind }) => kind === 'value'));
  return { stages, usesValue };
}

function parseStage(tokens: readonly string[], first: boolean): Stage | { unsupported: string } {
  const [head, ...rest] = tokens;
  if (head === undefined) return { unsupported: '|' };
  const calls = /^[A-Za-z]\w*$/.test(head);
  if (calls && !(head in templateFunctions)) return { unsupported: head };
  if (!calls && (rest.length > 0 || !first)) return { unsupported: tokens.join(' ') };
  const terms: Term[] = [];
  for (const text of calls ? rest : tokens) {
    const term = parseTerm(text);
    if (!term) return { unsupported: text };
    terms.push(term);
  }
  return { function: calls ? head : undefined, terms };
}

function parseTerm(text: string): Term | undefined {
  if (text === '$value' || text === '.Value') return { kind: 'value' };
  const label = /^(?:\$labels|\.Labels)\.(\w+)$/.exec(text)?.[1];
  if (label !== undefined) return { kind: 'label', name: label };
  if (/^(?:\$externalLabels|\.ExternalLabels)\.\w+$/.test(text)) return { kind: 'external' };
  if (text.startsWith('"') || text.startsWith('`')) {
    const value = parseString(text);
    return value === undefined ? undefined : { kind: 'literal', value };
  }
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? { kind: 'literal', value: Number(text) } : undefined;
}

function splitAt(tokens: readonly string[], separator: string): string[][] {
  const parts: string[][] = [[]];
  for (const each of tokens) {
    if (each === separator) parts.push([]);
    else parts.at(-1)?.push(each);
  }
  return parts;
}
