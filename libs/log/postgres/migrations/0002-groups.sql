-- Readers of a group share the partitions of each topic. A member that does not report in time loses its share.
create table log.member (
  group_name text        not null,
  member     uuid        not null,
  topics     text[]      not null,
  joined_at  timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  primary key (group_name, member)
);

create table log.lease (
  group_name text not null,
  topic      text not null collate "C",
  partition  int  not null,
  member     uuid,
  primary key (group_name, topic, partition)
) with (fillfactor = 70);

-- Reports a member, and answers with its partitions. Those marked as excess are more than its share: it finishes
-- its batch, and gives them back. `changed` says that others may have something to do now.
create function log.report(in_group text, in_member uuid, in_topics text[], in_ttl interval)
returns table (topic text, partition int, excess boolean, changed boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  touched int;
  altered boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('hormesis.log.group.' || in_group, 0));
  delete from log.member m where m.group_name = in_group and m.expires_at < clock_timestamp() and m.member <> in_member;
  get diagnostics touched = row_count;
  altered := touched > 0;
  insert into log.member as m (group_name, member, topics, expires_at)
    values (in_group, in_member, in_topics, clock_timestamp() + in_ttl)
    on conflict (group_name, member) do update set expires_at = excluded.expires_at, topics = excluded.topics
    returning (xmax <> 0)::int into touched;
  altered := altered or touched = 0;
  insert into log.lease (group_name, topic, partition)
    select in_group, p.topic, p.partition from log.partition p
      where p.topic = any (in_topics)
        and not exists (select from log.lease l
          where l.group_name = in_group and l.topic = p.topic and l.partition = p.partition);
  update log.lease l set member = null
    where l.group_name = in_group and l.member is not null
      and not exists (select from log.member m where m.group_name = in_group and m.member = l.member);

  return query
  with ranked as (
    select t.topic, m.member,
           row_number() over (partition by t.topic order by m.joined_at, m.member) - 1 as rank,
           count(*) over (partition by t.topic) as members
      from log.member m, unnest(m.topics) as t (topic)
      where m.group_name = in_group and t.topic = any (in_topics)
  ), shares as (
    select r.topic, p.count / r.members + (r.rank < p.count % r.members)::int as share
      from ranked r
      join (select l.topic, count(*) as count from log.lease l where l.group_name = in_group group by l.topic) p using (topic)
      where r.member = in_member
  ), held as (
    select l.topic, l.partition, row_number() over (partition by l.topic order by l.partition) as nth
      from log.lease l where l.group_name = in_group and l.member = in_member and l.topic = any (in_topics)
  ), free as (
    select l.topic, l.partition, row_number() over (partition by l.topic order by l.partition) as nth
      from log.lease l where l.group_name = in_group and l.member is null
  ), taken as (
    update log.lease l set member = in_member
      from free f join shares s using (topic)
      where l.group_name = in_group and l.topic = f.topic and l.partition = f.partition
        and f.nth <= s.share - (select count(*) from held h where h.topic = f.topic)
      returning l.topic, l.partition
  )
  select h.topic, h.partition, h.nth > s.share, altered from held h join shares s using (topic)
  union all
  select t.topic, t.partition, false, altered from taken t
  order by 1, 2;
end
$$;
