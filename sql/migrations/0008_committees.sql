-- Committees, their meetings and papers.

CREATE TABLE committee (
  committee text NOT NULL,       -- childrens-services
  name text NOT NULL,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (committee, file_id)
);

CREATE TABLE seat (
  committee text NOT NULL,
  person text NOT NULL,          -- as listed: "Mr R Smith"
  capacity text NOT NULL,
  voting boolean NOT NULL DEFAULT true,
  from_day date,
  to_day date CHECK (to_day >= from_day),
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,         -- the list is printed in the order of the file
  PRIMARY KEY (committee, person, capacity, file_id)
);

CREATE TABLE meeting (
  meeting text NOT NULL,         -- childrens-services-2017-03-14
  committee text NOT NULL,
  day date NOT NULL,
  starts time NOT NULL,
  venue text NOT NULL,
  link text CHECK (link ~ '^https?://'),
  published date,                -- when the agenda was published; null: a draft
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (meeting, file_id)
);

CREATE TABLE agenda_item (
  meeting text NOT NULL,
  item text NOT NULL,            -- "8", "8a"
  title text NOT NULL,
  kind text NOT NULL DEFAULT 'report',
  exempt_paragraph text,         -- of Schedule 12A to the Local Government Act 1972; null: public
  lead text,
  paper text,                    -- name of a paper: "integrated-performance-finance.md"
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (meeting, item, file_id)
);
CREATE INDEX ON agenda_item (paper);

CREATE TABLE contact (
  meeting text NOT NULL,
  item text NOT NULL DEFAULT '', -- '': the meeting's own contact
  name text NOT NULL,
  post text,
  phone text,
  email text,
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL,
  PRIMARY KEY (meeting, item, name, file_id)
);

CREATE TABLE paper (
  paper text NOT NULL,           -- file name in papers/: "integrated-performance-finance.md"
  text text NOT NULL,            -- Markdown with live figures and reports
  file_id integer NOT NULL REFERENCES import_file,
  line integer NOT NULL DEFAULT 1,
  PRIMARY KEY (paper, file_id)
);

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
