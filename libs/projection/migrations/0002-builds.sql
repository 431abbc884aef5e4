-- A projection may have several builds at a time: the live one, one that is being made beside it, and the one before,
-- which is kept for an hour. Each has its own table, checkpoints, ids and dead letters. For a reaction `build` is its
-- version.
CREATE TABLE projection.build (
  projection   text NOT NULL,
  build        int  NOT NULL,
  version      int  NOT NULL,
  relation     text NOT NULL,
  state        text NOT NULL CHECK (state IN ('requested', 'building', 'differs', 'failed', 'aborted', 'live', 'kept')),
  requested_at timestamptz NOT NULL DEFAULT now(),
  requested_by text,
  started_at   timestamptz,
  live_at      timestamptz,
  keep_until   timestamptz,
  -- What a rebuild has to say for itself: its heads when it began, what was verified, why it failed.
  report       jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (projection, build)
);
CREATE UNIQUE INDEX build_live ON projection.build (projection) WHERE state = 'live';
CREATE UNIQUE INDEX build_in_work ON projection.build (projection)
  WHERE state IN ('requested', 'building', 'differs', 'failed');

ALTER TABLE projection.checkpoint RENAME COLUMN version TO build;
-- `epoch` is raised when the parked keys of the build change, so that its workers look at them again. `records` and
-- `checksum`: how many records of the log were taken in, and the sum modulo 2^64 of a hash of each; the audit compares
-- them with the log, from `from_offset` on.
ALTER TABLE projection.checkpoint
  ADD COLUMN epoch       int NOT NULL DEFAULT 0,
  ADD COLUMN from_offset bigint NOT NULL DEFAULT 0,
  ADD COLUMN records     bigint NOT NULL DEFAULT 0,
  ADD COLUMN checksum    bigint NOT NULL DEFAULT 0,
  ADD COLUMN moved_at    timestamptz NOT NULL DEFAULT now();
UPDATE projection.checkpoint SET from_offset = next_offset;

ALTER TABLE projection.seen RENAME COLUMN version TO build;
ALTER TABLE projection.parked_key RENAME COLUMN version TO build;

ALTER TABLE projection.dead_letter RENAME COLUMN version TO build;
ALTER TABLE projection.dead_letter
  ADD COLUMN state              text NOT NULL DEFAULT 'parked' CHECK (state IN ('parked', 'discarded')),
  ADD COLUMN attempts           int NOT NULL DEFAULT 1,
  ADD COLUMN tried_at           timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN retry_requested_at timestamptz,
  ADD COLUMN retry_requested_by text,
  ADD COLUMN decided_at         timestamptz,
  ADD COLUMN decided_by         text,
  ADD COLUMN decision           text;
CREATE INDEX dead_letter_requested ON projection.dead_letter (projection, build, seq)
  WHERE retry_requested_at IS NOT NULL AND state = 'parked';

-- A partition that waits: database or log trouble, never an event's fault. The row goes when the partition flows again.
CREATE TABLE projection.trouble (
  projection text NOT NULL,
  build      int  NOT NULL,
  topic      text NOT NULL,
  partition  int  NOT NULL,
  since      timestamptz NOT NULL DEFAULT now(),
  at         timestamptz NOT NULL DEFAULT now(),
  error      text NOT NULL,
  PRIMARY KEY (projection, build, topic, partition)
);

-- Makes a plain table the first build of a projection: `read.x` becomes `read.x__1`, and a view `read.x` shows it.
-- Views that depend on the table must be made again, so that they depend on the view.
CREATE FUNCTION projection.adopt(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place name;
  title name;
BEGIN
  SELECT n.nspname, c.relname INTO place, title
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
  EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', place, title, title || '__1');
  EXECUTE format('CREATE VIEW %I.%I AS SELECT * FROM %I.%I', place, title, place, title || '__1');
END
$$;

-- Whether place `a` on the log (`topic/partition@offset`) is later than `b`.
CREATE FUNCTION projection.is_later(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN split_part(a, '/', 1) <> split_part(b, '/', 1)
      THEN split_part(a, '/', 1) COLLATE "C" > split_part(b, '/', 1) COLLATE "C"
    ELSE (split_part(split_part(a, '/', 2), '@', 1)::bigint, split_part(a, '@', 2)::bigint)
       > (split_part(split_part(b, '/', 2), '@', 1)::bigint, split_part(b, '@', 2)::bigint)
  END
$$;

-- The build that is asked for: the live one of a projection, the newest version of a reaction.
CREATE FUNCTION projection.current_build(name text) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    (SELECT b.build FROM projection.build b WHERE b.projection = name AND b.state = 'live'),
    (SELECT max(c.build) FROM projection.checkpoint c WHERE c.projection = name))
$$;
