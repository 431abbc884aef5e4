-- Appends events to a topic, in order; one already there keeps its place. Of two with the same digest in one call the
-- function knows nothing: they must differ. `log.append` of before does the same at twice the cost, and stays for
-- processes of an earlier version.
-- `in_ranks` counts the events of each partition from 0. Answers for each partition that got events, from 0 on, at which
-- offset they begin (`bases`; -1: none), and for each event that was there already which one it is, and where it stands.
create function log.put(in_topic text, in_partitions int[], in_ranks int[], in_keys text[], in_digests uuid[],
  in_events text[], out bases bigint[], out known_ords int[], out known_partitions int[], out known_offsets bigint[])
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ranks int[] := in_ranks;
  violated text;
begin
  -- Writers to one partition wait for one another here, always in the same order of partitions.
  perform from log.partition p
    where p.topic = in_topic and p.partition = any (in_partitions)
    order by p.partition for no key update;
  loop
    begin
      -- With a limit each is looked up in the index, whatever the planner believes of a table that it has not measured.
      select array_agg(g.ord), array_agg(r.partition), array_agg(r."offset")
        into known_ords, known_partitions, known_offsets
        from unnest(in_digests) with ordinality as g (digest, ord)
        cross join lateral (select * from log.receipt r where r.digest = g.digest limit 1) r;
      if known_ords is not null then
        select array_agg(case when is_known then -1 else rank - 1 end order by ord) into ranks
          from (
            select ord, is_known, row_number() over (partition by is_known, partition order by ord) as rank
              from (select partition, ord, ord = any (known_ords) as is_known
                      from unnest(in_partitions) with ordinality as g (partition, ord)) g
          ) ranked;
      end if;
      with bumped as (
        update log.partition p set next_offset = p.next_offset + f.count
          from (select partition, count(*) as count from unnest(in_partitions, ranks) as f (partition, rank)
                  where rank >= 0 group by partition) f
          where p.topic = in_topic and p.partition = f.partition
          returning p.partition, p.next_offset - f.count as base
      )
      select array_agg(coalesce(b.base, -1) order by n) into bases
        from generate_series(0, (select max(partition) from bumped)) n left join bumped b on b.partition = n;
      insert into log.receipt (digest, partition, "offset")
        select digest, partition, bases[partition + 1] + rank
          from unnest(in_partitions, ranks, in_digests) as f (partition, rank, digest)
          where rank >= 0 order by digest;
      insert into log.record (topic, partition, "offset", key, event)
        select in_topic, partition, bases[partition + 1] + rank, key, event
          from unnest(in_partitions, ranks, in_keys, in_events) as f (partition, rank, key, event)
          where rank >= 0;
      return;
    exception when unique_violation then
      get stacked diagnostics violated = constraint_name;
      if violated <> 'receipt_pkey' then
        raise;
      end if;
      -- Somebody put one of these events on another partition (under another key) in this moment: look again.
      ranks := in_ranks;
    end;
  end loop;
end
$$;
