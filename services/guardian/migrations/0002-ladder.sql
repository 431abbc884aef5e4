create table guardian.permit (
  action_id text primary key,
  rule text not null,
  object text not null,
  change text not null,
  incident text not null,
  at timestamptz not null,
  released boolean not null default false
);
comment on table guardian.permit is 'What the guardian was allowed to do alone: counted by the caps, and locking what is acted upon until its incident is over.';
create index permit_by_time on guardian.permit (at);
create index permit_held on guardian.permit (incident) where not released;

create table guardian.action (
  action_id text primary key,
  incident text not null,
  service text not null,
  environment text,
  rule jsonb,
  target jsonb not null,
  state text not null,
  reason text not null,
  dry_run boolean not null,
  at timestamptz not null,
  completed_at timestamptz,
  verdict text,
  verdict_by text,
  judged_at timestamptz,
  escalated boolean not null
);
comment on table guardian.action is 'Each action and recommendation, and whether it was right.';
create index action_page on guardian.action (at desc, action_id desc);
create index action_to_verify on guardian.action (completed_at) where state = 'completed' and verdict is null and not escalated;
create index action_judged on guardian.action (judged_at) where verdict is not null;

alter table guardian.anomaly add column metric text, add column onset timestamptz;
