-- A backtest that cannot be run yet waits until then: how often it was put off, and how often of that by a fault.
ALTER TABLE learning.backtest
  ADD COLUMN not_before timestamptz,
  ADD COLUMN put_off    integer NOT NULL DEFAULT 0,
  ADD COLUMN faults     integer NOT NULL DEFAULT 0;
