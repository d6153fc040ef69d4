-- The performance reports of many figures: src/report/performance/.

-- name: dashboard_scope
SELECT s.area_id, s.period_id, s.area, s.area_name, s.period, s.label, v.ids
FROM vital_signs() v (ids), report_scope($2, $3, report_kind('dashboard'), v.ids) s

-- parts: dashboard
-- part: lines
SELECT *, ref AS line FROM dashboard($1::integer, $2::integer)
-- part: differences
-- Of the cells that are shown: a quarter shows its last month.
SELECT b.block, d.ref, d.short, d.measure, d.printed, d.computed, d.why, d.revised
FROM period at CROSS JOIN published_differences($7::integer[], ARRAY[$1::integer],
                                                (date_trunc('month', at.last_day) - interval '38 months')::date,
                                                at.last_day,
                                                'dashboard') d
     JOIN indicator_now i USING (indicator_id)
     CROSS JOIN LATERAL (SELECT CASE WHEN i.dashboard_frequency = 'monthly' THEN 'monthly'
                                     ELSE 'quarterly' END AS block) b
WHERE at.period_id = $2::integer AND d.measure = 'value' AND d.cohort = ''
  AND CASE b.block WHEN 'monthly' THEN d.last_day >= date_trunc('month', at.last_day) - interval '12 months'
           ELSE extract(month FROM d.last_day)::integer % 3 = 0 END
ORDER BY b.block, i.vital_sign, d.ref, d.last_day
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.vital_sign IS NOT NULL)) g

-- name: terms_in
-- The terms that stand in these texts.
SELECT g.term, g.short, g.anchor FROM glossary_in($1::text[]) g

-- parts: exceptions
-- part: lines
SELECT * FROM exceptions($1::integer, $2::integer)

-- parts: published_otherwise
-- part: lines
SELECT * FROM differences_rated()

-- parts: commentary_due
-- part: lines
SELECT ref, name, vital_sign, 1 = ANY (criteria) AS meets_1, 2 = ANY (criteria) AS meets_2,
       3 = ANY (criteria) AS meets_3, 4 = ANY (criteria) AS meets_4, period, label, number, shown, rag, dot, dot_why,
       status, entered, released, lead, nullif(array_to_string(written, ', '), '') AS written,
       nullif(array_to_string(missing, ', '), '') AS missing, shown IS NOT NULL AS shows
FROM commentary_due($1::integer, $2::integer)
-- part: meeting
SELECT m.meeting, m.committee_name, m.day FROM next_meeting($2::integer) m

-- name: summary_scope
SELECT s.*, council_says('locality') AS locality, council_says('localities') AS localities
FROM report_start('summary', NULL, $2, $3) s

-- parts: summary
-- $1 area, $2 period, $3 indicators, $4 their headings, $5 and $6 the period's days; so for all reports below.
-- part: lines
SELECT heading, in_heading, ref, name, lead, polarity, measure, basis, line, "column", column_label, number, shown,
       status, entered, released, why, impossible, ytd, ytd_shown, ytd_why, target_shown, direction_dot,
       direction_dot_why, rating_rag, red, red_shown, green, green_shown, previous_ytd, previous_ytd_shown,
       previous_ytd_why, difference, difference_shown, difference_why, difference_pct, difference_pct_shown, drawn,
       drawn_words, stat_neighbour_avg, stat_neighbour_avg_shown, best_stat_neighbour, best_stat_neighbour_shown,
       national_avg, national_avg_shown, national_top_quartile, national_top_quartile_shown, missing
FROM summary($3::integer[], $4::text[], $1::integer, $2::integer)
-- part: localities
SELECT * FROM summary_parts($3::integer[], $4::text[], $1::integer, $2::integer)
-- part: differences
SELECT d.ref, d.area_name, d.area_id = $1::integer AS own_area, d.short, d.measure, d.printed, d.computed, d.why,
       d.revised
FROM published_differences($3::integer[],
                           $1::integer || ARRAY(SELECT a.area_id FROM area_now a WHERE a.parent_id = $1::integer),
       (date_trunc('month', $6::date) - interval '3 months')::date, $6::date, NULL) d
