import type { Labels } from '@hormesis/promql';
import type { AlertRule } from './alert-rule.js';
import { promDuration, promString } from './prometheus-text.js';
import type { ScrapedSeries, SignalRecord } from './signal-record.js';
import { yamlText } from './yaml-text.js';

/** A record, and at which of its steps the rule must be silent, or fire with which labels. */
export type RuleTest = {
  name: string;
  record: SignalRecord;
  silentAt: readonly number[];
  firesAt?: { index: number; labels: readonly Labels[] };
};

/** Steps of the record that follow the last one that is looked at. */
const tail = 4;

/** A `promtool test rules` file made of recorded series. */
export function ruleTestFile(
  rule: AlertRule,
  tests: readonly RuleTest[],
  rulePath: string,
  comment: string,
): string {
  const [first] = tests;
  return yamlText(
    {
      rule_files: [rulePath],
      evaluation_interval: promDuration(first?.record.stepMs ?? 60_000),
      tests: tests.map((test) => testOf(rule, test)),
    },
    comment,
  );
}

function testOf(rule: AlertRule, { name, record, silentAt, firesAt }: RuleTest) {
  const moment = (index: number) => promDuration(index * record.stepMs);
  const last = Math.max(...silentAt, firesAt?.index ?? 0) + tail;
  return {
    name,
    interval: promDuration(record.stepMs),
    input_series: record.series.map((series) => ({
      series: named(series.labels),
      values: scrapedText(series, last + 1),
    })),
    alert_rule_test: [
      ...silentAt.map((index) => ({ eval_time: moment(index), alertname: rule.alert, exp_alerts: [] })),
      ...(firesAt === undefined
        ? []
        : [
            {
              eval_time: moment(firesAt.index),
              alertname: rule.alert,
              exp_alerts: firesAt.labels.map((labels) => ({
                exp_labels: { ...labels, ...rule.labels },
                exp_annotations: rule.annotations,
              })),
            },
          ]),
    ],
  };
}

function named({ __name__: name = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${promString(value)}`);
  return `${name}{${pairs.join(',')}}`;
}

/** promtool’s notation: values, `_` where nothing was scraped, and `x<n>` for repetitions. */
function scrapedText({ values }: ScrapedSeries, length: number): string {
  const parts: string[] = [];
  let gap = 0;
  const endGap = () => {
    if (gap > 0) parts.push(gap === 1 ? '_' : `_x${gap}`);
    gap = 0;
  };
  for (const value of values.slice(0, length)) {
    if (Number.isNaN(value)) {
      gap += 1;
      continue;
    }
    endGap();
    parts.push(String(value));
  }
  endGap();
  return parts.join(' ');
}
