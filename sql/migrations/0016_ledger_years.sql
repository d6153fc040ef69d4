-- Sums of the postings in the form in which statements ask for them: a row a file, financial year and cost centre,
-- with what had been posted of the year at the end of each month. A page adds up one row a cost centre, however many
-- months and postings there are.

CREATE TABLE ledger_year (
  year integer NOT NULL,            -- in which the financial year begins
  cost_centre_id integer NOT NULL,
  file_id integer NOT NULL,
  pence bigint[] NOT NULL CHECK (cardinality(pence) = 12),        -- from 1 April to the end of the month; 1 is April
  postings integer[] NOT NULL CHECK (cardinality(postings) = 12)
);
INSERT INTO ledger_year (year, cost_centre_id, file_id, pence, postings)
  SELECT y.year, y.cost_centre_id, y.file_id,
         array(SELECT coalesce(sum(t.pence) FILTER (WHERE t.month < make_date(y.year, 4, 1) + make_interval(months => m)), 0)
               FROM generate_series(1, 12) m, ledger_total t
               WHERE t.file_id = y.file_id AND t.cost_centre_id = y.cost_centre_id
                 AND t.month >= make_date(y.year, 4, 1) AND t.month < make_date(y.year + 1, 4, 1) GROUP BY m ORDER BY m),
         array(SELECT coalesce(sum(t.postings) FILTER (WHERE t.month < make_date(y.year, 4, 1) + make_interval(months => m)), 0)
               FROM generate_series(1, 12) m, ledger_total t
               WHERE t.file_id = y.file_id AND t.cost_centre_id = y.cost_centre_id
                 AND t.month >= make_date(y.year, 4, 1) AND t.month < make_date(y.year + 1, 4, 1) GROUP BY m ORDER BY m)
  FROM (SELECT DISTINCT extract(year FROM month - interval '3 months')::integer AS year, cost_centre_id, file_id FROM ledger_total) y
  ORDER BY 1, 2, 3;
CREATE INDEX ledger_year_key ON ledger_year (year, cost_centre_id);
DROP TABLE ledger_total;
ALTER TABLE ledger_year ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON ledger_year FOR SELECT USING ((SELECT sees_ledger()));
GRANT SELECT ON ledger_year TO moothall_app;

-- Budgets of a year come out of this index in their order, and nothing else is read.
DROP INDEX ledger_budget_key;
CREATE UNIQUE INDEX ledger_budget_key ON ledger_budget (year, cost_centre_id, subjective, file_id DESC) INCLUDE (pence, profile);

-- So that a line's sums by subjective are read from the index alone: each partition's.
DO $$
DECLARE
  old regclass;
  shelf regclass;
BEGIN
  FOR old, shelf IN
    SELECT x.indexrelid, x.indrelid FROM pg_inherits h JOIN pg_index x ON x.indrelid = h.inhrelid
    WHERE h.inhparent = 'ledger'::regclass AND NOT x.indisunique
  LOOP
    EXECUTE format('DROP INDEX %s', old);
    EXECUTE format('CREATE INDEX ON %s (cost_centre_id, month) INCLUDE (pence, subjective)', shelf);
  END LOOP;
END
$$;
