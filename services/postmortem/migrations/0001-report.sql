-- Published reports. One row for each version of a week: what was published once stays readable.
CREATE TABLE postmortem.report (
  version bigint GENERATED ALWAYS AS IDENTITY,
  week text NOT NULL,
  digest text NOT NULL,
  json text NOT NULL,
  markdown text NOT NULL,
  html text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (week, digest)
);
CREATE INDEX report_newest ON postmortem.report (week, version DESC);
