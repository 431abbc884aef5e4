create table sentinel.standing_anomaly (
  subject text primary key,
  partition int not null,
  episode jsonb not null,
  since timestamptz not null default now()
);
comment on table sentinel.standing_anomaly is 'Anomalies that the sentinel has stated, until it sees that they are over.';
