-- Made-up figures for tests/bench/summary: 100 indicators, the council and 7 localities, 10 years of months.
SET search_path = moothall, moothall_code, pg_temp;
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
INSERT INTO import (source, loaded_by, released_by, released_at) VALUES ('bench', 'bench', 'bench', now());
INSERT INTO import_file (import_id, kind, name, sha256)
SELECT max(import_id), k, k || '.csv', '' FROM import, unnest(ARRAY['areas', 'populations', 'indicators', 'targets', 'benchmarks', 'observations', 'report_members']) k GROUP BY k;
CREATE FUNCTION pg_temp.file(k text) RETURNS integer LANGUAGE sql STABLE AS $$ SELECT max(file_id) FROM import_file WHERE kind = k $$;

INSERT INTO area (area) SELECT 'norfolk' UNION ALL SELECT 'part-' || n FROM generate_series(1, 7) n;
INSERT INTO area_definition SELECT a.area_id, a.area, CASE a.area WHEN 'norfolk' THEN 'council' ELSE 'locality' END,
  CASE WHEN a.area <> 'norfolk' THEN (SELECT area_id FROM area WHERE area = 'norfolk') END, pg_temp.file('areas'), a.area_id FROM area a;
INSERT INTO population SELECT a.area_id, y, 20000 + a.area_id, 'made up', pg_temp.file('populations'), y FROM area a, generate_series(2000, 2030) y;

-- 70 counts; 20 percentages and 10 rates of them
INSERT INTO indicator (ref) SELECT '1.' || n FROM generate_series(1, 100) n;
INSERT INTO indicator_definition (indicator_id, name, section, polarity, measure, basis, frequency, decimals, numerator_ids, denominator_ids, file_id, line)
SELECT i.indicator_id, 'Indicator ' || n, 'Section ' || n / 10, (ARRAY['high', 'low', 'info'])[n % 3 + 1],
       CASE WHEN n <= 70 THEN 'count' WHEN n <= 90 THEN 'percentage' ELSE 'rate' END,
       CASE WHEN n <= 70 AND n % 2 = 0 THEN 'stock' ELSE 'flow' END, 'monthly', CASE WHEN n <= 70 THEN 0 ELSE 1 END,
       CASE WHEN n > 70 THEN ARRAY[(SELECT indicator_id FROM indicator WHERE ref = '1.' || n - 70)] ELSE '{}' END,
       CASE WHEN n BETWEEN 71 AND 90 THEN ARRAY[(SELECT indicator_id FROM indicator WHERE ref = '1.' || n - 40)] ELSE '{}' END,
       pg_temp.file('indicators'), n
FROM generate_series(1, 100) n JOIN indicator i ON i.ref = '1.' || n;
INSERT INTO report_member (report, group_name, place, indicator_id, file_id, line)
SELECT 'summary', '', line, indicator_id, pg_temp.file('report_members'), line FROM indicator_definition;
INSERT INTO target (indicator_id, from_day, scope, operator, target, rag_rule, red, green, file_id, line)
SELECT indicator_id, '2000-01-01', 'summary', CASE polarity WHEN 'high' THEN '>=' ELSE '<=' END, 100, 'tolerance',
       CASE polarity WHEN 'high' THEN 50 ELSE 150 END, 100, pg_temp.file('targets'), line
FROM indicator_definition WHERE polarity <> 'info';
INSERT INTO benchmark SELECT d.indicator_id, k, NULL, 100 + d.line, pg_temp.file('benchmarks'), d.line
FROM indicator_definition d, unnest(ARRAY['stat_neighbour_avg', 'best_stat_neighbour', 'national_avg', 'national_top_quartile']) k;
INSERT INTO observation (indicator_id, area_id, period_id, value, file_id, line)
SELECT d.indicator_id, a.area_id, p.period_id, 100 + (d.line * 7 + a.area_id * 13 + p.period_id * 29) % 83, pg_temp.file('observations'), 1
FROM indicator_definition d, area a, period p
WHERE d.line <= 70 AND p.kind = 'month' AND p.first_day BETWEEN '2007-02-01' AND '2017-01-01';
ANALYZE;
SELECT figures_keep();
VACUUM (ANALYZE);
SELECT count(*) || ' observations' FROM observation;
