/**
 * A system with `$1` events in its read models, over 90 days: three in ten are deployment steps of 1,000 services in three
 * environments, one in ten changes one of 1,000 flags, one in ten belongs to an incident of ten events; the rest is the
 * timeline’s alone. One in fifty was recorded up to a day late. One incident has an event in 2,000 of all.
 */
export const scene = `
  CREATE TEMP TABLE scene AS
  SELECT n, kind, name, subject, service, environment, incident, source, 'e' || n AS event_id,
         CASE WHEN kind IN ('deployment', 'flag', 'other') THEN 'hormesis.changes' ELSE 'hormesis.incidents' END AS topic,
         abs(hashtext(coalesce(service, subject))) % 4 AS partition,
         now() - interval '91 days' + n * (interval '90 days' / $1) AS time,
         now() - interval '91 days' + n * (interval '90 days' / $1)
           + CASE WHEN n % 50 = 7 THEN (dice % 86400) * interval '1 second' ELSE interval '5 milliseconds' END AS recorded
  FROM (
    SELECT n, dice, kind,
           CASE kind
             WHEN 'deployment' THEN (ARRAY['service.upgraded', 'service.upgraded', 'service.deployed', 'service.rolledback'])[1 + dice % 4]
             WHEN 'flag' THEN (ARRAY['featureflag.defined', 'featureflag.flipped', 'featureflag.ramped', 'featureflag.ramped'])[1 + dice % 4]
             WHEN 'incident' THEN (ARRAY['incident.detected', 'attribution.ranked', 'action.requested', 'action.completed',
               'incident.acknowledged', 'incident.mitigated', 'incident.resolved', 'incident.reopened', 'attribution.ranked',
               'incident.resolved'])[1 + (n / 10) % 10]
             WHEN 'flapping' THEN (ARRAY['incident.detected', 'attribution.ranked', 'incident.mitigated', 'incident.reopened'])[1 + (n / 2000) % 4]
             ELSE 'compute.restarted' END AS name,
           CASE kind
             WHEN 'deployment' THEN 'service-' || dice % 1000
             WHEN 'flag' THEN 'flag-' || dice % 1000
             WHEN 'incident' THEN CASE WHEN (n / 10) % 10 IN (2, 3) THEN 'action-' ELSE 'inc-' END || n / 100
             WHEN 'flapping' THEN 'inc-flapping'
             ELSE 'pod-' || dice % 1000 END AS subject,
           'service-' || dice % 1000 AS service,
           (ARRAY['production', 'staging', 'canary'])[1 + dice / 1000 % 3] AS environment,
           CASE kind WHEN 'incident' THEN 'inc-' || n / 100 WHEN 'flapping' THEN 'inc-flapping' END AS incident,
           CASE WHEN kind IN ('flag', 'incident', 'flapping') THEN '/hormesis/bench' ELSE '/ci' END AS source
    FROM (
      SELECT n, abs(hashint8(n)) AS dice,
             CASE WHEN n % 2000 = 15 THEN 'flapping' WHEN n % 10 < 3 THEN 'deployment' WHEN n % 10 = 3 THEN 'flag'
                  WHEN n % 10 = 4 THEN 'incident' ELSE 'other' END AS kind
      FROM generate_series(0, $1::bigint - 1) AS n) AS thrown) AS told`;

const data = `
  json_build_object(
    'service', json_build_object('id', service), 'environment', json_build_object('id', environment),
    'artifactId', 'pkg:oci/' || subject || '@sha256%3A' || repeat(md5(n::text), 2), 'version', 'v' || n,
    'exposure', 1 + n % 100, 'summary', repeat('what was changed, and why ', 6), 'commit', md5(n::text),
    'definition', json_build_object('state', 'ENABLED', 'variants', json_build_object('on', true, 'off', false), 'defaultVariant', 'off'),
    'state', (ARRAY['ENABLED', 'DISABLED'])[1 + n % 2], 'variant', 'on', 'percentage', n % 100, 'revision', 1 + n % 400,
    'incident', incident, 'target', json_build_object('kind', 'rollback', 'service', service, 'environment', environment),
    'reason', 'it is the most likely cause', 'durationMs', 12, 'anomaly', 'anomaly-' || n / 100, 'method', 'time-and-closeness',
    'severity', 'critical', 'description', 'requests fail', 'candidates', json_build_array(json_build_object(
      'change', NULL, 'probability', 0.2, 'evidence', json_build_array('no change was near'))))`;

const placed = `(
  SELECT *, row_number() OVER (PARTITION BY topic, partition ORDER BY n) - 1 AS "offset" FROM scene) AS told`;

export const timeline = `
  INSERT INTO read.timeline_event (source, event_id, name, lane, kind, outcome, title, time, recorded_time, environment,
    own_incident, story, topic, partition, "offset", event)
  SELECT source, event_id, name, service, 'other', 'neutral', name || ' of ' || subject, time, recorded, environment, incident,
         false, topic, partition, "offset",
         json_build_object('id', event_id, 'source', source, 'name', name, 'type', name || '.0.1.0', 'subject', subject,
           'time', to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'recordedTime', to_char(recorded AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'actor', json_build_object('kind', 'agent', 'id', 'shipper', 'onBehalfOf', 'ana'), 'data', ${data})
  FROM ${placed}`;

export const changes = `
  INSERT INTO read.change (source, event_id, name, kind, service, environment, subject, summary, version, exposure, owner,
    revision, at, recorded_at, topic, partition, "offset")
  SELECT source, event_id, name, CASE name WHEN 'service.rolledback' THEN 'rollback' ELSE kind END, service, environment,
         subject, name || ' of ' || subject, 'v' || n, 1 + n % 100, CASE kind WHEN 'flag' THEN 'hormesis' END,
         CASE kind WHEN 'flag' THEN 1 + n % 400 END, time, recorded, topic, partition, "offset"
  FROM ${placed} WHERE kind IN ('deployment', 'flag')`;

/** What the projector would have noted, and the heads of the log. */
export const taken = [
  `INSERT INTO projection.build (projection, build, version, relation, state)
   SELECT projection, 1, 1, 'read.x__1', 'live' FROM unnest(ARRAY['change_history', 'timeline_entry']) AS projection`,
  `UPDATE log.partition p SET next_offset = told.head
   FROM (SELECT topic, partition, count(*) AS head FROM scene GROUP BY 1, 2) AS told
   WHERE told.topic = p.topic AND told.partition = p.partition`,
  `INSERT INTO projection.checkpoint (projection, build, topic, partition, next_offset)
   SELECT projection, 1, topic, partition, next_offset FROM log.partition
   CROSS JOIN unnest(ARRAY['change_history', 'timeline_entry']) AS projection
   WHERE topic <> 'hormesis.signals' AND (projection = 'timeline_entry' OR topic = 'hormesis.changes')`,
];
