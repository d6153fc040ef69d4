-- What the import runs: one statement a kind, each with the file's number and its rows as JSON.

-- name: import_check
SELECT import_check($1::text[])

-- name: import_begin
SELECT import_begin($1, $2) AS import_id

-- name: import_file_add
INSERT INTO import_file (import_id, kind, name, sha256, row_count)
VALUES ($1::integer, $2, $3, $4, $5::integer)
RETURNING file_id

-- name: release_check
SELECT release_check($1::text[])

-- name: import_release
SELECT import_release($1::integer, $2, $3)

-- name: import_closed
-- What of an import that is loaded is for closed periods.
SELECT file, line, "column", value, expected FROM import_closed($1::integer)

-- name: import_explain
SELECT import_explain($1::integer, $2, $3) AS explained

-- name: period_close
SELECT period_close($1, $2) AS label

-- name: period_reopen
SELECT period_reopen($1, $2, $3) AS label

-- name: period_list
-- Moments for people, and as JSON has them.
SELECT period, is_closed, moment_words(closed_at) AS closed, closed_by, moment_words(reopened_at) AS reopened,
       reopened_by, reopened_why, to_char(closed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS closed_at,
       to_char(reopened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS reopened_at, array_to_string(changes, ' ') AS changes
FROM period_list()

-- name: import_list
-- All that the reader may see, or one; moments as JSON has them.
SELECT import_id, to_char(loaded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS loaded_at, loaded, loaded_by,
       to_char(released_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS released_at, released, released_by, files, first_file,
       kinds, rows, shown(rows, 0, 'count') AS rows_shown, c.periods AS closed, c.reason, c.given_by
FROM import_list($1::integer) i LEFT JOIN LATERAL import_changed(i.import_id) c ON true
ORDER BY import_id DESC

-- name: import_files
SELECT name, kind, rows, shown(rows, 0, 'count') AS rows_shown, sha256, first_period, last_period
FROM import_files($1::integer)

-- name: import_end
SELECT import_end()

-- name: import_text_begin
SAVEPOINT import_text

-- name: import_text_end
RELEASE SAVEPOINT import_text

-- name: import_text_undo
ROLLBACK TO SAVEPOINT import_text

-- name: load_areas
SELECT line, "column", value, expected FROM load_areas($1::integer, $2::jsonb)

-- name: load_populations
SELECT line, "column", value, expected FROM load_populations($1::integer, $2::jsonb)

-- name: load_indicators
SELECT line, "column", value, expected FROM load_indicators($1::integer, $2::jsonb)

-- name: load_targets
SELECT line, "column", value, expected FROM load_targets($1::integer, $2::jsonb)

-- name: load_benchmarks
SELECT line, "column", value, expected FROM load_benchmarks($1::integer, $2::jsonb)

-- name: load_observations
SELECT line, "column", value, expected FROM load_observations($1::integer, $2::jsonb)

-- name: load_totals
SELECT line, "column", value, expected FROM load_totals($1::integer, $2::jsonb)

-- name: load_published
SELECT line, "column", value, expected FROM load_published($1::integer, $2::jsonb)

-- name: load_breakdowns
SELECT line, "column", value, expected FROM load_breakdowns($1::integer, $2::jsonb)

-- name: load_commentary
SELECT line, "column", value, expected FROM load_commentary($1::integer, $2::jsonb)

-- name: load_revenue
SELECT line, "column", value, expected FROM load_revenue($1::integer, $2::jsonb)

-- name: load_published_finance
SELECT line, "column", value, expected FROM load_published_finance($1::integer, $2::jsonb)

-- name: load_balances
SELECT line, "column", value, expected FROM load_balances($1::integer, $2::jsonb)

-- name: load_reserves
SELECT line, "column", value, expected FROM load_reserves($1::integer, $2::jsonb)

-- name: load_contributions
SELECT line, "column", value, expected FROM load_contributions($1::integer, $2::jsonb)

-- name: load_capital
SELECT line, "column", value, expected FROM load_capital($1::integer, $2::jsonb)

-- name: load_capital_funding
SELECT line, "column", value, expected FROM load_capital_funding($1::integer, $2::jsonb)

-- name: load_risks
SELECT line, "column", value, expected FROM load_risks($1::integer, $2::jsonb)

-- name: load_method_changes
SELECT line, "column", value, expected FROM load_method_changes($1::integer, $2::jsonb)

-- name: load_report_members
SELECT line, "column", value, expected FROM load_report_members($1::integer, $2::jsonb)

-- name: load_neighbours
SELECT line, "column", value, expected FROM load_neighbours($1::integer, $2::jsonb)

-- name: load_council_words
SELECT line, "column", value, expected FROM load_council_words($1::integer, $2::jsonb)

-- name: load_links
SELECT line, "column", value, expected FROM load_links($1::integer, $2::jsonb)

-- name: load_committees
SELECT line, "column", value, expected FROM load_committees($1::integer, $2::jsonb)

-- name: load_seats
SELECT line, "column", value, expected FROM load_seats($1::integer, $2::jsonb)

-- name: load_terms
SELECT line, "column", value, expected FROM load_terms($1::integer, $2::jsonb)

-- name: load_substitutes
SELECT line, "column", value, expected FROM load_substitutes($1::integer, $2::jsonb)

-- name: load_programme
SELECT line, "column", value, expected FROM load_programme($1::integer, $2::jsonb)

-- name: load_training
SELECT line, "column", value, expected FROM load_training($1::integer, $2::jsonb)

-- name: load_cover_texts
SELECT line, "column", value, expected FROM load_cover_texts($1::integer, $2::jsonb)

-- name: load_group_meetings
SELECT line, "column", value, expected FROM load_group_meetings($1::integer, $2::jsonb)

-- name: load_joining_links
SELECT line, "column", value, expected FROM load_joining_links($1::integer, $2::jsonb)

-- name: load_bank_holidays
SELECT line, "column", value, expected FROM load_bank_holidays($1::integer, $2::jsonb)

-- name: load_meetings
SELECT line, "column", value, expected FROM load_meetings($1::integer, $2::jsonb)

-- name: load_papers
SELECT line, "column", value, expected FROM load_papers($1::integer, $2::jsonb)

-- name: load_agenda
SELECT line, "column", value, expected FROM load_agenda($1::integer, $2::jsonb)

-- name: load_attendance
SELECT line, "column", value, expected FROM load_attendance($1::integer, $2::jsonb)

-- name: load_declarations
SELECT line, "column", value, expected FROM load_declarations($1::integer, $2::jsonb)

-- name: load_minutes
SELECT line, "column", value, expected FROM load_minutes($1::integer, $2::jsonb)

-- name: load_motions
SELECT line, "column", value, expected FROM load_motions($1::integer, $2::jsonb)

-- name: load_votes
SELECT line, "column", value, expected FROM load_votes($1::integer, $2::jsonb)

-- name: load_resolutions
SELECT line, "column", value, expected FROM load_resolutions($1::integer, $2::jsonb)

-- name: load_minutes_states
SELECT line, "column", value, expected FROM load_minutes_states($1::integer, $2::jsonb)
-- name: load_questions
SELECT line, "column", value, expected FROM load_questions($1::integer, $2::jsonb)

-- name: load_actions
SELECT line, "column", value, expected FROM load_actions($1::integer, $2::jsonb)

-- name: load_contacts
SELECT line, "column", value, expected FROM load_contacts($1::integer, $2::jsonb)

-- name: take_over
-- Of the rows of a kind ($1, $2) those that were not taken over before.
SELECT t.rows::text AS rows, t.count, t.warning FROM take_over($1, $2::jsonb) t

-- name: take_over_document
-- $1 meeting, $2 item, $3 title, $4 the hash of the file.
SELECT take_over_document($1, $2, $3, $4) AS wanted
