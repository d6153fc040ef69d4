-- One's own account: src/page/account*.c, src/auth/proof.c. Tokens and hashes travel as hexadecimal digits.

-- name: proof_by
SELECT username, by_code, by_password FROM proof_by(decode($1::text, 'hex'), make_interval(mins => $2::integer))

-- name: proof_attempt
SELECT person_id, wait_seconds, password_hash, encode(sealed, 'hex') AS sealed, last_step, at
FROM proof_attempt(decode($1::text, 'hex'), make_interval(mins => $2::integer))

-- name: proof_refused
SELECT proof_refused(decode($1::text, 'hex'), make_interval(mins => $2::integer), $3) AS ended

-- name: proof_done
SELECT verdict, codes_left
FROM proof_done(decode($1::text, 'hex'), make_interval(mins => $2::integer), decode($3::text, 'hex'), $4, $5::bigint,
  decode($6::text, 'hex'))

-- name: password_change
SELECT password_change(decode($1::text, 'hex'), make_interval(mins => $2::integer), decode($3::text, 'hex'), $4)

-- name: account_person
SELECT username, name, has_password, called FROM account_person()

-- name: account_roles
SELECT role, holds FROM account_roles()

-- name: account_sessions
SELECT session_id, begun, seen, address, browser, own
FROM account_sessions(decode($1::text, 'hex'), make_interval(mins => $2::integer))

-- name: account_sessions_end
SELECT account_sessions_end(decode($1::text, 'hex'), $2::integer) AS ended

-- name: factor_state
SELECT person_id, username, has, added, codes_left, wanted, at
FROM factor_state(decode($1::text, 'hex'), make_interval(mins => $2::integer))

-- name: factor_add
SELECT factor_add(decode($1::text, 'hex'), make_interval(mins => $2::integer), decode($3::text, 'hex'),
  decode($4::text, 'hex'), $5::bigint, array(SELECT decode(h, 'hex') FROM unnest($6::text[]) h))

-- name: recovery_renew
SELECT recovery_renew(decode($1::text, 'hex'), make_interval(mins => $2::integer),
  array(SELECT decode(h, 'hex') FROM unnest($3::text[]) h))

-- name: factor_remove
SELECT factor_remove(decode($1::text, 'hex'), make_interval(mins => $2::integer), decode($3::text, 'hex'))

-- name: factor_reset
SELECT factor_reset($1, $2, version_seen($3))

-- name: factors_sealed
SELECT person_id, username, encode(sealed, 'hex') AS sealed FROM factors_sealed()

-- name: factor_reseal
SELECT factor_reseal($1::integer, decode($2::text, 'hex'))
