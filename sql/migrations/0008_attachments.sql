-- Other departments' PDFs, attached to items of an agenda. Rows are added, never changed: the newest
-- row of an item holds, and one without bytes says that the attachment was withdrawn.

CREATE TABLE attachment (
  attachment_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meeting text NOT NULL,
  item text NOT NULL,
  name text CHECK (name <> '' AND length(name) <= 255),    -- of the file, as sent
  title text CHECK (title <> '' AND length(title) <= 300),
  bytes bytea,                      -- as written anew after the check; null: withdrawn
  sha256 bytea GENERATED ALWAYS AS (sha256(bytes)) STORED,
  size integer GENERATED ALWAYS AS (octet_length(bytes)) STORED,
  sent_sha256 bytea CHECK (length(sent_sha256) = 32),      -- of the file as sent
  pages integer CHECK (pages > 0),
  tagged boolean,                   -- it has a structure that a screen reader can follow
  pdfua boolean,                    -- it says of itself that it is PDF/UA-1
  added_by text NOT NULL CHECK (added_by <> ''),
  added_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((bytes IS NULL) = (pages IS NULL) AND (bytes IS NULL) = (tagged IS NULL)
    AND (bytes IS NULL) = (pdfua IS NULL) AND (bytes IS NULL) = (sent_sha256 IS NULL)
    AND (bytes IS NULL) = (name IS NULL) AND (bytes IS NULL) = (title IS NULL))
);
CREATE INDEX attachment_item ON attachment (meeting, item, attachment_id DESC);
-- What is compressed already is not compressed again.
ALTER TABLE attachment ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Whoever puts packs together.
CREATE FUNCTION assembles_packs() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('committee_officer');

-- An attachment is as exempt as its item, in any version of the agenda: the versions that make it so
-- may be hidden from the reader, so this asks as the owner.
CREATE FUNCTION sees_item(of_meeting text, of_item text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moothall, pg_temp
BEGIN ATOMIC
  SELECT NOT EXISTS (
    SELECT FROM agenda_item a
    WHERE a.meeting = of_meeting AND a.item = of_item AND a.exempt_paragraph IS NOT NULL
      AND NOT sees_exempt(a.meeting, a.lead));
END;

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
-- The agenda's own policy answers here: who may not see the item does not see what hangs on it.
CREATE POLICY read ON attachment FOR SELECT
  USING (EXISTS (SELECT FROM agenda_item a WHERE a.meeting = attachment.meeting AND a.item = attachment.item)
    AND sees_item(meeting, item));
CREATE POLICY attach ON attachment FOR INSERT
  WITH CHECK (assembles_packs()
    AND EXISTS (SELECT FROM agenda_item a WHERE a.meeting = attachment.meeting AND a.item = attachment.item)
    AND (is_operator() OR added_by = (SELECT p.username FROM person p WHERE p.person_id::text = asking())));
GRANT SELECT ON attachment TO moothall_app;
GRANT INSERT (meeting, item, name, title, bytes, sent_sha256, pages, tagged, pdfua, added_by) ON attachment
  TO moothall_app;
