-- Which process moves ramps on. It renews its hold; when it is gone, another one may take over.
CREATE TABLE flags.ramp_lease (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  holder   text NOT NULL,
  until    timestamptz NOT NULL
);
