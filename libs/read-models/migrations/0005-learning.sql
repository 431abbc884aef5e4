-- Proposals have a life, and there is one of each proposer. The new shapes are made here, empty. Where rows of the old
-- versions are shown already, they go on being shown, with what is known of the new columns, until they are rebuilt.
CREATE TABLE read.proposal__v2 (
  id             text PRIMARY KEY,
  kind           text,
  proposer       text,
  class          text,
  state          text NOT NULL
                 CHECK (state IN ('proposed', 'backtested', 'accepted', 'rejected', 'applied', 'retired')),
  title          text,
  rationale      text,
  verification   text,
  instance       text,
  generalised    text,
  service        text,
  environment    text,
  incident       text,
  fingerprint    text,
  files          jsonb NOT NULL DEFAULT '[]',
  proposed_files jsonb,
  evidence       jsonb NOT NULL DEFAULT '[]',
  "overlaps"     jsonb NOT NULL DEFAULT '[]',
  alternative_to text,
  variants_tried bigint,
  fitted_until   timestamptz,
  backtest       jsonb,
  checks         jsonb NOT NULL DEFAULT '[]',
  owner          text,
  due            timestamptz,
  proposed_at    timestamptz,
  decided_at     timestamptz,
  decided_by     jsonb,
  reason         text,
  delivered      jsonb NOT NULL DEFAULT '[]',
  undelivered    jsonb NOT NULL DEFAULT '[]',
  applied_at     timestamptz,
  applied        jsonb,
  exercises      jsonb NOT NULL DEFAULT '[]',
  caught         bigint NOT NULL DEFAULT 0,
  missed         bigint NOT NULL DEFAULT 0,
  retirement     jsonb,
  retired_at     timestamptz,
  reopened       jsonb NOT NULL DEFAULT '[]',
  facts          jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX proposal__v2_page ON read.proposal__v2 (proposed_at DESC, id DESC);
CREATE INDEX proposal__v2_incident ON read.proposal__v2 (incident);
CREATE INDEX proposal__v2_fingerprint ON read.proposal__v2 (fingerprint);
CREATE INDEX proposal__v2_guard ON read.proposal__v2 (applied_at) WHERE applied_at IS NOT NULL;

CREATE TABLE read.withheld_proposal__v2 (
  incident       text NOT NULL,
  proposer       text NOT NULL,
  kind           text NOT NULL,
  reason         text NOT NULL,
  at             timestamptz NOT NULL,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL,
  PRIMARY KEY (incident, proposer)
);

DO $$
DECLARE
  model text;
  build regclass;
  live text;
BEGIN
  FOREACH model IN ARRAY ARRAY['proposal', 'withheld_proposal'] LOOP
    IF NOT EXISTS (SELECT FROM projection.build b WHERE b.projection = model)
       AND NOT EXISTS (SELECT FROM projection.checkpoint c WHERE c.projection = model) THEN
      EXECUTE format('DROP VIEW read.%I', model);
      EXECUTE format('DROP TABLE read.%I', model || '__1');
      EXECUTE format('ALTER TABLE read.%I RENAME TO %I', model || '__v2', model);
      PERFORM projection.adopt(format('read.%I', model)::regclass);
      CONTINUE;
    END IF;
    FOR build IN
      SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'read' AND c.relname ~ ('^' || model || '__[0-9]+$') AND c.relkind = 'r'
    LOOP
      IF model = 'withheld_proposal' THEN
        EXECUTE format($sql$ALTER TABLE %s ADD COLUMN proposer text GENERATED ALWAYS AS
          (CASE kind WHEN 'alert' THEN 'threshold' WHEN 'flag-default' THEN 'gate' ELSE 'replay' END) STORED$sql$, build);
      ELSE
        EXECUTE format($sql$ALTER TABLE %s
          ADD COLUMN proposer text GENERATED ALWAYS AS (CASE kind
            WHEN 'alert' THEN 'threshold' WHEN 'flag-default' THEN 'gate' WHEN 'test' THEN 'replay' END) STORED,
          ADD COLUMN instance       text GENERATED ALWAYS AS (title) STORED,
          ADD COLUMN generalised    text GENERATED ALWAYS AS (title) STORED,
          ADD COLUMN proposed_files jsonb,
          ADD COLUMN "overlaps"     jsonb NOT NULL DEFAULT '[]',
          ADD COLUMN alternative_to text,
          ADD COLUMN variants_tried bigint DEFAULT 1,
          ADD COLUMN fitted_until   timestamptz,
          ADD COLUMN backtest       jsonb,
          ADD COLUMN checks         jsonb NOT NULL DEFAULT '[]',
          ADD COLUMN owner          text,
          ADD COLUMN due            timestamptz,
          ADD COLUMN delivered      jsonb NOT NULL DEFAULT '[]',
          ADD COLUMN undelivered    jsonb NOT NULL DEFAULT '[]',
          ADD COLUMN applied_at     timestamptz,
          ADD COLUMN applied        jsonb,
          ADD COLUMN exercises      jsonb NOT NULL DEFAULT '[]',
          ADD COLUMN caught         bigint NOT NULL DEFAULT 0,
          ADD COLUMN missed         bigint NOT NULL DEFAULT 0,
          ADD COLUMN retirement     jsonb,
          ADD COLUMN retired_at     timestamptz,
          ADD COLUMN reopened       jsonb NOT NULL DEFAULT '[]'$sql$, build);
      END IF;
    END LOOP;
    SELECT b.relation INTO live FROM projection.build b WHERE b.projection = model AND b.state = 'live';
    EXECUTE format('CREATE OR REPLACE VIEW read.%I AS SELECT * FROM %s', model,
      coalesce(live, format('read.%I', model || '__1'))::regclass);
  END LOOP;
END
$$;

-- What each incident had to teach. Without `assembled_at` only the correction of its class has come so far.
CREATE TABLE read.incident_case (
  incident             text PRIMARY KEY,
  service              text,
  environment          text,
  fingerprint          text NOT NULL,
  class                jsonb NOT NULL,
  explained            jsonb NOT NULL,
  corrected            jsonb,
  onset                timestamptz,
  detected_at          timestamptz,
  ended_at             timestamptz,
  detect_ms            double precision,
  detected_by          text,
  confirmed_by         text,
  stopped_by           text,
  should_have          text,
  why                  text,
  change               jsonb,
  reached              text,
  exposed_user_seconds double precision,
  exemplars            bigint,
  earlier              jsonb NOT NULL,
  evidence             jsonb NOT NULL,
  drill                text,
  assembled_at         timestamptz,
  facts                jsonb NOT NULL
);
CREATE INDEX incident_case_class ON read.incident_case (fingerprint, onset DESC);
CREATE INDEX incident_case_place ON read.incident_case (service, onset DESC);
CREATE INDEX incident_case_drill ON read.incident_case (drill) WHERE drill IS NOT NULL;

-- Failures that were injected on purpose. Without `requested_at` only what came of it is known so far.
CREATE TABLE read.drill (
  id           text PRIMARY KEY,
  state        text NOT NULL CHECK (state IN ('requested', 'running', 'finished', 'stopped', 'failed')),
  fingerprint  text,
  incident     text,
  service      text NOT NULL,
  environment  text NOT NULL,
  failure      text,
  seconds      bigint,
  intensity    double precision,
  requested_at timestamptz,
  requested_by text,
  started_at   timestamptz,
  ended_at     timestamptz,
  reason       text,
  facts        jsonb NOT NULL
);
CREATE INDEX drill_page ON read.drill (requested_at DESC, id DESC);

-- Each time that a guard said that it fires. An alert that is told again has the same `anomaly`.
CREATE TABLE read.guard_firing (
  source      text NOT NULL,
  event_id    text NOT NULL,
  guard       text NOT NULL,
  anomaly     text NOT NULL,
  service     text NOT NULL,
  environment text NOT NULL,
  metric      text NOT NULL,
  onset       timestamptz NOT NULL,
  fired_at    timestamptz NOT NULL,
  drill       text,
  PRIMARY KEY (event_id, source)
);
CREATE INDEX guard_firing_guard ON read.guard_firing (guard, fired_at);

SELECT projection.adopt('read.incident_case');
SELECT projection.adopt('read.drill');
SELECT projection.adopt('read.guard_firing');

-- Incidents, and whether anything but guards says that each was one: its case does, once it is assembled. Until then one
-- that only guards told of is not known to be one (NULL): whatever fires opens an incident of its own.
CREATE VIEW read.trouble AS
SELECT i.id AS incident, i.service, i.environment, least(i.onset, i.detected_at) AS began_at, i.resolved_at AS ended_at,
       CASE WHEN c.assembled_at IS NOT NULL THEN c.confirmed_by IS NOT NULL
            WHEN i.anomalies = '[]' OR EXISTS (
              SELECT FROM jsonb_array_elements_text(i.anomalies) n (anomaly)
              WHERE NOT EXISTS (SELECT FROM read.guard_firing g WHERE g.anomaly = n.anomaly
                                AND g.service = i.service AND g.environment = i.environment)) THEN true END AS confirmed
FROM read.incident i LEFT JOIN read.incident_case c ON c.incident = i.id
WHERE i.detected_at IS NOT NULL;

-- Whether a firing was right: a confirmed incident of that place was on, or came or had gone within ten minutes (marginMs
-- of libs/incident). NULL: that is not known yet.
CREATE FUNCTION read.fired_rightly(service text, environment text, fired_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN bool_or(t.confirmed) THEN true WHEN bool_or(t.confirmed IS NULL) THEN NULL ELSE false END
  FROM read.trouble t
  WHERE t.service = $1 AND t.environment = $2
    AND $3 >= t.began_at - interval '10 minutes'
    AND $3 <= coalesce(t.ended_at, 'infinity') + interval '10 minutes'
$$;

-- The guards: proposals that were seen to be in force, with how often each has fired, and how often rightly. A class put
-- right by a person is the class of all that its incident taught.
CREATE VIEW read.guard AS
SELECT p.id, p.kind, p.proposer, p.class, p.state, p.title, p.service, p.environment, p.incident,
       coalesce(c.fingerprint, p.fingerprint) AS fingerprint,
       p.owner, p.applied_at, p.applied, p.retired_at, p.exercises, p.caught, p.missed, p.retirement, p.reopened,
       f.fired, f.rightly, CASE WHEN f.judged > 0 THEN f.rightly::double precision / f.judged END AS precision,
       f.last_fired_at
FROM read.proposal p
LEFT JOIN read.incident_case c ON c.incident = p.incident AND c.corrected IS NOT NULL
CROSS JOIN LATERAL (
  SELECT count(*) AS fired, count(g.was_right) AS judged, count(*) FILTER (WHERE g.was_right) AS rightly,
         max(g.fired_at) AS last_fired_at
  FROM (SELECT o.fired_at, read.fired_rightly(o.service, o.environment, o.fired_at) AS was_right
        FROM (SELECT DISTINCT ON (a.service, a.environment, a.anomaly) a.service, a.environment, a.fired_at
              FROM read.guard_firing a WHERE a.guard = p.id AND a.fired_at >= p.applied_at
              ORDER BY a.service, a.environment, a.anomaly, a.fired_at) o) g) f
WHERE p.applied_at IS NOT NULL AND p.proposed_at IS NOT NULL;
