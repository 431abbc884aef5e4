import type { FailureClass } from '@hormesis/events/learning';
import { exemplarsOf } from './exemplars.js';
import type { IncidentCase } from './incident-case.js';

/** How it failed, and what says so. */
export type Failure = { failure: FailureClass['failure']; because: string };

/** So many crashes of a service while it lasts are no accident. */
const crashesThatTell = 2;

/** How an incident failed, by what noticed it, what crashed and what requests were answered; the surest sign counts. */
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
  if (method === 'silence')
    return { failure: 'silence', because: 'It was noticed because requests stopped.' };
  if (method.startsWith('latency') || /latenc|duration|slow|response.?time/i.test(metric)) {
    return {
      failure: 'latency',
      because: `What got worse is how long requests take (${metric}, ${method}).`,
    };
  }
  if (/saturat|cpu|memory|heap|queue|disk|connections|pool/i.test(metric)) {
    return { failure: 'saturation', because: `The metric ${metric} is one of resources.` };
  }
  if (/traffic|throughput|heartbeat|absent|silen/i.test(metric)) {
    return { failure: 'silence', because: `The metric ${metric} counts what comes at all.` };
  }
  if (isAnsweredWrongly(incident)) {
    return { failure: 'correctness', because: 'Requests were answered, but not as they should have been.' };
  }
  if (metric !== '') return { failure: 'errors', because: `Requests failed by ${metric}.` };
  return { failure: 'unknown', because: 'No anomaly is on record.' };
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