WHERE d.cohort = '' AND (d.area_id = $1::integer AND d.measure = 'value'
                         OR d.period_id = $2::integer
                           AND d.measure IN (SELECT unnest(ARRAY['ytd', 'previous_ytd', 'dot', 'rag'])
                                                                        WHERE d.area_id = $1::integer UNION
                                                                          SELECT 'value'))
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in($4::text[] || ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: section_scope
SELECT s.*, s.name AS title FROM report_start('sections', $1, $2, $3) s

-- parts: section
-- part: commentary
SELECT * FROM commentary_texts($3::integer[], 'analysis', $2::integer)
-- part: months
SELECT ref, name, nullif(cohort, '') AS cohort, line, "column", column_label, number, shown, rag, status, entered,
       released, why, impossible
FROM monthly_lines($3::integer[], ARRAY[$1::integer], $2::integer, 13, 'summary')
-- part: year
SELECT * FROM section_year($3::integer[], $1::integer, $2::integer)
-- part: definitions
SELECT i.ref, i.name, i.definition, i.polarity, i.measure, i.basis,
       EXISTS (SELECT FROM held_periods(ARRAY[i.indicator_id], $1::integer, 'month')) AS shows
FROM unnest($3::integer[]) WITH ORDINALITY AS u (indicator_id, place) JOIN indicator_now i USING (indicator_id)
ORDER BY u.place
-- part: points
SELECT * FROM section_points($3::integer[], $1::integer, $2::integer)
-- part: differences
SELECT d.ref, nullif(d.cohort, '') AS cohort, d.short, d.measure, d.printed, d.computed, d.why, d.revised,
       d.measure <> 'value' AS of_year
FROM published_differences($3::integer[], ARRAY[$1::integer],
                           (date_trunc('month', $6::date) - interval '12 months')::date, $6::date, NULL) d
WHERE d.measure = 'value' OR d.period_id = $2::integer AND d.measure IN ('ytd', 'previous_ytd', 'difference',
    'rolling_12', 'trend', 'dot', 'rag')
ORDER BY of_year, array_position($3::integer[], d.indicator_id), cohort, d.last_day, d.measure
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in($4::text[] || ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))
                 || ARRAY(SELECT i.definition FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: scorecard_scope
SELECT s.*, (SELECT bool_and(i.frequency = 'monthly') FROM indicator_now i
             WHERE i.indicator_id = ANY (s.ids)) AS of_month
FROM report_start('scorecards', $1, $2, $3) s

-- parts: scorecard
-- $15 whether it is the scorecard of a month, not of years.
-- part: years
SELECT *, slug(heading) AS key FROM scorecard_years($3::integer[], $4::text[], $1::integer, $2::integer)
WHERE NOT $15::boolean
-- part: spread
SELECT * FROM scorecard_spread($3::integer[], $4::text[], $1::integer, $2::integer) WHERE NOT $15::boolean
-- part: months
SELECT * FROM scorecard_month($3::integer[], $1::integer, $2::integer) WHERE $15::boolean
-- part: differences
-- Of the cells that are shown, which are looked for where anything differs. heading: the table's; of a month there is
-- one table.
WITH d AS MATERIALIZED (
  SELECT d.* FROM published_differences($3::integer[], ARRAY(SELECT a.area_id FROM scorecard_areas($1::integer) a),
                                        ($6::date - interval '7 years')::date, $6::date, NULL) d
  WHERE d.measure = 'value'),
stands AS MATERIALIZED (
  SELECT DISTINCT y.heading, y.ref, y.area, y.cohort,
         y."column" FROM scorecard_years($3::integer[], $4::text[], $1::integer, $2::integer) y
  WHERE NOT $15::boolean AND EXISTS (SELECT FROM d) AND y.shown IS NOT NULL
  UNION
  SELECT $12, m.ref, m."column", NULL, $9 FROM scorecard_month($3::integer[], $1::integer, $2::integer) m
  WHERE $15::boolean AND EXISTS (SELECT FROM d) AND m.shown IS NOT NULL)
SELECT s.heading, d.ref, d.area_name, d.area_id = $1::integer AS own_area, s.cohort, d.short, d.measure, d.printed,
       d.computed, d.why, d.revised
FROM d JOIN area_now a USING (area_id)
     JOIN stands s ON s.ref = d.ref AND s.area = a.area AND coalesce(s.cohort, '') = d.cohort AND s."column" = d.period
ORDER BY array_position($4::text[], s.heading), d.ref COLLATE natural_order, s.cohort, d.last_day
-- part: late
SELECT DISTINCT m.column_label AS area_name, m.late FROM scorecard_month($3::integer[], $1::integer, $2::integer) m
WHERE $15::boolean AND m.late IS NOT NULL ORDER BY 1
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in($4::text[] || ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: education_scope
SELECT * FROM report_start('education', NULL, $2, $3)

-- parts: education
-- part: lines
SELECT *, slug(title) AS key FROM education($3::integer[], $14::text[], $1::integer, $2::integer)
-- part: differences
SELECT slug(e.title) AS key, d.ref, e.cohort, d.short, d.measure, d.printed, d.computed, d.why, d.revised
FROM education($3::integer[], $14::text[], $1::integer, $2::integer) e
     JOIN published_differences($3::integer[], ARRAY[$1::integer], ($6::date - interval '7 years')::date,
                                $6::date, NULL) d
       ON d.ref = e.ref AND d.cohort = coalesce(e.cohort, '') AND d.short = e.period
WHERE d.measure = 'value'
ORDER BY array_position($14::text[], e.title), d.ref COLLATE natural_order, e.cohort
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in($4::text[] || ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: localities_scope
-- An area without parts of its own stands among its sisters: those of the area that it is a part of.
SELECT coalesce(w.whole_id, s.area_id) AS area_id, s.period_id, s.ids, s.headings, s.first_day, s.last_day, s.area,
       s.area_name, s.period, s.label, s.short, s.name, s.ref, s.titles, i.ref || ' ' || i.name AS heading,
       i.name AS indicator, i.measure, council_says('localities') AS localities, council_says('locality') AS locality,
       w.whole_id IS NOT NULL AS among_sisters
FROM report_start('localities', $1, $2, $3) s JOIN indicator_now i ON i.indicator_id = s.ids[1]
     LEFT JOIN LATERAL (
       SELECT a.parent_id AS whole_id FROM area_now a
       WHERE a.area_id = s.area_id AND NOT EXISTS (SELECT FROM area_now c WHERE c.parent_id = a.area_id)) w ON true

-- parts: localities
-- part: lines
SELECT *, rag AS rating_rag FROM locality_lines(($3::integer[])[1], $1::integer, $2::integer)
-- part: words
SELECT series_words(array_agg(l.area_name ORDER BY l.area_name), array_agg(l.number ORDER BY l.area_name),
                    array_agg(l.shown ORDER BY l.area_name)) AS words
FROM locality_lines(($3::integer[])[1], $1::integer, $2::integer) l WHERE l.kind = 'body' AND l.benchmark IS NULL
HAVING count(l.number) > 1
-- part: neighbours
SELECT * FROM neighbour_lines(($3::integer[])[1], $1::integer, $2::integer)
-- part: points
SELECT * FROM locality_points(($3::integer[])[1], $1::integer, $2::integer)
-- part: differences
SELECT d.ref, d.area_name, d.area_id = $1::integer AS own_area, nullif(d.cohort, '') AS cohort, d.short, d.measure,
       d.printed, d.computed, d.why, d.revised
FROM published_differences($3::integer[],
                           ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = $1::integer
                                 OR a.parent_id = $1::integer),
       $6::date, $6::date, NULL) d
WHERE d.period_id = $2::integer AND d.measure IN ('value', 'rag')
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: contacts_scope
SELECT * FROM report_start('contacts-by-source', NULL, $2, $3)

-- parts: contacts
-- part: lines
SELECT s.kind, s.source, s.contacts, shown(s.contacts, 0, '') AS contacts_shown, s.released AS contacts_released,
       s.referrals, shown(s.referrals, 0, '') AS referrals_shown, s.released AS referrals_released,
       round(s.percent, 1) AS percent, share(s.referrals, s.contacts) AS percent_shown, s.released AS percent_released,
       CASE WHEN s.contacts = 0 THEN 'the denominator is 0' WHEN s.percent IS NULL
            THEN 'no figure is held' END AS percent_why,
       round(s.share_of_contacts, 1) AS share_of_contacts,
       coalesce(shown(s.share_of_contacts, 1, 'percentage'), 'n/a') AS share_of_contacts_shown,
       s.released AS share_of_contacts_released,
       CASE WHEN s.share_of_contacts IS NULL THEN 'no figure is held' END AS share_of_contacts_why,
       round(s.share_of_referrals, 1) AS share_of_referrals,
       coalesce(shown(s.share_of_referrals, 1, 'percentage'), 'n/a') AS share_of_referrals_shown,
       s.released AS share_of_referrals_released,
       CASE WHEN s.share_of_referrals IS NULL THEN 'no figure is held' END AS share_of_referrals_why
FROM contacts_by_source(($3::integer[])[1], $1::integer, $2::integer) s WHERE s.c = 13
-- part: trend
SELECT * FROM contacts_trend(($3::integer[])[1], $1::integer, $2::integer)
-- part: months
SELECT * FROM contacts_by_month(($3::integer[])[1], $1::integer, $2::integer)
-- part: own
SELECT * FROM contacts_own(($3::integer[])[1], $1::integer, $2::integer)
-- part: origin
SELECT breakdown_origin(array_agg(u.file_id), array_agg(u.line)) AS words,
       (SELECT string_agg(format('%s %s of %s.', s.source, shown(s.referrals, 0, ''), shown(s.contacts, 0, '')),
                          ' ' ORDER BY s.place)
        FROM contacts_by_source(($3::integer[])[1], $1::integer, $2::integer) s
        WHERE s.c = 13 AND s.kind = 'body' AND s.contacts IS NOT NULL) AS chart
FROM contacts_by_source(($3::integer[])[1], $1::integer, $2::integer) s, unnest(s.files, s.lines) AS u (file_id, line)
WHERE s.c = 13 HAVING count(*) > 0
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))
                 || ARRAY(SELECT DISTINCT s.source FROM contacts_by_source(($3::integer[])[1], $1::integer, $2::integer)
                          s)) g

