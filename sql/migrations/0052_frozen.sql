-- What is kept of a published pack: each of its tables as CSV too, and where its parts began on paper.
ALTER TABLE publication_face DROP CONSTRAINT publication_face_face_check,
  ADD CONSTRAINT publication_face_face_check CHECK (face ~ '^(html|pdf|large-print|json|xlsx|csvw?:.+)$'),
  ADD COLUMN place integer,       -- of a table, in the order of the pack
  ADD COLUMN row_count integer,   -- of a table; null: of all, which its edition says
  ADD COLUMN parts text;          -- of paper: a line each, the key of a heading, a tab, "25" or "25a"
GRANT INSERT (place, row_count, parts) ON publication_face TO moothall_app;
