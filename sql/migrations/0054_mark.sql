-- The council's mark stands on the site too: its address there changes with its bytes, so that a browser may keep it.

ALTER TABLE council_mark
  ADD COLUMN digest text NOT NULL GENERATED ALWAYS AS (left(encode(sha256(png), 'hex'), 12)) STORED;
COMMENT ON TABLE council_mark IS
  'The picture that stands on the cover of the council''s packs and at the head of the site.';
