-- How far each projection (or reaction) has come on each partition. A worker moves its row only from the value it
-- last saw; if somebody else has moved it, the worker is fenced.
CREATE TABLE projection.checkpoint (
  projection  text NOT NULL,
  version     int NOT NULL,
  topic       text NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (projection, version, topic, partition)
) WITH (fillfactor = 50);

-- The events that a projection has taken in, by a hash of source and id: a resent event counts once.
CREATE TABLE projection.seen (
  projection text NOT NULL,
  version    int NOT NULL,
  id         uuid NOT NULL,
  PRIMARY KEY (projection, version, id)
);

-- What could not be taken in, in order. `row_key` is the row it concerns; null where that is not known. It may be long,
-- so no index holds it.
CREATE TABLE projection.dead_letter (
  seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  projection text NOT NULL,
  version    int NOT NULL,
  row_key    text,
  topic      text NOT NULL,
  partition  int NOT NULL,
  "offset"   bigint NOT NULL,
  reason     text NOT NULL CHECK (reason IN ('unreadable', 'failed', 'refused', 'follows')),
  error      text NOT NULL,
  event      text,
  value      bytea,
  parked_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dead_letter_order ON projection.dead_letter (projection, version, seq);

-- Rows that wait behind a dead letter: their later events are parked too, so that their order is kept. By a SHA-256 of
-- their key.
CREATE TABLE projection.parked_key (
  projection text NOT NULL,
  version    int NOT NULL,
  row_hash   bytea NOT NULL,
  row_key    text NOT NULL,
  PRIMARY KEY (projection, version, row_hash)
);
