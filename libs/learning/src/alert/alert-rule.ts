import type { IncidentCase } from '../case/incident-case.js';
import { slug } from '../slug.js';
import { duration, oneLine, percent } from '../wording.js';
import { rangeSamples } from './bad-share.js';
import type { FittedAlert } from './fit-alert.js';
import { alertName, promDuration, promString } from './prometheus-text.js';

/** The counters that our `/metrics` exports for every recorded signal, one series a cohort. */
export const requestsMetric = 'hormesis_signal_requests_total';
export const badMetric = 'hormesis_signal_bad_total';

/** A Prometheus alert, before it is written down. Texts are plain; templates are put on by the writer. */
export type AlertRule = {
  /** Part of file names. */
  name: string;
  alert: string;
  expr: string;
  for: string;
  labels: Record<string, string>;
  annotations: { summary: string; description: string };
};

export function alertRule(incident: IncidentCase, fit: FittedAlert): AlertRule {
  const of = `{${selector(incident, fit)}}[${promDuration(rangeSamples * fit.series.stepMs)}]`;
  const by = 'sum by (service, environment, metric, cohort)';
  const held = duration(fit.forSamples * fit.series.stepMs);
  const since = fit.forSamples === 0 ? '' : `It has been so for ${held}. `;
  const what = `the share of bad ${oneLine(fit.metric)} of ${oneLine(incident.service)} in ${oneLine(incident.environment)}`;
  return {
    name: `${slug(`${incident.service}-${incident.environment}-${fit.metric}`)}`,
    alert: alertName(incident.service, incident.environment, fit.metric, 'BadShareHigh'),
    expr: `${by} (rate(${badMetric}${of})) / ${by} (rate(${requestsMetric}${of})) > ${fit.threshold}`,
    for: promDuration(fit.forSamples * fit.series.stepMs),
    labels: {
      severity: incident.anomaly?.data.severity ?? 'critical',
      hormesis_incident: oneLine(incident.id),
    },
    annotations: {
      summary: upperFirst(`${what} is above ${percent(fit.threshold)}.`),
      description: `${since}In the normal before ${oneLine(incident.id)} it stayed at or below ${percent(fit.normal)}; in that incident it reached ${percent(fit.peak)}. Look at what changed last, and turn it off first.`,
    },
  };
}

/** Label matchers of the signal, which are also the labels of its recorded series. */
export function selector(incident: IncidentCase, fit: FittedAlert): string {
  const labels = seriesLabels(incident, fit);
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${promString(value)}`)
    .join(',');
}

export function seriesLabels(incident: IncidentCase, fit: FittedAlert): Record<string, string> {
  return {
    service: incident.service.toWellFormed(),
    environment: incident.environment.toWellFormed(),
    metric: fit.metric.toWellFormed(),
    cohort: fit.cohort.toWellFormed(),
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
