-- :others comparison areas with :series counts each, of the same months: those of the summary and more.
SET search_path = moothall, moothall_code, pg_temp;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
CREATE FUNCTION pg_temp.file(k text) RETURNS integer LANGUAGE sql STABLE AS $$ SELECT max(file_id) FROM import_file WHERE kind = k $$;
INSERT INTO area (area) SELECT 'other-' || n FROM generate_series(1, :others) n;
INSERT INTO area_definition SELECT a.area_id, a.area, 'council', NULL, pg_temp.file('areas'), a.area_id FROM area a WHERE a.area LIKE 'other-%';
INSERT INTO indicator (ref) SELECT 'C' || n FROM generate_series(1, :series - 70) n;
-- Without the checks of 30 million foreign keys, and the key made once: what is loaded is what is timed.
SET session_replication_role = replica;
ALTER TABLE observation DROP CONSTRAINT observation_pkey;
INSERT INTO observation (indicator_id, area_id, period_id, value, file_id, line)
SELECT i.indicator_id, a.area_id, p.period_id, 100 + (i.indicator_id * 7 + a.area_id * 13 + p.period_id * 29) % 83, pg_temp.file('observations'), 2
FROM area a, indicator i LEFT JOIN indicator_definition d USING (indicator_id), period p
WHERE p.kind = 'month' AND p.first_day BETWEEN '2007-02-01' AND '2017-01-01' AND a.area LIKE 'other-%' AND coalesce(d.line <= 70, true);
ALTER TABLE observation ADD PRIMARY KEY (indicator_id, area_id, period_id, cohort, file_id);
RESET session_replication_role;
SELECT figures_keep();
VACUUM (ANALYZE);
SELECT count(*) || ' observations' FROM observation;
