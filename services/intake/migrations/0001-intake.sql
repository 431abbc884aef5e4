-- What came in and could not be taken as an event, for people to look at.
create table intake.quarantine (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  -- Name of the token under which it came.
  token text not null,
  -- One sentence: why it was not taken.
  reason text not null,
  -- Every issue: [{ "field", "reason", "hint" }].
  issues jsonb not null,
  -- Place in the batch, from 0.
  batch_index int not null,
  -- Headers of the request, those with secrets left out.
  headers jsonb not null,
  -- The first 64 KiB of what was sent, and how long all of it was.
  body bytea not null,
  body_size int not null
);
