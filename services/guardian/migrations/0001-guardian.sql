create table guardian.recent_change (
  event_id text not null,
  source text not null,
  environment text,
  at timestamptz not null,
  recorded_at timestamptz not null,
  change jsonb not null,
  primary key (source, event_id)
);
comment on table guardian.recent_change is 'Exposure steps of the last day, as suspects for anomalies.';
create index recent_change_by_time on guardian.recent_change (at);

create table guardian.anomaly (
  service text not null,
  environment text not null,
  subject text not null,
  detected_at timestamptz,
  cleared_at timestamptz,
  primary key (service, environment, subject)
);
comment on table guardian.anomaly is 'When each anomaly was last detected and last cleared, by the time of its events.';

create table guardian.open_incident (
  service text not null,
  environment text not null,
  incident text not null,
  primary key (service, environment)
);
comment on table guardian.open_incident is 'The latest incident of each place: a further anomaly joins it while it is not resolved.';

create table guardian.answered_anomaly (
  source text not null,
  event_id text not null,
  incident text not null,
  done boolean not null default false,
  taken timestamptz not null default now(),
  primary key (source, event_id)
);
comment on table guardian.answered_anomaly is 'To which incident each anomaly event belongs, so that the same event again changes nothing.';
