-- Publication of packs: src/report/committee/publication.c. Bytes travel as base64.

-- name: publication_form
SELECT f.title, f.stands, f.dated, f.late, f.over, f.notice FROM publication_form($1) f

-- name: publication_begin
-- alike: whoever publishes sees no other figures than those who read what is published.
SELECT publication_begin($1, $2, $3, $4), NOT (sees_unreleased() OR sees_ledger()) AS alike

-- name: publication_sets
SELECT s.made_as FROM publication_sets($1) s

-- name: publication_add
SELECT publication_add($1, $2, $3) AS publication_id

-- name: edition_read
SELECT edition_read($1, $2)

-- name: edition_holds
SELECT ARRAY[h.items::text, h.exempt::text, h.papers::text, h.minutes_of, h.blocks::text]::text AS holds
FROM edition_holds($1) h

-- name: edition_add
SELECT edition_add($1::integer, $2, $3::text[], $4::integer, $5::text[], $6::text[], $7::text[]) AS edition_id

-- name: face_add
SELECT face_add($1::integer, $2, decode($3, 'base64'), $4) AS sha256

-- name: tables_add
SELECT tables_add($1::integer, $2::text[], $3::text[], $4::integer[])

-- name: publication_tables
SELECT substr(f.face, 5) AS key FROM publication_face f WHERE f.edition_id = $1::integer AND f.face LIKE 'csv:%'
ORDER BY f.place

-- name: publication_withdraw
SELECT publication_withdraw($1, $2, $3) AS publication_id

-- name: publication_served
SELECT s.publication_id, s.edition_id, s.sha256, s.size, s.exempt, s.rows, s.published, s.withdrawn
FROM publication_served($1, $2) s

-- name: publication_bytes
SELECT encode(f.bytes, 'base64') AS bytes, f.size FROM publication_face f
WHERE f.edition_id = $1::integer AND f.face = $2 AND f.bytes IS NOT NULL

-- name: publication_hashes
SELECT h.sha256 FROM publication_hashes() h

-- parts: publications
-- part: may
SELECT assembles_packs() AS may
-- part: list
SELECT l.* FROM publication_list($1) l
-- part: changes
SELECT c.* FROM publication_changes($1) c

-- name: publications_behind
SELECT b.publication_id, b.meeting, b.made_as FROM publications_behind($1::integer) b

-- name: publication_compare
SELECT publication_compare($1::integer, $2::text[], $3::text[], $4::text[], $5::integer) AS differ

-- name: pack_turn
SELECT pack_turn($1::integer)
