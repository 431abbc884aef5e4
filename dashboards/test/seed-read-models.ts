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
  await database.query(`
    INSERT INTO read.proposal (id, kind, class, state, title, rationale, verification, service, environment, incident, fingerprint, files, evidence, proposed_at, decided_at)
    VALUES ('p1', 'alert', 'detects-earlier', 'accepted', 'Alert on errors', 'r', 'v', 'checkout', 'production', 'inc-1', 'f1', '[]', '[]', now() - interval '45 minutes', now() - interval '40 minutes'),
           ('p2', 'test', 'prevents', 'rejected', 'Replay the request', 'r', 'v', 'checkout', 'production', 'inc-1', 'f2', '[]', '[]', now() - interval '45 minutes', now() - interval '40 minutes'),
           ('p3', 'flag-default', 'limits', 'proposed', 'Begin at one percent', 'r', 'v', 'checkout', 'production', 'inc-1', 'f3', '[]', '[]', now() - interval '45 minutes', NULL)`);
  await database.query(`
    INSERT INTO projection.audit_finding (kind, topic, partition, from_offset, to_offset, exact, expected, actual, detail)
    VALUES ('log-missing', 'hormesis.changes', 0, 17, 18, true, 1, 0, 'The log holds no record there.')`);
  await database.query(`
    INSERT INTO read.withheld_proposal (incident, proposer, kind, reason, at, event_time, event_id, event_position)
    VALUES ('inc-2', 'replay', 'test', 'No failing request was recorded.', now() - interval '45 minutes', now(), 'e7', 'hormesis.learning/0@4')`);
}
