-- One event, as `log.put` takes it: most appends are of one, and what many cost at once is most of its time.
create function log.put_one(in_topic text, in_partition int, in_key text, in_digest uuid, in_event text,
  out "partition" int, out "offset" bigint, out duplicate boolean)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  violated text;
begin
  loop
    select r.partition, r."offset" into "partition", "offset" from log.receipt r where r.digest = in_digest;
    duplicate := found;
    if duplicate then
      return;
    end if;
    begin
      "partition" := in_partition;
      update log.partition p set next_offset = p.next_offset + 1
        where p.topic = in_topic and p.partition = in_partition
        returning p.next_offset - 1 into "offset";
      insert into log.receipt (digest, partition, "offset") values (in_digest, in_partition, put_one."offset");
      insert into log.record (topic, partition, "offset", key, event)
        values (in_topic, in_partition, put_one."offset", in_key, in_event);
      return;
    exception when unique_violation then
      get stacked diagnostics violated = constraint_name;
      if violated <> 'receipt_pkey' then
        raise;
      end if;
      -- Somebody else has appended the event in this moment: look again.
    end;
  end loop;
end
$$;
