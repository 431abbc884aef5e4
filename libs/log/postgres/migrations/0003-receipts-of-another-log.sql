-- Receipts of a log that stands elsewhere (Kafka); kept apart from `log.receipt`, whose positions are in this log.
-- Not settled: an event that somebody was about to append; if it stands there, then at this offset or later.
-- Each row is written twice within moments: the room in its page keeps the second write out of the index.
create table log.elsewhere_receipt (
  digest    uuid    not null primary key,
  partition int     not null,
  "offset"  bigint  not null,
  settled   boolean not null
) with (fillfactor = 60);
