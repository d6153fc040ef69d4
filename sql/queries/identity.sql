-- name: operator_begin
SELECT operator_begin($1, $2) AS roles
