-- What a report's page needs beside its own figures: src/report/run.c.

-- parts: frame
-- What a page needs beside its own figures. $1: kinds of data that it draws on; $2: the area that it is of.
-- part: sources
SELECT s.import_id, s.name, s.as_of FROM sources_of($1::text[]) s
-- part: areas
SELECT a.area, a.name, a.kind FROM page_areas() a
-- part: names
SELECT page_name(council()) AS council, page_name($2) AS area_name
