import type { Database } from '@hormesis/database';
import { migrateProjections } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';

/** A small system in the read models: two services, a flag, an incident that was resolved, proposals in each state. */
export async function seedReadModels(database: Database): Promise<void> {
  await migrateProjections(database);
  await migrateReadModels(database);
  await database.query(`
    INSERT INTO read.deployment_state (service, environment, version, artifact_id, phase, exposure, deployed_at, actor, flag, event_time, event_id, event_position)
    VALUES ('checkout', 'production', 'v41', 'pkg:oci/checkout@v41', 'rolled-back', 100, now() - interval '1 hour', '{"kind":"agent","id":"shipper"}', NULL, now(), 'e1', 'hormesis.changes/0@1'),
           ('payments', 'production', 'v7', 'pkg:oci/payments@v7', 'live', 100, now() - interval '5 hours', '{"kind":"person","id":"ana"}', 'new-ledger', now(), 'e2', 'hormesis.changes/0@2')`);
  await database.query(`
    INSERT INTO read.change (source, event_id, name, kind, service, environment, subject, summary, version, exposure, at, recorded_at, actor, topic, partition, "offset")
    VALUES ('/ci', 'e1', 'service.deployed', 'deployment', 'checkout', 'production', 'checkout', 'v42', 'v42', 100, now() - interval '2 hours', now() - interval '2 hours', '{"kind":"agent","id":"shipper"}', 'hormesis.changes', 0, 1),
           ('/ci', 'e2', 'service.rolledback', 'rollback', 'checkout', 'production', 'checkout', 'back to v41', 'v41', 100, now() - interval '1 hour', now() - interval '1 hour', '{"kind":"system","id":"guardian"}', 'hormesis.changes', 0, 2),
           ('/flags', 'e3', 'featureflag.flipped', 'flag', 'payments', 'production', 'new-ledger', 'new-ledger off', NULL, NULL, now() - interval '1 hour', now() - interval '1 hour', '{"kind":"person","id":"ana"}', 'hormesis.changes', 0, 3)`);
  await database.query(`
    INSERT INTO read.flag_state (key, owner, state, service, environment, definition, percentage, removed, revision, changed_at, changed_by, reason, event_id, facets)
    VALUES ('new-ledger', 'hormesis', 'DISABLED', 'payments', 'production', '{}', 50, false, 3, now() - interval '1 hour', '{"kind":"person","id":"ana"}', 'errors', 'e3', '{}')`);
  await database.query(`
    INSERT INTO read.incident (id, phase, severity, service, environment, title, onset, detected_at, mitigated_at, resolved_at, candidates, attributed_change, actions, anomalies, proposals, facts)
    VALUES ('inc-1', 'resolved', 'critical', 'checkout', 'production', 'One request in five fails', now() - interval '110 minutes', now() - interval '109 minutes', now() - interval '60 minutes', now() - interval '50 minutes', '[]', 'e1', '[]', '[]', '[]', '[]'),
           ('inc-2', 'open', 'warning', 'payments', 'production', 'Slower than usual', now() - interval '12 minutes', now() - interval '10 minutes', NULL, NULL, '[]', NULL, '[]', '[]', '[]', '[]')`);
  await seedLearning(database);
  await seedAnomalies(database);
  await database.query(`
    INSERT INTO projection.audit_finding (kind, topic, partition, from_offset, to_offset, exact, expected, actual, detail)
    VALUES ('log-missing', 'hormesis.changes', 0, 17, 18, true, 1, 0, 'The log holds no record there.')`);
  await database.query(`
    INSERT INTO read.withheld_proposal (incident, kind, proposer, reason, at, event_time, event_id, event_position)
    VALUES ('inc-2', 'test', 'replay', 'No failing request was recorded.', now() - interval '45 minutes', now(), 'e7', 'hormesis.learning/0@4')`);
}

