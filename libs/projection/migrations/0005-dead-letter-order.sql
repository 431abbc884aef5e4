-- Each build's letters are found by dead_letter_row as well. Without statistics, so just after many were parked, Postgres
-- cannot tell that one index from the other, and may look for a row by reading all letters of the build.
DROP INDEX projection.dead_letter_order;
