-- Erasure for data protection: one person asks, another confirms, and then what was imported or attached is destroyed
-- in place. The row stays, says that it is erased, and goes on superseding what was there before it: an earlier value
-- does not come back. What becomes of each column is in sql/objects/intake/erasure.sql, why in docs/erasure.md.

-- Every imported row can be an erased one; what must be there of one that stands need not be there of one that is not.
DO $$
DECLARE
  t text;
  c text;
  k text;
BEGIN
  FOREACH t IN ARRAY ARRAY['area_definition', 'population', 'indicator_definition', 'method_change', 'target',
    'benchmark', 'glossary', 'observation', 'total', 'published', 'breakdown', 'commentary', 'link', 'revenue',
    'balance', 'reserve', 'contribution', 'capital', 'capital_funding', 'published_finance', 'risk',
    'cost_centre_definition', 'ledger_budget', 'profile_share', 'commitment', 'ledger_forecast', 'committee', 'seat',
    'bank_holiday', 'meeting', 'agenda_item', 'contact', 'paper', 'report_member', 'council_word', 'neighbour'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN erased boolean NOT NULL DEFAULT false', t);
  END LOOP;
  FOR t, k IN VALUES ('population', 'population'), ('benchmark', 'value'), ('total', 'value'), ('breakdown', 'value'),
    ('revenue', 'budget,outturn'), ('balance', 'opening,forecast'), ('reserve', 'opening,approved,recommended'),
    ('contribution', 'total,partners'), ('capital', 'approved,spent,forecast,reprofiled'),
    ('capital_funding', 'amount'), ('risk', 'likelihood,impact,target_likelihood,target_impact'),
    ('ledger_budget', 'pence'), ('profile_share', 'share'), ('commitment', 'pence'), ('ledger_forecast', 'pence')
  LOOP
    FOREACH c IN ARRAY string_to_array(k, ',') LOOP
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL, ADD CONSTRAINT %I CHECK (erased OR %I IS NOT NULL)',
        t, c, t || '_' || c || '_there', c);
    END LOOP;
  END LOOP;
  -- A sum has a hole where something of it is erased, until a later file says as much again: that file's number.
  FOREACH t IN ARRAY ARRAY['breakdown', 'revenue', 'balance', 'reserve', 'contribution', 'capital', 'capital_funding',
    'risk', 'ledger_year'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN supplied_by integer', t);
    CONTINUE WHEN t = 'ledger_year';
    EXECUTE format('CREATE INDEX %I ON %I (file_id) WHERE erased AND supplied_by IS NULL', t || '_hole', t);
  END LOOP;
END
$$;
ALTER TABLE observation DROP CONSTRAINT observation_status_check,
  ADD CONSTRAINT observation_status_check CHECK (status IN ('final', 'provisional', 'forecast', 'suppressed', 'n/a')
    OR erased AND status = 'removed'),
  DROP CONSTRAINT observation_check1,
  ADD CONSTRAINT observation_check1 CHECK (status IN ('suppressed', 'n/a', 'removed') OR value IS NOT NULL
    OR numerator IS NOT NULL);
-- The sums of postings that are erased: how many there were stays; from their first month on they come to nothing.
ALTER TABLE ledger_month ALTER COLUMN pence DROP NOT NULL;

ALTER TABLE attachment ADD COLUMN erased boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT attachment_erased CHECK (NOT erased OR bytes IS NULL);

CREATE TABLE erasure (
  erasure_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('import', 'paper', 'attachment', 'pack')),
  name text NOT NULL,               -- 14, 14/contacts.csv; of a paper; MEETING ITEM; MEETING: destroyed with the rest
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 1000),
  asked_by integer NOT NULL REFERENCES person,
  asked_account text,               -- the system account, where it was asked on the command line
  asked_at timestamptz NOT NULL DEFAULT now(),
  decided_by integer REFERENCES person,
  decided_account text,
  decided_at timestamptz,
  confirmed boolean,                -- false: refused, or withdrawn by whoever asked
  tables text[] NOT NULL DEFAULT '{}',   -- whose files hold traces until they are written anew
  swept_at timestamptz,             -- when they were
  CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (confirmed IS NULL)),
  CHECK (NOT coalesce(confirmed, false) OR decided_by <> asked_by),
  CHECK (swept_at IS NULL OR confirmed)
);
COMMENT ON TABLE erasure IS 'Requests to erase for data protection, and what became of them: kept for good.';

-- What one destroyed: a file of an import, or an attachment, with the hash of what it was.
CREATE TABLE erasure_content (
  erasure_id integer NOT NULL REFERENCES erasure,
  file_id integer UNIQUE REFERENCES import_file,
  attachment_id integer UNIQUE REFERENCES attachment,
  kind text NOT NULL,
  sha256 text NOT NULL,
  sent_sha256 text,                 -- of an attachment: the file as sent
  row_count integer NOT NULL,
  CHECK ((file_id IS NULL) <> (attachment_id IS NULL))
);
CREATE INDEX ON erasure_content (erasure_id);
CREATE INDEX ON erasure_content (sent_sha256) WHERE sent_sha256 IS NOT NULL;

ALTER TABLE import_file ADD COLUMN erased_at timestamptz;
CREATE INDEX ON import_file (sha256) WHERE erased_at IS NOT NULL;

-- Whoever may ask for some erasure, and whoever may confirm one.
CREATE FUNCTION confirms_erasures() RETURNS boolean LANGUAGE sql STABLE
  RETURN has_role('chief_officer', 'committee_officer');
CREATE FUNCTION asks_erasures() RETURNS boolean LANGUAGE sql STABLE
  RETURN has_role('analyst', 'finance', 'committee_officer');

-- Those who decide see all; others what they asked for. Auditors see what was done, and of what waits or was refused
-- what is not a paper: its name may tell of an exempt item.
ALTER TABLE erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON erasure FOR SELECT
  USING ((SELECT is_operator()) OR (SELECT confirms_erasures()) OR asked_by = (SELECT asking_person())
    OR (confirmed OR kind = 'import') AND (SELECT has_role('auditor')));
ALTER TABLE erasure_content ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON erasure_content FOR SELECT USING (erasure_id IN (SELECT e.erasure_id FROM erasure e));
GRANT SELECT ON erasure, erasure_content TO moothall_app;

-- For how many days backups are kept, and so how long they still hold what was erased.
INSERT INTO setting VALUES ('backup_days', '35');
