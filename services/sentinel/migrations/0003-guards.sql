create table sentinel.guard_mark (
  partition int primary key,
  evaluated_until timestamptz not null
);
comment on table sentinel.guard_mark is 'Up to when the accepted alerts have been evaluated over each partition of hormesis.signals: what fired before it has been stated.';
create table sentinel.standing_guard (
  subject text primary key,
  partition int not null,
  guard text not null,
  alert text not null,
  service text not null,
  environment text not null,
  metric text not null,
  since timestamptz not null
);
comment on table sentinel.standing_guard is 'Accepted alerts that fire, until the sentinel sees that they are over. The subject is that of the anomaly.';
