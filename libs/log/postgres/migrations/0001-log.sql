-- A log with Kafka's semantics: a partition's row hands out offsets inside the append transaction, so that offsets
-- are dense, and become visible in their order.
create table log.partition (
  topic       text   not null collate "C",
  partition   int    not null,
  next_offset bigint not null default 0,
  primary key (topic, partition)
) with (fillfactor = 50);

create table log.record (
  topic       text        not null collate "C",
  partition   int         not null,
  "offset"    bigint      not null,
  key         text        not null,
  event       text        not null,
  appended_at timestamptz not null default now(),
  primary key (topic, partition, "offset")
);

comment on column log.record.event is 'The CloudEvent in its JSON format, byte for byte; cast it to jsonb to look inside.';

-- Where each event stands, by a digest of topic, source and id: what answers a resent one.
create table log.receipt (
  digest    uuid   not null primary key,
  partition int    not null,
  "offset"  bigint not null
);

-- Appends events to a topic, in order; one already there keeps its place. Answers in the order of the arguments.
create function log.append(in_topic text, in_partitions int[], in_keys text[], in_digests uuid[], in_events text[],
  out partitions int[], out offsets bigint[], out duplicates boolean[])
language plpgsql as $$
#variable_conflict use_column
begin
  -- Writers to one partition wait for one another here, always in the same order of partitions.
  perform from log.partition p
    where p.topic = in_topic and p.partition = any (in_partitions)
    order by p.partition for no key update;
  loop
    begin
      with given as (
        select * from unnest(in_partitions, in_keys, in_digests, in_events)
          with ordinality as u (partition, key, digest, event, ord)
      ), firsts as (
        select distinct on (digest) * from given order by digest, ord
      ), known as (
        select f.digest, r.partition, r."offset" from firsts f join log.receipt r using (digest)
      ), fresh as (
        select f.*, row_number() over (partition by f.partition order by f.ord) - 1 as rank
          from firsts f where not exists (select from known k where k.digest = f.digest)
      ), bumped as (
        update log.partition p set next_offset = p.next_offset + f.count
          from (select partition, count(*) as count from fresh group by partition) f
          where p.topic = in_topic and p.partition = f.partition
          returning p.partition, p.next_offset - f.count as base
      ), placed as (
        select f.ord, f.digest, f.partition, b.base + f.rank as "offset", f.key, f.event
          from fresh f join bumped b using (partition)
      ), noted as (
        insert into log.receipt (digest, partition, "offset")
          select digest, partition, "offset" from placed order by digest
      ), recorded as (
        insert into log.record (topic, partition, "offset", key, event)
          select in_topic, partition, "offset", key, event from placed order by partition, "offset"
      )
      select array_agg(coalesce(p.partition, k.partition) order by g.ord),
             array_agg(coalesce(p."offset", k."offset") order by g.ord),
             array_agg(p.ord is distinct from g.ord order by g.ord)
        into partitions, offsets, duplicates
        from given g left join placed p using (digest) left join known k using (digest);
      return;
    exception when unique_violation then
      -- Somebody put one of these events on another partition (under another key) in this moment: look again.
    end;
  end loop;
end
$$;
