-- The reports that come as cells. Expected values are the publication's (the pages of the committee's
-- agenda of March 2017, and Blackpool's report of Q2 2017/18), or arithmetic done by hand beside them.
BEGIN;
SELECT * FROM no_plan();

CREATE FUNCTION tap.ids(area text, period text, OUT a integer, OUT p integer) LANGUAGE sql STABLE AS $$
  SELECT x.area_id, y.period_id FROM moothall.area x, moothall.period y WHERE x.area = ids.area AND y.period = ids.period
$$;
CREATE TEMP TABLE cells (report text, t integer, tab text, title text, r integer, row_kind text, c integer, col text, label text, grp text, kind text,
  text text, number numeric, rag text, dot text, status text, marks text, why text, href text);
GRANT ALL ON cells TO PUBLIC;

-- A cell by table, what one cell of its row says, and its column.
CREATE FUNCTION tap.cell(report text, tab text, row_says text, col text, what text DEFAULT 'text', also text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(x) ->> what FROM cells x
  WHERE x.report = cell.report AND x.tab = cell.tab AND x.col = cell.col AND x.row_kind <> 'point'
    AND EXISTS (SELECT FROM cells r WHERE r.report = x.report AND r.t = x.t AND r.r = x.r AND r.text = row_says)
    AND (also IS NULL OR EXISTS (SELECT FROM cells r WHERE r.report = x.report AND r.t = x.t AND r.r = x.r AND r.text = also))
$$;
CREATE FUNCTION tap.note(report text, tab text, part text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(*) > 0 FROM cells c WHERE c.report = note.report AND c.tab = note.tab AND c.row_kind = 'note' AND position(part IN c.text) > 0
$$;

-- The cells of a report with the notes and terms under them.
CREATE FUNCTION tap.finished(of_report text, area text, period text) RETURNS SETOF grid_cell LANGUAGE sql AS $$
  SELECT g.* FROM ids(area, period) i, grid_finish(ARRAY(SELECT ROW(c.t, c.tab, c.title, c.r, c.row_kind, c.c, c.col, c.label, c.grp, c.kind, c.text, c.number, c.rag, c.dot, c.status, c.marks, c.why, c.href)::grid_cell
                                                         FROM cells c WHERE c.report = of_report ORDER BY c.t, c.r, c.c), i.a, i.p) g
$$;
CREATE TEMP TABLE done (LIKE cells);
GRANT ALL ON done TO PUBLIC;

:operator
INSERT INTO cells
  SELECT 'summary' AS report, g.* FROM ids('norfolk', '2017-01') i, summary_grid(i.a, i.p) g
  UNION ALL SELECT 'contacts', g.* FROM ids('norfolk', '2017-01') i, section_grid('contacts-and-referrals', i.a, i.p) g
  UNION ALL SELECT 'section 47', g.* FROM ids('norfolk', '2017-01') i, section_grid('section-47', i.a, i.p) g
  UNION ALL SELECT 'education', g.* FROM ids('norfolk', '2017-03-06') i, scorecard_grid('education', i.a, i.p) g
  UNION ALL SELECT 'neet', g.* FROM ids('norfolk', '2016-12') i, scorecard_grid('neet', i.a, i.p) g
  UNION ALL SELECT 'inclusion', g.* FROM ids('norfolk', 'AY2016/17 autumn') i, scorecard_grid('inclusion', i.a, i.p) g
  UNION ALL SELECT 'text', g.* FROM ids('norfolk', '2017-03-06') i, education_grid(i.a, i.p) g
  UNION ALL SELECT 'sources', g.* FROM ids('norfolk', '2017-01') i, sources_grid(i.a, i.p) g
  UNION ALL SELECT '7.1', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('7.1', i.a, i.p) g
  UNION ALL SELECT '7.4', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('7.4', i.a, i.p) g
  UNION ALL SELECT '5.1', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('5.1', i.a, i.p) g
  UNION ALL SELECT 'help', g.* FROM ids('norfolk', '2017-01') i, early_help_grid(i.a, i.p) g
  UNION ALL SELECT 'quarterly', g.* FROM ids('blackpool', '2017/18 Q2') i, quarterly_grid(i.a, i.p) g;

-- Every cell of every report has a place, and no report says what a spreadsheet says of a mistake.
SELECT is((SELECT count(*) FROM cells WHERE row_kind NOT IN ('note', 'point') AND (c < 1 OR col IS NULL OR label IS NULL AND r < 100000)), 0::bigint, 'every cell stands in a column that has a name');
SELECT is((SELECT count(*) FROM (SELECT FROM cells WHERE row_kind <> 'point' AND row_kind <> 'note' GROUP BY report, t, r, c HAVING count(*) > 1) x), 0::bigint, 'no cell stands twice');
SELECT is((SELECT count(*) FROM (SELECT FROM cells WHERE row_kind <> 'point' AND row_kind <> 'note' GROUP BY report, t, c HAVING count(DISTINCT col) > 1) x), 0::bigint, 'a column has one key');
SELECT is((SELECT count(*) FROM (SELECT FROM cells WHERE row_kind <> 'point' AND row_kind <> 'note' GROUP BY report, t, col HAVING count(DISTINCT c) > 1) x), 0::bigint, 'and a key one column');
SELECT is((SELECT count(*) FROM cells WHERE text ~ '(NaN|FALSE|Infinity)'), 0::bigint, 'nothing says NaN, FALSE or Infinity');

-- The management summary. Every published value of its months is the cell's, but for those that the
-- reconciliation names.
SELECT is((SELECT string_agg(i.ref || ' ' || q.period || ' ' || p.printed || ' ' || c.text, ', ' ORDER BY i.ref, q.period)
           FROM published_now p JOIN indicator_now i USING (indicator_id) JOIN moothall.period q USING (period_id) JOIN moothall.area a USING (area_id)
                JOIN cells c ON c.report = 'summary' AND c.tab = 'summary' AND c.col = q.period AND c.row_kind = 'body'
                JOIN cells r ON r.report = c.report AND r.t = c.t AND r.r = c.r AND r.col = 'ref' AND r.text = i.ref
           WHERE p.document = 'mi2 summary' AND p.measure = 'value' AND a.area = 'norfolk' AND c.number IS NOT NULL AND disagrees(p.printed, c.number)
             AND NOT EXISTS (SELECT FROM published_differences(ARRAY[p.indicator_id], p.area_id, '2016-10-01', '2017-01-31', 'mi2 summary') d
                             WHERE d.period = q.period AND d.measure = 'value')), NULL, 'the four months of the summary are the published ones');
SELECT cmp_ok((SELECT count(*) FROM cells c JOIN cells r ON r.report = c.report AND r.t = c.t AND r.r = c.r AND r.col = 'ref'
               JOIN indicator_now i ON i.ref = r.text JOIN moothall.period q ON q.period = c.col
               JOIN published_now p ON p.indicator_id = i.indicator_id AND p.period_id = q.period_id AND p.document = 'mi2 summary' AND p.measure = 'value'
               WHERE c.report = 'summary' AND c.tab = 'summary' AND c.number IS NOT NULL), '>', 150::bigint, '... more than 150 of them are compared');
SELECT is(cell('summary', 'summary', '2.1', col), want, '2.1: ' || col)
FROM (VALUES ('2016-10', '3,292'), ('2016-11', '3,271'), ('2016-12', '2,852'), ('2017-01', '3,163'), ('ytd', '28,208'), ('previous_ytd', '34,029'), ('target', NULL), ('red', NULL), ('good', 'Info'), ('data', 'Count')) AS v (col, want);
SELECT is(cell('summary', 'summary', '2.7', col), want, '2.7: ' || col)
FROM (VALUES ('2017-01', '23.8%'), ('ytd', '25.7%'), ('target', '20%'), ('rag', 'Amber'), ('red', '30%'), ('green', '20%'), ('stat_neighbour_avg', '20.7%'), ('best_stat_neighbour', '10.3%'),
             ('national_avg', '22.3%'), ('national_top_quartile', '12.4%'), ('good', 'Low')) AS v (col, want);
SELECT is((SELECT count(*)::integer FROM ids('norfolk', '2017-01') i, summary_grid(i.a, i.p) g WHERE g.text ~ '^By locality: n/a'), 1, 'the whole says of what it has no parts');
SELECT is((SELECT count(*)::integer FROM ids('great-yarmouth', '2017-01') i, summary_grid(i.a, i.p) g WHERE g.text ~ '^By locality'), 0, '... a locality has none');
-- The dashboard's quarters: 7.2 is 63.1, 62.2, 62.2, 62.8, 65.5 from December 2015, smaller is better; 7.11 has
-- 63.5 in September 2015, nothing in December, then 73.5 and 88.9, bigger is better.
SELECT is((SELECT string_agg(d.dot, ' ' ORDER BY d.period) FROM ids('norfolk', '2017-01') i, dashboard(i.a, i.p) d
           WHERE d.ref = '7.2' AND d.period >= '2016-03'), '↑ ↔ ↓ ↓', 'an arrow compares with the quarter before');
SELECT is((SELECT string_agg(d.dot, ' ' ORDER BY d.period) FROM ids('norfolk', '2017-01') i, dashboard(i.a, i.p) d
           WHERE d.ref = '7.11' AND d.period BETWEEN '2015-12' AND '2016-06'), '↑ ↑', '... with the one before it that has a figure');
SELECT is((SELECT d.dot FROM ids('norfolk', '2017-01') i, dashboard(i.a, i.p) d WHERE d.ref = '7.2' AND d.period = '2014-06'), '-', '... the first with none');
SELECT is(cell('summary', 'summary', '2.7', 'dot', 'dot'), '↓', '2.7: a rise of what should be low is a worsening');
SELECT is(cell('summary', 'summary', '2.1', 'dot', 'dot'), '-', '2.1: information has no direction');
SELECT is(cell('summary', 'summary', '7.2', 'rag', 'rag'), 'red', '7.2 is red');
SELECT is(cell('summary', 'summary', '2.8', '2016-10', 'why'), '10 of 12 months', 'a rolling figure without its twelve months says how many it has');
SELECT ok(note('summary', 'summary', 'of which no figures of localities are held'), 'without figures of localities a note says so');

-- A topic page: 13 months, sums, difference, trend; first to last 3,163 − 3,149 = 14.
SELECT is(cell('contacts', 'months', '2.1', '2016-01'), '3,149', 'the first of thirteen months');
SELECT is((SELECT count(DISTINCT col) FROM cells WHERE report = 'contacts' AND tab = 'months' AND col ~ '^20'), 13::bigint, 'thirteen months');
SELECT is(cell('contacts', 'year', '2.1', 'difference'), '-5,821 (-17.1%)', 'the difference in value and in per cent');
SELECT is(cell('contacts', 'year', '2.1', 'first_to_last'), '+14 (+0.4%)', 'the difference from the first to the last month');
SELECT is(cell('contacts', 'year', '2.1', 'rolling_12'), '33,099', 'twelve months');
SELECT is(cell('contacts', 'year', '2.2', 'trend'), 'Reducing.', 'the trend');
SELECT is(cell('section 47', 'year', '4.4', 'trend'), 'Dataset is incomplete.', 'a trend with a month missing');
SELECT is(cell('contacts', 'benchmarks', '2.4', 'national_avg'), '548.3', 'England');
SELECT cmp_ok((SELECT max(n) FROM (SELECT count(DISTINCT r) AS n FROM cells WHERE row_kind = 'point' GROUP BY report, t) x), '<=', 7::bigint, 'no chart has more than seven measures');

-- Contacts by source: the two share rows as published, and % progressed; January 2016 is not held.
SELECT is(cell('sources', 'sources', s, 'share_of_contacts') || ' ' || cell('sources', 'sources', s, 'share_of_referrals') || ' ' || cell('sources', 'sources', s, 'percent'), want, s)
FROM (VALUES ('Police', '44.3% 30.8% 17.0%'), ('Education Services', '15.1% 28.2% 45.9%'), ('Health Services', '11.1% 13.1% 29.1%'), ('Internal council services', '2.5% 5.0% 48.8%'),
             ('Members of public', '13.5% 7.2% 13.1%'), ('Other local authorities', '3.8% 5.4% 35.3%'), ('Others', '9.8% 10.2% 25.6%'), ('Total', '100.0% 100.0% 24.5%')) AS v (s, want);
SELECT is(cell('sources', 'contacts', 'Jan-16', 'total'), '-', 'a month that is not held');
SELECT is(cell('sources', 'percent', 'Aug-16', 'education-services'), '9.4%', 'August: 3 of 32');
SELECT is((SELECT count(*) FROM cells WHERE report = 'sources' AND tab = 'sources' AND row_kind = 'note' AND text LIKE 'The table''s total is%'), 0::bigint, 'totals that agree need no note');

-- Cross-tables: totals are the sums of their parts, and differ from 7.1's 1,113.
SELECT is(cell('7.1', 'legal-status-age', 'Total', 'total'), '1,110', 'children by legal status and age');
SELECT ok(note('7.1', 'legal-status-age', 'total is 1,110; 7.1 No. Looked-After Children is 1,113'), '... and a note says the indicator''s own figure');
SELECT is((SELECT sum(number) FROM cells WHERE report = r.report AND tab = r.tab AND row_kind = 'body' AND col = 'total'),
          (SELECT number FROM cells WHERE report = r.report AND tab = r.tab AND row_kind = 'total' AND col = 'total'), r.report || ' ' || r.tab || ': rows add up')
FROM (SELECT DISTINCT report, tab FROM cells WHERE report IN ('7.1', '7.4', '5.1') AND row_kind = 'total') r;
SELECT is((SELECT sum(number) FROM cells WHERE report = r.report AND tab = r.tab AND row_kind = 'total' AND col LIKE 'c-%'),
          (SELECT number FROM cells WHERE report = r.report AND tab = r.tab AND row_kind = 'total' AND col = 'total'), r.report || ' ' || r.tab || ': columns add up')
FROM (SELECT DISTINCT report, tab FROM cells WHERE report IN ('7.1', '7.4', '5.1') AND row_kind = 'total') r;

-- The scorecard: 69 against England's 69 is green, Broadland's 75 above it, Breckland's 66 amber, Great
-- Yarmouth's 61 in AY2014/15 five below 66: red.
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'rag', 'All'), 'green', 'as good as England');
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'dot', 'All'), '↑', 'better than 65 a year before');
SELECT is(cell('education', 'education-early-years', 'Norfolk', 'AY2015/16', 'marks', 'All'), NULL, 'at England''s figure is not above it');
SELECT is(cell('education', 'education-early-years', 'Broadland', 'AY2015/16', 'marks', 'All'), '+', 'above England: +');
SELECT is(cell('education', 'education-early-years', 'Broadland', 'gap', 'text', 'All'), '+6', '... by six points');
SELECT is(cell('education', 'education-early-years', 'Breckland', 'AY2015/16', 'rag', 'All'), 'amber', 'three below');
SELECT is(cell('education', 'education-early-years', 'Great Yarmouth', 'AY2014/15', 'rag', 'All'), 'red', 'five below');
SELECT is(cell('education', 'education-early-years', 'England', 'AY2015/16', 'rag', 'All'), NULL, 'England is not rated against itself');
SELECT is(cell('education', 'education-ofsted-outcomes', 'Breckland', '2014-07', 'text', 'S2.2'), '69% (44/64)', 'Ofsted outcomes with their counts');
SELECT ok(note('education', 'education-early-years', 'the parts of the area range from 65% to 75%, 10 apart'), 'how far the districts lie apart');
SELECT is((SELECT string_agg(area, ' ' ORDER BY c) FROM (SELECT DISTINCT ON (c) c, col AS area FROM cells WHERE report = 'neet' AND c BETWEEN 4 AND 6 AND row_kind = 'body') x), 'norfolk england breckland', 'the council, England, its districts');
SELECT is(cell('neet', 'measures', 'NEET-02', 'england'), '2.6%', 'England''s latest month');
SELECT is(cell('neet', 'measures', 'NEET-02', 'norfolk', 'rag'), 'red', '3.9 against a target of 2.3');
SELECT is(cell('neet', 'measures', 'NEET-02', 'change-norfolk'), '-', 'no earlier month is held, so there is no change');
SELECT is(cell('inclusion', 'inclusion-exclusions', 'EXC-3', 'AY2016/17 autumn'), '86', 'exclusions by term');
SELECT is(cell('inclusion', 'inclusion-exclusions', 'EXC-3', 'AY2016/17 autumn', 'dot'), '↓', '... one more than the 85 a year before');
SELECT is(cell('inclusion', 'inclusion-vulnerable-groups', 'VG-p8', 'AY2014/15', 'text', 'Looked after'), 'n/a', 'what is not available is n/a');
SELECT is(cell('text', 'attainment', '1.3a8', c, 'text', k), want, format('Attainment 8, %s: %s', k, c))
FROM (VALUES ('All', 'value', '49.0'), ('All', 'national', '49.9'), ('All', 'gap', '-0.9'), ('Disadvantaged', 'value', '38.8'), ('Disadvantaged', 'national', '41.3'), ('Disadvantaged', 'gap', '-2.5')) AS v (k, c, want);
SELECT is(cell('text', 'neet', 'NEET-02', 'value') || ' ' || cell('text', 'neet', 'NEET-02', 'national'), '3.9% 2.6%', 'NEET here and in England');

