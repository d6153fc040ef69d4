-- What a report's page needs beside its own figures: src/report/run.c.

-- parts: frame
-- What a page needs beside its own figures. $1: kinds of data that it draws on; $2: the area that it is of; $3: what
-- its choices come from; $4: its subject; $5: its indicators, if its scope has found them; $6: its period, or what was
-- typed as one.
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas($3, $4, $5::integer[]) a
-- part: periods
SELECT p.period, p.label, p.kind, p.near, p.step, p.reach FROM page_periods($3, $4, $5::integer[], $2, $6) p
-- part: names
SELECT coalesce(nullif(setting_value('council_name'), ''), page_name(council())) AS council, page_name($2) AS area_name,
       nullif(setting_value('paper_header'), '') AS header, nullif(setting_value('paper_footer'), '') AS footer

-- name: choices_title
-- $1 and $2 as $3 and $4 above.
SELECT choices_title($1, $2) AS title

-- name: days_typed
SELECT t.day, t.why FROM unnest($1::text[]) WITH ORDINALITY u (typed, place), day_typed(u.typed) t ORDER BY u.place
