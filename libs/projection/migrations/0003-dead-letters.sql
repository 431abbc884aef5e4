-- The letters of one row, in order. By a hash of its key, which may be long.
CREATE INDEX dead_letter_row ON projection.dead_letter (projection, build, md5(row_key), seq);
