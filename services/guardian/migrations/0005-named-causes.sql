alter table guardian.anomaly add column change jsonb;
comment on column guardian.anomaly.change is 'The change that it names: the event of one of its steps.';
