-- Each projection's table becomes its first build, with a view of the old name in front of it. Three tables have a new
-- shape; they are made anew from the log.
DROP VIEW read.change_history;
DROP VIEW read.timeline_entry;
DROP TABLE read.change, read.timeline_event, read.signal_window;
DELETE FROM projection.checkpoint  WHERE projection IN ('change_history', 'timeline_entry', 'signal_window');
DELETE FROM projection.seen        WHERE projection IN ('change_history', 'timeline_entry', 'signal_window');
DELETE FROM projection.dead_letter WHERE projection IN ('change_history', 'timeline_entry', 'signal_window');
DELETE FROM projection.parked_key  WHERE projection IN ('change_history', 'timeline_entry', 'signal_window');

-- Every change, one row an event. `caused_by_incident`: the incident in whose course it was made, as the event says;
-- `reference`: the action that asked for it, as in `incident_reference`; `owner` and `revision`: whose flag it is, and
-- the revision that the event bears; `recorded_at`: when it was recorded, else when it happened.
CREATE TABLE read.change (
  source             text NOT NULL,
  event_id           text NOT NULL,
  name               text NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('deployment', 'rollback', 'removal', 'flag', 'config')),
  service            text,
  environment        text,
  subject            text NOT NULL,
  summary            text NOT NULL,
  version            text,
  exposure           double precision,
  owner              text,
  revision           double precision,
  at                 timestamptz NOT NULL,
  recorded_at        timestamptz NOT NULL,
  actor              jsonb,
  caused_by_incident text,
  reference          text,
  topic              text NOT NULL,
  partition          bigint NOT NULL,
  "offset"           bigint NOT NULL,
  PRIMARY KEY (event_id, source)
);
CREATE INDEX change_page ON read.change (at DESC, topic DESC, partition DESC, "offset" DESC);
CREATE INDEX change_of_service ON read.change (service, at DESC);
CREATE INDEX change_of_incident ON read.change (caused_by_incident) WHERE caused_by_incident IS NOT NULL;
CREATE INDEX change_reference ON read.change (reference) WHERE reference IS NOT NULL;
-- What ran where, and what a flag was, as of then: the newest change of each comes first.
CREATE INDEX change_deployment ON read.change (service, environment, at DESC, partition DESC, "offset" DESC)
  INCLUDE (recorded_at) WHERE kind IN ('deployment', 'rollback', 'removal');
CREATE INDEX change_flag ON read.change (subject, owner, at DESC, partition DESC, "offset" DESC)
  INCLUDE (recorded_at, name, revision) WHERE kind = 'flag';

-- The timeline: every event but signal windows. `own_incident`: as the event itself says; `reference`: what it is
-- called in `incident_reference`. `event` is the event as its JSON text.
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
  event         json NOT NULL,
  PRIMARY KEY (event_id, source)
);
CREATE INDEX timeline_event_page ON read.timeline_event (time DESC, topic DESC, partition DESC, "offset" DESC);
CREATE INDEX timeline_event_lane ON read.timeline_event (lane, time DESC);
CREATE INDEX timeline_event_incident ON read.timeline_event (own_incident) WHERE own_incident IS NOT NULL;
CREATE INDEX timeline_event_reference ON read.timeline_event (reference) WHERE reference IS NOT NULL;
CREATE INDEX timeline_event_proposed ON read.timeline_event (time) WHERE name = 'proposal.proposed';

-- Measured windows, one row each; of windows measured twice by one source the last stands. By day of their start, so
-- that old days are dropped whole; what has no day of its own stands in `…_rest`.
CREATE TABLE read.signal_window (
  service        text NOT NULL,
  environment    text NOT NULL,
  metric         text NOT NULL,
  cohort         text NOT NULL,
  start          timestamptz NOT NULL,
  duration_ms    bigint NOT NULL,
  source         text NOT NULL,
  total          bigint NOT NULL,
  bad            bigint NOT NULL,
  latency_ms     jsonb,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL,
  PRIMARY KEY (service, environment, metric, cohort, start, duration_ms, source)
) PARTITION BY RANGE (start);
CREATE TABLE read.signal_window__1_rest PARTITION OF read.signal_window DEFAULT;
CREATE INDEX signal_window_time ON read.signal_window (service, environment, start);

SELECT projection.adopt('read.change');
SELECT projection.adopt('read.deployment_state');
SELECT projection.adopt('read.flag_state');
SELECT projection.adopt('read.incident');
SELECT projection.adopt('read.incident_reference');
SELECT projection.adopt('read.proposal');
SELECT projection.adopt('read.report');
SELECT projection.adopt('read.signal_window');
SELECT projection.adopt('read.timeline_event');
SELECT projection.adopt('read.withheld_proposal');

-- Changes with the incident that was attributed to them, or that caused them.
CREATE VIEW read.change_history AS
SELECT c.event_id, c.source, c.name, c.kind, c.service, c.environment, c.subject, c.summary, c.version, c.exposure,
       c.at, c.recorded_at, c.actor,
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
