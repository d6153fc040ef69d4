-- What a report's page needs beside its own figures: src/report/furniture.c.

-- name: page_furniture
-- What is asked for last, when the blocks of the page are known. $1: kinds of data that it draws on; $2, $3: whether
-- one can choose an area, and whether it is read by itself, and so must say whose figures of which area ($4) these are;
-- $5 on: of the lines that it draws, labels, numbers, texts and breaks, each array with the literal of a line's own for each.
SELECT CASE WHEN $3::boolean THEN page_name(council()) END AS council, CASE WHEN $3::boolean THEN page_name($4::text) END AS area_name
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a WHERE $2::boolean
-- part: words
SELECT coalesce(series_words(c.labels::text[], c.numbers::numeric[], c.texts::text[], c.breaks::text[]), 'No figures.') AS words
FROM unnest($5::text[], $6::text[], $7::text[], $8::text[]) WITH ORDINALITY AS c (labels, numbers, texts, breaks, place)
ORDER BY c.place

-- parts: furniture
-- What a page needs beside its own figures. $1: kinds of data that it draws on; $2: the area that it is of.
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a
-- part: names
SELECT page_name(council()) AS council, page_name($2) AS area_name
