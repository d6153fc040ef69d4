-- When what readers may be shown has changed: a page that was made is kept by the process that made it, and shown again
-- while nothing has (src/page/kept.c). Each transaction that changes a row of what may be shown leaves one of its own
-- here, so that none waits for another; what counts is their sum, which grows with each that commits, in whatever order
-- they began. `salt` tells a sum from the same one after an older copy of the database was put back.
CREATE TABLE content_change (
  change xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
  changes bigint NOT NULL DEFAULT 1,
  salt bigint NOT NULL
);
COMMENT ON TABLE content_change IS 'How often what readers may be shown has changed: a row for each change not yet '
  'added up, made by triggers, read by nobody.';
ALTER TABLE content_change ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION content_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  INSERT INTO content_change AS c (salt) VALUES (hashtextextended(gen_random_uuid()::text, 0))
    ON CONFLICT (change) DO UPDATE SET changes = c.changes + 1;
  -- Few rows are added up soon. What another transaction holds is left to the next; the sum stays what it was.
  IF (SELECT count(*) FROM content_change) > 100 THEN
    WITH before AS (
      DELETE FROM content_change c
        WHERE c.change IN (SELECT o.change FROM content_change o WHERE o.change <> pg_current_xact_id()
                           FOR UPDATE SKIP LOCKED)
        RETURNING c.changes, c.salt)
    UPDATE content_change c SET changes = c.changes + b.changes, salt = c.salt # b.salt
      FROM (SELECT sum(b.changes)::bigint AS changes, bit_xor(b.salt) AS salt FROM before b HAVING count(*) > 0) b
      WHERE c.change = pg_current_xact_id();
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION content_changed() FROM PUBLIC;

-- Asked by every request. In PL/pgSQL, which keeps the plan for the session. The same while neither anything nor the
-- day has changed.
CREATE FUNCTION content_now() RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT concat(today(), ' ', sum(c.changes), '-', bit_xor(c.salt)) FROM content_change c);
END
$$;
REVOKE ALL ON FUNCTION content_now() FROM PUBLIC;
