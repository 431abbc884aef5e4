import { mapValues } from '../map-values.js';
import type { AlertRule } from './alert-rule.js';
import { promDuration, templateText } from './prometheus-text.js';
import { yamlText } from './yaml-text.js';

/** A rule file for Prometheus, which `promtool check rules` accepts. */
export function ruleFile(rule: AlertRule, comment: string): string {
  const { name, alert, expr, forMs, intervalMs, labels, annotations } = rule;
  const group = {
    name: `hormesis-${name}`,
    interval: promDuration(intervalMs),
    rules: [
      {
        alert,
        expr,
        for: promDuration(forMs),
        labels: mapValues(labels, templateText),
        annotations: mapValues(annotations, templateText),
      },
    ],
  };
  return yamlText({ groups: [group] }, comment);
}
