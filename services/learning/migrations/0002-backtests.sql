-- Backtests: what was asked for, how far it is, and what came of it. One runs at a time, in whatever copy claims it.
CREATE TABLE learning.backtest (
  id         text PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('proposal', 'rules', 'flag-policy')),
  proposal   text,
  name       text NOT NULL,
  -- The rule file or flag policy; of a proposal what it was made of, with the files as they stood.
  request    json NOT NULL,
  "from"     timestamptz,
  "to"       timestamptz,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  progress   double precision NOT NULL DEFAULT 0,
  eta_ms     bigint,
  asked_at   timestamptz NOT NULL,
  -- Somebody waits for it: it goes before those that proposals brought about.
  awaited    boolean NOT NULL DEFAULT false,
  started_at timestamptz,
  ended_at   timestamptz,
  -- Which run it is, and until when its copy has to be heard of; then another one runs it again.
  attempt    integer NOT NULL DEFAULT 0,
  held_until timestamptz,
  -- json, not jsonb: what is equal byte for byte stays so.
  reports    json NOT NULL DEFAULT '[]',
  problem    text
);
CREATE INDEX backtest_waiting ON learning.backtest (asked_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX backtest_page ON learning.backtest (asked_at DESC, id DESC);
CREATE INDEX backtest_proposal ON learning.backtest (proposal, asked_at DESC) WHERE proposal IS NOT NULL;
