-- Readers of a group share the partitions of each topic. A member that does not report in time, or whose session is
-- seen to have ended, loses its share.
create table log.member (
  group_name text        not null,
  member     uuid        not null,
  topics     text[]      not null,
  session    bigint,     -- the advisory lock that the member's process holds while it lives; null: not known
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

-- Whether the lock of a session is held. Null: not known.
create function log.session_lives(in_session bigint) returns boolean language sql stable as $$
  select in_session is null or exists (
    select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid::bigint = in_session >> 32 and l.objid::bigint = in_session & 4294967295)
$$;

-- Reports a member, and answers with its partitions (`leases`). Those marked as excess are more than its share: it
-- finishes its batch, and gives them back. `joined`: it was no member before; `changed`: members came or went.
-- While the group is locked it fails after 2 s, so that nobody waits for a report that its member has given up.
create function log.report(in_group text, in_member uuid, in_topics text[], in_session bigint, in_ttl interval,
  out joined boolean, out changed boolean, out leases jsonb)
language plpgsql set lock_timeout = '2s' as $$
#variable_conflict use_column
declare
  gone int;
begin
  perform pg_advisory_xact_lock(hashtextextended('hormesis.log.group.' || in_group, 0));
  delete from log.member m
    where m.group_name = in_group and m.member <> in_member
      and (m.expires_at < clock_timestamp() or not log.session_lives(m.session));
  get diagnostics gone = row_count;
  insert into log.member as m (group_name, member, topics, session, expires_at)
    values (in_group, in_member, in_topics, in_session, clock_timestamp() + in_ttl)
    on conflict (group_name, member) do update
      set expires_at = excluded.expires_at, topics = excluded.topics, session = excluded.session
    returning xmax = 0 into joined;
  changed := joined or gone > 0;
  insert into log.lease (group_name, topic, partition)
    select in_group, p.topic, p.partition from log.partition p
      where p.topic = any (in_topics)
        and not exists (select from log.lease l
          where l.group_name = in_group and l.topic = p.topic and l.partition = p.partition);
  update log.lease l set member = null
    where l.group_name = in_group and l.member is not null
      and not exists (select from log.member m where m.group_name = in_group and m.member = l.member);

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
  ), answer as (
    select h.topic, h.partition, h.nth > s.share as excess from held h join shares s using (topic)
    union all
    select t.topic, t.partition, false from taken t
  )
  select coalesce(jsonb_agg(to_jsonb(a) order by a.topic, a.partition), '[]') into leases from answer a;
end
$$;
