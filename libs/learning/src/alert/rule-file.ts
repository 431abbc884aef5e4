import { mapValues } from '../map-values.js';
import type { AlertRule } from './alert-rule.js';
import { templateText } from './prometheus-text.js';
import { yamlText } from './yaml-text.js';

/** A rule file for Prometheus, which `promtool check rules` accepts. */
export function ruleFile(rule: AlertRule, comment: string): string {
  const { alert, expr, labels, annotations } = rule;
  const group = {
    name: `hormesis-${rule.name}`,
    rules: [
      {
        alert,
        expr,
        for: rule.for,
        labels: mapValues(labels, templateText),
        annotations: mapValues(annotations, templateText),
      },
    ],
  };
  return yamlText({ groups: [group] }, comment);
}
