-- What is attached to items of an agenda: src/report/committee/attachment.c. Bytes travel as base64.

-- name: attach
SELECT attach($1, $2, $3, $4, decode($5, 'base64'), decode($6, 'hex'), $7::integer, $8::boolean, $9::boolean, $10)

-- name: detach
SELECT detach($1, $2, $3)

-- name: put_back
SELECT put_back($1, $2, NULL)

-- name: attach_allowed
-- Before a file is looked at at all.
SELECT must_assemble(), must_have_item($1, $2)

-- name: attachment_bytes
SELECT b.name, b.title, encode(b.bytes, 'base64') AS bytes, b.size, encode(b.sha256, 'hex') AS sha256,
       b.attachment_id AS edition,
       EXISTS (SELECT FROM agenda_item a
               WHERE a.meeting = b.meeting AND a.item = b.item AND a.exempt_paragraph IS NOT NULL) AS exempt
FROM attachment_now b WHERE b.meeting = $1 AND b.item = $2

-- name: item_number
SELECT item_number($1, $2) AS number

-- name: meeting_attachments
-- Every item of the agenda, with what is attached to it, for the forms of those who put packs together.
SELECT a.item, coalesce(a.number, a.item) AS number, a.title AS item_title, b.name, b.title, b.pages,
       size_words(b.size) AS size, b.tagged, b.added_by, moment_words(b.added_at) AS added, b.withdrawn_title,
       attachment_erased_words(b.attachment_id) AS removed
FROM agenda_item_now a LEFT JOIN attachment_newest b USING (meeting, item)
WHERE a.meeting = $1
ORDER BY a.place, a.entry
