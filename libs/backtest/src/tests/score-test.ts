import type { BacktestReport } from '@hormesis/events/learning';
import type { Facts, Origin, Period } from '../facts/facts.js';
import type { PastIncident, RecordedRequest } from '../facts/past-incident.js';
import { type Exercise, instant } from '../score/exercise-on.js';
import { lasting } from '../score/wording.js';

const proof = 'Whether it fails on the bad version and passes on the good one is what its checks say.';

/**
 * The report on a proposed test. A log of measurements cannot run it; what it can say is in which incidents of the class
 * the same request failed: there the test, run before the change reached anybody, stood before the same fault.
 */
export function scoreTest(facts: Facts, origin: Origin, { from, to }: Period): BacktestReport {
  const ofClass = facts.incidents.filter(
    ({ id, fingerprint, onset }) =>
      onset < to && (id === origin.incident || (fingerprint === origin.fingerprint && onset >= from)),
  );
  const source = ofClass.find(({ id }) => id === origin.incident);
  const told = ofClass.filter(({ requests }) => requests.length > 0);
  const exercises = told.map((incident) => exerciseOf(incident, source?.requests ?? [], origin));
  const caught = exercises.filter(({ firedAt }) => firedAt !== null);
  const spared = told.filter((_, n) => exercises[n]?.firedAt !== null);
  const missing = ofClass
    .filter(({ requests }) => requests.length === 0)
    .map(({ id }) => `A failing request of ${id}: none was sent with its anomalies (failingRequest).`);
  const isKnown = source !== undefined && source.requests.length > 0;
  return {
    ...(isKnown
      ? { verdict: 'passed' as const, reason: `${wordsOf(exercises)} ${proof}` }
      : {
          verdict: 'not-evaluable' as const,
          reason: `The log holds no failing request of ${origin.incident}, so there is nothing of it to look for in others. ${proof}`,
        }),
    missing,
    period: { from: instant(from), to: instant(to) },
    fittedUntil: origin.fittedUntil === null ? null : instant(origin.fittedUntil),
    coverage: ofClass.length === 0 ? 0 : told.length / ofClass.length,
    windows: 0,
    series: 0,
    variantsTried: origin.variantsTried,
    source: exercises.find(({ incident }) => incident === origin.incident) ?? null,
    recall: isKnown ? { caught: caught.length, of: exercises.length, incidents: exercises } : null,
    falseAlarms: null,
    goodChanges: null,
    savedUserSeconds: isKnown ? exposureOf(spared) : null,
  };
}

/** A test is run before the change reaches users: it speaks when the change came, at the latest. */
function exerciseOf(incident: PastIncident, wanted: readonly RecordedRequest[], origin: Origin): Exercise {
  const { detectedAt, id, onset, requests } = incident;
  const isSame = requests.some(({ method, path }) =>
    wanted.some((one) => one.method === method && routeOf(one.path) === routeOf(path)),
  );
  const firedAt = isSame ? Math.min(incident.change?.at ?? onset, onset) : null;
  return {
    incident: id,
    detectedAt: instant(detectedAt),
    firedAt: firedAt === null ? null : instant(firedAt),
    leadMs: firedAt === null ? null : detectedAt - firedAt,
    part: origin.fittedUntil !== null && onset <= origin.fittedUntil ? 'fit' : 'score',
  };
}

/** A path without its query, and with numbers and ids as one: `/orders/17?full` is the route `/orders/:id`. */
function routeOf(path: string): string {
  const [plain = ''] = path.split('?');
  return plain.replace(/\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27,}|[0-9a-f]{16,})(?=\/|$)/gi, '/:id');
}

function exposureOf(incidents: readonly PastIncident[]): number | null {
  const known = incidents.flatMap(({ exposedUserSeconds }) => exposedUserSeconds ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

function wordsOf(exercises: readonly Exercise[]): string {
  const caught = exercises.filter(({ firedAt }) => firedAt !== null);
  const [first] = caught;
  const lead =
    first?.leadMs == null ? '' : `, the first ${lasting(Math.max(0, first.leadMs))} before it was detected`;
  return `The same request failed in ${caught.length} of ${exercises.length} incidents of its class with requests on record${lead}.`;
}