-- name: breakdown_scope
SELECT s.*, i.ref || ' ' || i.name AS heading, i.name AS indicator, i.measure
FROM report_start('breakdowns', $1, $2, $3) s JOIN indicator_now i ON i.indicator_id = s.ids[1]

-- parts: breakdown
-- part: lines
SELECT * FROM breakdown_lines(($3::integer[])[1], $1::integer, $2::integer)
-- part: notes
SELECT * FROM breakdown_notes(($3::integer[])[1], $1::integer, $2::integer)
-- part: points
SELECT * FROM breakdown_points(($3::integer[])[1], $1::integer, $2::integer)
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))
                 || ARRAY(SELECT DISTINCT v.row_name FROM breakdown_values(($3::integer[])[1], $1::integer, $2::integer)
                          v)) g

-- name: early_help_scope
-- The members of the first title are the dashboard's, those of another the claims of a programme.
SELECT * FROM report_start('early-help', first_subject('early-help'), $2, $3)

-- parts: early_help
-- part: lines
SELECT *, CASE WHEN alone THEN 'whole' ELSE slug(ref) END AS key
FROM early_help($3::integer[], $1::integer, $2::integer)
-- part: claims
SELECT m.title, c.*
FROM (SELECT m.title, array_agg(m.indicator_id ORDER BY m.place) AS ids FROM report_members('early-help', NULL) m
      WHERE m.title <> $12 GROUP BY m.title) m CROSS JOIN LATERAL claims(m.ids, $1::integer, $2::integer) c
