import { formatValue } from './format-number.js';
import type { Pipeline, Term } from './pipeline.js';
import type { TemplateData } from './template.js';
import { templateFunctions } from './template-functions.js';

/** The text that a pipeline gives. */
export function runPipeline({ stages }: Pipeline, data: TemplateData): string {
  let result: string | number | undefined;
  for (const { function: name, terms } of stages) {
    const given = terms.map((term) => resolve(term, data));
    if (result !== undefined) given.push(result);
    result = name === undefined ? given[0] : templateFunctions[name]?.(...given);
  }
  return typeof result === 'number' ? formatValue(result) : (result ?? '');
}

function resolve(term: Term, { labels, value }: TemplateData): string | number {
  switch (term.kind) {
    case 'value':
      return value;
    case 'label':
      return labels[term.name] ?? '';
    case 'external':
      return '';
    case 'literal':
      return term.value;
  }
}
