-- Erasures: asked for by one person, with a reason, confirmed by another, and what is known of each.

-- Who may ask for the erasure of a kind of file: whoever may import it; of what is democratic services' own, and of
-- papers, a committee officer. Not the operator: an erasure takes two people who are known.
CREATE FUNCTION may_erase(kind text) RETURNS boolean LANGUAGE sql STABLE
  RETURN asking_person() IS NOT NULL AND CASE WHEN is_of_meetings(kind) OR kind = 'papers'
    THEN has_role('committee_officer') ELSE may_import(kind) END;

CREATE FUNCTION erasers(kind text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN is_of_meetings(kind) OR kind = 'papers' THEN 'committee officer'
              WHEN is_ledger(kind) THEN 'finance' WHEN is_money(kind) THEN 'analyst or finance' ELSE 'analyst' END;

CREATE FUNCTION must_be_a_person() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF asking_person() IS NULL THEN
    PERFORM refuse('MH403', 'an erasure takes two people, one who asks and one who confirms: say which of them this is '
      'with --as USER');
  END IF;
END
$$;

-- "import 14", "import 14/contacts.csv", "paper NAME", "attachment MEETING ITEM", "pack MEETING", "entry KIND KEY", as
-- people write it.
CREATE FUNCTION erasure_read(typed text, OUT kind text, OUT name text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words text := regexp_replace(btrim(typed), '\s+', ' ', 'g');
BEGIN
  kind := lower(split_part(words, ' ', 1));
  name := substr(words, length(kind) + 2);
  IF kind NOT IN ('import', 'paper', 'attachment', 'pack', 'entry') OR name = ''
      OR kind = 'import' AND name !~ '^[1-9][0-9]{0,8}(/.+)?$' OR kind = 'attachment' AND name !~ '^\S+ \S+$'
      OR kind = 'pack' AND name ~ ' ' THEN
    PERFORM refuse_at('name', 'MH400', format('"%s" names nothing that can be erased: write import 14, '
      'import 14/contacts.csv, '
      'paper NAME, attachment MEETING ITEM, pack MEETING or entry KIND KEY', left(words, 80)));
  ELSIF kind = 'entry' THEN
    name := (SELECT k.name FROM erasure_key(name) k);
  END IF;
END
$$;

-- What such a name means now, but for what is erased already: files, and attachments; of a paper and of an item every
-- version, and of a pack the papers and attachments of its items.
CREATE FUNCTION erasure_found(of_kind text, of_name text)
  RETURNS TABLE (file_id integer, attachment_id integer, import_id integer, kind text, name text, sha256 text,
                 sent_sha256 text, row_count integer)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.file_id, NULL::integer, f.import_id, f.kind, f.name, f.sha256, NULL::text, f.row_count FROM import_file f
  WHERE f.erased_at IS NULL AND CASE of_kind
    WHEN 'import' THEN f.import_id = split_part(of_name, '/', 1)::integer
      AND (position('/' IN of_name) = 0 OR f.name = substr(of_name, position('/' IN of_name) + 1))
    WHEN 'paper' THEN f.kind = 'papers' AND f.file_id IN (SELECT p.file_id FROM paper p WHERE p.paper = of_name)
    WHEN 'pack' THEN f.kind = 'papers' AND f.file_id IN (
      SELECT p.file_id FROM paper p JOIN agenda_item a USING (paper) WHERE a.meeting = of_name)
    ELSE false END
  UNION ALL
  SELECT NULL, a.attachment_id, NULL, 'attachment', a.name, encode(a.sha256, 'hex'), encode(a.sent_sha256, 'hex'),
         a.pages
  FROM attachment a
  WHERE a.bytes IS NOT NULL AND CASE of_kind
    WHEN 'attachment' THEN a.meeting = split_part(of_name, ' ', 1) AND a.item = split_part(of_name, ' ', 2)
    WHEN 'pack' THEN a.meeting = of_name ELSE false END
  ORDER BY 1, 2;
END
$$;
SELECT for_nobody('erasure_found(text, text)');

-- Refuses who may not ask for it, and what is not there for them.
CREATE FUNCTION must_erase(of_kind text, of_name text) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  refused text;
BEGIN
  IF of_kind <> 'import' AND NOT has_role('committee_officer') THEN
    PERFORM refuse_at('kind', 'MH403', 'only a committee officer may ask for the erasure of papers, attachments and '
      'entries');
  ELSIF of_kind = 'import' THEN
    IF NOT EXISTS (SELECT FROM import i WHERE i.import_id = split_part(of_name, '/', 1)::integer
                   AND (i.released_at IS NOT NULL OR sees_unreleased() OR has_role('committee_officer'))) THEN
      PERFORM refuse_at('name', 'MH400', format('there is no import %s', split_part(of_name, '/', 1)));
    END IF;
    SELECT string_agg(DISTINCT format('%s (%s)', f.kind, erasers(f.kind)), ', ') INTO refused
      FROM erasure_found(of_kind, of_name) f WHERE NOT may_erase(f.kind);
    IF refused IS NOT NULL THEN
      PERFORM refuse_at('name', 'MH403', format('you may not ask for the erasure of all of this: of what it holds, '
        'others may: %s; a single file is named as import %s/FILE', refused, split_part(of_name, '/', 1)));
    END IF;
  END IF;
  IF (CASE of_kind WHEN 'entry' THEN EXISTS (SELECT FROM erasure_entries(of_name))
                   ELSE EXISTS (SELECT FROM erasure_found(of_kind, of_name)) END) THEN
    RETURN;
  END IF;
  PERFORM refuse_at('name', 'MH400', CASE of_kind
    WHEN 'entry' THEN format('nothing is entered as "%s" that is not erased already', of_name)
    WHEN 'import' THEN format('import %s has no such file that is not erased already', split_part(of_name, '/', 1))
    WHEN 'paper' THEN format('there is no paper "%s" that is not erased already', of_name)
    WHEN 'attachment' THEN format('nothing that is not erased already was ever attached to item %s of %s',
                                  split_part(of_name, ' ', 2), split_part(of_name, ' ', 1))
    ELSE format('the agenda of "%s" has no papers and no attachments that are not erased already', of_name) END);
END
$$;

-- Asks: nothing is destroyed yet. Returns the number under which it waits.
CREATE FUNCTION erasure_ask(typed text, why text, account text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  what record;
  waiting integer;
  made integer;
BEGIN
  PERFORM must_be_a_person();
  IF NOT asks_erasures() THEN
    PERFORM refuse('MH403', 'you may not ask for an erasure: it takes the role analyst, finance or committee officer');
  END IF;
  SELECT * INTO what FROM erasure_read(typed);
  PERFORM must_erase(what.kind, what.name);
  IF coalesce(btrim(why), '') = '' THEN
    PERFORM refuse_at('reason', 'MH400', 'an erasure needs a reason, which is kept');
  ELSIF length(btrim(why)) > 1000 THEN
    PERFORM refuse_at('reason', 'MH400', 'the reason is longer than 1,000 characters');
  END IF;
  PERFORM pg_advisory_xact_lock(7316407);
  SELECT e.erasure_id INTO waiting FROM erasure e
    WHERE e.decided_at IS NULL AND e.kind = what.kind AND e.name = what.name;
  IF waiting IS NOT NULL THEN
    PERFORM refuse_at('name', 'MH409', format('erasure %s of this waits to be confirmed already', waiting));
  END IF;
  INSERT INTO erasure (kind, name, reason, asked_by, asked_account)
    VALUES (what.kind, what.name, btrim(why), asking_person(), account) RETURNING erasure_id INTO made;
  PERFORM audit_note('erasure-asked', 'erasure ' || made, erasure_detail(made));
  RETURN made;
END
$$;

-- What the audit trail keeps of one: no names, as what is destroyed must not live on there.
CREATE FUNCTION erasure_detail(number integer) RETURNS jsonb LANGUAGE sql STABLE
  RETURN (SELECT jsonb_build_object('kind', e.kind)
            || CASE e.kind WHEN 'import' THEN jsonb_build_object('import', split_part(e.name, '/', 1))
                           WHEN 'entry' THEN jsonb_build_object('of', split_part(e.name, ' ', 1)) ELSE '{}' END
          FROM erasure e WHERE e.erasure_id = number);

-- One that waits, locked; who decides it must be able to see it.
CREATE FUNCTION erasure_waiting(number integer) RETURNS erasure LANGUAGE plpgsql AS $$
DECLARE
  e erasure;
BEGIN
  SELECT * INTO e FROM erasure WHERE erasure_id = number FOR UPDATE;
  IF e.erasure_id IS NULL OR NOT (confirms_erasures() OR e.asked_by = asking_person()) THEN
    PERFORM refuse('MH404', format('there is no erasure %s', number));
  ELSIF e.decided_at IS NOT NULL THEN
    PERFORM refuse('MH409', format('erasure %s was %s on %s', number,
      CASE WHEN e.confirmed THEN 'confirmed' ELSE 'refused' END, moment_words(e.decided_at)));
  END IF;
  RETURN e;
END
$$;
SELECT for_nobody('erasure_waiting(integer)');

-- The names of files and papers that are about to be destroyed, in what was asked for: by this erasure and by others.
-- What waited for a single one of them is decided with it.
CREATE FUNCTION erasure_forget_names(number integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE erasure e SET name = CASE e.kind WHEN 'import' THEN split_part(e.name, '/', 1) ELSE 'removed' END,
      decided_by = CASE WHEN e.erasure_id = number THEN e.decided_by ELSE coalesce(e.decided_by, asking_person()) END,
      decided_at = CASE WHEN e.erasure_id = number THEN e.decided_at ELSE coalesce(e.decided_at, now()) END,
      confirmed = CASE WHEN e.erasure_id = number THEN e.confirmed ELSE coalesce(e.confirmed, false) END
    FROM erasure_content c JOIN import_file f USING (file_id)
    WHERE c.erasure_id = number
      AND (e.kind = 'import' AND e.name = f.import_id || '/' || f.name
        OR e.kind = 'paper' AND e.name IN (SELECT p.paper FROM paper p WHERE p.file_id = c.file_id));
  -- of an entry its kind stays
  UPDATE erasure e SET name = split_part(e.name, ' ', 1) WHERE e.erasure_id = number AND e.kind = 'entry';
END
$$;
SELECT for_nobody('erasure_forget_names(integer)');

-- Confirms, and destroys: all of it in this transaction, or nothing. `seen`: erasure_seen() when whoever confirms
-- looked at it; null: they did not say. `account`: the system account on the command line, null on the site.
CREATE FUNCTION erasure_confirm(number integer, seen text, account text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  e erasure;
  files integer[];
  attachments integer[];
  touched text[];
  found_now bigint;
BEGIN
  PERFORM must_be_a_person();
  -- not waited for: an import may take an hour
  IF NOT pg_try_advisory_xact_lock(7316406) THEN
    PERFORM refuse('MH409', 'something is being imported, released or erased at this moment: try again when it has '
      'ended');
  END IF;
  e := erasure_waiting(number);
  IF e.asked_by = asking_person() THEN
    PERFORM refuse('MH403', 'you asked for this erasure: somebody else has to confirm it');
  ELSIF NOT confirms_erasures() THEN
    PERFORM refuse('MH403', 'you may not confirm an erasure: it takes the role chief officer or committee officer');
  ELSIF same_person(e.asked_by, asking_person()) THEN
    PERFORM refuse('MH403', 'this erasure was asked for by an account of the same name: somebody else has to confirm '
      'it');
  ELSIF account = e.asked_account THEN
    PERFORM refuse('MH403', format('the system account "%s" asked for this erasure on the command line: the second '
      'person confirms it on the site, or from an account of their own', account));
  ELSIF seen <> erasure_seen(e.kind, e.name) THEN
    PERFORM refuse('MH409', 'what would be destroyed has changed since you looked at it: look again');
  END IF;
  INSERT INTO erasure_content (erasure_id, file_id, attachment_id, kind, sha256, sent_sha256, row_count)
    SELECT number, f.file_id, f.attachment_id, f.kind, f.sha256, f.sent_sha256, f.row_count
    FROM erasure_found(e.kind, e.name) f;
  GET DIAGNOSTICS found_now = ROW_COUNT;
  IF e.kind = 'entry' THEN
    INSERT INTO erasure_entry (erasure_id, kind, tbl, entry, file_id, sha256)
      SELECT number, f.kind, f.tbl, f.entry, f.file_id, f.sha256 FROM erasure_entries(e.name) f;
    GET DIAGNOSTICS found_now = ROW_COUNT;
  END IF;
  IF found_now = 0 THEN
    PERFORM refuse('MH409', 'there is nothing left to erase: refuse it, or let whoever asked withdraw it');
  END IF;
  PERFORM erasure_forget_names(number);
  SELECT coalesce(array_agg(c.file_id) FILTER (WHERE c.file_id IS NOT NULL), '{}'),
         coalesce(array_agg(c.attachment_id) FILTER (WHERE c.attachment_id IS NOT NULL), '{}')
    INTO files, attachments FROM erasure_content c WHERE c.erasure_id = number;
  touched := CASE e.kind WHEN 'entry' THEN erasure_destroy_entries(number)
                         ELSE erasure_destroy(files, attachments, number) END;
  UPDATE erasure SET decided_by = asking_person(), decided_account = account, decided_at = now(), confirmed = true,
    tables = touched WHERE erasure_id = number;
  PERFORM audit_note('erasure-confirmed', 'erasure ' || number, erasure_detail(number)
    || CASE e.kind WHEN 'entry' THEN jsonb_build_object('rows', found_now)
       ELSE jsonb_build_object('files', cardinality(files), 'attachments', cardinality(attachments)) END);
END
$$;

-- Refuses; whoever asked withdraws so. Nothing is destroyed.
CREATE FUNCTION erasure_refuse(number integer, account text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_be_a_person();
  PERFORM erasure_waiting(number);
  UPDATE erasure SET decided_by = asking_person(), decided_account = account, decided_at = now(), confirmed = false
    WHERE erasure_id = number;
  PERFORM audit_note('erasure-refused', 'erasure ' || number, erasure_detail(number));
END
$$;

-- The requests that the reader may see, those that wait first; state: waiting, confirmed, refused or withdrawn.
CREATE FUNCTION erasure_list()
  RETURNS TABLE (erasure_id integer, kind text, name text, reason text, asked_by text, asked text, asked_at timestamptz,
                 decided_by text, decided text, decided_at timestamptz, state text, swept text, may_confirm boolean,
                 may_refuse boolean, asked_by_reader boolean)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT e.erasure_id, e.kind, e.name, e.reason, erasure_person(e.asked_by), moment_words(e.asked_at), e.asked_at,
         erasure_person(e.decided_by), moment_words(e.decided_at), e.decided_at,
         CASE WHEN e.confirmed THEN 'confirmed' WHEN e.confirmed IS NULL THEN 'waiting'
              WHEN e.decided_by = e.asked_by THEN 'withdrawn' ELSE 'refused' END,
         moment_words(e.swept_at),
         e.confirmed IS NULL AND confirms_erasures() AND NOT same_person(e.asked_by, asking_person()),
         e.confirmed IS NULL AND (confirms_erasures() OR e.asked_by = asking_person()),
         coalesce(e.asked_by = asking_person(), false)
  FROM erasure e ORDER BY e.confirmed IS NOT NULL, e.erasure_id DESC;
END
$$;

-- The name of whoever asked or decided: of nobody else.
CREATE FUNCTION erasure_person(number integer) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT p.name FROM person p
          WHERE p.person_id = number AND EXISTS (SELECT FROM erasure e WHERE number IN (e.asked_by, e.decided_by))
            AND (is_operator() OR asks_erasures() OR confirms_erasures() OR has_role('auditor')));
END
$$;

-- What stands in a file that tells of when it is: the first and the last period of its rows; null: none has any.
CREATE FUNCTION erasure_periods(of_kind text, file integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  in_table text := (SELECT r.tbl FROM erasure_rules() r WHERE r.kind = of_kind AND r.col IN ('period_id', 'year_id'));
  in_column text := (SELECT r.col FROM erasure_rules() r WHERE r.kind = of_kind AND r.col IN ('period_id', 'year_id'));
  said text;
BEGIN
  IF of_kind = 'ledger' THEN
    SELECT nullif(concat_ws(' to ', to_char(min(m.month), 'YYYY-MM'),
                            CASE WHEN max(m.month) > min(m.month) THEN to_char(max(m.month), 'YYYY-MM') END), '')
      INTO said FROM ledger_month m WHERE m.file_id = file;
  ELSIF in_table IS NOT NULL THEN
    EXECUTE format('SELECT CASE WHEN first = last THEN first ELSE first || '' to '' || last END
      FROM (SELECT (array_agg(p.period ORDER BY p.last_day, p.first_day DESC))[1] AS first,
                   (array_agg(p.period ORDER BY p.last_day DESC, p.first_day))[1] AS last
            FROM (SELECT DISTINCT t.%2$I AS period_id FROM %1$I t WHERE t.file_id = $1) d
                 JOIN period p USING (period_id)) s', in_table, in_column) INTO said USING file;
  END IF;
  RETURN said;
END
$$;
SELECT for_nobody('erasure_periods(text, integer)');

-- What one would destroy, or has destroyed: a row a file or attachment. pages: of an attachment.
CREATE FUNCTION erasure_files(number integer)
  RETURNS TABLE (import_id integer, kind text, name text, rows integer, periods text, sha256 text, released boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  e erasure;
BEGIN
  SELECT * INTO e FROM erasure WHERE erasure_id = number;
  IF NOT (confirms_erasures() OR e.asked_by = asking_person() OR is_operator() OR has_role('auditor')) THEN
    RETURN;
  ELSIF e.confirmed THEN
    RETURN QUERY
    SELECT f.import_id, c.kind, erased_words(e.decided_at), c.row_count, erasure_periods(c.kind, c.file_id), c.sha256,
           i.released_at IS NOT NULL
    FROM erasure_content c LEFT JOIN import_file f USING (file_id) LEFT JOIN import i USING (import_id)
    WHERE c.erasure_id = number ORDER BY c.file_id, c.attachment_id;
    RETURN QUERY
    SELECT f.import_id, c.kind, erased_words(e.decided_at), 1, NULL::text, c.sha256, i.released_at IS NOT NULL
    FROM erasure_entry c JOIN import_file f USING (file_id) JOIN import i USING (import_id)
    WHERE c.erasure_id = number ORDER BY c.tbl, c.entry;
  ELSIF e.confirmed IS NULL THEN
    RETURN QUERY
    SELECT f.import_id, f.kind, f.name, f.row_count, erasure_periods(f.kind, f.file_id), f.sha256,
           coalesce(i.released_at IS NOT NULL, true)
    FROM erasure_found(e.kind, e.name) f LEFT JOIN import i USING (import_id);
    IF e.kind = 'entry' THEN
      RETURN QUERY
      SELECT f.import_id, c.kind, format('entered %s', moment_words(erasure_since(c.tbl, ARRAY[c.entry]))), 1,
             NULL::text, c.sha256, i.released_at IS NOT NULL
      FROM erasure_entries(e.name) c JOIN import_file f USING (file_id) JOIN import i USING (import_id);
    END IF;
  END IF;
END
$$;

-- A digest of what one would destroy at this moment.
CREATE FUNCTION erasure_seen(of_kind text, of_name text) RETURNS text LANGUAGE sql STABLE
  RETURN CASE of_kind WHEN 'entry'
    THEN (SELECT md5(string_agg(f.tbl || ' ' || f.entry, ',' ORDER BY f.tbl, f.entry)) FROM erasure_entries(of_name) f)
    ELSE (SELECT md5(string_agg(format('%s %s', f.file_id, f.attachment_id), ',' ORDER BY f.file_id, f.attachment_id))
          FROM erasure_found(of_kind, of_name) f) END;
SELECT for_nobody('erasure_seen(text, text)');

-- Where an entry is shown: its page, and the packs as they were published that may print it.
CREATE FUNCTION erasure_entry_at(of_name text) RETURNS TABLE (words text, address text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  k record := erasure_key(of_name);
  minuted CONSTANT boolean := k.kind IN ('attendance', 'declarations', 'minutes', 'motions', 'votes', 'resolutions',
    'minutes_states');
BEGIN
  RETURN QUERY
  SELECT CASE WHEN k.keys[1] = 'committee' THEN 'the page of the committee'
              WHEN k.kind = 'actions' THEN 'actions, and what is outstanding at later meetings'
              WHEN k.kind = 'questions' THEN 'the questions to the meeting'
              WHEN minuted THEN 'the minutes of the meeting' ELSE 'the page of the meeting' END,
         CASE WHEN k.parts[1] = '' THEN '/committees'
              WHEN k.keys[1] = 'committee' THEN '/committees/' || k.parts[1]
              WHEN k.kind = 'actions' THEN '/actions'
              ELSE '/meetings/' || k.parts[1] || CASE WHEN k.kind = 'questions' THEN '/questions'
                                                      WHEN minuted THEN '/minutes' ELSE '' END END
  UNION ALL
  SELECT DISTINCT format('the pack of %s as it was published, whose bytes go', p.meeting),
         format('/meetings/%s/publications', p.meeting)
  FROM publication p
  WHERE p.publication_id IN (
    SELECT publications_of_records(k.kind, ARRAY[k.parts[1]],
                                   (SELECT min(erasure_since(f.tbl, ARRAY[f.entry])) FROM erasure_entries(of_name) f)));
END
$$;
SELECT for_nobody('erasure_entry_at(text)');

-- Where what one destroys is shown, in words: kinds of page, with the address of one, in the order of the site.
CREATE FUNCTION erasure_shown_at(number integer)
  RETURNS TABLE (words text, address text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  e erasure;
  files integer[];
  kinds text[];
BEGIN
  SELECT * INTO e FROM erasure WHERE erasure_id = number;
  IF NOT (confirms_erasures() OR e.asked_by = asking_person()) OR e.confirmed IS NOT NULL THEN
    RETURN;
  ELSIF e.kind = 'entry' THEN
    RETURN QUERY SELECT * FROM erasure_entry_at(e.name);
    RETURN;
  END IF;
  SELECT array_agg(f.file_id), array_agg(DISTINCT f.kind) INTO files, kinds FROM erasure_found(e.kind, e.name) f;
  RETURN QUERY
  WITH RECURSIVE entered (id) AS (
    SELECT o.indicator_id FROM observation o WHERE o.file_id = ANY (files)
    UNION SELECT t.indicator_id FROM total t WHERE t.file_id = ANY (files)
    UNION SELECT b.indicator_id FROM breakdown b WHERE b.file_id = ANY (files)
    UNION SELECT c.indicator_id FROM commentary c WHERE c.file_id = ANY (files)
    UNION SELECT d.indicator_id FROM indicator_definition d WHERE d.file_id = ANY (files)),
  computed (id) AS (                -- and what is computed of it
    SELECT e.id FROM entered e
    UNION
    SELECT d.indicator_id FROM computed c
           JOIN indicator_definition d ON c.id = ANY (d.numerator_ids || d.denominator_ids))
  SELECT s.words, s.address FROM (
    SELECT 1 AS place, format('indicator %s', i.ref) AS words, '/performance/indicators/' || i.ref AS address
    FROM indicator i WHERE i.indicator_id IN (SELECT c.id FROM computed c)
    UNION ALL
    SELECT 2, format('the statement of the %s, %s', CASE r.statement WHEN 'la' THEN 'revenue budget'
                                                              ELSE 'schools budget' END, p.label),
           format('/finance/%s?period=%s', CASE r.statement WHEN 'la' THEN 'revenue' ELSE 'schools' END, p.period)
    FROM (SELECT DISTINCT r.statement, r.period_id FROM revenue r WHERE r.file_id = ANY (files)) r
         JOIN period p USING (period_id)
    UNION ALL
    SELECT 3, k.words, k.address
    FROM (VALUES ('balances', 'school balances', '/finance/balances'), ('reserves', 'reserves', '/finance/reserves'),
                 ('contributions', 'contributions', '/finance/contributions'),
                 ('capital', 'the capital programme', '/finance/capital'),
                 ('capital_funding', 'what pays for the capital programme', '/finance/capital'),
                 ('ledger', 'the ledger, and the statements made of it', '/finance/ledger'),
                 ('ledger_budgets', 'the budgets of the ledger', '/finance/ledger'),
                 ('commitments', 'the orders of the ledger', '/finance/ledger'),
                 ('forecasts', 'the forecasts of the ledger', '/finance/ledger'),
                 ('cost_centres', 'the cost centres of the ledger', '/finance/ledger'),
                 ('risks', 'the risk register', '/risks'), ('glossary', 'the glossary', '/glossary'),
                 ('seats', 'the seats of committees', '/committees'),
                 ('committees', 'committees', '/committees')) AS k (kind, words, address)
    WHERE k.kind = ANY (kinds)
    UNION ALL
    SELECT 4, format('item %s of the meeting of %s', a.item, day_words(m.day)), format('/meetings/%s/pack', a.meeting)
    FROM (SELECT DISTINCT a.meeting, a.item FROM agenda_item a JOIN paper p USING (paper) WHERE p.file_id = ANY (files)
          UNION SELECT a.meeting, a.item FROM agenda_item a WHERE a.file_id = ANY (files)
          UNION SELECT a.meeting, a.item FROM attachment a JOIN erasure_found(e.kind, e.name) f USING (attachment_id)) a
         JOIN LATERAL (SELECT n.day FROM meeting n WHERE n.meeting = a.meeting ORDER BY n.entry DESC LIMIT 1) m
           ON true
    UNION ALL
    SELECT 5, 'every paper and pack that quotes them', NULL
    WHERE e.kind = 'import' AND NOT kinds <@ ARRAY['papers', 'agenda', 'contacts', 'seats', 'meetings', 'committees']
  ) s ORDER BY s.place, s.words COLLATE natural_order;
END
$$;

-- The digest that erasure_confirm() is given, for the form of whoever looks at one.
CREATE FUNCTION erasure_seen_now(number integer) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT erasure_seen(e.kind, e.name) FROM erasure e
          WHERE e.erasure_id = number AND e.confirmed IS NULL AND confirms_erasures());
END
$$;

-- The tables whose files are to be written anew, of erasures that are not swept: as the owner does it.
CREATE FUNCTION erasure_unswept() RETURNS TABLE (erasures integer[], tables text[]) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT array_agg(DISTINCT e.erasure_id), array_agg(DISTINCT t)
  FROM erasure e, unnest(e.tables) t WHERE e.confirmed AND e.swept_at IS NULL;
END;

CREATE FUNCTION erasure_swept(number integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE erasure SET swept_at = now() WHERE erasure_id = ANY (number) AND confirmed AND swept_at IS NULL;
END
$$;
SELECT for_nobody('erasure_swept(integer[])');

SELECT for_application('erasure_ask(text, text, text)', 'erasure_confirm(integer, text, text)',
  'erasure_refuse(integer, text)', 'erasure_person(integer)', 'erasure_files(integer)', 'erasure_shown_at(integer)',
  'erasure_seen_now(integer)');
