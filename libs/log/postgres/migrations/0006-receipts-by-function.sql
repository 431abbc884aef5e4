-- Notes for each event of a log that stands elsewhere that somebody is about to append it. Answers with those that were
-- known before: which one it is (`ord`), where it stands, or from where on if it is not settled. Who notes the same at
-- the same instant has it committed, but not in our snapshot: it counts as not settled.
create function log.claim(in_digests uuid[], in_partitions int[], in_offsets bigint[])
  returns table (ord bigint, partition int, "offset" bigint, settled boolean)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  noted uuid[];
begin
  with fresh as (
    insert into log.elsewhere_receipt (digest, partition, "offset", settled)
      select *, false from unnest(in_digests, in_partitions, in_offsets)
      on conflict (digest) do nothing
      returning digest
  )
  select array_agg(digest) into noted from fresh;
  if cardinality(noted) = cardinality(in_digests) then
    return;
  end if;
  -- With a limit each is looked up in the index, whatever the planner believes of a table that it has not measured.
  return query
    select g.ord, coalesce(r.partition, g.partition), coalesce(r."offset", g."offset"), coalesce(r.settled, false)
      from unnest(in_digests, in_partitions, in_offsets) with ordinality as g (digest, partition, "offset", ord)
      left join lateral (select * from log.elsewhere_receipt r where r.digest = g.digest limit 1) r on true
      where g.digest not in (select unnest(noted));
end
$$;

-- Notes where events have come to stand; the first place of each stays. It need not survive a crash of the database: an
-- event that is not settled is looked for on the log when it is sent again.
create function log.settle(in_digests uuid[], in_partitions int[], in_offsets bigint[]) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  insert into log.elsewhere_receipt as r (digest, partition, "offset", settled)
    select *, true from unnest(in_digests, in_partitions, in_offsets)
    on conflict (digest) do update
      set partition = excluded.partition, "offset" = excluded."offset", settled = true
      where not r.settled;
end
$$;
