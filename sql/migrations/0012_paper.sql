-- The council on its papers: the mark on their cover. The other settings of paper are rows of "setting".

CREATE TABLE council_mark (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),   -- there is one at most
  png bytea NOT NULL CHECK (octet_length(png) BETWEEN 1 AND 1048576),   -- as written anew after the check
  width integer NOT NULL CHECK (width BETWEEN 1 AND 4000),              -- in its dots
  height integer NOT NULL CHECK (height BETWEEN 1 AND 4000),
  alternative text NOT NULL CHECK (alternative <> '' AND length(alternative) <= 300)
);
COMMENT ON TABLE council_mark IS 'The picture that stands on the cover of the council''s packs.';
-- What is compressed already is not compressed again.
ALTER TABLE council_mark ALTER COLUMN png SET STORAGE EXTERNAL;
ALTER TABLE council_mark ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON council_mark FOR SELECT USING (true);
GRANT SELECT ON council_mark TO moothall_app;
