create table guardian.gate_told (
  action text primary key,
  told_at timestamptz not null default now()
);
comment on table guardian.gate_told is 'Actions of which a gate has told a rollout that asked: then a gated rollout has got to know.';
