-- What the program answered to tests/report/test_tables.sh. Expected values are the publication's (the pages of the committee's
-- agenda of March 2017, and Blackpool's report of Q2 2017/18), or arithmetic done by hand beside them.
BEGIN;
SELECT * FROM no_plan();

-- doc: its tables as data, as written, so that what is written twice is seen. html: the page, for drawings, terms and ways on.
CREATE TEMP TABLE asked (report text PRIMARY KEY, doc json NOT NULL, html text NOT NULL);
CREATE TEMP TABLE refusal (name text PRIMARY KEY, status integer, said text);
\i :asked
GRANT SELECT ON asked, refusal TO PUBLIC;

CREATE TEMP VIEW tables AS
  SELECT a.report, t.value ->> 'key' AS tab, t.value ->> 'title' AS title, t.value AS json
  FROM asked a, json_array_elements(a.doc -> 'tables') t;
CREATE TEMP VIEW columns AS
  SELECT t.report, t.tab, c.place, c.value ->> 'key' AS col, c.value ->> 'label' AS label, c.value ->> 'kind' AS kind, c.value ->> 'group' AS grp
  FROM tables t, json_array_elements(t.json -> 'columns') WITH ORDINALITY AS c (value, place);
CREATE TEMP VIEW rows AS
  SELECT t.report, t.tab, r.place, coalesce(r.value ->> 'row', 'body') AS kind, r.value AS json
  FROM tables t, json_array_elements(t.json -> 'rows') WITH ORDINALITY AS r (value, place);
CREATE TEMP TABLE cells AS
  SELECT r.report, r.tab, r.place, r.kind, e.key AS col, e.value AS json, e.value ->> 'text' AS text, (e.value ->> 'value')::numeric AS number
  FROM rows r, json_each(r.json) e WHERE e.key <> 'row';
CREATE TEMP TABLE notes AS
  SELECT t.report, t.tab, n.value AS text FROM tables t, json_array_elements_text(t.json -> 'notes') n;
CREATE INDEX ON cells (report, tab, col);
CREATE INDEX ON cells (report, tab, place);
ANALYZE cells;
GRANT SELECT ON tables, columns, rows, cells, notes TO PUBLIC;

