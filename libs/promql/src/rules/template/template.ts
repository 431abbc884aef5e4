import { RegularExpressionFault } from '../../labels/regular-expression.js';
import type { Labels } from '../../series.js';
import { type Pipeline, parsePipeline } from './pipeline.js';
import { runPipeline } from './run-pipeline.js';

export type TemplateData = { labels: Labels; value: number };

/** The text of a label or annotation with its placeholders. */
export type Template = {
  /** As it was written. */
  text: string;
  /** What it uses that is not supported; such a text is kept as it is written. */
  unsupported: string | undefined;
  /** Whether what it says depends on the value. */
  usesValue: boolean;
  expand: (data: TemplateData) => string;
};

type Part = string | Pipeline;

/** Parses the subset of Go's templates that rules use: labels, the value, and functions of one of them. */
export function parseTemplate(text: string): Template {
  if (!text.includes('{{')) return { text, unsupported: undefined, usesValue: false, expand: () => text };
  const parts: Part[] = [];
  let unsupported: string | undefined;
  let trimNext = false;
  let from = 0;
  for (const found of text.matchAll(/\{\{(-\s)?([\s\S]*?)(\s-)?\}\}/g)) {
    const plain = text.slice(from, found.index);
    parts.push(trimmed(plain, trimNext, found[1] !== undefined));
    trimNext = found[3] !== undefined;
    from = found.index + found[0].length;
    const inside = (found[2] ?? '').trim();
    if (inside.startsWith('/*')) continue;
    const parsed = parsePipeline(inside);
    if ('unsupported' in parsed) unsupported ??= parsed.unsupported;
    else parts.push(parsed);
  }
  parts.push(trimmed(text.slice(from), trimNext, false));
  if (text.slice(from).includes('{{')) unsupported ??= '{{ without }}';
  if (unsupported !== undefined) return { text, unsupported, usesValue: false, expand: () => text };
  return {
    text,
    unsupported,
    usesValue: parts.some((part) => typeof part !== 'string' && part.usesValue),
    expand: (data) => expanded(parts, data),
  };
}

/** A text that cannot be made says so, as in Prometheus; the alert is there all the same. */
function expanded(parts: readonly Part[], data: TemplateData): string {
  try {
    return parts.map((part) => (typeof part === 'string' ? part : runPipeline(part, data))).join('');
  } catch (error) {
    if (error instanceof RegularExpressionFault) return `<error expanding template: ${error.message}>`;
    throw error;
  }
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const left = start ? text.trimStart() : text;
  return end ? left.trimEnd() : left;
}
