-- The council and its settings: src/cli/council.c, setting.c.

-- name: council_show
SELECT council() AS council

-- name: council_set
SELECT council_set($1) AS name

-- name: council_mark_set
-- Bytes travel as base64.
SELECT council_mark_set(decode($1, 'base64'), $2::integer, $3::integer, coalesce($4, page_name(council()) || ': mark'))

-- name: council_mark
SELECT encode(m.png, 'base64') AS png, octet_length(m.png) AS size FROM council_mark m

-- name: council_mark_shown
SELECT encode(m.png, 'base64') AS png, octet_length(m.png) AS size FROM council_mark m WHERE m.digest = $1

-- name: setting_list
SELECT key, value, usual, meaning FROM setting_list()

-- name: setting_show
SELECT setting_value($1) AS value

-- name: setting_change
SELECT setting_change($1, $2)
