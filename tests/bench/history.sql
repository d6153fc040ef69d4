-- :years years of 12 committees, each with 10 meetings a year, up to 2016: 8 items a meeting, a tenth of them exempt, 2
-- papers of 4 paragraphs, 13 paragraphs of minutes, 2 resolutions. Of 20 years these are 50,000 paragraphs of 40 to 80
-- words each, of 6,000 words, which are as frequent as words are (the n-th one time in n). One import, as a history
-- that is taken over is.
SET search_path = moothall_code, moothall, pg_temp;
SELECT setseed(0.42);
CREATE TEMPORARY TABLE word AS
  SELECT n, (SELECT string_agg((ARRAY['ba','cor','de','fen','gu','hal','is','jor','ka','lim','mo','nes','or','pel','qui',
                                      'ros','su','ter','ul','vin'])[1 + (n * (7 + 4 * s) / (s * s + 1)) % 20], '')
            FROM generate_series(1, 2 + n % 3) s) || chr(97 + n % 26) AS word
  FROM generate_series(1, 6000) n;
CREATE UNIQUE INDEX ON word (n);
CREATE TEMPORARY TABLE paragraph AS
  SELECT p AS n, initcap(substr(string_agg(w.word, ' '), 1, 1)) || substr(string_agg(w.word, ' '), 2) || '.' AS text
  FROM (SELECT p, floor(exp(random() * ln(6000)))::integer AS n
        FROM generate_series(1, :years * 2520) p, generate_series(1, 40 + p % 41)) r JOIN word w USING (n)
  GROUP BY p;
CREATE UNIQUE INDEX ON paragraph (n);
CREATE TEMPORARY TABLE sitting AS
  SELECT row_number() OVER (ORDER BY y, m, c)::integer AS n, 'bench-' || c AS committee,
         make_date(2016 - y, m, 1 + c) AS day, format('bench-%s-%s', c, make_date(2016 - y, m, 1 + c)) AS meeting
  FROM generate_series(1, :years) y, generate_series(1, 10) m, generate_series(1, 12) c;

INSERT INTO import (source, loaded_by, released_by, released_at) VALUES ('bench', 'bench', 'bench', now());
INSERT INTO import_file (import_id, kind, name, sha256)
  SELECT i.import_id, k, k, ''
  FROM import i, unnest(ARRAY['committees', 'seats', 'meetings', 'agenda', 'papers', 'minutes', 'minutes_states',
                              'resolutions']) k
  WHERE i.source = 'bench';
CREATE TEMPORARY TABLE file AS
  SELECT f.file_id, f.kind FROM import_file f JOIN import i USING (import_id) WHERE i.source = 'bench';

INSERT INTO committee (committee, name, file_id, line)
  SELECT 'bench-' || c, format('Bench Committee %s', c), f.file_id, c FROM generate_series(1, 12) c, file f
  WHERE f.kind = 'committees';
INSERT INTO seat (committee, person, capacity, file_id, line)
  SELECT 'bench-' || c, format('Cllr Bench %s', s), 'Member', f.file_id, c * 20 + s
  FROM generate_series(1, 12) c, generate_series(1, 12) s, file f WHERE f.kind = 'seats';
INSERT INTO meeting (meeting, committee, day, starts, venue, published, file_id, line)
  SELECT s.meeting, s.committee, s.day, '10:00', 'Room', s.day - 10, f.file_id, 1
  FROM sitting s JOIN file f ON f.kind = 'meetings';
INSERT INTO agenda_item (meeting, item, title, kind, exempt_paragraph, paper, place, file_id, line)
  SELECT s.meeting, i::text, initcap(a.word || ' ' || b.word || ' ' || c.word),
         CASE WHEN i <= 2 THEN 'report' ELSE 'business' END, CASE WHEN (s.n * 8 + i) % 10 = 0 THEN '3' END,
         CASE WHEN i <= 2 THEN s.meeting || '-' || i || '.md' END, i, f.file_id, i
  FROM sitting s CROSS JOIN generate_series(1, 8) i JOIN file f ON f.kind = 'agenda'
       JOIN word a ON a.n = 1 + (s.n * 31 + i * 7) % 6000 JOIN word b ON b.n = 1 + (s.n * 17 + i * 3) % 900
       JOIN word c ON c.n = 1 + (s.n + i) % 90;
INSERT INTO paper (paper, text, file_id, line)
  SELECT s.meeting || '-' || i || '.md', string_agg(p.text, E'\n\n' ORDER BY p.n), f.file_id, i
  FROM sitting s CROSS JOIN generate_series(1, 2) i JOIN file f ON f.kind = 'papers'
       JOIN paragraph p ON p.n BETWEEN (s.n - 1) * 21 + i * 4 - 3 AND (s.n - 1) * 21 + i * 4
  GROUP BY s.meeting, i, f.file_id;
INSERT INTO minute (meeting, number, item, text, file_id, line)
  SELECT s.meeting, (1 + k % 8) || '.' || (1 + k / 8), (1 + k % 8)::text, p.text, f.file_id, s.n * 20 + k
  FROM sitting s CROSS JOIN generate_series(0, 12) k JOIN file f ON f.kind = 'minutes'
       JOIN paragraph p ON p.n = (s.n - 1) * 21 + 9 + k;
INSERT INTO resolution (meeting, item, verb, text, file_id, line)
  SELECT s.meeting, i::text, 'agree', left(p.text, 120), f.file_id, s.n * 10 + i
  FROM sitting s CROSS JOIN generate_series(1, 2) i JOIN file f ON f.kind = 'resolutions'
       JOIN paragraph p ON p.n = (s.n - 1) * 21 + 9 + i;
INSERT INTO minutes_state (meeting, state, day, file_id, line)
  SELECT s.meeting, 'circulated', s.day + 14, f.file_id, s.n FROM sitting s JOIN file f ON f.kind = 'minutes_states';
SELECT count(*) AS meetings, (SELECT count(*) FROM paragraph) AS paragraphs FROM sitting;
\copy (SELECT word FROM word ORDER BY n) TO pstdout