/** A class of failure that came twice, with a guard that caught the second; proposals in each state; a drill. */
async function seedLearning(database: Database): Promise<void> {
  const report = {
    verdict: 'passed',
    source: { leadMs: 186_000 },
    falseAlarms: { perWeek: 0.08, low: 0.002, high: 0.44 },
  };
  const exercises = ['caught', 'missed'].map((outcome, index) => ({
    outcome,
    at: new Date(Date.now() - (index + 1) * 600_000).toISOString(),
  }));
  await database.query(
    `INSERT INTO read.proposal (id, kind, proposer, class, state, title, service, environment, incident, fingerprint, backtest,
       owner, due, proposed_at, decided_at, applied_at, exercises, caught, missed)
     VALUES ('p1', 'alert', 'threshold', 'detects-earlier', 'applied', 'Alert on errors', 'checkout', 'production', 'inc-1', 'f1', $1,
              'ana', NULL, now() - interval '45 minutes', now() - interval '40 minutes', now() - interval '39 minutes', $2, 1, 1),
            ('p2', 'test', 'replay', 'prevents', 'rejected', 'Replay the request', 'checkout', 'production', 'inc-1', 'f1', NULL,
              NULL, NULL, now() - interval '45 minutes', now() - interval '40 minutes', NULL, '[]', 0, 0),
            ('p3', 'flag-default', 'ramp-steps', 'limits', 'proposed', 'Begin at one percent', 'checkout', 'production', 'inc-1', 'f1', NULL,
              'ana', now() - interval '1 minute', now() - interval '45 minutes', NULL, NULL, '[]', 0, 0)`,
    [JSON.stringify(report), JSON.stringify(exercises)],
  );
  const errors = {
    service: 'checkout',
    metric: 'http.errors',
    failure: 'errors',
    change: 'deployment',
    signature: null,
  };
  await database.query(
    `INSERT INTO read.incident_case (incident, service, environment, fingerprint, class, explained, onset, detected_at, detect_ms,
       detected_by, stopped_by, should_have, why, reached, exposed_user_seconds, exemplars, earlier, evidence, assembled_at, facts)
     VALUES ('inc-0', 'checkout', 'production', 'f1', $1, '[]', now() - interval '9 hours', now() - interval '8 hours', 372000,
              'people', 'people', 'flag', 'w', 'r', 21400, 0, '[]', '[]', now() - interval '8 hours', '[]'),
            ('inc-1', 'checkout', 'production', 'f1', $1, '[]', now() - interval '110 minutes', now() - interval '109 minutes', 12000,
              'guard', 'flag', 'flag', 'w', 'r', 640, 3, '["inc-0"]', '[]', now() - interval '50 minutes', '[]')`,
    [JSON.stringify(errors)],
  );
  await database.query(`
    INSERT INTO read.guard_firing (source, event_id, guard, anomaly, service, environment, metric, onset, fired_at)
    VALUES ('/s', 'g1', 'p1', 'a1', 'payments', 'production', 'http.errors', now() - interval '12 minutes', now() - interval '11 minutes'),
           ('/s', 'g2', 'p1', 'a2', 'search', 'production', 'http.errors', now() - interval '20 minutes', now() - interval '19 minutes'),
           ('/s', 'g3', 'p1', 'a2', 'search', 'production', 'http.errors', now() - interval '20 minutes', now() - interval '18 minutes')`);
  await database.query(`
    INSERT INTO read.drill (id, state, fingerprint, incident, service, environment, failure, seconds, intensity, requested_at, requested_by, facts)
    VALUES ('d1', 'finished', 'f1', 'inc-1', 'checkout', 'production', 'errors', 120, 0.3, now() - interval '20 minutes', 'ana', '[]')`);
}

/** What was noticed: by comparing users, and by a guard. */
async function seedAnomalies(database: Database): Promise<void> {
  const told = (subject: string, secondsAgo: number, data: object) =>
    JSON.stringify({
      subject,
      data: { metric: 'http.errors', onset: new Date(Date.now() - secondsAgo * 1000).toISOString(), ...data },
    });
  await database.query(
    `INSERT INTO read.timeline_event (source, event_id, name, lane, kind, outcome, title, time, environment, own_incident, story, topic, partition, "offset", event)
     VALUES ('/s', 'a1', 'anomaly.detected', 'checkout', 'anomaly', 'bad', 'errors rose', now() - interval '109 minutes', 'production', 'inc-1', false, 'hormesis.incidents', 0, 1, $1),
            ('/s', 'a2', 'anomaly.detected', 'payments', 'anomaly', 'bad', 'slower', now() - interval '10 minutes', 'production', NULL, false, 'hormesis.incidents', 0, 2, $2)`,
    [
      told('anomaly-1', 6_600, { method: 'contrast', change: { id: 'e1' } }),
      told('anomaly-2', 630, { method: 'guard', guard: 'p1' }),
    ],
  );
}
