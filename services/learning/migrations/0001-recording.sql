-- Signal windows as backtests read them: compact, a chunk of one series after the other, kept longer than on the log.
CREATE TABLE learning.signal_series (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service     text NOT NULL,
  environment text NOT NULL,
  metric      text NOT NULL,
  cohort      text NOT NULL,
  UNIQUE (service, environment, metric, cohort)
);

CREATE TABLE learning.signal_chunk (
  -- Of `signal_series`. No foreign key: a restore fills one table after the other.
  series  integer NOT NULL,
  -- Of the start of its windows, UTC.
  day     date NOT NULL,
  -- Offset of its first window: chunks of a series and day are read in this order, which is that of the log.
  "offset" bigint NOT NULL,
  windows integer NOT NULL,
  bytes   bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (series, day, "offset")
);
CREATE INDEX signal_chunk_day ON learning.signal_chunk (day);
COMMENT ON COLUMN learning.signal_chunk.bytes IS 'The columns of the windows (encodeChunk), deflated.';

CREATE TABLE learning.recording_mark (
  partition   integer PRIMARY KEY,
  next_offset bigint NOT NULL
);
COMMENT ON TABLE learning.recording_mark IS 'Up to where the windows of each partition of hormesis.signals are in chunks; the rest is read from the log.';
