create table streams.event (
  stream text not null,
  version int not null,
  category text not null,
  source text not null,
  event_id text not null,
  event jsonb not null,
  created timestamptz not null default now(),
  primary key (stream, version),
  constraint event_once unique (stream, source, event_id)
);
comment on table streams.event is 'Decided events in the order of their stream; event is a CloudEvent (structured JSON).';

create index event_by_category on streams.event (category, stream, version);

create table streams.outbox (
  seq bigint generated always as identity primary key,
  stream text not null,
  version int not null,
  topic text not null,
  key text not null,
  partition int,
  "offset" bigint,
  published timestamptz,
  unique (stream, version)
);
comment on table streams.outbox is 'Which decided events are still to be appended to the log, and where the others went.';

create index outbox_waiting on streams.outbox (seq) where published is null;
create index outbox_published on streams.outbox (published) where published is not null;
