-- The council and its settings: src/cli/council.c, setting.c.

-- name: council_show
SELECT council() AS council

-- name: council_set
SELECT council_set($1) AS name

-- name: setting_list
SELECT key, value, usual, meaning FROM setting_list()

-- name: setting_show
SELECT setting_value($1) AS value

-- name: setting_change
SELECT setting_change($1, $2)
