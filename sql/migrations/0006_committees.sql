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
