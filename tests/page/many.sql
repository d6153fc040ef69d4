-- Four years of months that nobody has counted, of every entered indicator: of the council's areas and of eight
-- others. So many that to read the tables from end to end would be wrong.
SET search_path = moothall, moothall_code, pg_temp;
INSERT INTO import (source, loaded_by, released_by, released_at) VALUES ('made up', 'test', 'test', now());
INSERT INTO import_file (import_id, kind, name, sha256) SELECT max(import_id), 'observations', 'made-up.csv', '' FROM import;
INSERT INTO area (area) SELECT 'other-' || n FROM generate_series(1, 8) n;
INSERT INTO observation (indicator_id, area_id, period_id, value, file_id, line)
SELECT d.indicator_id, a.area_id, p.period_id, 10 + (d.indicator_id * 7 + a.area_id * 13 + p.period_id * 29) % 83, (SELECT max(file_id) FROM import_file), 1
FROM indicator_now d, area a, period p
WHERE NOT d.derived AND d.frequency = 'monthly' AND p.kind = 'month' AND p.first_day BETWEEN '2005-04-01' AND '2009-03-01';
ANALYZE;
SELECT figures_keep();
VACUUM ANALYZE;
