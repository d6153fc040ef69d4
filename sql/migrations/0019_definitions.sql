-- A definition holds from a period on, and a change of method stops what compares across it.

ALTER TABLE indicator_definition
  ADD holds_from_id integer REFERENCES period,            -- null: from the beginning
  ADD holds_from date NOT NULL DEFAULT '-infinity',       -- the period's first day
  ADD reported_until date,                                -- the last day that it is reported for; null: still
  ADD beyond_100 boolean NOT NULL DEFAULT false,          -- a percentage that may lie outside 0 to 100
  ADD base_id integer REFERENCES indicator,               -- the count that an entered percentage is of
  ADD starts_id integer REFERENCES indicator,             -- what a count that stands grows by in a period
  ADD ceases_id integer REFERENCES indicator,             -- ... and shrinks by
  DROP CONSTRAINT indicator_definition_pkey,
  ADD PRIMARY KEY (indicator_id, holds_from, file_id);
ALTER TABLE method_change ADD comparable boolean NOT NULL DEFAULT false;   -- the figures before and after may be compared

ALTER TABLE figure
  ADD polarity text NOT NULL,         -- as defined for the period, as are the next three
  ADD measure text NOT NULL,
  ADD basis text NOT NULL,
  ADD decimals integer NOT NULL,
  ADD break_day date,                 -- the last break not after the period; null: none. Nothing compares across it
  ADD why_changed text,               -- ... and that it is one, in words
  ADD previous_ytd_why text,          -- why there is none of these, where a break is the reason
  ADD difference_why text,
  ADD trend_why text,
  ADD dot_why text,                   -- why the arrow is "-"
  ADD impossible text;                -- that it cannot be true, with the arithmetic; null: nothing says so
