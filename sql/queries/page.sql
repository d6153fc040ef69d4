-- What a report's page needs beside its own figures: src/report/furniture.c.

-- name: page_furniture
-- What is asked for last, when the blocks of the page are known. $1: kinds of data that it draws on; $2, $3: whether
-- one can choose an area, and whether it is read by itself, and so must say whose figures of which area ($4) these are.
SELECT CASE WHEN $3::boolean THEN page_name(council()) END AS council, CASE WHEN $3::boolean THEN page_name($4::text) END AS area_name
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a WHERE $2::boolean

-- parts: furniture
-- What a page needs beside its own figures. $1: kinds of data that it draws on; $2: the area that it is of.
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a
-- part: names
SELECT page_name(council()) AS council, page_name($2) AS area_name
