-- The kind of log that this database is used with: one row, written at the first start.
CREATE TABLE platform.log_kind (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  kind     text NOT NULL CHECK (kind IN ('kafka', 'postgres'))
);
