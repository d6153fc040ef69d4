-- The capital programme, in £m: schemes as forecast at a period, and what pays for them.

CREATE TABLE capital (
  period_id integer NOT NULL REFERENCES period,
  scheme text NOT NULL,
  approved numeric NOT NULL,
  spent numeric NOT NULL,
  forecast numeric NOT NULL,
  reprofiled numeric NOT NULL DEFAULT 0 CHECK (reprofiled <= 0),   -- the part of the variance moved to a later year
  reason text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, scheme, file_id)
);

CREATE TABLE capital_funding (
  period_id integer NOT NULL REFERENCES period,
  scheme text NOT NULL,
  source text NOT NULL,
  amount numeric NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (period_id, scheme, source, file_id)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['capital', 'capital_funding'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY read ON %I FOR SELECT USING ((SELECT sees_unreleased()) OR (SELECT sees_figures())
      AND file_id IN (SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                      WHERE i.released_at IS NOT NULL))', t);
    EXECUTE format('CREATE POLICY load ON %I FOR INSERT WITH CHECK ((SELECT may_import(%L))
      AND file_id IN (SELECT f.file_id FROM import_file f WHERE f.kind = %L))', t, t, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO moothall_app', t);
    EXECUTE format('CREATE INDEX ON %I (file_id)', t);
  END LOOP;
END
$$;
