import { evaluation, type Vector } from '../evaluate/evaluation.js';
import { labelKey } from '../labels/label-set.js';
import { sameLabels } from '../plan/map-values.js';
import { PromqlError } from '../promql-error.js';
import type { Labels } from '../series.js';
import { type ActiveAlert, alertStates } from './alert-states.js';
import { alertsSeries } from './alerts-series.js';
import type { RecordedSeries } from './recorded-series.js';
import type { RuleChange } from './rule-change.js';
import type { AlertRule, RecordingRule, Rule } from './rule-file.js';
import type { RuleRunOptions } from './rule-run.js';

/** One rule of a running group. */
export type RuleStep = {
  name: string;
  evaluate: (atMs: number) => RuleChange[];
  alerts: () => ActiveAlert[];
};

export function ruleStep(
  rule: Rule,
  group: string,
  recorded: RecordedSeries,
  options: RuleRunOptions,
  withAlerts: boolean,
): RuleStep {
  const bound = evaluation(rule.expression, recorded.source, options);
  const { take, alerts } =
    rule.kind === 'alert' ? alerting(rule, group, recorded, withAlerts) : recording(rule, recorded);
  return {
    name: rule.name,
    alerts,
    evaluate(atMs) {
      try {
        return take(bound.at(atMs), atMs);
      } catch (error) {
        if (!(error instanceof PromqlError)) throw error;
        options.onFailure?.({ at: atMs, group, rule: rule.name, because: error.message });
        return [];
      }
    },
  };
}

type Taking = {
  take: (vector: Vector, atMs: number) => RuleChange[];
  alerts: () => ActiveAlert[];
};

function alerting(rule: AlertRule, group: string, recorded: RecordedSeries, withAlerts: boolean): Taking {
  const states = alertStates(rule, group);
  const series = withAlerts ? alertsSeries(recorded.writer()) : undefined;
  return {
    alerts: states.alerts,
    take(vector, atMs) {
      const changes = states.update(vector, atMs);
      series?.(states.alerts(), atMs);
      return changes;
    },
  };
}

function recording(rule: RecordingRule, recorded: RecordedSeries): Taking {
  const writer = recorded.writer();
  let slots: readonly Labels[] | undefined;
  let named: readonly Labels[] = [];
  let clash: readonly (number | undefined)[] = [];
  return {
    alerts: () => [],
    take({ labels, values, present }, atMs) {
      if (labels !== slots) {
        slots = labels;
        named = labels.map((each) => recordedLabels(rule, each));
        clash = firstWithSameLabels(named);
      }
      for (let slot = 0; slot < present.length; slot++) {
        const other = clash[slot];
        if (present[slot] === 1 && other !== undefined && present[other] === 1)
          throw sameLabels(named[slot] as Labels);
      }
      for (let slot = 0; slot < present.length; slot++)
        if (present[slot] === 1) writer.write(atMs, named[slot] as Labels, values[slot] as number);
      writer.finish(atMs);
      return [];
    },
  };
}

function recordedLabels(rule: RecordingRule, labels: Labels): Labels {
  const all = { ...labels, ...rule.labels, __name__: rule.name };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** For each slot an earlier one that has the same labels, if there is one. */
function firstWithSameLabels(labels: readonly Labels[]): (number | undefined)[] {
  const firsts = new Map<string, number>();
  return labels.map((each, slot) => {
    const key = labelKey(each);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, slot);
    return first;
  });
}
