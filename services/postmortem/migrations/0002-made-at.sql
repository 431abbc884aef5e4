-- When a version was made last. One that was made before its week was over is not the week’s report.
ALTER TABLE postmortem.report ADD COLUMN made_at timestamptz;
UPDATE postmortem.report SET made_at = stored_at;
ALTER TABLE postmortem.report ALTER COLUMN made_at SET NOT NULL;
DROP INDEX postmortem.report_newest;
CREATE INDEX report_newest ON postmortem.report (week, made_at DESC, version DESC);
