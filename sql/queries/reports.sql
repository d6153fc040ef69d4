-- The performance reports that come as cells: src/report/performance.c.

-- name: report_start
-- Where and when the report stands, commentary of a kind, and its furniture: $4 kinds of data, $8 and $9 as $2 and $3
-- of page_furniture.
SELECT s.area_id, s.area, s.area_name, s.period_id, s.period, s.label,
       CASE WHEN $5::text = 'sections' THEN (SELECT i.section FROM indicator_now i WHERE i.indicator_id = x.ids[1])
            WHEN $5::text IN ('breakdowns', 'localities') THEN (SELECT i.ref || ' ' || i.name FROM indicator_now i WHERE i.indicator_id = x.ids[1])
            WHEN $5::text = 'scorecards' THEN (SELECT split_part(i.section, ':', 1) FROM indicator_now i WHERE i.indicator_id = x.ids[1]) END AS subject,
       commentary_text(x.ids, $7::text, s.last_day) AS commentary, CASE WHEN $9::boolean THEN page_name(council()) END AS council
FROM (SELECT report_indicators($5::text, $6::text) AS ids) x
     CROSS JOIN LATERAL report_scope(report_area($1::text, $3::text, x.ids), $2::text, $3::text, x.ids) s
-- part: sources
SELECT f.import_id, f.name, f.as_of FROM sources_of($4::text[]) f
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a WHERE $8::boolean

-- name: report_summary
SELECT * FROM summary_grid($1::integer, $2::integer)

-- name: report_section
SELECT * FROM section_grid($3::text, $1::integer, $2::integer)

-- name: report_scorecard
SELECT * FROM scorecard_grid($3::text, $1::integer, $2::integer)

-- name: report_education
SELECT * FROM education_grid($1::integer, $2::integer)

-- name: report_localities
SELECT * FROM locality_grid($3::text, $1::integer, $2::integer)

-- name: report_sources
SELECT * FROM sources_grid($1::integer, $2::integer)

-- name: report_breakdown
SELECT * FROM breakdown_grid($3::text, $1::integer, $2::integer)

-- name: report_early_help
SELECT * FROM early_help_grid($1::integer, $2::integer)

-- name: report_quarterly
SELECT * FROM quarterly_grid($1::integer, $2::integer)

-- name: report_list
SELECT * FROM report_list()
