import type { IncidentCase } from '../case/incident-case.js';
import { fingerprint } from '../fingerprint.js';
import { type Proposed, proposed, type Withheld, withheld } from '../outcome.js';
import { duration, oneLine, percent } from '../wording.js';
import { alertRule } from './alert-rule.js';
import { type FittedAlert, fitAlert } from './fit-alert.js';
import { ruleFile } from './rule-file.js';
import { ruleTestFile } from './rule-test-file.js';

/** A Prometheus rule that would have told of this incident, with a promtool test made of what was recorded. */
export function proposeAlert(incident: IncidentCase): Proposed | Withheld {
  const fit = fitAlert(incident);
  const evidence = [incident.detected.id, ...(incident.anomaly ? [incident.anomaly.id] : [])];
  if ('because' in fit) return withheld('alert', 'threshold', incident, fit.because, evidence);

  const rule = alertRule(incident, fit);
  const leadMs = Date.parse(incident.detectedAt) - fit.firesAtMs;
  const comment = `Proposed by Hormesis, taught by ${oneLine(incident.id)}.`;
  const what = `${oneLine(fit.metric)} of ${oneLine(incident.service)} in ${oneLine(incident.environment)}`;
  return proposed(incident, {
    kind: 'alert',
    proposer: 'threshold',
    class: leadMs > 0 ? 'detects-earlier' : 'limits',
    title: `Alert when more than ${percent(fit.threshold)} of ${what} are bad`,
    instance: `Alert when more than ${percent(fit.threshold)} of ${what} are bad`,
    generalised: `Alert when more than ${percent(fit.threshold)} of ${what} are bad`,
    overlaps: [],
    variantsTried: 1,
    rationale: rationale(incident, fit, leadMs),
    files: [
      {
        path: `alerts/${rule.name}.rules.yml`,
        mediaType: 'application/yaml',
        content: ruleFile(rule, comment),
      },
      {
        path: `alerts/${rule.name}.test.yml`,
        mediaType: 'application/yaml',
        content: ruleTestFile(incident, fit, rule, `${rule.name}.rules.yml`, comment),
      },
    ],
    evidence,
    fingerprint: fingerprint('alert', incident),
    verification: `\`promtool test rules alerts/${rule.name}.test.yml\` passes; at the next recurrence or drill ${rule.alert} fires before anybody else notices.`,
  });
}

function rationale(incident: IncidentCase, fit: FittedAlert, leadMs: number): string {
  const { stepMs } = fit.series;
  const firesAt = new Date(fit.firesAtMs).toISOString();
  const when =
    leadMs > 0
      ? `${duration(leadMs)} before the incident was detected`
      : `${duration(-leadMs)} after the incident was detected, so it stands in where that detector is absent`;
  return [
    `In ${oneLine(incident.id)} the share of bad ${oneLine(fit.metric)} (cohort ${oneLine(fit.cohort)}) reached ${percent(fit.peak)}; in the recorded normal before it stayed at or below ${percent(fit.normal)}.`,
    fit.forSamples === 0
      ? 'The threshold lies between the two; one evaluation above it is enough, for the incident was short.'
      : `The threshold lies between the two, and must be exceeded for ${duration(fit.forSamples * stepMs)}.`,
    `Replayed over the ${fit.windows.before} windows before and ${fit.windows.during} during the incident, the rule fires at ${firesAt}, ${when}.`,
    'It asks for the signal, not for this change: any version, flag or dependency that makes the same share of requests fail sets it off.',
    'It was fitted on this one incident; how often it would fire falsely in other weeks is not known yet.',
  ].join(' ');
}
