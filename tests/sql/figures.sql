-- The examples and rules of docs/figures.md. Expected values are the publication's, or arithmetic
-- done by hand beside them.
BEGIN;
SELECT * FROM no_plan();
SELECT add_person('reader', '{member}'), add_person('author', '{officer}') \g /dev/null
:operator

-- Shown, rounded half away from zero.
SELECT is(shown(v, d, m), t, format('%s with %s decimals is %s', v, d, t))
FROM (VALUES (2.45, 1, '', '2.5'), (-2.45, 1, '', '-2.5'), (2.449999999999, 1, '', '2.4'), (0.5, 0, '', '1'), (-0.5, 0, '', '-1'),
  (1113, 0, '', '1,113'), (24.533670, 1, 'percentage', '24.5%'), (-0.28, 2, 'score', '-0.28'), (-0.04, 1, '', '0.0'),
  (0, 1, 'percentage', '0.0%'), (1234567.895, 2, '', '1,234,567.90'), (999999999.5, 0, '', '1,000,000,000')) AS c (v, d, m, t);
SELECT is(shown(NULL, 1, ''), NULL, 'nothing is never shown as 0');
SELECT is(shown_signed(0.04, 1), '0.0', 'what rounds to nothing has no sign');
SELECT is(shown_signed(0.05, 1), '+0.1', 'a rise has one');

-- Percentages and rates. 100 × 776 ÷ 3163 = 24.53…; 10,000 × 776 × 12 ÷ 167,942 = 554.47…
SELECT is(fig('2.3', '2017-01') ->> 'text', '24.5%', 'contacts accepted as referrals: 776 of 3,163');
SELECT is(fig('2.3', '2017-01') ->> 'numerator', '776', '... its numerator');
SELECT is(fig('2.3', '2017-01') ->> 'denominator', '3163', '... its denominator');
SELECT is(fig('2.4', '2017-01') ->> 'text', '554.5', 'a rate of a flow is annualised');
SELECT is(fig('2.4', '2016-12') ->> 'text', '404.4', '... the month before');
SELECT is(fig('2.4', '2017-01') ->> 'dot', '↓', '... low is good, so the rise is a worsening');
SELECT is(fig('7.2', '2017-01') ->> 'text', '66.3', 'a rate of a stock is not annualised');
SELECT is(fig('5.2', '2017-01') ->> 'value', (1697 + 536)::text, 'a derived count is the sum of its inputs');
SELECT is(rounded('5.3b', '2017-01', 'value'), round(10000 * (1697 + 536)::numeric / 167942, 1)::text, 'a rate of a derived count');
SELECT is(fig('8.1', '2017-01') ->> 'value', (11 + 467)::text, 'care leavers: relevant and former relevant');
SELECT is(fig('3.5p', '2016-11') ->> 'text', '35.8%', 'a derived count over a sum of five: 250 of 698');

-- Year to date, the year before, difference. 28,208 − 34,029 = -5,821; 100 × -5,821 ÷ 34,029 = -17.1.
SELECT is(fig('2.1', '2017-01') ->> 'ytd', '28208', 'ten months of contacts');
SELECT is(fig('2.1', '2017-01') ->> 'previous_ytd', '34029', 'a total stands for months not held');
SELECT is(rounded('2.1', '2017-01', 'difference'), '-5821', 'the difference');
SELECT is(rounded('2.1', '2017-01', 'difference_pct'), '-17.1', '... in per cent of the year before');
SELECT is(rounded('2.3', '2017-01', 'previous_ytd'), round(100 * 7154::numeric / 34029, 1)::text, 'a percentage of totals');
SELECT is(rounded('2.3', '2017-01', 'difference'), '2.9', '... and its difference in points, as published');
SELECT is(rounded('2.4', '2017-01', 'ytd'), round((10000::numeric * (7154 - 416) * 12) / (10 * 167942), 1)::text, 'a rate to date: the sum × 12 ÷ 10 months');
SELECT is(fig('7.1', '2017-01') -> 'ytd', 'null', 'a stock has no year to date');
SELECT is(fig('4.5', '2017-01') -> 'ytd', 'null', 'a percentage without numerator and denominator has none: never a mean');
SELECT is(fig('2.5', '2016-03') -> 'ytd', 'null', 'a month missing: no year to date');
SELECT is(rounded('4.4', '2017-01', 'ytd'), '1800', '... unless it was entered, where the months are not held');
SELECT is(rounded('4.3', '2017-01', 'ytd'), '128.62', '... from which a rate follows: 10,000 × 1,800 × 12 ÷ 10 ÷ 167,942');