-- Early help: what is not held is blank.
SELECT is(cell('help', 'ehd-caseload', 'Early Help Breckland', '2017-01'), '133', 'cases by team');
SELECT is(cell('help', 'ehd-transfers', 'Early Help City', '2016-08'), NULL, 'a month without data is blank');
SELECT is(cell('help', 'ehd-transfers', 'Early Help City', '2016-07'), '10', '... between months that have some');
SELECT is(cell('help', 'ehd-caseload', 'Process Manager West', '2017-01'), '0', 'a nought is a nought');
SELECT is(cell('help', 'claims', 'Troubled Families: families claimed to date', 'value'), '574', 'claimed to date');
SELECT is(cell('help', 'claims', 'Troubled Families: families to claim in March 2017', 'target'), '395', 'the target of the claim');

-- Blackpool's exceptions.
SELECT is(cell('quarterly', 'exceptions', 'Children looked after, number (rate per 10,000)', p), want, 'looked after, ' || p)
FROM (VALUES ('2015/16', '469 (162.8)'), ('2016/17', '525 (183.0)'), ('2017/18 Q1', '548 (191.6)'), ('2017/18 Q2', '531 (185.6)'), ('2017/18 Q3', NULL), ('target', 'No target set'), ('better', 'Low')) AS v (p, want);
SELECT is(cell('quarterly', 'exceptions', 'Early help assessments', '2015/16', 'why'), 'not available: new indicator', 'why there is no figure');

