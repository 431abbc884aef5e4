import type { IncidentCase } from '../case/incident-case.js';
import { type AlertRule, badMetric, requestsMetric, selector, seriesLabels } from './alert-rule.js';
import type { FittedAlert } from './fit-alert.js';
import { promDuration } from './prometheus-text.js';
import { yamlText } from './yaml-text.js';

/** Samples of the series that follow the firing. */
const tail = 4;
/** How many moments of the normal part are looked at. */
const normalChecks = 6;

/**
 * A `promtool test rules` file made of the recorded series: silent at moments of the normal part, firing at the moment
 * that was computed. Counters begin above 0, as those of a process that has run for a while.
 */
export function ruleTestFile(
  incident: IncidentCase,
  fit: FittedAlert,
  rule: AlertRule,
  rulePath: string,
  comment: string,
): string {
  const { series } = fit;
  const last = Math.min(fit.firesAt + tail, series.requests.length - 1);
  const labels = selector(incident, fit);
  const silent = { alertname: rule.alert, exp_alerts: [] };
  const fires = {
    alertname: rule.alert,
    exp_alerts: [
      {
        exp_labels: { ...seriesLabels(incident, fit), ...rule.labels },
        exp_annotations: rule.annotations,
      },
    ],
  };
  const moment = (sample: number) => promDuration(sample * series.stepMs);
  return yamlText(
    {
      rule_files: [rulePath],
      evaluation_interval: promDuration(series.stepMs),
      tests: [
        {
          interval: promDuration(series.stepMs),
          input_series: [
            { series: `${requestsMetric}{${labels}}`, values: counter(series.requests.slice(0, last + 1)) },
            { series: `${badMetric}{${labels}}`, values: counter(series.bad.slice(0, last + 1)) },
          ],
          alert_rule_test: [
            ...spread(fit.lastNormal).map((sample) => ({ eval_time: moment(sample), ...silent })),
            { eval_time: moment(fit.firesAt), ...fires },
          ],
        },
      ],
    },
    comment,
  );
}

/** A few samples from the first to `last`, evenly spread, both ends among them. */
function spread(last: number): number[] {
  const samples = Array.from({ length: normalChecks }, (_, n) => Math.round((n * last) / (normalChecks - 1)));
  return [...new Set(samples)];
}

function counter(samples: readonly number[]): string {
  const start = 10 ** Math.ceil(Math.log10(2 * Math.max(1, samples.at(-1) ?? 1)));
  return samples.map((sample) => start + sample).join(' ');
}
