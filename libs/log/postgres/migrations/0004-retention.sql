-- Where a partition begins: records before it have been trimmed.
alter table log.partition add column first_offset bigint not null default 0;

-- The day on which a receipt was noted (UTC), so that old ones can be trimmed. A whole day has one value: small to index.
alter table log.receipt add column noted_on date not null default (now() at time zone 'UTC')::date;
alter table log.elsewhere_receipt add column noted_on date not null default (now() at time zone 'UTC')::date;
create index receipt_noted_on on log.receipt (noted_on);
create index elsewhere_receipt_noted_on on log.elsewhere_receipt (noted_on);

-- Takes away the oldest records of a partition, of at most `in_most` offsets: those before the first one that is not
-- older than `in_before`. Answers how many records are gone, and whether there may be more to take away.
create function log.trim(in_topic text, in_partition int, in_before timestamptz, in_most int,
  out trimmed bigint, out more boolean)
language plpgsql as $$
declare
  begins bigint;
  ends bigint;
begin
  select first_offset, least(first_offset + in_most, next_offset) into begins, ends
    from log.partition where topic = in_topic and partition = in_partition;
  trimmed := 0;
  more := false;
  if begins is null or begins = ends then
    return;
  end if;
  select least(ends, min(r."offset")) into ends from log.record r
    where r.topic = in_topic and r.partition = in_partition and r."offset" >= begins and r."offset" < ends
      and r.appended_at >= in_before;
  if ends = begins then
    return;
  end if;
  delete from log.record r
    where r.topic = in_topic and r.partition = in_partition and r."offset" >= begins and r."offset" < ends;
  get diagnostics trimmed = row_count;
  update log.partition p set first_offset = ends
    where p.topic = in_topic and p.partition = in_partition and p.first_offset < ends;
  more := ends = begins + in_most;
end
$$;
