-- Receipts of a log that stands elsewhere (Kafka); kept apart from `log.receipt`, whose positions are in this log.
create table log.elsewhere_receipt (
  digest    uuid   not null primary key,
  partition int    not null,
  "offset"  bigint not null
);
