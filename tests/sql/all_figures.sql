-- Every figure as CSV, in the columns and the order of second_opinion.py.
SET search_path = moothall_code, moothall;
SET jit = off; -- as the program does
SET ROLE moothall_app;
SET moothall.person = 'operator';
COPY (
  SELECT i.ref, a.area, f.cohort, p.period, round(f.value, f.decimals) AS value, round(f.ytd, f.decimals) AS ytd,
         round(f.previous_ytd, f.decimals) AS previous_ytd, round(f.rolling_12, f.decimals) AS rolling_12,
         round(f.difference, f.decimals) AS difference, f.difference_pct, f.trend, f.dot, d.rag AS dashboard_rag, f.rag AS summary_rag
  FROM figures(ARRAY(SELECT indicator_id FROM indicator), ARRAY(SELECT area_id FROM area), '1990-01-01', '2069-12-31', 'summary') f
       JOIN figures(ARRAY(SELECT indicator_id FROM indicator), ARRAY(SELECT area_id FROM area), '1990-01-01', '2069-12-31', 'dashboard') d
         USING (indicator_id, area_id, cohort, period_id)
       JOIN indicator_now i USING (indicator_id) JOIN area a USING (area_id) JOIN period p USING (period_id)
  ORDER BY i.ref COLLATE "C", a.area COLLATE "C", f.cohort COLLATE "C", p.period COLLATE "C"
) TO STDOUT (FORMAT csv, HEADER);
