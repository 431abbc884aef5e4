import type { FailureClass } from '@hormesis/events/learning';
import { changeNamed, oneLine, probability } from '../wording.js';
import { errorSignature } from './error-signature.js';
import { exemplarsOf } from './exemplars.js';
import { failureOf } from './failure-of.js';
import type { IncidentCase } from './incident-case.js';

/** The class of a failure, and why each part of it is what it is. */
export type Classified = { class: FailureClass; explained: readonly string[] };

/** Below this no change is blamed surely enough to be part of the class. */
export const sureEnough = 0.5;
/** What a service answers when one that it asks does not. */
const ofOthers = new Set([502, 503, 504]);

/**
 * Sorts an incident into its class of failure: service, metric, how it failed, what kind of change was behind it, and
 * the errors without their particulars. The same for each recurrence, whatever the version or the hour.
 * @param callees the services that this one is known to call
 */
export function classify(incident: IncidentCase, callees: readonly string[] = []): Classified {
  const { failure, because } = failureOf(incident);
  const { change, why } = kindOfChange(incident, callees);
  const found = errorSignature(incident);
  const metric = incident.anomaly?.data.metric ?? 'unknown';
  return {
    class: { service: incident.service, metric, failure, change, signature: found?.signature ?? null },
    explained: [
      `Service ${oneLine(incident.service)}: that is where the incident was opened.`,
      incident.anomaly
        ? `Metric ${oneLine(metric)}: the first anomaly is about it.`
        : 'Metric unknown: no anomaly is on record.',
      `Failure “${failure}”: ${because}`,
      `Change “${change}”: ${why}`,
      found
        ? `Errors “${found.signature}”: from ${found.from}, with numbers, ids and quoted values taken out.`
        : 'Errors: none were recorded.',
    ],
  };
}

function kindOfChange(
  incident: IncidentCase,
  callees: readonly string[],
): { change: FailureClass['change']; why: string } {
  const { change, attribution } = incident;
  if (change && change.probability >= sureEnough) {
    const { kind, subject } = change.candidate;
    return {
      change: kind,
      why: `it is attributed to the ${changeNamed(kind, oneLine(subject))}, probability ${probability(change.probability)}.`,
    };
  }
  const requests = exemplarsOf(incident).map(({ request }) => request);
  const asked = requests.find(({ callee }) => callee !== undefined)?.callee;
  if (asked !== undefined) {
    return { change: 'dependency', why: `no change is blamed, and requests to ${oneLine(asked)} failed.` };
  }
  const answered = requests.find(({ status }) => status !== undefined && ofOthers.has(status))?.status;
  if (answered !== undefined && callees.length > 0) {
    return {
      change: 'dependency',
      why: `no change is blamed, requests were answered with ${answered}, and it calls ${callees.slice(0, 3).map(oneLine).join(', ')}.`,
    };
  }
  const why = attribution
    ? `attribution blames no change surely enough (${sureEnough}).`
    : 'no attribution is on record.';
  return { change: 'none', why };
}
