-- Who calls whom. `seen_at`: when it was stated last.
CREATE TABLE read.dependency (
  environment    text NOT NULL,
  service        text NOT NULL,
  callee         text NOT NULL,
  seen_at        timestamptz NOT NULL,
  event_time     timestamptz NOT NULL,
  event_id       text NOT NULL,
  event_position text NOT NULL,
  PRIMARY KEY (environment, service, callee)
);
SELECT projection.adopt('read.dependency');

-- Windows may carry their latency as a histogram. None that was taken in before did, so every build stays right.
DO $$
DECLARE
  build regclass;
  live text;
BEGIN
  FOR build IN
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'read' AND c.relname ~ '^signal_window__[0-9]+$' AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition
  LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN latency jsonb', build);
  END LOOP;
  SELECT b.relation INTO live FROM projection.build b WHERE b.projection = 'signal_window' AND b.state = 'live';
  EXECUTE format('CREATE OR REPLACE VIEW read.signal_window AS SELECT * FROM %s',
    coalesce(live, 'read.signal_window__1')::regclass);
END
$$;
