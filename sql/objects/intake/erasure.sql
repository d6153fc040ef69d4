-- What an erasure destroys, and how. docs/erasure.md says why it is so.

-- What becomes of each column of what is imported: of every table all but file, line and what erasure itself writes.
-- kept: what the row is of, and what figures are computed by; null; words: that it was removed, and when; blank;
-- name: kept where a row that stands has the same, else "Removed 1", "Removed 2" in the order of the file; =X: X.
CREATE FUNCTION erasure_rules() RETURNS TABLE (kind text, tbl text, col text, fate text) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT r.kind, r.tbl, split_part(f.pair, ':', 1), split_part(f.pair, ':', 2)
  FROM (VALUES
    ('areas', 'area_definition', 'area_id:kept name:words kind:kept parent_id:kept'),
    ('populations', 'population', 'area_id:kept year:kept population:null source:null'),
    ('indicators', 'indicator_definition', 'indicator_id:kept holds_from_id:kept holds_from:kept reported_until:kept '
      'name:words section:name polarity:kept measure:kept basis:kept frequency:kept decimals:kept beyond_100:kept '
      'numerator_ids:kept denominator_ids:kept base_id:kept starts_id:kept ceases_id:kept definition:null lead:null '
      'data_owner:null vital_sign:kept dashboard_frequency:kept'),
    ('method_changes', 'method_change', 'indicator_id:kept period_id:kept note:words comparable:kept'),
    ('targets', 'target', 'indicator_id:kept from_day:kept area_id:kept scope:kept operator:kept target:null '
      'rag_rule:=none red:null green:null shown:null'),
    ('benchmarks', 'benchmark', 'indicator_id:kept kind:kept period_id:kept value:null'),
    ('glossary', 'glossary', 'term:name meaning:words'),
    ('report_members', 'report_member', 'report:kept group_name:name heading:null place:kept indicator_id:kept'),
    ('council_words', 'council_word', 'word:kept text:blank'),
    ('neighbours', 'neighbour', 'area_id:kept neighbour_id:kept place:kept from_day:kept'),
    ('observations', 'observation', 'indicator_id:kept area_id:kept period_id:kept cohort:name value:null '
      'numerator:null denominator:null status:=removed note:null'),
    ('totals', 'total', 'indicator_id:kept area_id:kept period_id:kept cohort:name measure:kept value:null'),
    ('published', 'published', 'indicator_id:kept area_id:kept period_id:kept cohort:name measure:kept printed:blank '
      'document:name against:name'),
    ('breakdowns', 'breakdown', 'indicator_id:kept area_id:kept period_id:kept measure:kept row_dimension:name '
      'row_name:name column_dimension:name column_name:name value:null'),
    ('commentary', 'commentary', 'indicator_id:kept period_id:kept kind:kept text:words'),
    ('links', 'link', 'indicator_id:kept budget_line:name risk:name'),
    ('revenue', 'revenue', 'statement:kept period_id:kept line_name:name corrective:=false budget:null outturn:null '
      'reason:words position:kept previous_variance:null'),
    ('balances', 'balance', 'period_id:kept phase:name opening:null forecast:null in_year:null academies:null'),
    ('reserves', 'reserve', 'period_id:kept group_name:name reserve:name opening:null approved:null recommended:null '
      'reason:words'),
    ('contributions', 'contribution', 'programme:name year_id:kept total:null partners:null in_kind_max_pct:null'),
    ('capital', 'capital', 'period_id:kept scheme:name approved:null spent:null forecast:null reprofiled:null '
      'reason:words'),
    ('capital_funding', 'capital_funding', 'period_id:kept scheme:name source:name amount:null'),
    ('published_finance', 'published_finance', 'statement:kept period_id:kept group_name:name line_name:name '
      'measure:kept printed:blank document:name'),
    ('risks', 'risk', 'number:name area_id:kept name:words description:words entered:null likelihood:null impact:null '
      'target_likelihood:null target_impact:null target_date:null tasks:null progress:null direction:null '
      'prospects:null owner:null reviewed:kept'),
    ('cost_centres', 'cost_centre_definition', 'cost_centre_id:kept name:words statement:kept line_name:name'),
    ('ledger_budgets', 'ledger_budget', 'year:kept cost_centre_id:kept subjective:name pence:null profile:name'),
    ('profiles', 'profile_share', 'profile:name month:kept share:null'),
    ('commitments', 'commitment', 'order_number:name day:kept cost_centre_id:kept subjective:name pence:null'),
    ('forecasts', 'ledger_forecast', 'statement:kept period_id:kept line_name:name pence:null reason:words'),
    ('committees', 'committee', 'committee:kept name:words kind:kept parent:kept'),
    -- a seat on no day: it opens nothing
    ('seats', 'seat', 'committee:kept person:name capacity:kept group_name:null voting:=false '
      'votes_on:=none vacant:kept from_day:=0001-01-01 to_day:=0001-01-01 place:kept'),
    ('terms', 'terms', 'committee:kept from_day:kept text:words size:null quorum:null substitutes:null '
      'meetings_a_year:null decides:null minority_views:null annual_report:null question_days:null casting_vote:null '
      'recorded_vote:null'),
    -- nobody's substitute on any day
    ('substitutes', 'substitute', 'committee:kept person:name group_name:null vacant:kept from_day:=0001-01-01 '
      'to_day:=0001-01-01'),
    ('programme', 'programme', 'committee:kept title:name meeting:kept month:kept purpose:null lead:null'),
    ('training', 'training', 'committee:kept day:kept title:name kind:kept place:null person:name'),
    ('cover_texts', 'cover_text', 'committee:kept key:kept from_day:kept text:null'),
    ('group_meetings', 'group_meeting', 'meeting:kept group_name:name starts:null room:null'),
    ('joining_links', 'meeting_joining', 'meeting:kept link:null'),
    ('meetings', 'meeting', 'meeting:kept committee:kept day:kept starts:kept venue:words link:null published:kept '
      'late_reason:null held:kept change:kept change_reason:words'),
    ('bank_holidays', 'bank_holiday', 'day:kept name:words source:null'),
    ('agenda', 'agenda_item', 'meeting:kept item:kept title:words kind:kept exempt_paragraph:kept lead:null '
      'paper:kept published:kept late_reason:null place:kept number:kept words:null recommendations:null '
      'follows_on:kept exempt_reason:null public_interest:null approved_by:null review_on:kept '
      'education:kept audience:kept audience_names:null'),
    ('contacts', 'contact', 'meeting:kept item:kept name:name post:null phone:null email:null place:kept'),
    ('attendance', 'attendance', 'meeting:kept person:name present_as:kept for_person:null post:null from_time:null '
      'to_time:null'),
    ('declarations', 'declaration', 'meeting:kept person:name item:kept interest:kept text:words left_room:null'),
    ('minutes', 'minute', 'meeting:kept number:kept item:kept text:words amended:null exempt:kept'),
    ('minutes', 'minute_summary', 'meeting:kept number:kept item:kept text:words'),
    ('motions', 'motion', 'meeting:kept item:kept number:kept text:words amends:kept proposer:null seconder:null '
      'votes_for:kept votes_against:kept abstained:kept outcome:kept casting:kept by_name:kept '
      'voted_at:kept'),
    ('votes', 'vote', 'meeting:kept item:kept motion:kept person:name vote:kept'),
    ('resolutions', 'resolution', 'meeting:kept item:kept number:kept verb:kept text:words to_body:null by_day:kept '
      'indicator:kept budget_line:kept risk:kept'),
    ('minutes_states', 'minutes_state', 'meeting:kept state:kept day:kept confirmed_at:kept signed_by:null'),
    -- its name goes with it, in the agendas too: erasure_papers()
    ('papers', 'paper', 'paper:kept text:words'),
    -- for named persons, and none of them is named: it opens nothing
    ('exemptions', 'exemption', 'paper:kept block:kept paragraph:kept reason:null public_interest:null audience:kept '
      'audience_names:null approved_by:null review_on:kept'),
    ('paper_sections', 'paper_section', 'kind:kept section:name headings:null place:kept'),
    ('questions', 'question', 'meeting:kept asked_as:kept number:kept asker:name item:kept text:words received:kept '
      'accepted:kept reason:null answered_by:null answer:null supplementary:null supplementary_answer:null'),
    ('actions', 'action', 'meeting:kept item:kept number:kept text:words owner:null due:kept indicator_id:kept '
      'budget_line:null risk:null report_back:kept closed:kept closed_by:null')) AS r (kind, tbl, fates),
    regexp_split_to_table(r.fates, ' ') AS f (pair);
