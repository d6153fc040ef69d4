-- Users: the pages /users, /users/{username}, /users/changes and /invitation/{token}; moothall user. Tokens travel as
-- hexadecimal digits of their hash, days as they are typed on the command line and as ISO 8601 from pages.

-- name: users_scope
SELECT is_operator() OR has_role('admin') AS may

-- parts: users
-- part: people
SELECT l.username, l.name, l.called, l.role_words, l.need, NULL AS in_need, l.state, l.signed_in,
       to_char(l.signed_in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS signed_in_at,
       concat_ws(' ', l.username, l.called, l.email, l.role_words) AS words
FROM person_list() l

-- name: person_scope
SELECT * FROM person_page($1)

-- parts: person
-- part: roles
SELECT * FROM person_roles($1)
-- part: names
SELECT * FROM person_names($1)
-- part: sessions
SELECT * FROM person_sessions($1)
-- part: history
SELECT * FROM person_history($1)

-- name: person_changes_scope
-- $4 and $5: the days, as they are typed; without them the last month. `why`: they are no such days.
SELECT d.first_day, d.last_day, coalesce(day_words(d.first_day), $4) AS first,
       coalesce(day_words(d.last_day), $5) AS last,
       CASE WHEN d.first_day > d.last_day THEN 'the first day is after the last' ELSE d.why END AS why
FROM (SELECT CASE WHEN f.why IS NULL THEN coalesce(f.day, coalesce(l.day, today()) - interval '1 month')::date END
               AS first_day,
             CASE WHEN l.why IS NULL THEN coalesce(l.day, today()) END AS last_day, coalesce(f.why, l.why) AS why
      FROM day_typed($4) f, day_typed($5) l) d

-- parts: person_changes
-- part: changes
SELECT * FROM person_changes($1::date, $2::date)

-- name: person_called
SELECT DISTINCT n.name FROM person_names($1) n ORDER BY n.name

-- name: names_free
SELECT n.name, n.kind, n.what FROM names_free() n
WHERE $1 IS NULL OR strpos(lower(concat_ws(' ', n.name, n.what)), lower(btrim($1))) > 0

-- name: person_add
SELECT person_add($1, $2, $3, $4::text[], $5::text[])

-- name: person_invite
SELECT person_invite(btrim($1), $2, nullif(btrim($3), ''), $4::text[], $5::text[], day_read($6), day_read($7),
                     decode($8, 'hex')) AS ends, btrim($1) AS username,
       (SELECT nullif(setting_value('site_address'), '')) AS site

-- name: person_link
SELECT person_link($1, decode($2, 'hex'), version_seen($3)) AS ends,
       (SELECT nullif(setting_value('site_address'), '')) AS site

-- name: person_role_give
SELECT person_role_give($1, $2, day_read($3), day_read($4), version_seen($5)) AS said

-- name: person_role_end
SELECT person_role_end($1, $2, day_read($3), version_seen($4)) AS said

-- name: person_names_give
SELECT person_names_give($1, $2::text[], version_seen($3))

-- name: person_names_set
SELECT person_names_set($1, $2::text[], version_seen($3))

-- name: person_name_take
SELECT person_name_take($1, $2, version_seen($3))

-- name: person_details
SELECT person_details($1, $2, $3, version_seen($4))

-- name: person_disable
SELECT person_disable($1, version_seen($2))

-- name: person_enable
SELECT person_enable($1, version_seen($2))

-- name: person_password
SELECT person_password($1, $2)

-- name: person_sessions_end
SELECT person_sessions_end($1, $2::integer) AS ended

-- name: person_list
SELECT l.username, l.name, l.called, l.roles, l.disabled, l.email, l.state,
       to_char(l.signed_in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS signed_in_at,
       (SELECT coalesce(json_agg(json_build_object('role', r.role, 'from', r.from_day, 'to', r.to_day)
                                 ORDER BY r.role), '[]')
        FROM person_role r WHERE r.person_id = l.person_id) AS role_days
FROM person_list() l ORDER BY l.username

-- name: password_names
SELECT name FROM password_names($1)

-- name: invitation_find
SELECT username, full_name, name FROM invitation_find(decode($1, 'hex'))

-- name: invitation_use
SELECT invitation_use(decode($1, 'hex'), $2) AS username
