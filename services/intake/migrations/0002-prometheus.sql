-- How far each configured query of Prometheus is, by its name. One process at a time asks: the lease `prometheus`.
create table intake.prometheus_query (
  name text primary key,
  -- The end of the last step that is done.
  done_until timestamptz not null,
  -- The end of the last step that gave windows.
  windows_until timestamptz,
  -- Why the step after it could not be done, and since when; null: nothing is wrong.
  error text,
  failing_since timestamptz
);
create table intake.lease (
  name text primary key,
  holder uuid not null,
  until timestamptz not null
);
