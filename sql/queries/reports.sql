-- The performance reports that come as cells, with the notes and terms that grid_finish() adds:
-- src/report/performance.c.

-- name: report_start
-- Where and when the report stands, commentary of a kind, and its furniture: $4 kinds of data, $8 and $9 as $2 and $3
-- of page_furniture.
SELECT s.area_id, s.area, s.area_name, s.period_id, s.period, s.label,
       CASE WHEN $5::text = 'sections' THEN (SELECT i.section FROM indicator_now i WHERE i.indicator_id = x.ids[1])
            WHEN $5::text IN ('breakdowns', 'localities') THEN (SELECT i.ref || ' ' || i.name FROM indicator_now i WHERE i.indicator_id = x.ids[1])
            WHEN $5::text = 'scorecards' THEN (SELECT split_part(i.section, ':', 1) FROM indicator_now i WHERE i.indicator_id = x.ids[1]) END AS subject,
       CASE WHEN $5::text IN ('breakdowns', 'localities', 'contacts-by-source')
            THEN (SELECT i.ref FROM indicator_now i WHERE i.indicator_id = x.ids[1]) END AS ref,
       commentary_text(x.ids, $7::text, s.last_day) AS commentary, CASE WHEN $9::boolean THEN page_name(council()) END AS council
FROM (SELECT report_indicators($5::text, $6::text) AS ids) x
     CROSS JOIN LATERAL report_scope(report_area($1::text, $3::text, x.ids), $2::text, $3::text, x.ids) s
-- part: sources
SELECT f.import_id, f.name, f.as_of FROM sources_of($4::text[]) f
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a WHERE $8::boolean

-- name: report_summary
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM summary_grid($1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_section
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM section_grid($3::text, $1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_scorecard
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM scorecard_grid($3::text, $1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_education
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM education_grid($1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_localities
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM locality_grid($3::text, $1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_sources
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM sources_grid($1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_breakdown
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM breakdown_grid($3::text, $1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_early_help
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM early_help_grid($1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_quarterly
SELECT g.* FROM grid_finish(ARRAY(SELECT g FROM quarterly_grid($1::integer, $2::integer) g), $1::integer, $2::integer) g

-- name: report_list
SELECT * FROM report_list()
