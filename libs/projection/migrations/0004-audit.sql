-- The audit reads the log by itself and compares with what projections and reactions have taken in: lag cannot see an
-- event that was lost. Tallies are a count of records and the sum of a hash of each, as in projection.checkpoint.

-- How far the audit has read each partition of the log, and the tally of the records from `base` on. Before `base` the
-- log was trimmed when the audit came.
CREATE TABLE projection.audit_scan (
  topic       text NOT NULL,
  partition   int  NOT NULL,
  base        bigint NOT NULL,
  next_offset bigint NOT NULL,
  records     bigint NOT NULL,
  checksum    bigint NOT NULL,
  scanned_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

-- The same tally at earlier offsets, every 10,000 records: from there a keeper that lags behind is compared.
CREATE TABLE projection.audit_point (
  topic     text NOT NULL,
  partition int  NOT NULL,
  "offset"  bigint NOT NULL,
  records   bigint NOT NULL,
  checksum  bigint NOT NULL,
  PRIMARY KEY (topic, partition, "offset")
);

-- Where each keeper (a build of a projection, a version of a reaction) was compared last: its own tally there, and the
-- log's. `origin_…`: the log's tally where the keeper began; null where the log no longer had it.
CREATE TABLE projection.audit_ledger (
  projection      text NOT NULL,
  build           int  NOT NULL,
  topic           text NOT NULL,
  partition       int  NOT NULL,
  from_offset     bigint NOT NULL,
  origin_records  bigint,
  origin_checksum bigint,
  good_offset     bigint,
  own_records     bigint,
  own_checksum    bigint,
  log_records     bigint,
  log_checksum    bigint,
  compared_at     timestamptz,
  PRIMARY KEY (projection, build, topic, partition)
) WITH (fillfactor = 50);

-- What does not fit. `from_offset` (included) to `to_offset` (not): where; `exact`: it is just these records, else it is
-- some of them. No projection: the fault is in the log. It is open until somebody acknowledges it, or it is resolved:
-- the build is gone, or it fits again.
CREATE TABLE projection.audit_finding (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text NOT NULL CHECK (kind IN ('missing', 'doubled', 'different', 'trimmed', 'beyond-head',
                    'stands-still', 'no-checkpoint', 'log-missing', 'log-changed', 'log-shrunk')),
  projection      text,
  build           int,
  topic           text NOT NULL,
  partition       int  NOT NULL,
  from_offset     bigint NOT NULL,
  to_offset       bigint NOT NULL,
  exact           boolean NOT NULL,
  expected        bigint NOT NULL,
  actual          bigint NOT NULL,
  detail          text NOT NULL,
  found_at        timestamptz NOT NULL DEFAULT now(),
  seen_at         timestamptz NOT NULL DEFAULT now(),
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at     timestamptz,
  resolution      text
);
-- These last for as long as their cause does: one at a time.
CREATE UNIQUE INDEX audit_finding_lasting
  ON projection.audit_finding (kind, coalesce(projection, ''), coalesce(build, 0), topic, partition)
  WHERE resolved_at IS NULL AND kind IN ('beyond-head', 'stands-still', 'no-checkpoint', 'log-shrunk');

-- One row: when the audit last had compared everybody where they stood, and who it is (`epoch`; a new auditor raises it).
CREATE TABLE projection.audit_run (
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch       bigint NOT NULL DEFAULT 0,
  started_at  timestamptz,
  compared_at timestamptz,
  behind      bigint NOT NULL DEFAULT 0
);
INSERT INTO projection.audit_run DEFAULT VALUES;

-- The open findings that matter now: of the log, of builds that are live or in work, of the newest version of a reaction.
CREATE VIEW projection.audit_open AS
SELECT f.*, EXISTS (SELECT FROM projection.build b WHERE b.projection = f.projection) AS is_projection
FROM projection.audit_finding f
WHERE f.resolved_at IS NULL AND f.acknowledged_at IS NULL
  AND (f.projection IS NULL
    OR EXISTS (SELECT FROM projection.build b WHERE b.projection = f.projection AND b.build = f.build
               AND b.state NOT IN ('kept', 'aborted'))
    OR (NOT EXISTS (SELECT FROM projection.build b WHERE b.projection = f.projection)
        AND f.build = projection.current_build(f.projection)));

-- The day (UTC) on which an identity was noted. It is looked at once a day, by a pass over the whole table in pieces, so
-- no index holds it up.
ALTER TABLE projection.seen ADD COLUMN seen_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date;

-- What was tidied up last when, and what came of it.
CREATE TABLE projection.housekeeping (
  job    text PRIMARY KEY,
  ran_at timestamptz NOT NULL,
  report jsonb NOT NULL DEFAULT '{}'
);