-- Over twelve months.
SELECT is(fig('6.2a', '2017-01') ->> 'value', '967', 'the sum of twelve months');
SELECT is(fig('6.2b', '2017-01') ->> 'text', '57.6', '... as a rate, not annualised again: 10,000 × 967 ÷ 167,942');
SELECT is(fig('3.2', '2016-09') ->> 'text', 'n/a', 'nine months are not twelve');
SELECT is(fig('3.2', '2016-09') ->> 'why', '9 of 12 months', '... and it says so');
SELECT is(fig('6.2a', '2016-11') ->> 'value', '977', 'twelve months that are not held, entered as a total');
SELECT is(fig('6.2b', '2016-11') ->> 'text', '58.2', '... as a rate: 10,000 × 977 ÷ 167,942');
SELECT is(fig('2.8', '2016-11') ->> 'text', '26.2%', '... entered as a percentage');

-- Entered where the inputs are not held.
SELECT is(fig('7.2', '2015-12') ->> 'as_entered', 'true', 'a derived rate of a month whose count is not held is as entered');
SELECT is(fig('7.2', '2016-01') ->> 'as_entered', 'false', '... and computed where it is');

-- Rated as shown.
SELECT is(fig('6.4', '2017-01') ->> 'text' || ' ' || (fig('6.4', '2017-01') ->> 'rag'), '73.5% red', 'conferences within 15 days: red below 80');
SELECT is(fig('7.2', '2017-01') ->> 'rag', 'red', 'LAC rate 66.3: red above 65');
SELECT is(fig('6.10', '2017-01') ->> 'text' || ' ' || (fig('6.10', '2017-01') ->> 'rag'), '0.7% green', 'plans over two years: green to 10');
SELECT is(rag(c.rule, c.polarity, c.op, c.target, c.red, c.green, c.v), c.wanted, format('%s: %s %s', c.what, c.v, c.wanted))
FROM (VALUES
  ('tolerance', 'high', NULL, NULL, 80, 90, 90, 'green', 'high, at green'), ('tolerance', 'high', NULL, NULL, 80, 90, 89.9, 'amber', 'high, under green'),
  ('tolerance', 'high', NULL, NULL, 80, 90, 80, 'amber', 'high, at red'), ('tolerance', 'high', NULL, NULL, 80, 90, 79.9, 'red', 'high, under red'),
  ('tolerance', 'low', NULL, NULL, 65, 55, 55, 'green', 'low, at green'), ('tolerance', 'low', NULL, NULL, 65, 55, 55.1, 'amber', 'low, over green'),
  ('tolerance', 'low', NULL, NULL, 65, 55, 65, 'amber', 'low, at red'), ('tolerance', 'low', NULL, NULL, 65, 55, 65.1, 'red', 'low, over red'),
  ('target', 'low', '<', 20, NULL, NULL, 19.9, 'green', '<20'), ('target', 'low', '<', 20, NULL, NULL, 20, 'amber', '<20'),
  ('target', 'low', '<', 20, NULL, NULL, 22, 'amber', '<20, by 10% of the target'), ('target', 'low', '<', 20, NULL, NULL, 22.1, 'red', '<20'),
  ('target', 'high', '>', 86, NULL, NULL, 86, 'amber', '>86'), ('target', 'high', '>', 86, NULL, NULL, 86.1, 'green', '>86'),
  ('target', 'high', '>=', 100, NULL, NULL, 90, 'amber', '100'), ('target', 'high', '>=', 100, NULL, NULL, 89.9, 'red', '100'),
  ('target', 'low', '<=', 11, NULL, NULL, 11, 'green', '11 or less'), ('target', 'low', '<=', 0, NULL, NULL, 0, 'green', 'target 0'),
  ('target', 'low', '<=', 0, NULL, NULL, 0.1, 'red', 'target 0, any miss'), ('target', 'high', '>=', -0.1, NULL, NULL, -0.11, 'amber', 'a negative target, by 10%'),
  ('target', 'high', '>=', -0.1, NULL, NULL, -0.12, 'red', 'a negative target'), ('target', 'info', '=', 5, NULL, NULL, 5, 'green', 'equal'),
  ('none', 'high', '>=', 5, NULL, NULL, 1, NULL, 'no rule'), ('target', 'high', '>=', 5, NULL, NULL, NULL, NULL, 'no value')
) AS c (rule, polarity, op, target, red, green, v, wanted, what);

-- Direction, as performance.
SELECT is(direction(c.p, c.v, c.b), c.w, format('%s, %s after %s', c.p, c.v, c.b))
FROM (VALUES ('high', 2, 1, '↑'), ('high', 1, 2, '↓'), ('low', 2, 1, '↓'), ('low', 1, 2, '↑'), ('low', 1, 1.0, '↔'),
  ('info', 2, 1, '-'), ('high', 2, NULL, '-'), ('high', NULL, 2, '-')) AS c (p, v, b, w);

\ir figures_made_up.sql
\ir figures_national.sql
SELECT * FROM finish();
ROLLBACK;