-- A cell by table, what a text of its row says, and its column: null where there is none, and an error where there are several.
CREATE FUNCTION tap.cell(report text, tab text, row_says text, col text, what text DEFAULT 'text', also text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT (SELECT CASE what WHEN 'dot' THEN CASE x.json ->> 'dot' WHEN 'up' THEN '↑' WHEN 'down' THEN '↓' WHEN 'level' THEN '↔' WHEN 'none' THEN '-' END
                      ELSE x.json ->> what END
          FROM cells x
          WHERE x.report = cell.report AND x.tab = cell.tab AND x.col = cell.col AND x.kind <> 'group'
            AND NOT EXISTS (SELECT FROM unnest(ARRAY[row_says, also]) says
                            WHERE says IS NOT NULL AND NOT EXISTS (
                              SELECT FROM cells r JOIN columns c USING (report, tab, col)
                              WHERE r.report = x.report AND r.tab = x.tab AND r.place = x.place AND r.text = says AND c.kind = 'text')))
$$;
CREATE FUNCTION tap.note(report text, tab text, part text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(*) > 0 FROM notes n WHERE n.report = note.report AND n.tab = note.tab AND position(part IN n.text) > 0
$$;

-- Of a drawing on a page: its title, and what it says to those who do not see it. Null: there is none.
CREATE FUNCTION tap.plain(html text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN replace(replace(replace(replace(replace(html, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&');
CREATE FUNCTION tap.drawing(report text, key text, OUT title text, OUT words text) LANGUAGE sql STABLE AS $$
  SELECT plain(f[1]), substr(plain(f[2]), length(plain(f[1])) + 3)
  FROM asked a, regexp_match(a.html, '<figure class="chart" id="' || key || E'"[^>]*>\\s*<figcaption>([^<]*)</figcaption>\\s*<svg[^>]* aria-label="([^"]*)"') f
  WHERE a.report = drawing.report
$$;
CREATE FUNCTION tap.drawings(report text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(f[1], ' ' ORDER BY f[1]) FROM asked a, regexp_matches(a.html, '<figure class="chart" id="([^"]*)"', 'g') f WHERE a.report = drawings.report
$$;

CREATE FUNCTION tap.ids(area text, period text, OUT a integer, OUT p integer) LANGUAGE sql STABLE AS $$
  SELECT x.area_id, y.period_id FROM moothall.area x, moothall.period y WHERE x.area = ids.area AND y.period = ids.period
$$;
-- What is drawn of the breakdowns of an indicator, with the key of the table that it stands under, in its order.
CREATE FUNCTION tap.parts(ref text, period text)
  RETURNS TABLE (key text, chart text, sort text, series text, label text, number numeric, shown text, words text, place bigint) LANGUAGE sql STABLE AS $$
  SELECT s.key, d.chart, d.sort, d.series, d.label, d.number, d.shown, d.words, d.place
  FROM indicator i, ids('norfolk', parts.period) q,
       breakdown_points(i.indicator_id, q.a, q.p) WITH ORDINALITY AS d (t, chart, sort, series, label, number, shown, words, place),
       breakdown_sorts(i.indicator_id, q.a, q.p) s
  WHERE i.ref = parts.ref AND s.t = d.t
$$;
CREATE FUNCTION tap.quarters()
  RETURNS TABLE (ref text, name text, series text, role text, label text, number numeric, shown text, place bigint) LANGUAGE sql STABLE AS $$
  SELECT d.ref, d.name, d.series, d.role, d.label, d.number, d.shown, d.place
  FROM ids('blackpool', '2017/18 Q2') q,
       quarterly_points(ARRAY(SELECT m.indicator_id FROM report_members('quarterly', NULL) m ORDER BY m.place), q.a, q.p)
         WITH ORDINALITY AS d (ref, name, measure, series, role, label, number, shown, rag, words, place)
$$;

:operator

-- Every cell of every report has a place, and no report says what a spreadsheet says of a mistake.
SELECT is((SELECT count(*) FROM asked), 35::bigint, 'all the reports answered');
SELECT is((SELECT count(*) FROM columns WHERE coalesce(col, '') = '' OR coalesce(label, '') = ''), 0::bigint, 'every column has a key and a name');
SELECT is((SELECT count(*) FROM cells x LEFT JOIN columns c USING (report, tab, col) WHERE c.col IS NULL), 0::bigint, 'every cell stands in a column that has a name');
SELECT is((SELECT count(*) FROM (SELECT FROM cells GROUP BY report, tab, place, col HAVING count(*) > 1) x), 0::bigint, 'no cell stands twice');
SELECT is((SELECT count(*) FROM (SELECT FROM columns GROUP BY report, tab, place HAVING count(DISTINCT col) > 1) x), 0::bigint, 'a column has one key');
SELECT is((SELECT count(*) FROM (SELECT FROM columns GROUP BY report, tab, col HAVING count(*) > 1) x), 0::bigint, 'and a key one column');
SELECT is((SELECT count(*) FROM (SELECT FROM tables GROUP BY report, tab HAVING count(*) > 1) x), 0::bigint, 'a report has a table once');
SELECT is((SELECT count(*) FROM rows r JOIN columns c USING (report, tab) WHERE r.kind <> 'group' AND r.json -> c.col IS NULL), 0::bigint,
          'all cells are there: a row has one in every column');
SELECT is((SELECT count(*) FROM asked WHERE doc::text ~ '(NaN|FALSE|Infinity)'), 0::bigint, 'nothing says NaN, FALSE or Infinity');

-- The management summary. Every published value of its months is the cell's, but for those that the
-- reconciliation names.
CREATE TEMP TABLE compared AS
  SELECT i.ref, q.period, p.printed, c.text, c.number, p.indicator_id, p.area_id
  FROM published_now p JOIN indicator_now i USING (indicator_id) JOIN moothall.period q USING (period_id) JOIN moothall.area a USING (area_id)
       JOIN cells c ON c.report = 'summary' AND c.tab = 'summary' AND c.col = q.period AND c.kind = 'body'
       JOIN cells r ON r.report = c.report AND r.tab = c.tab AND r.place = c.place AND r.col = 'ref' AND r.text = i.ref
  WHERE p.document = 'mi2 summary' AND p.measure = 'value' AND a.area = 'norfolk' AND c.number IS NOT NULL;
SELECT is((SELECT string_agg(p.ref || ' ' || p.period || ' ' || p.printed || ' ' || p.text, ', ' ORDER BY p.ref, p.period) FROM compared p
           WHERE disagrees(p.printed, p.number)
             AND NOT EXISTS (SELECT FROM published_differences(ARRAY[p.indicator_id], ARRAY[p.area_id], '2016-10-01', '2017-01-31', 'mi2 summary') d
                             WHERE d.period = p.period AND d.measure = 'value')), NULL, 'the four months of the summary are the published ones');
SELECT cmp_ok((SELECT count(*) FROM compared), '>', 150::bigint, '... more than 150 of them are compared');
SELECT is(cell('summary', 'summary', '2.1', col), want, '2.1: ' || col)
FROM (VALUES ('2016-10', '3,292'), ('2016-11', '3,271'), ('2016-12', '2,852'), ('2017-01', '3,163'), ('ytd', '28,208'), ('previous_ytd', '34,029'), ('target', ''), ('red', ''), ('good', 'Neither'), ('data', 'Count')) AS v (col, want);
SELECT is(cell('summary', 'summary', '2.7', col), want, '2.7: ' || col)
FROM (VALUES ('2017-01', '23.8%'), ('ytd', '25.7%'), ('target', '20%'), ('rag', 'Amber'), ('red', '30%'), ('green', '20%'), ('stat_neighbour_avg', '20.7%'), ('best_stat_neighbour', '10.3%'),
             ('national_avg', '22.3%'), ('national_top_quartile', '12.4%'), ('good', 'Low')) AS v (col, want);
SELECT is((SELECT count(*)::integer FROM notes WHERE report = 'summary' AND text ~ '^Not here: '), 1, 'the whole says of what it has no parts');
SELECT is((SELECT count(*)::integer FROM notes WHERE report = 'summary of a part' AND text ~ '^Not here: '), 0, '... a locality has none');
SELECT is((SELECT count(*)::integer FROM tables WHERE report = 'summary of a part' AND tab = 'localities'), 0, '... nor a table of them');
SELECT ok(note('summary', 'localities', format('Not here: %s of the %s indicators', n.all - n.here, n.all)), '... as many as there are: ' || n.all - n.here)
FROM (SELECT count(*) FILTER (WHERE tab = 'summary') AS all, count(*) FILTER (WHERE tab = 'localities') AS here FROM rows WHERE report = 'summary' AND kind = 'body') n;
-- The dashboard's quarters: 7.2 is 63.1, 62.2, 62.2, 62.8, 65.5 from December 2015, smaller is better; 7.11 has
-- 63.5 in September 2015, nothing in December, then 73.5 and 88.9, bigger is better.
SELECT is((SELECT string_agg(cell('dashboard', 'quarterly', '7.2', c.col, 'dot'), ' ' ORDER BY c.col) FROM columns c
           WHERE c.report = 'dashboard' AND c.tab = 'quarterly' AND c.col BETWEEN '2016-03' AND '2017'), '↑ ↔ ↓ ↓', 'an arrow compares with the quarter before');
SELECT is((SELECT string_agg(cell('dashboard', 'quarterly', '7.11', c.col, 'dot'), ' ' ORDER BY c.col) FROM columns c
           WHERE c.report = 'dashboard' AND c.tab = 'quarterly' AND c.col BETWEEN '2015-12' AND '2016-06'), '↑ ↑', '... with the one before it that has a figure');
SELECT is(cell('dashboard', 'quarterly', '7.2', '2014-06', 'dot'), '-', '... the first with none');
SELECT is(cell('summary', 'summary', '2.7', 'dot', 'dot'), '↓', '2.7: a rise of what should be low is a worsening');
SELECT is(cell('summary', 'summary', '2.7', 'dot'), '↓', '... and is written so');
SELECT is(cell('summary', 'summary', '2.1', 'dot', 'dot'), '-', '2.1: information has no direction');
SELECT is(cell('summary', 'summary', '7.2', 'rag', 'rag'), 'red', '7.2 is red');
SELECT is(cell('summary', 'summary', '2.8', '2016-10'), '26.2%', 'a rolling figure without its twelve months is as it was entered');
SELECT is(cell('summary', 'summary', '2.8', '2016-10', 'marks'), '[e]', '... and says so');
SELECT ok(note('summary', 'localities', 'of which no figures of localities are held'), 'without figures of localities a note says so');

-- A topic page: 13 months, sums, difference, trend; first to last 3,163 − 3,149 = 14.
SELECT is(cell('contacts', 'months', '2.1', '2016-01'), '3,149', 'the first of thirteen months');
SELECT is((SELECT count(DISTINCT col) FROM columns WHERE report = 'contacts' AND tab = 'months' AND col ~ '^20'), 13::bigint, 'thirteen months');
SELECT is(cell('contacts', 'year', '2.1', 'difference'), '-5,821 (-17.1%)', 'the difference in value and in per cent');
SELECT is(cell('contacts', 'year', '2.1', 'first_to_last'), '+14 (+0.4%)', 'the difference from the first to the last month');
SELECT is(cell('contacts', 'year', '2.1', 'rolling_12'), '33,099', 'twelve months');
SELECT is(cell('contacts', 'year', '2.2', 'trend'), 'Reducing.', 'the trend');
SELECT is(cell('section 47', 'year', '4.4', 'trend'), 'Dataset is incomplete.', 'a trend with a month missing');
SELECT is(cell('contacts', 'benchmarks', '2.4', 'national_avg'), '548.3', 'England');
SELECT is((SELECT string_agg(label, ', ' ORDER BY place) FROM columns WHERE report = 'contacts' AND tab = 'benchmarks' AND place BETWEEN 6 AND 10),
          'England, Statistical neighbours, Best statistical neighbour, England, top quartile, Region', '... and the others, under their names');
-- A line that a change of definition breaks in two is one measure.
SELECT is((SELECT string_agg(DISTINCT s.subject || ' ' || n.measure || ' ' || n.lines, ', ')
           FROM report_subjects('sections') s, ids('norfolk', '2017-01') q,
                LATERAL (SELECT p.measure, count(DISTINCT i.name) AS lines
                         FROM section_points(ARRAY(SELECT m.indicator_id FROM report_members('sections', s.subject) m ORDER BY m.place), q.a, q.p) p
                              JOIN indicator_now i ON i.indicator_id IN (SELECT m.indicator_id FROM report_members('sections', s.subject) m)
                                                  AND (p.series = i.name OR starts_with(p.series, i.name || ',') OR starts_with(p.series, i.name || ':'))
                         GROUP BY p.measure) n
           WHERE n.lines > 12), NULL, 'no chart of a section has more than twelve measures');
SELECT cmp_ok((SELECT count(*) FROM ids('norfolk', '2017-01') q, report_subjects('sections') s,
                    section_points(ARRAY(SELECT m.indicator_id FROM report_members('sections', s.subject) m), q.a, q.p)), '>', 500::bigint, '... and they have many points');
SELECT cmp_ok((SELECT max(n) FROM (SELECT count(DISTINCT p.series) AS n FROM (VALUES ('2.1'), ('3.1'), ('5.1'), ('7.1'), ('7.4'), ('6.1'), ('4.4')) AS v (ref), parts(v.ref, '2017-01') p
                                   GROUP BY v.ref, p.key, p.chart) x), '<=', 7::bigint, '... nor one of a breakdown');
SELECT cmp_ok((SELECT max(n) FROM (SELECT count(DISTINCT series) AS n FROM quarters() GROUP BY ref) x), '<=', 7::bigint, '... nor one of the exceptions');
SELECT is(drawings('contacts'), 'chart-count chart-percentage chart-rate', 'a chart for each sort of measure');

-- Contacts by source: the two share rows as published, and % progressed; January 2016 is not held.
SELECT is(cell('sources', 'sources', s, 'share_of_contacts') || ' ' || cell('sources', 'sources', s, 'share_of_referrals') || ' ' || cell('sources', 'sources', s, 'percent'), want, s)
FROM (VALUES ('Police', '44.3% 30.8% 17.0%'), ('Education Services', '15.1% 28.2% 45.9%'), ('Health Services', '11.1% 13.1% 29.1%'), ('Internal council services', '2.5% 5.0% 48.8%'),
             ('Members of public', '13.5% 7.2% 13.1%'), ('Other local authorities', '3.8% 5.4% 35.3%'), ('Others', '9.8% 10.2% 25.6%'), ('Total', '100.0% 100.0% 24.5%')) AS v (s, want);
SELECT is(cell('sources', 'contacts', 'Jan-16', 'total'), NULL, 'a month that is not held is left out');
SELECT ok(note('sources', 'contacts', 'Nothing is held for Jan-16'), '... and named');
SELECT is(cell('sources', 'percent', 'Aug-16', 'education-services'), '9.4%', 'August: 3 of 32');
SELECT is((SELECT count(*) FROM notes WHERE report = 'sources' AND tab = 'sources' AND text LIKE 'The table''s total is%'), 0::bigint, 'totals that agree need no note');

-- Cross-tables: totals are the sums of their parts, and differ from 7.1's 1,113.
SELECT is(cell('7.1', 'legal-status-age', 'Total', 'total'), '1,110', 'children by legal status and age');
SELECT ok(note('7.1', 'legal-status-age', 'total is 1,110; 7.1 No. Looked-After Children is 1,113'), '... and a note says the indicator''s own figure');
SELECT is((SELECT count(DISTINCT (report, tab)) FROM rows WHERE report IN ('7.1', '7.4', '5.1') AND kind = 'total'), 4::bigint, 'four cross-tables have totals');
SELECT is((SELECT sum(number) FROM cells WHERE report = r.report AND tab = r.tab AND kind = 'body' AND col = 'total'),
          (SELECT number FROM cells WHERE report = r.report AND tab = r.tab AND kind = 'total' AND col = 'total'), r.report || ' ' || r.tab || ': rows add up')
FROM (SELECT DISTINCT report, tab FROM rows WHERE report IN ('7.1', '7.4', '5.1') AND kind = 'total') r;
SELECT is((SELECT sum(number) FROM cells WHERE report = r.report AND tab = r.tab AND kind = 'total' AND col LIKE 'c-%'),
          (SELECT number FROM cells WHERE report = r.report AND tab = r.tab AND kind = 'total' AND col = 'total'), r.report || ' ' || r.tab || ': columns add up')
FROM (SELECT DISTINCT report, tab FROM rows WHERE report IN ('7.1', '7.4', '5.1') AND kind = 'total') r;

-- The scorecard: 69 against England's 69 is green, Broadland's 75 above it, Breckland's 66 amber, Great
-- Yarmouth's 61 in AY2014/15 five below 66: red.
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'rag', 'All'), 'green', 'as good as England');
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'dot', 'All'), '↑', 'better than 65 a year before');
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'marks', 'All'), NULL, 'at England''s figure is not above it');
SELECT is(cell('education', 'education-early-years', 'Broadland', 'AY2015/16', 'marks', 'All'), '+', 'above England: +');
SELECT is(cell('education', 'education-early-years', 'Broadland', 'gap', 'text', 'All'), '+6', '... by six points');
SELECT is(cell('education', 'education-early-years', 'Breckland', 'AY2015/16', 'rag', 'All'), 'amber', 'three below');
SELECT is(cell('education', 'education-early-years', 'Great Yarmouth', 'AY2014/15', 'rag', 'All'), 'red', 'five below');
SELECT is(cell('education', 'education-early-years', 'England', 'AY2015/16', 'text', 'All'), '69%', 'England is 69%');
SELECT is(cell('education', 'education-early-years', 'England', 'AY2015/16', 'rag', 'All'), NULL, 'England is not rated against itself');
SELECT is(cell('education', 'education-ofsted-outcomes', 'Breckland', '2014-07', 'text', 'S2.2'), '69% (44/64)', 'Ofsted outcomes with their counts');
SELECT ok(note('education', 'education-early-years', 'the parts of the area range from 65% to 75%, 10 apart'), 'how far the districts lie apart');
SELECT is((SELECT string_agg(col, ' ' ORDER BY place) FROM columns WHERE report = 'neet' AND place BETWEEN 4 AND 6), 'norfolk england breckland', 'the council, England, its districts');
SELECT is(cell('neet', 'measures', 'NEET-02', 'england'), '2.6%', 'England''s latest month');
SELECT ok(note('neet', 'measures', 'England: November 2016, the latest available.'), '... is not this one, and a note says which');
SELECT is(cell('neet', 'measures', 'NEET-02', 'norfolk', 'rag'), 'red', '3.9 against a target of 2.3');
SELECT is(cell('neet', 'measures', 'NEET-02', 'change-norfolk'), '-', 'no earlier month is held, so there is no change');
SELECT is(cell('inclusion', 'inclusion-exclusions', 'EXC-3', 'AY2016/17 autumn'), '86', 'exclusions by term');
SELECT is(cell('inclusion', 'inclusion-exclusions', 'EXC-3', 'AY2016/17 autumn', 'dot'), '↓', '... one more than the 85 a year before');
SELECT is(cell('inclusion', 'inclusion-vulnerable-groups', 'VG-p8', 'AY2014/15', 'text', 'Looked after'), 'n/a', 'what is not available is n/a');
SELECT is(cell('text', 'education-achievement', '1.3a8', c, 'text', k), want, format('Attainment 8, %s: %s', k, c))
FROM (VALUES ('All', 'value', '49.0'), ('All', 'national', '49.9'), ('All', 'gap', '-0.9'), ('Disadvantaged', 'value', '38.8'), ('Disadvantaged', 'national', '41.3'), ('Disadvantaged', 'gap', '-2.5')) AS v (k, c, want);
SELECT is(cell('text', 'neet-and-participation', 'NEET-02', 'value') || ' ' || cell('text', 'neet-and-participation', 'NEET-02', 'national'), '3.9% 2.6%', 'NEET here and in England');

-- Early help: what is not held is blank.
SELECT is(cell('help', 'ehd-caseload', 'Early Help Breckland', '2017-01'), '133', 'cases by team');
SELECT is(cell('help', 'ehd-transfers', 'Early Help City', '2016-08'), '', 'a month without data is blank');
SELECT is(cell('help', 'ehd-transfers', 'Early Help City', '2016-07'), '10', '... between months that have some');
SELECT is(cell('help', 'ehd-caseload', 'Process Manager West', '2017-01'), '0', 'a nought is a nought');
SELECT is(cell('help', 'claims', 'Troubled Families: families claimed to date', 'value'), '574', 'claimed to date');
SELECT is(cell('help', 'claims', 'Troubled Families: families to claim in March 2017', 'target'), '395', 'the target of the claim');

-- Blackpool's exceptions.
SELECT is(cell('quarterly', 'exceptions', 'Children looked after, number (rate per 10,000)', p), want, 'looked after, ' || p)
FROM (VALUES ('2015/16', '469 (162.8)'), ('2016/17', '525 (183.0)'), ('2017/18 Q1', '548 (191.6)'), ('2017/18 Q2', '531 (185.6)'), ('2017/18 Q3', ''), ('target', 'No target set'), ('better', 'Low')) AS v (p, want);
SELECT is(cell('quarterly', 'exceptions', 'Early help assessments', '2015/16', 'why'), 'not available: new indicator', 'why there is no figure');

-- Localities, on figures made up for the purpose. Two with the same figure share the better rank.
SELECT is(cell('locality', 'localities', a, 'value') || ' ' || cell('locality', 'localities', a, 'rank'), want, a)
FROM (VALUES ('Made Up A', '30.0 2'), ('Made Up B', '15.0 1'), ('Made Up C', 'n/a -'), ('Made Up D', 'n/a -'), ('Made Up E', '30.0 2')) AS v (a, want);
SELECT is(cell('locality', 'localities', 'Made Up C', 'value', 'why'), 'no population for 2016/17', 'a rate without a population says so');
SELECT is(cell('locality', 'localities', 'Made Up D', 'value', 'why'), 'no figure is held', 'a locality without a figure says so');
SELECT is(cell('locality', 'localities', 'Norfolk', 'value'), '66.3', 'the council stays what it is');
SELECT is(cell('locality', 'localities', 'Made Up B', 'value', 'rag'), 'green', '15.0 where 55 is the aim');
SELECT is(cell('locality count', 'localities', 'Made Up B', 'rate'), '15.0', 'a count shows its rate');
SELECT is((SELECT count(*) FROM indicator i, ids('norfolk', '2017-01') q, locality_lines(i.indicator_id, q.a, q.p) l
           WHERE i.ref = '7.2' AND l.number IS NOT NULL AND (l.kind = 'total' OR l.benchmark IS NOT NULL)), 3::bigint, 'the council, neighbours and England have figures');
SELECT is((SELECT string_agg(l.name, ', ' ORDER BY l.name) FROM unnest(ARRAY['Norfolk', 'Statistical neighbours', 'England', 'Region']) AS l (name)
           WHERE (SELECT html FROM asked WHERE report = 'locality') ~ ('<figure class="chart" id="chart-localities"[^>]*>.*<text[^>]*>' || l.name || ' [0-9.]+</text>')),
          'England, Norfolk, Statistical neighbours', 'bars stand against the council, neighbours and England');
-- Over time, of those with two figures each: 20 and 30 of 10,000, 40 and 30 of 20,000. A count's parts are not set against the whole.
SELECT is(cell('locality', 'over-time', 'Made Up A', '2016-12') || ' ' || cell('locality', 'over-time', 'Made Up B', '2016-12'), '20.0 20.0', 'the month before, part by part');
SELECT is(cell('locality', 'over-time', 'Norfolk', '2017-01') || coalesce(cell('locality count', 'over-time', 'Norfolk', '2017-01'), ''), '66.3',
          '... with the council, but of a count');
SELECT matches((SELECT words FROM drawing('locality', 'chart-over-time')),
               'Made Up A: From 20.0 in December 2016 to 30.0 in January 2017: a rise.*Made Up B: From 20.0 in December 2016 to 15.0 in January 2017: a fall',
               '... which the plots are told as');
SELECT doesnt_match((SELECT words FROM drawing('locality', 'chart-over-time')), 'Made Up E', '... and none of one figure');
SELECT is(cell('summary 2', 'localities', '7.2', 'mu-b'), '15.0', 'the summary has a column for each locality that has figures');
SELECT is(cell('summary 2', 'localities', '7.2', 'mu-b', 'rag'), 'green', '... rated');
SELECT is((SELECT count(*) FROM columns WHERE report = 'summary 2' AND tab = 'localities' AND col = 'mu-d'), 0::bigint, '... and none for one without');
SELECT is(cell('neet 2', 'measures', 'NEET-02', 'change-norfolk'), '+0.1', 'a change on the month before: 3.9 − 3.8');
SELECT is(cell('neet 2', 'measures', 'NEET-02', 'change-norfolk', 'dot'), '↓', '... and what it means');

-- An indicator of which nothing is held, a share of nothing, and names that are not known.
SELECT is(cell('mu', 'months', 'MU-2', '2017-01'), 'x', 'what is suppressed is x');
SELECT is(cell('mu', 'months', 'MU-2', '2016-11'), '-', 'what is not held is -');
SELECT is(cell('mu', 'year', 'MU-2', 'first_to_last'), '-', 'no difference without both ends');
SELECT is(cell('mu', 'months', 'MU-1', '2017-01'), NULL, 'what has no figures has no row of months');
SELECT is(cell('mu', 'definitions', 'MU-1', 'good'), 'Low', '... but its definition');
SELECT is(cell('mu breakdown', 'sort', 'One', 'share'), 'n/a', 'a share of nothing is n/a');
SELECT is((SELECT count(*) FROM parts('MU-2', '2017-01')), 0::bigint, '... and is not drawn');
SELECT is(drawings('mu breakdown'), NULL, '... on no page');
SELECT throws_ok($$SELECT * FROM report_start('sections', 'no-such', NULL, NULL)$$, 'MH404', NULL, 'an unknown section is refused');
SELECT throws_ok($$SELECT * FROM report_start('scorecards', 'no-such', NULL, NULL)$$, 'MH404', NULL, 'an unknown scorecard too');
SELECT is((SELECT count(*) FROM report_members('scorecards', 'neet')), 14::bigint, 'a scorecard by the beginning of its name');
SELECT is((SELECT string_agg(subject, ' ' ORDER BY place) FROM report_subjects('sections') WHERE subject IN ('made-up', 'section-47', 'no-such')), 'section-47 made-up', 'the sections, those of the first import first');

-- Trend and difference by source. Of the demonstration's, January 2016 is not held.
SELECT is((SELECT count(*) FROM tables WHERE report = 'sources' AND tab = 'trend'), 0::bigint, 'contacts by source: no trend with a month missing');
SELECT is((SELECT count(*)::integer FROM asked, regexp_matches(html, 'Dataset is incomplete', 'g') WHERE report = 'sources'), 1, '... said once, in the publication''s words');
SELECT ok(note('sources', 'sources', 'Entered in breakdowns.csv, lines'), 'where the cells come from');
SELECT is(cell('sources 2', 'trend', s, k || '_trend') || ' ' || cell('sources 2', 'trend', s, k || '_first_to_last'), want, s || ', ' || k)
FROM (VALUES ('A', 'contacts', 'Increasing. +120 (+1,200.0%)'), ('A', 'referrals', 'No change. 0 (0.0%)'), ('A', 'percent', 'Reducing. -46.2 (-92.3%)'),
             ('B', 'contacts', 'Reducing. -120 (-92.3%)'), ('B', 'percent', 'No change. 0.0 (0.0%)'), ('C', 'referrals', 'Increasing. +1 (n/a)'),
             ('C', 'percent', 'Increasing. +14.3 (n/a)'), ('Total', 'contacts', 'No change. 0 (0.0%)'), ('Total', 'referrals', 'Reducing. -119 (-88.1%)')) AS v (s, k, want);
SELECT is(trend_words(ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, NULL]), 'Dataset is incomplete.', 'twelve values have no trend of thirteen');

-- Outcomes of assessments: the year to date as published, and drawn beside the month.
SELECT is(cell('3.1', 'outcome', o, 'to-date'), want, 'to date: ' || o)
FROM (VALUES ('Close with info and advice', '3,167'), ('Step down to FSP/TS', '965'), ('CIN Plan', '1,334'), ('Strat Discussion/ICPC/Continue with CP Plan', '981'),
             ('Continue with LAC/Pathway Plan', '365'), ('Total', '6,812')) AS v (o, want);
SELECT is(cell('3.1', 'outcome', 'CIN Plan', 'share-to-date'), '19.6%', '... 1,334 of 6,812');
SELECT is((SELECT string_agg(DISTINCT 'chart-' || key || chart, ' ' ORDER BY 'chart-' || key || chart) FROM parts('3.1', '2017-01') WHERE sort = 'ring'),
          'chart-outcome chart-outcome-to-date', 'a ring of the month and one of the year');
SELECT is(drawings('3.1'), 'chart-outcome chart-outcome-to-date', '... on the page');
SELECT is(cell('3.1 in 2016', 'outcome', 'CIN Plan', 'to-date'), '-', 'no year to date where its months are not all held');
SELECT is(cell('2.1', 'source-stage', 'Police', 'c-contacts'), '1,402', 'contacts of the police');
SELECT is(cell('2.1', 'source-stage', 'Police', 'total'), NULL, 'contacts and those of them that became referrals are not added');

-- A pyramid, where age and gender cross; of nobody, made up.
SELECT is((SELECT string_agg(series || ' ' || label || ' ' || shown, ', ' ORDER BY place) FROM parts('6.1', '2017-01') WHERE key = 'age-gender' AND sort = 'pyramid'),
  'Male Under 1 20, Male 1 to 4 30, Female Under 1 10, Female 1 to 4 40', 'males to the left, females to the right, the youngest first');
SELECT is((SELECT words FROM drawing('pyramid', 'chart-age-gender')),
  'Male 50: Largest 30 (1 to 4), smallest 20 (Under 1). Female 50: Largest 40 (1 to 4), smallest 10 (Under 1).', '... in words');
SELECT ok(note('pyramid', 'age-gender', 'Not in the drawing: Unborn 7.'), '... who is neither is named');
SELECT is(cell('pyramid', 'age-gender', 'Total', 'total'), '107', '... and counted: 30 + 70 + 7');
SELECT is(cell('pyramid', 'age-gender', 'Under 1', 'c-female', 'marks'), '[u]', '... and what is not released says so');
SELECT is((SELECT string_agg(DISTINCT sort, ' ') FROM parts('6.1', '2017-01') WHERE key = 'ethnicity-gender'), 'stacked_across', 'ethnicity and gender are no pyramid');
SELECT is((SELECT string_agg(series || ' ' || label || ' ' || shown, ', ' ORDER BY place) FROM parts('4.4', '2017-01') WHERE sort = 'pyramid'),
  'Boys 0-9 5, Boys 10+ 6, Girls 0-9 3, Girls 10+ 4', 'also the other way round');
SELECT is((SELECT string_agg(DISTINCT sort, ' ') FROM parts('7.3', '2017-01')), 'stacked', 'with one side it is none');

-- What is no count is no whole: a rate by locality, alone and crossed, stands as entered.
SELECT is(cell('rate parts', 'locality', a, '2017-01'), want, 'a rate by locality: ' || a)
FROM (VALUES ('Made Up A', '23.8'), ('Made Up B', '11.7'), ('Made Up C', '67.4'), ('Total', NULL)) AS v (a, want);
SELECT is(cell('rate parts 2', 'locality-sex', a, 'c-' || s), want, format('... by locality and sex: %s, %s', a, s))
FROM (VALUES ('Made Up A', 'girls', '23.8'), ('Made Up A', 'boys', '11.7'), ('Made Up B', 'girls', '67.4'), ('Made Up B', 'boys', '3.0'), ('Total', 'girls', NULL)) AS v (a, s, want);
SELECT is((SELECT count(*) FROM rows WHERE report LIKE 'rate parts%' AND kind = 'total'), 0::bigint, 'it has no total');
SELECT is((SELECT string_agg(col, ' ' ORDER BY report, place) FROM columns WHERE report LIKE 'rate parts%'), 'category 2017-01 category c-girls c-boys', '... no share');
SELECT is((SELECT string_agg(DISTINCT sort, ' ') FROM (VALUES ('7.2'), ('CR-3')) AS v (ref), parts(v.ref, '2017-01')), 'side_by_side', '... and no ring');
SELECT is((SELECT words FROM drawing('rate parts', 'chart-locality')), 'Largest 67.4 (Made Up C), smallest 11.7 (Made Up B).', '... but bars, in words');
SELECT ok(note('rate parts', 'locality', 'What is no count has no total and no share.'), '... and a note says why');

-- Blackpool beside others: none are held, and with figures made up for the purpose.
SELECT ok(note('quarterly', 'exceptions', 'There are no comparator data for these indicators.'), 'no comparators: it says so');
SELECT is((SELECT count(*) FROM tables WHERE report = 'quarterly' AND tab = 'others'), 0::bigint, '... and has no table of them');
SELECT is((SELECT title FROM drawing('quarterly', 'chart-bp-lac')), 'Children looked after, rate per 10,000', 'a rate is drawn under its own name');
SELECT is((SELECT string_agg(label || ' ' || coalesce(shown, '-'), ', ' ORDER BY place) FROM quarters() WHERE ref = 'BP-LAC' AND role = 'comparator' AND series = 'stat_neighbour_avg'),
  '2015/16 90.1, 2016/17 95.26, Q1 -, Q2 -', 'neighbours stand beside the years that they are of');
SELECT is((SELECT string_agg(series || ' ' || shown, ', ') FROM quarters() WHERE ref = 'BP-LAC' AND role = 'level'), 'national_avg 60', 'a figure of no period is a line');
SELECT is((SELECT words FROM drawing('quarterly 2', 'chart-bp-lac')),
  'From 162.8 in 2015/16 to 185.6 in Q2: a rise. Lowest 162.8 in 2015/16, highest 191.6 in Q1. Statistical neighbours: 90.1 in 2015/16, 95.26 in 2016/17. For comparison: England 60.', '... in words');
SELECT is(cell('quarterly 2', 'others', 'Children looked after, rate per 10,000', c), want, 'compared with others: ' || c)
FROM (VALUES ('value', '185.6'), ('stat_neighbour_avg', '95.26 (2016/17)'), ('national_avg', '60'), ('region_avg', '')) AS v (c, want);
SELECT is((SELECT regexp_count(html, '<th[^>]*>Region</th>') || ' ' || regexp_count(html, '<th[^>]*>England</th>') FROM asked WHERE report = 'quarterly 2'), '0 1', '... and a column without a figure is not on the page');
SELECT is((SELECT count(*) FROM quarters() WHERE ref = 'BP-EHA' AND role <> 'value'), 0::bigint, 'a year''s number is not drawn beside a quarter''s');
SELECT is(cell('quarterly 2', 'others', 'Early help assessments', 'national_avg'), '4,000 (2016/17)', '... but told');
SELECT ok(NOT note('quarterly 2', 'exceptions', 'There are no comparator data'), 'with comparators nothing says that there are none');

-- Under every report: figures that were published otherwise, and the terms in its words.
SELECT is((SELECT text FROM notes WHERE report = 'summary' AND tab = 'summary' AND text LIKE '3.5p,%'), '3.5p, Nov-16: published 35.4%, computed 35.8%.', 'a published figure that differs is named: 250 of 698 is 35.8%');
SELECT ok((SELECT bool_and(position('<a href="/published-figures">Why a figure can differ from the published one</a>' IN a.html) > 0) FROM asked a
           WHERE EXISTS (SELECT FROM notes n WHERE n.report = a.report AND n.text ~ 'published otherwise|: published')), '... and the way to why');
SELECT is((SELECT text FROM notes WHERE report = 'summary' AND text LIKE '5.5,%'),
  '5.5, Oct-16: published 55.1%, computed 72.6%; Nov-16: published 55.7%, computed 72.5%; Dec-16: published 54.5%, computed 70.6%; Jan-17: published 84.7%, computed 85.7%; direction of travel: published ↑, computed -.',
  '... with its direction and rating');
SELECT is((SELECT count(*)::integer FROM notes WHERE report = 'contacts' AND tab = 'months' AND text LIKE 'CR-3,%: published 1739.2, computed%'), 1, 'under the months those of the months');
-- Of what is not shown nothing is named: the month or the year before the first column.
SELECT is((SELECT string_agg(DISTINCT n.report || ': ' || m[1], ', ') FROM notes n, regexp_matches(n.text, '([A-Z][a-z]{2}-[0-9]{2}): published', 'g') m
           WHERE NOT EXISTS (SELECT FROM columns c WHERE c.report = n.report AND c.tab = n.tab AND c.label = m[1])
             AND n.tab IN ('summary', 'months', 'monthly')), NULL, '... and only of what the table shows');
SELECT is((SELECT string_agg(text, ' ') FROM notes WHERE report = r AND tab = 'months' AND text ~ 'published|printed'),
          otherwise || ' MU-3, ' || wants || 'Dec-16: published 6, computed 5.', r || ': thirteen months end with the report''s')
FROM (VALUES ('mu', '2 printed figures differ from the computed ones, which are shown.', 'Jan-16: published 7, computed 5; '),
             ('mu in February', 'One printed figure differs from the computed one, which is shown.', '')) AS v (r, otherwise, wants);
SELECT ok(note('quarterly 2', 'exceptions', '2016/17: published 2100, computed 2,118.'), 'a year of the exceptions that was published otherwise is named');
SELECT ok(NOT note('quarterly 2', 'exceptions', '2014/15'), '... and not the year before them');
SELECT is((SELECT string_agg(t[2] || ' ' || t[3] || ' ' || t[1], ', ')
           FROM asked a, regexp_match(a.html, '<p>Glossary: (.*?)</p>') p, regexp_matches(p[1], '<a href="/glossary#([^"]*)">([^<]*)</a> \(([^)]*)\)', 'g') t
           WHERE a.report = '5.1'), 'CIN Child in need cin, Section 17 Section 17 of the Children Act 1989 section-17', 'the terms in the words of a report, each with its place');

-- What a report is made of, and what the council calls a thing.
SELECT is((SELECT status FROM refusal WHERE name = n), 1, 'refused: ' || n) FROM (VALUES ('no such indicator'), ('no group'), ('twice'), ('no such word')) AS v (n);
SELECT is((SELECT split_part(said, E'\n', 1) FROM refusal WHERE name = n), want, '... ' || want)
FROM (VALUES ('no such indicator', 'report_members.csv: line 3, column indicator: "9.9.9" is not a known indicator'),
             ('no group', 'report_members.csv: line 3, column group: blank, expected which of the scorecards it is'),
             ('twice', 'report_members.csv: line 4, column report: "scorecards" is not the only row of its report, group and indicator: line 2 is another'),
             ('no such word', 'council_words.csv: line 3, column word: "borough" is not one of committee, locality, localities, services, contact_name, contact_email, contact_phone, contact_address, privacy_name, privacy_email')) AS v (n, want);
SELECT is((SELECT doc::jsonb -> 'tables' FROM asked WHERE report = 'summary as before'), (SELECT doc::jsonb -> 'tables' FROM asked WHERE report = 'summary 2'), 'what is refused changes nothing');
SELECT is((SELECT title FROM tables WHERE report = 'summary 2' AND tab = 'localities'), 'By locality', 'a locality is a locality');
SELECT is((SELECT title FROM tables WHERE report = 'summary by ward' AND tab = 'localities'), 'By ward', '... or a ward');
SELECT ok(note('summary by ward', 'localities', 'of which no figures of wards are held'), '... in the notes');
SELECT is((SELECT title FROM tables WHERE report = 'by ward' AND tab = 'localities'), 'LAC - Rate per 10K Under-18s, by ward', '... over the table of one indicator');
SELECT is((SELECT doc ->> 'title' FROM asked WHERE report = 'by ward'), '7.2 LAC - Rate per 10K Under-18s, wards compared', '... and over its page');

-- The period that a way on leads to.
SELECT is(period_until('norfolk', u, i.indicator_id), want, format('%s up to %s', ref, u))
FROM (VALUES ('1.1', '2017-03-06', 'AY2015/16'), ('2.1', '2017-01', '2017-01'), ('2.1', '2016/17', '2017-01'), ('2.1', '2010-01', '2016-01'), ('EXC-2', '2016-11', 'AY2015/16 summer')) AS v (ref, u, want) JOIN indicator i USING (ref);
SELECT throws_ok($$SELECT period_until('norfolk', 'tomorrow', 1)$$, 'MH400', NULL, 'an unknown period is refused');
SELECT * FROM finish();
ROLLBACK;
