-- What runs where: one row for each service in each environment.
CREATE TABLE read.deployment_state (
  service        text NOT NULL,
  environment    text NOT NULL,
  version        text,
  artifact_id    text,
  phase          text NOT NULL CHECK (phase IN ('live', 'rolled-back', 'removed')),
  exposure       double precision NOT NULL,
  deployed_at    timestamptz NOT NULL,
  actor          jsonb,
  flag           text,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL,
  PRIMARY KEY (service, environment)
);
CREATE INDEX deployment_state_page ON read.deployment_state (deployed_at DESC, service DESC, environment DESC);

-- Every change, one row an event. `caused_by_incident`: the incident in whose course it was made, as the event says;
-- `reference`: the action that asked for it, as in `incident_reference`.
CREATE TABLE read.change (
  source             text NOT NULL,
  event_id           text NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('deployment', 'rollback', 'removal', 'flag', 'config')),
  service            text,
  environment        text,
  subject            text NOT NULL,
  summary            text NOT NULL,
  version            text,
  exposure           double precision,
  at                 timestamptz NOT NULL,
  actor              jsonb,
  caused_by_incident text,
  reference          text,
  topic              text NOT NULL,
  partition          bigint NOT NULL,
  "offset"           bigint NOT NULL,
  PRIMARY KEY (source, event_id)
);
CREATE INDEX change_page ON read.change (at DESC, topic DESC, partition DESC, "offset" DESC);
CREATE INDEX change_of_service ON read.change (service, at DESC);
CREATE INDEX change_of_incident ON read.change (caused_by_incident) WHERE caused_by_incident IS NOT NULL;
CREATE INDEX change_reference ON read.change (reference) WHERE reference IS NOT NULL;
CREATE INDEX change_event_id ON read.change (event_id);

-- One row a flag and owner: `hormesis` for the built-in ones, else the source that tells of it. `facets` holds the last event of each kind, from which the rest follows.
CREATE TABLE read.flag_state (
  key         text NOT NULL,
  owner       text NOT NULL,
  state       text NOT NULL CHECK (state IN ('ENABLED', 'DISABLED')),
  service     text,
  environment text,
  definition  jsonb,
  percentage  double precision,
  removed     boolean NOT NULL,
  revision    bigint NOT NULL,
  changed_at  timestamptz NOT NULL,
  changed_by  jsonb,
  reason      text,
  event_id    text NOT NULL,
  facets      jsonb NOT NULL,
  PRIMARY KEY (key, owner)
);
CREATE INDEX flag_state_page ON read.flag_state (changed_at DESC, key DESC) WHERE NOT removed;

-- One row an incident, folded from `facts`, its own events in order of time. Without `detected_at` it is not known
-- yet that there is one.
CREATE TABLE read.incident (
  id                 text PRIMARY KEY,
  phase              text NOT NULL CHECK (phase IN ('open', 'acknowledged', 'mitigated', 'resolved')),
  severity           text NOT NULL CHECK (severity IN ('critical', 'warning', 'info')),
  service            text,
  environment        text NOT NULL,
  title              text NOT NULL,
  onset              timestamptz,
  detected_at        timestamptz,
  acknowledged_at    timestamptz,
  acknowledged_by    text,
  mitigated_at       timestamptz,
  resolved_at        timestamptz,
  resolution         text,
  candidates         jsonb NOT NULL,
  attribution_method text,
  attributed_change  text,
  actions            jsonb NOT NULL,
  anomalies          jsonb NOT NULL,
  proposals          jsonb NOT NULL,
  facts              jsonb NOT NULL
);
CREATE INDEX incident_page ON read.incident (detected_at DESC, id DESC);
CREATE INDEX incident_attributed_change ON read.incident (attributed_change);

