import type { Database } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import type { FailureClass } from '@hormesis/events/learning';
import { type DrillOrder, type FailingRequest, withoutSecrets } from '@hormesis/learning';
import { readEvents } from '@hormesis/read-models';

/** What may be named; neither: the class that most needs it. */
export type WantedTarget = { fingerprint?: string | undefined; incident?: string | undefined };

/** The failure that is to be repeated. */
export type DrillTarget = {
  incident: string;
  fingerprint: string;
  class: FailureClass;
  service: string;
  environment: string | null;
  /** How long it took to notice it, milliseconds. */
  detectMs: number | null;
  /** A request that failed, without credentials. */
  exemplar?: Exemplar;
};

type Exemplar = NonNullable<DrillOrder['exemplar']>;

type Row = Omit<DrillTarget, 'exemplar'>;

/** Newest first; what is guarded and was never exercised before what was, and drills last. */
const cases = `
  SELECT c.incident, c.fingerprint, c.class, c.service, c.environment, c.detect_ms AS "detectMs"
  FROM read.incident_case c
  WHERE c.assembled_at IS NOT NULL AND c.service IS NOT NULL
    AND ($1::text IS NULL OR c.incident = $1) AND ($2::text IS NULL OR c.fingerprint = $2)
  ORDER BY c.drill IS NOT NULL,
    (SELECT min(CASE WHEN jsonb_array_length(p.exercises) = 0 THEN 0 ELSE 1 END) FROM read.proposal p
     WHERE p.fingerprint = c.fingerprint AND p.state = 'applied') NULLS LAST,
    c.detected_at DESC NULLS LAST, c.incident
  LIMIT 1`;

/**
 * The newest incident of the class, or the one that was named. Without either it is one of a class whose guards were
 * never exercised; else of any class with guards; else the newest. `undefined`: nothing of the kind was learnt from.
 */
export async function readDrillTarget(
  db: Database,
  { incident, fingerprint }: WantedTarget,
): Promise<DrillTarget | undefined> {
  const [found] = await db.query<Row>(cases, [incident ?? null, fingerprint ?? null]);
  if (!found) return undefined;
  const anomalies = (await readEvents(db, { incident: found.incident })).filter((event) =>
    isEvent(event, 'anomaly.detected'),
  );
  const failed = anomalies.find(({ data }) => data.failingRequest)?.data.failingRequest;
  return { ...found, ...(failed ? { exemplar: exemplarOf(failed) } : {}) };
}

/** What is told to an injector, and stands on the log of drills, holds no credentials. */
function exemplarOf(failed: FailingRequest): Exemplar {
  const { method, path, headers, body } = withoutSecrets(failed);
  const { status, expectedStatus } = failed;
  return {
    ...{ method, path, headers },
    ...(body === undefined ? {} : { body }),
    ...(status === undefined ? {} : { status }),
    ...(expectedStatus === undefined ? {} : { expectedStatus }),
  };
}
