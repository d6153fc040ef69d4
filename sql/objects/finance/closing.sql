-- What a statement says of its period: that it is closed, was opened again, and what was changed all the same and why.

-- What the account is called by which something was changed: the user's name, else the account itself, as of the
-- operator's. SECURITY DEFINER: readers do not see the list of users, but a statement says who changed it; of nobody
-- else does this tell the name, or that there is somebody.
CREATE FUNCTION account_name(account text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT p.name FROM person p
                   WHERE p.username = account
                     AND EXISTS (SELECT FROM closed_change c WHERE c.given_by = account)), account);
END
$$;

-- Of a statement (la, schools, balances, reserves, capital, contributions; ledger: the pages of cost centres) and a
-- period (null: any, as contributions show all years); with_ledger: its figures come out of the ledger. In the order of
-- time. what: closed (and perhaps opened again: reopened, reason), or changed by an import that the reader may know of:
-- once an import, by the first closing that it changed.
CREATE FUNCTION statement_closing(of_statement text, of_period integer, with_ledger boolean)
  RETURNS TABLE (what text, label text, closed text, reopened text, reason text, import_id integer, changed text,
                 changed_by text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  at period;
BEGIN
  IF NOT EXISTS (SELECT FROM period_closing) THEN
    RETURN;
  END IF;
  SELECT p.* INTO at FROM period p WHERE p.period_id = of_period;
  RETURN QUERY
  WITH around AS MATERIALIZED (
    SELECT c.*, p.label, p.first_day, p.last_day
    FROM period_closing c JOIN period p USING (period_id)
    WHERE CASE WHEN at.period_id IS NOT NULL THEN at.first_day >= p.first_day AND at.last_day <= p.last_day
               ELSE p.period_id IN (SELECT n.year_id FROM contribution_now n) END),
  change AS (
    SELECT DISTINCT ON (h.import_id) c.closing_id, c.label, c.closed_at, h.import_id, h.reason, h.given_at, h.given_by
    FROM closed_change h JOIN around c USING (closing_id) JOIN period p ON p.period_id = h.period_id
    WHERE CASE WHEN of_statement = 'ledger' THEN is_ledger(h.kind) AND h.kind <> 'forecasts'
               ELSE h.statement = of_statement AND (with_ledger OR NOT is_ledger(h.kind)) END
      AND CASE WHEN at.period_id IS NULL OR p.period_id = at.period_id THEN true
               WHEN h.kind = 'ledger' THEN p.financial_year = at.financial_year AND p.first_day <= at.last_day
               ELSE is_ledger(h.kind) AND h.kind <> 'forecasts' AND p.financial_year = at.financial_year END
    ORDER BY h.import_id, c.closed_at)
  SELECT s.what, s.label, s.closed, s.reopened, s.reason, s.import_id, s.changed, s.changed_by
  FROM (SELECT 'closed' AS what, c.label, moment_day(c.closed_at) AS closed, moment_day(c.reopened_at) AS reopened,
               c.reopened_why AS reason, NULL::integer AS import_id, NULL AS changed, NULL AS changed_by,
               c.closed_at AS at
        FROM around c
        UNION ALL
        SELECT 'changed', h.label, moment_day(h.closed_at), NULL, h.reason, h.import_id, moment_day(h.given_at),
               account_name(h.given_by), h.given_at
        FROM change h) s
  ORDER BY s.at, s.import_id NULLS FIRST;
END
$$;
