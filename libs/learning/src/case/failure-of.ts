import type { FailureClass } from '@hormesis/events/learning';
import { exemplarsOf } from './exemplars.js';
import type { IncidentCase } from './incident-case.js';
import { measuredFailure } from './measured-failure.js';

/** How it failed, and what says so. */
export type Failure = { failure: FailureClass['failure']; because: string };

/** So many crashes of a service while it lasts are no accident. */
const crashesThatTell = 3;

/**
 * How an incident failed: by what crashed, how requests were answered and what was measured, before what noticed it. So
 * it is the same class whoever is the first to notice.
 */
export function failureOf(incident: IncidentCase): Failure {
  const { anomaly, compute } = incident;
  const { method = '', metric = '' } = anomaly?.data ?? {};
  const oom = compute.filter(({ name }) => name === 'compute.oomkilled').length;
  const crashed = compute.filter(({ name }) => name === 'compute.crashed').length;
  if (oom >= crashesThatTell) {
    return { failure: 'saturation', because: `${oom} instances were ended for want of memory.` };
  }
  if (crashed >= crashesThatTell)
    return { failure: 'crash', because: `Instances ended unasked ${crashed} times.` };
  if (method === 'crash-loop') return { failure: 'crash', because: 'It was noticed by crashes.' };
  if (isAnsweredWrongly(incident)) {
    return { failure: 'correctness', because: 'Requests were answered, but not as they should have been.' };
  }
  return (
    failureByMetric(metric) ??
    measuredFailure(incident) ??
    failureByMethod(method) ??
    (metric === ''
      ? { failure: 'unknown', because: 'No anomaly is on record.' }
      : { failure: 'errors', because: `Requests failed by ${metric}.` })
  );
}

function failureByMetric(metric: string): Failure | undefined {
  if (/latenc|duration|slow|response.?time/i.test(metric)) {
    return { failure: 'latency', because: `The metric ${metric} is how long requests take.` };
  }
  if (/saturat|cpu|memory|heap|queue|disk|connections|pool/i.test(metric)) {
    return { failure: 'saturation', because: `The metric ${metric} is one of resources.` };
  }
  if (/traffic|throughput|heartbeat|absent|silen/i.test(metric)) {
    return { failure: 'silence', because: `The metric ${metric} counts what comes at all.` };
  }
  return undefined;
}

function failureByMethod(method: string): Failure | undefined {
  if (method === 'silence')
    return { failure: 'silence', because: 'It was noticed because requests stopped.' };
  if (method.startsWith('latency')) {
    return { failure: 'latency', because: `It was noticed by how long requests take (${method}).` };
  }
  return undefined;
}

/** Every failing request was answered without a server error, and another answer was expected. */
function isAnsweredWrongly(incident: IncidentCase): boolean {
  const exemplars = exemplarsOf(incident);
  return (
    exemplars.length > 0 &&
    exemplars.every(
      ({ request: { status, expectedStatus, expectedBody } }) =>
        status !== undefined && status < 500 && (expectedStatus !== undefined || expectedBody !== undefined),
    )
  );
}