END;

-- Names that no row which stands has are destroyed; the same name becomes the same again, so that two stay two.
-- by_col: file_id or entry, of which ids are; numbers go on after those that there are.
CREATE FUNCTION erasure_names(tbl text, col text, by_col text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE %1$I t SET %2$I = m.name
    FROM (SELECT d.%2$I AS was, ''Removed '' || row_number() OVER (ORDER BY d.file_id, d.line)
            + (SELECT coalesce(max(substr(x.%2$I, 9)::integer), 0) FROM %1$I x
               WHERE x.erased AND x.%2$I ~ ''^Removed [0-9]{1,9}$'') AS name
          FROM (SELECT DISTINCT ON (e.%2$I) e.%2$I, e.file_id, e.line FROM %1$I e
                WHERE e.%3$I = ANY ($1) AND NOT e.erased AND e.%2$I <> '''' ORDER BY e.%2$I, e.file_id, e.line) d
          WHERE NOT EXISTS (SELECT FROM %1$I o WHERE o.%2$I = d.%2$I AND NOT o.erased AND o.%3$I <> ALL ($1))) m
    WHERE t.%3$I = ANY ($1) AND t.%2$I = m.was', tbl, col, by_col) USING ids;
END
$$;

-- Destroys the content of rows of a table, and what hangs on it alone; returns the tables whose files hold traces.
CREATE FUNCTION erasure_wipe(of_tbl text, by_col text, ids bigint[], words text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  c text;
BEGIN
  FOR c IN SELECT r.col FROM erasure_rules() r WHERE r.tbl = of_tbl AND r.fate = 'name' LOOP
    PERFORM erasure_names(of_tbl, c, by_col, ids);
  END LOOP;
  EXECUTE (SELECT format('UPDATE %I SET erased = true%s WHERE %I = ANY ($1)', of_tbl,
             string_agg(format(', %I = %s', r.col,
               CASE r.fate WHEN 'null' THEN 'NULL' WHEN 'words' THEN quote_literal(words)
               WHEN 'blank' THEN quote_literal('') ELSE quote_literal(substr(r.fate, 2)) END), '')
               FILTER (WHERE r.fate NOT IN ('kept', 'name')), by_col)
           FROM erasure_rules() r WHERE r.tbl = of_tbl) USING ids;
  IF of_tbl = 'action' THEN
    EXECUTE format('UPDATE action_progress p SET text = $2
      WHERE EXISTS (SELECT FROM action a WHERE a.meeting = p.meeting AND a.item = p.item AND a.number = p.number
                      AND a.%I = ANY ($1))', by_col) USING ids, words;
  END IF;
  RETURN of_tbl || ARRAY(SELECT 'search_text' FROM search_source s WHERE s.tbl = of_tbl)
    || CASE of_tbl WHEN 'action' THEN ARRAY['action_progress'] ELSE '{}'::text[] END;
END
$$;

-- The name of a paper ties it to the items that print it: both get another.
CREATE FUNCTION erasure_papers(files integer[], of_erasure integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  p record;
BEGIN
  FOR p IN
    SELECT d.paper, format('removed-%s-%s.md', of_erasure, row_number() OVER (ORDER BY d.paper)) AS name
    FROM (SELECT DISTINCT e.paper FROM paper e WHERE e.file_id = ANY (files)) d
    WHERE NOT EXISTS (SELECT FROM paper o WHERE o.paper = d.paper AND NOT o.erased AND o.file_id <> ALL (files))
  LOOP
    UPDATE agenda_item a SET paper = p.name WHERE a.paper = p.paper;
    UPDATE paper e SET paper = p.name WHERE e.paper = p.paper;
    -- and what was written of it on the site
    DELETE FROM paper_figure f WHERE f.paper = p.paper;
    UPDATE paper_comment c SET erased = true, passage = '', words = erased_words(now()) WHERE c.paper = p.paper;
    UPDATE paper_block b SET erased = true, text = '', paper = p.name WHERE b.paper = p.paper;
    UPDATE exemption e SET erased = true, paper = p.name, reason = NULL, public_interest = NULL, approved_by = NULL,
                           audience_names = NULL WHERE e.paper = p.paper;
    UPDATE paper_step s SET note = NULL WHERE s.paper = p.paper;
    UPDATE paper_version v SET erased = true, text = erased_words(now()), paper = p.name WHERE v.paper = p.paper;
  END LOOP;
END
$$;

-- What names an area, an indicator or a cost centre goes where nothing that stands speaks of it.
CREATE FUNCTION erasure_identities() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  i record;
  spoken_of text;
  changed bigint;
  touched text[] := '{}';
BEGIN
  FOR i IN VALUES ('area', 'area_id', 'area'), ('indicator', 'indicator_id', 'ref'),
    ('cost_centre', 'cost_centre_id', 'cost_centre')
  LOOP
    SELECT string_agg(format('EXISTS (SELECT FROM %s r WHERE r.%I = t.%I AND NOT r.erased)', c.conrelid::regclass,
                             a.attname, i.column2), ' OR ')
      INTO spoken_of
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.confrelid = ('moothall.' || i.column1)::regclass
        AND EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = c.conrelid AND e.attname = 'erased');
    spoken_of := spoken_of || CASE i.column1
      WHEN 'indicator' THEN ' OR EXISTS (SELECT FROM indicator_definition r WHERE NOT r.erased
        AND t.indicator_id = ANY (r.numerator_ids || r.denominator_ids))'
      WHEN 'cost_centre' THEN ' OR EXISTS (SELECT FROM ledger_year r JOIN import_file f USING (file_id)
        WHERE r.cost_centre_id = t.cost_centre_id AND f.erased_at IS NULL)'
      ELSE ' OR EXISTS (SELECT FROM setting s WHERE s.key = ''council'' AND s.value = t.area)' END;
    EXECUTE format('UPDATE %1$I t SET %2$I = ''removed-'' || t.%3$I WHERE t.%2$I !~ ''^removed-\d+$'' AND NOT (%4$s)',
                   i.column1, i.column3, i.column2, spoken_of);
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed > 0 THEN
      touched := touched || i.column1;
    END IF;
  END LOOP;
  RETURN touched;
END
$$;

-- Postings are not superseded but added up: they go, and their sums say that there is a hole.
CREATE FUNCTION erasure_ledger(files integer[]) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  file integer;
  shared integer[] := '{}';
BEGIN
  FOREACH file IN ARRAY files LOOP
    IF to_regclass('moothall.ledger_' || file) IS NOT NULL THEN
      EXECUTE format('DROP TABLE moothall.ledger_%s', file);
    ELSE
      shared := shared || file;
    END IF;
  END LOOP;
  DELETE FROM ledger l WHERE l.shelf = 0 AND l.file_id = ANY (shared);
  UPDATE ledger_year y
    SET pence = ARRAY(SELECT CASE WHEN y.postings[n] = 0 THEN 0 END FROM generate_series(1, 12) n ORDER BY n)::bigint[]
    WHERE y.file_id = ANY (files);
  UPDATE ledger_month m SET pence = NULL WHERE m.file_id = ANY (files);
  RETURN ARRAY['ledger_0', 'ledger_year', 'ledger_month'];
END
$$;

-- Destroys the content of files and attachments; returns the tables whose files still hold traces.
CREATE FUNCTION erasure_destroy(files integer[], attachments integer[], of_erasure integer) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
  touched text[] := ARRAY['import', 'import_file', 'erasure', 'figure', 'figure_kept'];
  words text := erased_words(now());
  k record;
BEGIN
  touched := touched || erasure_publications(ARRAY(SELECT publications_of(files, attachments)), words);
  FOR k IN
    SELECT r.kind, r.tbl, array_agg(DISTINCT f.file_id) AS files
    FROM erasure_rules() r JOIN import_file f USING (kind)
    WHERE f.file_id = ANY (files)
    GROUP BY r.kind, r.tbl
  LOOP
    touched := touched || erasure_wipe(k.tbl, 'file_id', k.files, words);
    IF k.kind = 'papers' THEN
      UPDATE paper_block b SET erased = true, text = '' WHERE b.file_id = ANY (k.files);
      PERFORM erasure_papers(k.files, of_erasure);
      touched := touched || ARRAY['agenda_item', 'paper_version', 'paper_step', 'paper_figure', 'paper_comment',
                                  'paper_block', 'exemption', 'search_text'];
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM import_file f WHERE f.kind = 'ledger' AND f.file_id = ANY (files)) THEN
    touched := touched || erasure_ledger(ARRAY(SELECT f.file_id FROM import_file f
                                               WHERE f.kind = 'ledger' AND f.file_id = ANY (files)));
  END IF;
  UPDATE import i SET source = words
    WHERE i.import_id IN (SELECT f.import_id FROM import_file f WHERE f.file_id = ANY (files));
  -- what was given as the reason of a change after the close
  UPDATE closed_change c SET reason = words
    WHERE c.import_id IN (SELECT f.import_id FROM import_file f WHERE f.file_id = ANY (files));
  IF FOUND THEN
    touched := touched || 'closed_change'::text;
  END IF;
  UPDATE import_file f SET name = words, erased_at = now() WHERE f.file_id = ANY (files);
  IF attachments <> '{}' THEN
    UPDATE attachment a SET erased = true, name = NULL, title = NULL, bytes = NULL, sent_sha256 = NULL, pages = NULL,
                            tagged = NULL, pdfua = NULL
      WHERE a.attachment_id = ANY (attachments);
    touched := touched || 'attachment'::text;
  END IF;
  touched := touched || erasure_identities();
  IF touched && ARRAY['area', 'area_definition', 'indicator', 'indicator_definition'] THEN
    touched := touched || ARRAY['area_kept', 'indicator_kept'];
  END IF;
  PERFORM figures_keep();
  RETURN ARRAY(SELECT DISTINCT t FROM unnest(touched) t ORDER BY t);
END
$$;

-- What a later file says again, as many rows of the same statement, month or table in one file, fills the hole: for
-- those who may see that file. The last step of an import, as the owner.
CREATE FUNCTION erasure_supply() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  s record;
BEGIN
  IF NOT EXISTS (SELECT FROM import_file f WHERE f.erased_at IS NOT NULL) THEN
    RETURN;
  END IF;
  FOR s IN VALUES ('breakdown', 'indicator_id, area_id, period_id, measure'), ('revenue', 'statement, period_id'),
    ('balance', 'period_id'), ('reserve', 'period_id'), ('contribution', 'erased'), ('capital', 'period_id'),
    ('capital_funding', 'period_id'), ('risk', 'erased')
  LOOP
    EXECUTE format('WITH hole AS (
        SELECT t.file_id AS hole, %2$s, count(*) AS rows FROM %1$I t WHERE t.erased AND t.supplied_by IS NULL
        GROUP BY t.file_id, %2$s),
      later AS (
        SELECT h.hole, %3$s, (SELECT x.file_id FROM %1$I x WHERE NOT x.erased AND x.file_id > h.hole AND %4$s
                              GROUP BY x.file_id HAVING count(*) >= h.rows ORDER BY x.file_id LIMIT 1) AS by_file
        FROM hole h)
      UPDATE %1$I t SET supplied_by = h.by_file FROM later h
      WHERE t.file_id = h.hole AND t.erased AND t.supplied_by IS NULL AND h.by_file IS NOT NULL AND %5$s',
      s.column1, s.column2, regexp_replace(s.column2, '\m(\w+)\M', 'h.\1', 'g'),
      CASE s.column2 WHEN 'erased' THEN 'true'
                     ELSE regexp_replace(replace(s.column2, ',', ' AND'), '\m(?!AND)(\w+)\M', 'x.\1 = h.\1', 'g') END,
      regexp_replace(replace(s.column2, ',', ' AND'), '\m(?!AND)(\w+)\M', 't.\1 = h.\1', 'g'));
  END LOOP;
  UPDATE ledger_year t SET supplied_by = (
      SELECT y.file_id FROM ledger_year y JOIN import_file g ON g.file_id = y.file_id AND g.erased_at IS NULL
      WHERE y.year = t.year AND y.cost_centre_id = t.cost_centre_id AND y.file_id > t.file_id
        AND NOT EXISTS (SELECT FROM generate_series(1, 12) n
                        WHERE y.postings[n] - coalesce(y.postings[n - 1], 0)
                            < t.postings[n] - coalesce(t.postings[n - 1], 0))
      ORDER BY y.file_id LIMIT 1)
    FROM import_file f
    WHERE f.file_id = t.file_id AND f.erased_at IS NOT NULL AND t.supplied_by IS NULL;
END
$$;

-- What was erased does not come back by the same file.
CREATE FUNCTION erasure_stays_import() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  -- all of it, or an entry of it
  moment timestamptz := greatest(
    (SELECT max(f.erased_at) FROM import_file f
     WHERE f.sha256 = NEW.sha256 AND f.erased_at IS NOT NULL AND f.file_id <> NEW.file_id),
    (SELECT max(r.decided_at) FROM import_file f JOIN erasure_entry e USING (file_id) JOIN erasure r USING (erasure_id)
     WHERE f.sha256 = NEW.sha256 AND f.file_id <> NEW.file_id));
BEGIN
  IF moment IS NOT NULL AND NEW.sha256 NOT IN ('', encode(sha256(''), 'hex')) THEN
    PERFORM refuse('MH409', format('this is, byte for byte, what was removed on %s for data protection: take out '
      'what it may not hold, and load it then', day_words((moment AT TIME ZONE 'Europe/London')::date)));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER erasure_stays BEFORE INSERT OR UPDATE OF sha256 ON import_file
  FOR EACH ROW EXECUTE FUNCTION erasure_stays_import();

CREATE FUNCTION erasure_stays_attachment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  moment timestamptz := (SELECT max(e.decided_at) FROM erasure_content c JOIN erasure e USING (erasure_id)
                         WHERE c.sent_sha256 = encode(NEW.sent_sha256, 'hex'));
BEGIN
  IF moment IS NOT NULL THEN
    PERFORM refuse('MH409', format('this is, byte for byte, what was removed on %s for data protection',
      day_words((moment AT TIME ZONE 'Europe/London')::date)));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER erasure_stays BEFORE INSERT ON attachment
  FOR EACH ROW EXECUTE FUNCTION erasure_stays_attachment();

-- Who may still see what has been written over: all others that have begun in this database, autovacuum among them.
CREATE FUNCTION transactions_open() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT l.virtualxid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
               WHERE l.locktype = 'virtualxid' AND a.datname = current_database() AND l.pid <> pg_backend_pid())::text;
END
$$;

SELECT for_nobody('transactions_open()', 'erasure_names(text, text, text, bigint[])',
  'erasure_wipe(text, text, bigint[], text)', 'erasure_papers(integer[], integer)', 'erasure_identities()',
  'erasure_ledger(integer[])', 'erasure_destroy(integer[], integer[], integer)');
SELECT for_application('erasure_supply()');
