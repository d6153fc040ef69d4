-- Side by side: src/report/performance/compare.c.

-- name: compare_scope
-- $13 and $14 are the indicators and areas asked for, $4 and $5 the first and last period.
SELECT c.ids, c.area_ids, c.first_day, c.last_day, c.problem, c.what, c.most,
       array_to_string(c.without, ', ') AS without
FROM compare_scope($13::text[], $14::text[], $4, $5) c

-- parts: compare
-- part: lines
SELECT * FROM compare_lines($1::integer[], $2::integer[], $3::date, $4::date)
-- part: indicators
SELECT i.ref, i.label, i.section FROM compare_indicators() i
-- part: areas
SELECT a.area, a.name, a.kind, a.is_council FROM compare_areas() a
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($1::integer[]))) g

-- name: processes_scope
-- The month that the dashboard shows; of each indicator its latest up to then.
SELECT s.area_id, s.period_id, m.ids, s.area, s.area_name, s.period, s.label
FROM (SELECT array_agg(i.indicator_id) AS ids FROM indicator_now i WHERE i.frequency = 'monthly') m
     CROSS JOIN LATERAL report_scope($2, $3, 'month',
                                             coalesce(nullif(vital_signs(), '{}'), m.ids, '{}')) s

-- parts: processes
-- part: signs
SELECT p.*, p.no_limits IS NULL AS has_limits FROM process_overview($3::integer[], $1::integer, $2::integer) p
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g
