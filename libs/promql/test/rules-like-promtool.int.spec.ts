import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActiveAlert, formatLabels, readRules, ruleRun, type Series } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { random } from './support/random.js';
import { sourceOf } from './support/sample-series.js';

const minute = 60_000;
const minutes = 90;

const rules = `
groups:
  - name: service
    rules:
      - record: service:errors:ratio
        expr: sum by (service) (rate(errors_total[5m])) / sum by (service) (rate(requests_total[5m]))
        labels: { kind: recorded }
      - alert: ErrorRatio
        expr: service:errors:ratio > 0.08
        for: 3m
        labels: { severity: page, owner: 'team-{{ $labels.service | toUpper }}' }
        annotations:
          summary: '{{ $labels.service }}: {{ $value | humanizePercentage }} of requests fail'
          plain: 'value {{ $value }}, {{ printf "%.3f" $value }}, {{ humanizeDuration 3725 }}'
      - alert: ErrorRatioKept
        expr: service:errors:ratio > 0.1
        keep_firing_for: 4m
      - alert: NoRequests
        expr: absent(sum(rate(requests_total{service="pay"}[2m])) > 0)
        for: 1m
      - alert: Burning
        expr: >
          sum without (pod) (increase(errors_total[30m])) > 12
          and sum without (pod) (increase(errors_total[5m])) > 2
        annotations: { humanized: '{{ humanize $value }} {{ $value | humanize1024 }}' }
      - alert: OthersFire
        expr: count(ALERTS{alertstate="firing", alertname!="OthersFire"}) > 1
      - alert: Constant
        expr: vector(time() * 777.7) > 500000
        labels: { value: 'at {{ $value }}' }
`;

type Column = (number | undefined)[];

function column(seed: number, pace: number, burst: [number, number], gap: [number, number]): Column {
  const by = random(seed);
  let value = 0;
  return Array.from({ length: minutes + 1 }, (_, index) => {
    value += by.below(pace) + (index >= burst[0] && index < burst[1] ? pace * 2 : 0);
    if (by.chance(0.03)) value = 0;
    return index >= gap[0] && index < gap[1] ? undefined : value;
  });
}

const columns: { labels: Series['labels']; values: Column }[] = [
  ...['shop', 'pay'].flatMap((service, index) =>
    ['a', 'b'].map((pod) => ({
      labels: { __name__: 'requests_total', service, pod },
      values: column(index + 1, 40, [0, 0], service === 'pay' ? [40, 47] : [0, 0]),
    })),
  ),
  ...['shop', 'pay'].map((service, index) => ({
    labels: { __name__: 'errors_total', service, pod: 'a' },
    values: column(index + 11, 3, [20 + 30 * index, 28 + 30 * index], [70, 74]),
  })),
];

const series = columns.map(({ labels, values }): Series => {
  const present = [...values.keys()].filter((index) => values[index] !== undefined);
  return {
    labels,
    length: present.length,
    times: present.map((index) => index * minute),
    values: present.map((index) => values[index] ?? 0),
  };
});

/** What our engine says fires, minute by minute, as a unit test for promtool. */
function unitTest() {
  const file = readRules(rules);
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  const names = file.groups.flatMap((group) => group.rules).filter(({ kind }) => kind === 'alert');
  const run = ruleRun(file, sourceOf(series), {
    dialect: '2',
    onFailure: ({ because }) => expect.fail(because),
  });
  const expectations = [];
  let firing = 0;
  for (let at = 0; at <= minutes; at++) {
    run.evaluate(at * minute);
    const alerts = run.alerts().filter(({ state }) => state === 'firing');
    firing += alerts.length;
    for (const { name } of names)
      expectations.push({
        eval_time: `${at}m`,
        alertname: name,
        exp_alerts: alerts.filter(({ rule }) => rule === name).map(expected),
      });
  }
  return { firing, expectations };
}

function expected({ labels, annotations }: ActiveAlert) {
  const own = Object.entries(labels).filter(([name]) => name !== 'alertname');
  return { exp_labels: Object.fromEntries(own), exp_annotations: annotations };
}

describe('a running rule file and promtool', () => {
  it('agree on what fires at each minute, with labels and annotations', () => {
    const { firing, expectations } = unitTest();
    expect(firing).toBeGreaterThan(50);
    const folder = mkdtempSync(join(tmpdir(), 'hormesis-promtool-'));
    try {
      writeFileSync(join(folder, 'rules.yml'), rules);
      const test = {
        rule_files: ['rules.yml'],
        evaluation_interval: '1m',
        tests: [
          {
            interval: '1m',
            input_series: columns.map(({ labels, values }) => ({
              series: formatLabels(labels),
              values: values.map((value) => value ?? '_').join(' '),
            })),
            alert_rule_test: expectations,
          },
        ],
      };
      writeFileSync(join(folder, 'test.yml'), stringify(test));
      const done = spawnSync('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8' });
      expect(`${done.stdout}${done.stderr}`.slice(0, 4000)).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
