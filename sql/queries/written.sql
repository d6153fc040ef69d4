-- Papers that are written on the site: src/page/paper.c and its neighbours, src/report/committee/papers.c.

-- name: load_paper_sections
SELECT line, "column", value, expected FROM load_paper_sections($1::integer, $2::jsonb)

-- name: load_exemptions
SELECT line, "column", value, expected FROM load_exemptions($1::integer, $2::jsonb)

-- name: paper_of
SELECT p.*, paper_state_words(p.state) AS state_words, moment_words(p.saved_at) AS saved, day_words(p.day) AS short_day,
       p.printed IS NOT NULL AND p.printed <> p.text AS prints_other
FROM paper_of($1) p

-- name: paper_steps
SELECT s.step, s.version, s.state, paper_state_words(s.state) AS state_words, s.note, s.made_by,
       moment_words(s.made_at) AS made
FROM paper_step s WHERE s.paper = $1 ORDER BY s.step DESC

-- name: paper_versions
SELECT v.version, v.text, v.saved_by, moment_words(v.saved_at) AS saved, paper_state_words(v.state) AS state_words
FROM paper_versions($1) v

-- name: paper_text
SELECT paper_text($1, $2::integer) AS text, (SELECT v.saved_by FROM paper_version v WHERE v.paper = $1
                                              ORDER BY v.version DESC LIMIT 1) AS saved_by

-- name: paper_figures
-- What the figures of two versions showed; those that this reader may not know are left out.
SELECT f.version, f.place, f.reference, f.shown, f.in_report FROM paper_figure f
WHERE f.paper = $1 AND f.version IN ($2::integer, $3::integer) ORDER BY f.version, f.place

-- name: paper_comments
SELECT c.comment, c.version, c.place, c.passage, CASE WHEN c.erased THEN 'removed' ELSE c.words END AS words, c.made_by,
       moment_words(c.made_at) AS made, c.resolved_by, moment_words(c.resolved_at) AS resolved
FROM paper_comment c WHERE c.paper = $1 ORDER BY c.resolved_at IS NOT NULL, c.place NULLS LAST, c.comment

-- name: paper_sections
SELECT s.section, s.headings FROM paper_section_now s WHERE s.kind = $1 ORDER BY s.place, s.entry

-- name: paper_kinds
SELECT s.kind FROM paper_section_now s GROUP BY s.kind ORDER BY min(s.place), s.kind

-- name: paper_save
SELECT paper_save($1, $2::integer, $3, $4, $5::integer[], $6::text[], $7::text[], $8::boolean[], $9::text[],
                  $10::boolean[]) AS version

-- name: paper_exemptions
SELECT e.*, day_words(e.review_on) AS review FROM exemption_list($1, $2) e

-- name: paper_exemption_findings
SELECT * FROM exemption_findings($1, $2, $3::date)

-- name: audiences
SELECT a.audience, a.label FROM audiences() a ORDER BY a.place

-- name: exemption_save
SELECT exemption_save($1, $3, $2::jsonb, false)

-- name: exemption_remove
SELECT exemption_save($1, $2, jsonb_build_object('since', $3), true)

-- name: paper_hand_on
SELECT paper_hand_on($1, $2::integer, $3, $4)

-- name: paper_comment_add
SELECT paper_comment_add($1, $2::integer, nullif($3, '')::integer, $4, $5)

-- name: paper_comment_settle
SELECT paper_comment_settle($1, $2::integer, $3::boolean)

-- parts: papers
-- part: papers
SELECT p.paper, p.title, p.meeting, p.item, p.number, p.committee_name, day_words(p.iso_day) AS day, p.lead,
       paper_state_words(p.state) AS state_words, p.handed_by, moment_words(p.handed_at) AS handed,
       day_words(p.due) AS due,
       p.due < today() AS is_late, p.is_mine, p.waits, p.exempt
FROM paper_list() p
