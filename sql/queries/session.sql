-- Signing in and who is asking. Tokens travel as hexadecimal digits, the idle limit in minutes.

-- name: session_begin
-- Of whoever is not known already also the class of their rights, by which pages are kept.
SELECT s.person_id, s.username, s.name, s.roles, s.council, s.pending, s.fresh, s.may_add,
       s.mark, s.mark_width, s.mark_height, s.content,
       CASE WHEN s.username IS NOT NULL THEN reading_rights() END AS rights
FROM session_begin(decode($1::text, 'hex'), make_interval(mins => $2::integer), $3::text, $4::text, $5::text) s;

-- name: sign_in_attempt
SELECT wait_seconds, person_id, password_hash FROM sign_in_attempt($1::text, $2::text, decode($3::text, 'hex'));

-- name: sign_in_from
-- A transaction that no session begins, for the audit trail: from where, and the request.
SELECT set_config('moothall.address', $1, true), set_config('moothall.request', $2, true) AS request

-- name: sign_in_refused
SELECT sign_in_refused($1, $2)

-- name: sign_in_proxy
SELECT sign_in_proxy($1::text) AS person_id;

-- name: session_open
SELECT session_open($1::integer, $2::text, decode($3::text, 'hex'), decode($4::text, 'hex'), decode($5::text, 'hex'),
  decode($6::text, 'hex'), $7::text, make_interval(mins => $8::integer), $9::text, $10::text);

-- name: session_end
SELECT session_end(decode($1::text, 'hex')) AS how;

-- name: contact_words
SELECT c.word, c.text FROM contact_words() c
