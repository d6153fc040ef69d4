-- The capital programme, by docs/figures.md "Money": £m, computed unrounded.

-- Schemes and their total. variance = forecast - approved; of it, reprofiled is the part moved to a later
-- year, and the rest is over or under.
CREATE FUNCTION capital_statement(of_period integer)
  RETURNS TABLE (kind text, scheme text, approved numeric, spent numeric, forecast numeric, variance numeric,
                 reprofiled numeric, rest numeric, reason text, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH c AS (
    SELECT k.*, k.forecast - k.approved AS variance, k.file_id IN (SELECT released_files()) AS is_out FROM capital_now k
    WHERE k.period_id = of_period),
  printed AS (
    SELECT 0 AS part, line, 'body' AS kind, scheme, approved, spent, forecast, variance, reprofiled,
           variance - reprofiled AS rest, reason, is_out
    FROM c
    UNION ALL
    SELECT 1, 0, 'total', 'Total', CASE WHEN count(approved) = count(*) THEN sum(approved) END,
           CASE WHEN count(spent) = count(*) THEN sum(spent) END,
           CASE WHEN count(forecast) = count(*) THEN sum(forecast) END,
           CASE WHEN count(variance) = count(*) THEN sum(variance) END,
           CASE WHEN count(reprofiled) = count(*) THEN sum(reprofiled) END,
           CASE WHEN count(variance - reprofiled) = count(*) THEN sum(variance - reprofiled) END, NULL, bool_and(is_out)
    FROM c HAVING count(*) > 0)
  SELECT kind, scheme, approved, spent, forecast, variance, reprofiled, rest, reason, is_out FROM printed ORDER BY part,
       line, scheme;
END;

-- What pays for it, by source.
CREATE FUNCTION capital_funding_statement(of_period integer)
  RETURNS TABLE (kind text, source text, schemes bigint, amount numeric, released boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH f AS (
    SELECT n.*, n.file_id IN (SELECT released_files()) AS is_out
    FROM capital_funding_now n WHERE n.period_id = of_period),
  printed AS (
    SELECT 0 AS part, min(line) AS line, 'body' AS kind, source, count(DISTINCT scheme) AS schemes,
           CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount, bool_and(is_out) AS is_out
    FROM f GROUP BY source
    UNION ALL
    SELECT 1, 0, 'total', 'Total', count(DISTINCT scheme),
           CASE WHEN count(amount) = count(*) THEN sum(amount) END, bool_and(is_out) FROM f HAVING count(*) > 0)
  SELECT kind, source, schemes, amount, is_out FROM printed ORDER BY part, line, source;
END;

-- Schemes whose funding is not their forecast, and the whole (scheme ''): by how much. The whole
-- is always there, so that "balanced" can be said too.
CREATE FUNCTION capital_balance(of_period integer)
  RETURNS TABLE (scheme text, forecast numeric, funding numeric, difference numeric)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH s AS (
    SELECT c.scheme, c.forecast,
           CASE WHEN NOT coalesce(bool_or(f.erased), false) THEN coalesce(sum(f.amount), 0) END AS funding, c.line
    FROM capital_now c LEFT JOIN capital_funding_now f ON f.period_id = c.period_id AND f.scheme = c.scheme
    WHERE c.period_id = of_period GROUP BY c.scheme, c.forecast, c.line),
  printed AS (
    SELECT 0 AS part, 0 AS line, '' AS scheme, CASE WHEN count(forecast) = count(*) THEN sum(forecast) END AS forecast,
           CASE WHEN count(funding) = count(*) THEN sum(funding) END AS funding
    FROM s HAVING count(*) > 0
    UNION ALL
    SELECT 1, line, scheme, forecast, funding FROM s WHERE forecast <> funding)
  SELECT scheme, forecast, funding, funding - forecast FROM printed ORDER BY part, line;
END;
