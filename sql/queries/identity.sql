-- name: operator_begin
SELECT operator_begin($1, $2) AS roles

-- name: user_add
SELECT person_add($1, $2, $3, $4::text[], $5::text[])

-- name: user_list
SELECT username, name, called, roles, disabled FROM person_list()

-- name: user_disable
SELECT person_disable($1)

-- name: user_enable
SELECT person_enable($1)

-- name: user_password
SELECT person_password($1, $2)

-- name: password_names
SELECT name FROM password_names($1)
