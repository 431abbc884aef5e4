create table sentinel.mark (
  partition int primary key,
  next_offset bigint not null,
  moved_at timestamptz not null default now()
);
comment on table sentinel.mark is 'Up to where the windows of each partition of hormesis.signals have been judged: anomalies before it have been stated.';