-- part: differences
SELECT CASE WHEN e.alone THEN 'whole' ELSE slug(d.ref) END AS key, d.ref, d.area_name,
       d.area_id = $1::integer AS own_area, d.short, d.measure, d.printed, d.computed, d.why, d.revised
FROM published_differences($3::integer[],
                           ARRAY(SELECT a.area_id FROM area_now a WHERE a.area_id = $1::integer
                                 OR a.parent_id = $1::integer),
                           (date_trunc('month', $6::date) - interval '12 months')::date, $6::date, NULL) d
     JOIN (SELECT DISTINCT e.alone, e.ref FROM early_help($3::integer[], $1::integer, $2::integer) e) e USING (ref)
WHERE d.measure = 'value' AND d.cohort = ''
ORDER BY 1, d.ref COLLATE natural_order, d.area_name, d.last_day
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in($14::text[] || ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- name: quarterly_scope
SELECT s.*, council_says('services') AS services FROM report_start('quarterly', NULL, $2, $3) s

-- parts: quarterly
-- part: lines
SELECT * FROM quarterly($3::integer[], $1::integer, $2::integer)
-- part: others
SELECT * FROM quarterly_others($3::integer[], $1::integer, $2::integer)
-- part: points
SELECT *, slug(ref) AS key FROM quarterly_points($3::integer[], $1::integer, $2::integer)
-- part: commentary
SELECT * FROM commentary_texts($3::integer[], 'response', $2::integer)
-- part: differences
SELECT d.ref, d.short, d.measure, d.printed, d.computed, d.why, d.revised
FROM published_differences($3::integer[], ARRAY[$1::integer], ($6::date - interval '3 years')::date, $6::date, NULL) d
WHERE d.measure = 'value' AND d.cohort = ''
  AND d.period_id IN (SELECT c.period_id FROM quarterly_columns($2::integer) c)
-- part: terms
SELECT g.term, g.short, g.anchor
FROM glossary_in(ARRAY(SELECT i.name FROM indicator_now i WHERE i.indicator_id = ANY ($3::integer[]))) g

-- parts: reports
-- part: subjects
SELECT r.report, s.subject,
       s.title FROM unnest(ARRAY['sections', 'scorecards', 'breakdowns', 'localities'])
         WITH ORDINALITY AS r (report, place)
       CROSS JOIN LATERAL report_subjects(r.report) s
ORDER BY r.place, s.place, s.title COLLATE natural_order
-- part: elsewhere
-- Those of which the council itself holds nothing, with the first area that does; null: nobody does.
SELECT r.choices, r.subject, a.area, a.name
FROM (SELECT 'quarterly' AS choices, NULL AS subject
      UNION ALL SELECT 'breakdowns', s.subject FROM report_subjects('breakdowns') s) r
     LEFT JOIN LATERAL (SELECT h.area, h.name FROM page_areas(r.choices, r.subject, NULL) WITH ORDINALITY h
                        ORDER BY h.area = council() DESC, h.ordinality LIMIT 1) a ON true
WHERE a.area IS DISTINCT FROM council()
-- part: reader
SELECT prepares_papers() AS prepares_papers, council_says('localities') AS localities