-- The latest incident that is attributed to a change. Rankings of before the source was stated have the event’s id only.
CREATE FUNCTION read.incident_attributed_to(source text, event_id text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT i.id FROM read.incident i
  WHERE i.attributed_change = $2 AND coalesce(i.candidates #>> '{0,change,source}', $1) = $1
  ORDER BY i.detected_at DESC NULLS LAST LIMIT 1
$$;

-- What an incident names, and when, and because of which event: `anomaly:<service>/<environment>/<id>`, `action:<id>`.
-- So events that do not know their incident are found.
CREATE TABLE read.incident_reference (
  incident  text NOT NULL,
  reference text NOT NULL,
  event_id  text NOT NULL,
  at        timestamptz NOT NULL,
  caused_by text,
  PRIMARY KEY (incident, reference, event_id)
);
CREATE INDEX incident_reference_reference ON read.incident_reference (reference);

-- Which incident an event belongs to by its reference. Several may have named it at different times: that of the naming
-- which the event caused, else the last that named it before the event, else the first after it.
CREATE FUNCTION read.incident_named(reference text, event_id text, event_time timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.incident FROM read.incident_reference r WHERE r.reference = $1
  ORDER BY coalesce(r.caused_by = $2, false) DESC, r.at <= $3 DESC, abs(extract(epoch FROM $3 - r.at)), r.incident
  LIMIT 1
$$;

-- The timeline: every event but signal windows. `own_incident`: as the event itself says; `reference`: what it is
-- called in `incident_reference`.
CREATE TABLE read.timeline_event (
  source        text NOT NULL,
  event_id      text NOT NULL,
  name          text NOT NULL,
  lane          text NOT NULL,
  kind          text NOT NULL,
  outcome       text NOT NULL CHECK (outcome IN ('good', 'bad', 'neutral')),
  title         text NOT NULL,
  time          timestamptz NOT NULL,
  recorded_time timestamptz,
  environment   text,
  own_incident  text,
  reference     text,
  causation_id  text,
  actor         jsonb,
  story         boolean NOT NULL,
  topic         text NOT NULL,
  partition     bigint NOT NULL,
  "offset"      bigint NOT NULL,
  event         jsonb NOT NULL,
  PRIMARY KEY (source, event_id)
);
CREATE INDEX timeline_event_page ON read.timeline_event (time DESC, topic DESC, partition DESC, "offset" DESC);
CREATE INDEX timeline_event_lane ON read.timeline_event (lane, time DESC);
CREATE INDEX timeline_event_incident ON read.timeline_event (own_incident) WHERE own_incident IS NOT NULL;
CREATE INDEX timeline_event_reference ON read.timeline_event (reference) WHERE reference IS NOT NULL;
CREATE INDEX timeline_event_proposed ON read.timeline_event (time) WHERE name = 'proposal.proposed';
CREATE INDEX timeline_event_id ON read.timeline_event (event_id);

-- One row a proposal. Without `proposed_at` only the decision about it has come so far.
CREATE TABLE read.proposal (
  id             text PRIMARY KEY,
  kind           text,
  class          text,
  state          text NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected')),
  title          text,
  rationale      text,
  verification   text,
  service        text,
  environment    text,
  incident       text,
  fingerprint    text,
  files          jsonb,
  evidence       jsonb,
  proposed_at    timestamptz,
  decided_at     timestamptz,
  decided_by     jsonb,
  reason         text,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL
);
CREATE INDEX proposal_page ON read.proposal (proposed_at DESC, id DESC);
CREATE INDEX proposal_incident ON read.proposal (incident);

-- What an incident did not allow to propose, and why.
CREATE TABLE read.withheld_proposal (
  incident       text NOT NULL,
  kind           text NOT NULL,
  reason         text NOT NULL,
  at             timestamptz NOT NULL,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL,
  PRIMARY KEY (incident, kind)
);

-- One row a week for which a report was published.
CREATE TABLE read.report (
  week           text PRIMARY KEY,
  "from"         timestamptz NOT NULL,
  "to"           timestamptz NOT NULL,
  incidents      bigint NOT NULL,
  published_at   timestamptz NOT NULL,
  digest         text NOT NULL,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL
);

-- Measured windows, one row each; of windows measured twice by one source the last stands.
CREATE TABLE read.signal_window (
  service     text NOT NULL,
  environment text NOT NULL,
  metric      text NOT NULL,
  cohort      text NOT NULL,
  start       timestamptz NOT NULL,
  duration_ms bigint NOT NULL,
  source      text NOT NULL,
  total       bigint NOT NULL,
  bad         bigint NOT NULL,
  latency_ms  jsonb,
  event_id    text NOT NULL,
  PRIMARY KEY (service, environment, metric, cohort, start, duration_ms, source)
);
CREATE INDEX signal_window_time ON read.signal_window (service, environment, start);

-- Changes with the incident that was attributed to them, or that caused them.
CREATE VIEW read.change_history AS
SELECT c.event_id, c.source, c.kind, c.service, c.environment, c.subject, c.summary, c.version, c.exposure, c.at,
       c.actor,
       coalesce(
         read.incident_attributed_to(c.source, c.event_id),
         c.caused_by_incident,
         read.incident_named(c.reference, c.event_id, c.at)) AS incident,
       c.topic || '/' || c.partition || '@' || c."offset" AS position,
       c.topic, c.partition, c."offset"
FROM read.change c;

-- The timeline with each event's incident: as it says itself, or as the incident names it.
CREATE VIEW read.timeline_entry AS
SELECT t.event_id, t.source, t.name, t.lane, t.kind, t.outcome, t.title, t.time, t.recorded_time, t.environment,
       coalesce(
         t.own_incident,
         read.incident_named(t.reference, t.event_id, t.time),
         read.incident_attributed_to(t.source, t.event_id)) AS incident,
       t.causation_id, t.actor, t.story,
       t.topic || '/' || t.partition || '@' || t."offset" AS position,
       t.event -> 'data' AS data, t.event,
       t.topic, t.partition, t."offset"
FROM read.timeline_event t;