-- Localities, on figures made up for the purpose: 30 of 10,000 is 30.0, 30 of 20,000 is 15.0; one has
-- no population, one no figure. Two with the same figure share the better rank.
SELECT made_up('areas', 'area,name,kind,parent
mu-a,Made Up A,locality,norfolk
mu-b,Made Up B,locality,norfolk
mu-c,Made Up C,locality,norfolk
mu-d,Made Up D,locality,norfolk
mu-e,Made Up E,locality,norfolk') \g /dev/null
SELECT made_up('populations', 'area,year,population
mu-a,2016,10000
mu-b,2016,20000
mu-d,2016,10000
mu-e,2016,10000') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value,status
7.1,mu-a,2017-01,30,
7.1,mu-b,2017-01,30,
7.1,mu-c,2017-01,30,
7.1,mu-e,2017-01,30,
NEET-02,norfolk,2016-11,3.8,') \g /dev/null
INSERT INTO cells SELECT 'locality', g.* FROM ids('norfolk', '2017-01') i, locality_grid('7.2', i.a, i.p) g
  UNION ALL SELECT 'locality count', g.* FROM ids('norfolk', '2017-01') i, locality_grid('7.1', i.a, i.p) g
  UNION ALL SELECT 'summary 2', g.* FROM ids('norfolk', '2017-01') i, summary_grid(i.a, i.p) g
  UNION ALL SELECT 'neet 2', g.* FROM ids('norfolk', '2016-12') i, scorecard_grid('neet', i.a, i.p) g;
SELECT is(cell('locality', 'localities', a, 'value') || ' ' || cell('locality', 'localities', a, 'rank'), want, a)
FROM (VALUES ('Made Up A', '30.0 2'), ('Made Up B', '15.0 1'), ('Made Up C', 'n/a -'), ('Made Up D', 'n/a -'), ('Made Up E', '30.0 2')) AS v (a, want);
SELECT is(cell('locality', 'localities', 'Made Up C', 'value', 'why'), 'no population for 2016/17', 'a rate without a population says so');
SELECT is(cell('locality', 'localities', 'Made Up D', 'value', 'why'), 'no figure is held', 'a locality without a figure says so');
SELECT is(cell('locality', 'localities', 'Norfolk', 'value'), '66.3', 'the council stays what it is');
SELECT is(cell('locality', 'localities', 'Made Up B', 'value', 'rag'), 'green', '15.0 where 55 is the aim');
SELECT is(cell('locality count', 'localities', 'Made Up B', 'rate'), '15.0', 'a count shows its rate');
SELECT is((SELECT count(*) FROM cells WHERE report = 'locality' AND row_kind = 'point' AND kind = 'level'), 3::bigint, 'bars stand against the council, neighbours and England');
SELECT is(cell('summary 2', 'localities', '7.2', 'mu-b'), '15.0', 'the summary has a column for each locality that has figures');
SELECT is(cell('summary 2', 'localities', '7.2', 'mu-b', 'rag'), 'green', '... rated');
SELECT is(cell('neet 2', 'measures', 'NEET-02', 'change-norfolk'), '+0.1', 'a change on the month before: 3.9 − 3.8');
SELECT is(cell('neet 2', 'measures', 'NEET-02', 'change-norfolk', 'dot'), '↓', '... and what it means');

-- An indicator of which nothing is held, a share of nothing, and names that are not known.
SELECT made_up('indicators', 'ref,name,section,polarity,measure,basis,frequency,decimals
MU-1,Nothing held,Made up,low,count,flow,monthly,0
MU-2,Held,Made up,low,count,flow,monthly,0') \g /dev/null
SELECT made_up('observations', 'indicator,area,period,value,status
MU-2,norfolk,2016-12,5,
MU-2,norfolk,2017-01,,suppressed') \g /dev/null
SELECT made_up('breakdowns', 'indicator,area,period,row_dimension,row,column_dimension,column,value,measure
MU-2,norfolk,2016-12,sort,One,total,All,0,value
MU-2,norfolk,2016-12,sort,Two,total,All,0,value') \g /dev/null
INSERT INTO cells SELECT 'mu', g.* FROM ids('norfolk', '2017-01') i, section_grid('made-up', i.a, i.p) g
  UNION ALL SELECT 'mu breakdown', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('MU-2', i.a, i.p) g;
SELECT is(cell('mu', 'months', 'MU-2', '2017-01'), 'x', 'what is suppressed is x');
SELECT is(cell('mu', 'months', 'MU-2', '2016-11'), '-', 'what is not held is -');
SELECT is(cell('mu', 'year', 'MU-2', 'first_to_last'), '-', 'no difference without both ends');
SELECT is(cell('mu', 'months', 'MU-1', '2017-01'), NULL, 'what has no figures has no row of months');
SELECT is(cell('mu', 'definitions', 'MU-1', 'good'), 'Low', '... but its definition');
SELECT is(cell('mu breakdown', 'sort', 'One', 'share'), 'n/a', 'a share of nothing is n/a');
SELECT is((SELECT count(*) FROM cells WHERE report = 'mu breakdown' AND row_kind = 'point'), 0::bigint, '... and is not drawn');
SELECT throws_ok($$SELECT report_indicators('sections', 'no-such')$$, 'MH404', NULL, 'an unknown section is refused');
SELECT throws_ok($$SELECT report_indicators('scorecards', 'no-such')$$, 'MH404', NULL, 'an unknown scorecard too');
SELECT is(cardinality(report_indicators('scorecards', 'neet')), 14, 'a scorecard by the beginning of its name');
-- Trend and difference by source. Of the demonstration's, January 2016 is not held.
SELECT is(cell('sources', 'trend', 'Police', 'contacts_trend'), 'Dataset is incomplete.', 'contacts by source: no trend with a month missing, as published');
SELECT is(cell('sources', 'trend', 'Total', 'referrals_first_to_last'), '-', '... and no difference');
SELECT ok(note('sources', 'sources', 'Entered in breakdowns.csv, lines'), 'where the cells come from');
-- Made up, thirteen months to April 2018: of A 10, 20 … 130, of which 5 each; of B 130 … 10, all of them; of
-- C 7 each, of which none, then 1 of 7 in the last. A: 10 to 130 is +120, 1,200%; its share falls from 50% to
-- 3.846…%: -46.2 (-92.3%). B: 130 to 10 is -120, -92.3%. Total: 147 each; referrals 135 to 5 + 10 + 1 = 16.
SELECT made_up('areas', 'area,name,kind,parent
mu-src,Made Up Sources,council,') \g /dev/null
SELECT made_up('breakdowns', 'indicator,area,period,row_dimension,row,column_dimension,column,value
' || string_agg(format(E'2.1,mu-src,%1$s,source,A,stage,contacts,%2$s\n2.1,mu-src,%1$s,source,A,stage,referrals,5\n2.1,mu-src,%1$s,source,B,stage,contacts,%3$s\n2.1,mu-src,%1$s,source,B,stage,referrals,%3$s\n2.1,mu-src,%1$s,source,C,stage,contacts,7\n2.1,mu-src,%1$s,source,C,stage,referrals,%4$s',
  to_char(date '2017-03-01' + make_interval(months => m), 'YYYY-MM'), 10 * m, 140 - 10 * m, CASE m WHEN 13 THEN 1 ELSE 0 END), E'\n'))
FROM generate_series(1, 13) m \g /dev/null
INSERT INTO cells SELECT 'sources 2', g.* FROM ids('mu-src', '2018-04') i, sources_grid(i.a, i.p) g;
SELECT is(cell('sources 2', 'trend', s, k || '_trend') || ' ' || cell('sources 2', 'trend', s, k || '_first_to_last'), want, s || ', ' || k)
FROM (VALUES ('A', 'contacts', 'Increasing. +120 (+1,200.0%)'), ('A', 'referrals', 'No change. 0 (0.0%)'), ('A', 'percent', 'Reducing. -46.2 (-92.3%)'),
             ('B', 'contacts', 'Reducing. -120 (-92.3%)'), ('B', 'percent', 'No change. 0.0 (0.0%)'), ('C', 'referrals', 'Increasing. +1 (n/a)'),
             ('C', 'percent', 'Increasing. +14.3 (n/a)'), ('Total', 'contacts', 'No change. 0 (0.0%)'), ('Total', 'referrals', 'Reducing. -119 (-88.1%)')) AS v (s, k, want);
SELECT is(trend_words(ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, NULL]), 'Dataset is incomplete.', 'twelve values have no trend of thirteen');

-- Outcomes of assessments: the year to date as published, and drawn beside the month.
INSERT INTO cells SELECT '3.1', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('3.1', i.a, i.p) g
  UNION ALL SELECT '2.1', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('2.1', i.a, i.p) g
  UNION ALL SELECT '3.1 in 2016', g.* FROM ids('norfolk', '2016-03') i, breakdown_grid('3.1', i.a, i.p) g;
SELECT is(cell('3.1', 'outcome', o, 'to-date'), want, 'to date: ' || o)
FROM (VALUES ('Close with info and advice', '3,167'), ('Step down to FSP/TS', '965'), ('CIN Plan', '1,334'), ('Strat Discussion/ICPC/Continue with CP Plan', '981'),
             ('Continue with LAC/Pathway Plan', '365'), ('Total', '6,812')) AS v (o, want);
SELECT is(cell('3.1', 'outcome', 'CIN Plan', 'share-to-date'), '19.6%', '... 1,334 of 6,812');
SELECT is((SELECT string_agg(DISTINCT tab, ' ' ORDER BY tab) FROM cells WHERE report = '3.1' AND row_kind = 'point' AND href = 'ring'), 'chart-outcome chart-outcome-to-date', 'a ring of the month and one of the year');
SELECT is(cell('3.1 in 2016', 'outcome', 'CIN Plan', 'to-date'), '-', 'no year to date where its months are not all held');
SELECT is(cell('2.1', 'source-stage', 'Police', 'total'), NULL, 'contacts and those of them that became referrals are not added');

-- A pyramid, where age and gender cross; of nobody, made up.
SELECT made_up('breakdowns', 'indicator,area,period,row_dimension,row,column_dimension,column,value
6.1,norfolk,2017-01,age,Under 1,gender,Female,10
6.1,norfolk,2017-01,age,Under 1,gender,Male,20
6.1,norfolk,2017-01,age,Under 1,gender,Unborn,7
6.1,norfolk,2017-01,age,1 to 4,gender,Female,40
6.1,norfolk,2017-01,age,1 to 4,gender,Male,30
6.1,norfolk,2017-01,age,1 to 4,gender,Unborn,0
4.4,norfolk,2017-01,gender,Girls,age band,0-9,3
4.4,norfolk,2017-01,gender,Girls,age band,10+,4
4.4,norfolk,2017-01,gender,Boys,age band,0-9,5
4.4,norfolk,2017-01,gender,Boys,age band,10+,6
4.3,norfolk,2017-01,gender,All,age,0-9,5
4.3,norfolk,2017-01,gender,All,age,10+,6', false) \g /dev/null
INSERT INTO cells SELECT 'pyramid', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('6.1', i.a, i.p) g
  UNION ALL SELECT 'pyramid 2', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('4.4', i.a, i.p) g
  UNION ALL SELECT 'pyramid 3', g.* FROM ids('norfolk', '2017-01') i, breakdown_grid('4.3', i.a, i.p) g;
SELECT is((SELECT string_agg(grp || ' ' || label || ' ' || text, ', ' ORDER BY r, c) FROM cells WHERE report = 'pyramid' AND tab = 'chart-age-gender' AND href = 'pyramid'),
  'Male Under 1 20, Male 1 to 4 30, Female Under 1 10, Female 1 to 4 40', 'males to the left, females to the right, the youngest first');
SELECT is((SELECT DISTINCT status FROM cells WHERE report = 'pyramid' AND tab = 'chart-age-gender' AND row_kind = 'point'),
  'Male 50: Largest 30 (1 to 4), smallest 20 (Under 1). Female 50: Largest 40 (1 to 4), smallest 10 (Under 1).', '... in words');
SELECT ok(note('pyramid', 'age-gender', 'Not in the drawing: Unborn 7.'), '... who is neither is named');
SELECT is(cell('pyramid', 'age-gender', 'Total', 'total'), '107', '... and counted: 30 + 70 + 7');
SELECT is(cell('pyramid', 'age-gender', 'Under 1', 'c-female', 'marks'), '[u]', '... and what is not released says so');
SELECT is((SELECT DISTINCT href FROM cells WHERE report = 'pyramid' AND tab = 'chart-ethnicity-gender'), 'across_stacked', 'ethnicity and gender are no pyramid');
SELECT is((SELECT string_agg(grp || ' ' || label || ' ' || text, ', ' ORDER BY r, c) FROM cells WHERE report = 'pyramid 2' AND row_kind = 'point' AND href = 'pyramid'),
  'Boys 0-9 5, Boys 10+ 6, Girls 0-9 3, Girls 10+ 4', 'also the other way round');
SELECT is((SELECT DISTINCT href FROM cells WHERE report = 'pyramid 3' AND row_kind = 'point'), 'stacked', 'with one side it is none');

-- Blackpool beside others: none are held, and with figures made up for the purpose.
SELECT ok(note('quarterly', 'exceptions', 'No figures of others are held to compare these with.'), 'no comparators: it says so');
SELECT is((SELECT DISTINCT title FROM cells WHERE report = 'quarterly' AND tab = 'chart-bp-lac'), 'Children looked after, rate per 10,000', 'a rate is drawn under its own name');
SELECT made_up('benchmarks', 'indicator,kind,value,period
BP-LAC-R,stat_neighbour_avg,90.1,2015/16
BP-LAC-R,stat_neighbour_avg,95.26,2016/17
BP-LAC-R,stat_neighbour_avg,99,2018/19
BP-LAC-R,national_avg,60,
BP-EHA,national_avg,4000,2016/17') \g /dev/null
INSERT INTO cells SELECT 'quarterly 2', g.* FROM ids('blackpool', '2017/18 Q2') i, quarterly_grid(i.a, i.p) g;
SELECT is((SELECT string_agg(label || ' ' || coalesce(text, '-'), ', ' ORDER BY c) FROM cells WHERE report = 'quarterly 2' AND tab = 'chart-bp-lac' AND kind = 'comparator' AND grp = 'Statistical neighbours'),
  '2015/16 90.1, 2016/17 95.3, Q1 -, Q2 -', 'neighbours stand beside the years that they are of');
SELECT is((SELECT string_agg(grp || ' ' || text, ', ') FROM cells WHERE report = 'quarterly 2' AND tab = 'chart-bp-lac' AND kind = 'level'), 'England 60.0', 'a figure of no period is a line');
SELECT is((SELECT DISTINCT status FROM cells WHERE report = 'quarterly 2' AND tab = 'chart-bp-lac' AND status IS NOT NULL),
  'From 162.8 in 2015/16 to 185.6 in Q2: a rise. Lowest 162.8 in 2015/16, highest 191.6 in Q1. Statistical neighbours: 90.1 in 2015/16, 95.3 in 2016/17. For comparison: England 60.0.', '... in words');
SELECT is(cell('quarterly 2', 'others', 'Children looked after, rate per 10,000', c), want, 'compared with others: ' || c)
FROM (VALUES ('value', '185.6'), ('stat_neighbour_avg', '95.3 (2016/17)'), ('national_avg', '60.0'), ('region_avg', NULL)) AS v (c, want);
SELECT is((SELECT count(*) FROM cells WHERE report = 'quarterly 2' AND tab = 'chart-bp-eha' AND kind <> 'value'), 0::bigint, 'a year''s number is not drawn beside a quarter''s');
SELECT is(cell('quarterly 2', 'others', 'Early help assessments', 'national_avg'), '4,000 (2016/17)', '... but told');
SELECT is((SELECT count(*) FROM (SELECT FROM cells WHERE row_kind NOT IN ('point', 'note') GROUP BY report, t, r, c HAVING count(*) > 1) x), 0::bigint, 'still no cell stands twice');

-- Under every report: figures that were published otherwise, and the terms in its words.
INSERT INTO done SELECT 'contacts' AS report, g.* FROM finished('contacts', 'norfolk', '2017-01') g UNION ALL SELECT 'summary', g.* FROM finished('summary', 'norfolk', '2017-01') g
  UNION ALL SELECT '5.1', g.* FROM finished('5.1', 'norfolk', '2017-01') g;
SELECT is((SELECT text FROM done WHERE report = 'summary' AND tab = 'summary' AND text LIKE '3.5p,%'), '3.5p, Nov-16: published 35.4%, computed 35.8%.', 'a published figure that differs is named: 250 of 698 is 35.8%');
SELECT ok((SELECT bool_and(href = '/published-figures') FROM done WHERE row_kind = 'note' AND text ~ 'published otherwise|: published'), '... and the way to why');
SELECT is((SELECT text FROM done WHERE report = 'summary' AND text LIKE '5.5,%'),
  '5.5, Oct-16: published 55.1%, computed 72.6%; Nov-16: published 55.7%, computed 72.5%; Dec-16: published 54.5%, computed 70.6%; Jan-17: published 84.7%, computed 85.7%; direction: published ↑, computed -.',
  '... with its direction and rating');
SELECT is((SELECT count(*)::integer FROM done WHERE report = 'contacts' AND tab = 'months' AND text LIKE 'CR-3,%: published 1739.2, computed%'), 1, 'under the months those of the months');
SELECT is((SELECT count(*) FROM done WHERE report = 'contacts' AND row_kind <> 'note' AND row_kind <> 'term'), (SELECT count(*) FROM cells WHERE report = 'contacts' AND row_kind <> 'note'), 'all cells are still there');
SELECT is((SELECT string_agg(text || ' ' || label || ' ' || col, ', ' ORDER BY c) FROM done WHERE report = '5.1' AND row_kind = 'term'), 'CIN Child in need cin', 'the terms in the words of a report, each with its place');

-- The period that a way on leads to.
SELECT is(period_until('norfolk', u, i.indicator_id), want, format('%s up to %s', ref, u))
FROM (VALUES ('1.1', '2017-03-06', 'AY2015/16'), ('2.1', '2017-01', '2017-01'), ('2.1', '2016/17', '2017-01'), ('2.1', '2010-01', '2016-01'), ('EXC-2', '2016-11', 'AY2015/16 summer')) AS v (ref, u, want) JOIN indicator i USING (ref);
SELECT throws_ok($$SELECT period_until('norfolk', 'tomorrow', 1)$$, 'MH400', NULL, 'an unknown period is refused');
SELECT * FROM finish();
ROLLBACK;
