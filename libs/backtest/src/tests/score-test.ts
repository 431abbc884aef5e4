import type { BacktestReport } from '@hormesis/events/learning';
import type { Facts, Origin, Period } from '../facts/facts.js';
import type { PastIncident, RecordedRequest } from '../facts/past-incident.js';
import { notEvaluable } from '../score/not-evaluable.js';

const proof =
  'A replay runs no test, so it cannot tell whether this one would have failed: its checks do, if it fails on the bad version and passes on the good one.';

/**
 * The report on a proposed test. A record of measurements cannot run it, so it is never evaluable by that alone; what can
 * be said is in which incidents of the class the same request failed.
 */
export function scoreTest(facts: Facts, origin: Origin, period: Period): BacktestReport {
  const ofClass = facts.incidents.filter(
    ({ id, fingerprint, onset }) =>
      onset < period.to &&
      (id === origin.incident || (fingerprint === origin.fingerprint && onset >= period.from)),
  );
  const told = ofClass.filter(({ requests }) => requests.length > 0);
  const missing = ofClass
    .filter(({ requests }) => requests.length === 0)
    .map(({ id }) => `A failing request of ${id}: none was sent with its anomalies (failingRequest).`);
  const reason = `${proof} ${wordsOf(told, origin)}`;
  return {
    ...notEvaluable(reason, missing, period, origin),
    coverage: ofClass.length === 0 ? 0 : told.length / ofClass.length,
  };
}

function wordsOf(told: readonly PastIncident[], { incident }: Origin): string {
  const wanted = told.find(({ id }) => id === incident)?.requests;
  if (!wanted) {
    return `The log holds no failing request of ${incident}, so there is nothing of it to look for in others.`;
  }
  const same = told.filter(({ requests }) => requests.some((one) => wanted.some((it) => isSame(one, it))));
  const names = same.map(({ id }) => id).join(', ');
  return `The same request failed in ${same.length} of ${told.length} incidents of its class with requests on record: ${names}.`;
}

function isSame(one: RecordedRequest, other: RecordedRequest): boolean {
  return one.method === other.method && routeOf(one.path) === routeOf(other.path);
}

/** A path without its query, and with numbers and ids as one: `/orders/17?full` is the route `/orders/:id`. */
function routeOf(path: string): string {
  const [plain = ''] = path.split('?');
  return plain.replace(/\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27,}|[0-9a-f]{16,})(?=\/|$)/gi, '/:id');
}
