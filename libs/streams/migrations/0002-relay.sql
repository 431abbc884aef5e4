-- Which relay publishes: one at a time, while it renews its lease. Unlogged: it need not outlive the server, and taking
-- it costs no flush.
create unlogged table streams.relay (
  only_row boolean primary key default true check (only_row),
  holder uuid not null,
  until timestamptz not null
);

-- An event that cannot be published, though the log can be reached. The later events of its stream wait behind it.
alter table streams.outbox
  add column stuck_since timestamptz,
  add column attempts int not null default 0,
  add column retry_at timestamptz,
  add column error text;
create index outbox_stuck on streams.outbox (stream) where stuck_since is not null and published is null;

create index event_by_id on streams.event (event_id);
