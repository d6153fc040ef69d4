-- Releasing: members see what an import loaded from then on. The command line and pages come here alone: nobody else
-- may change an import's row.

-- Whether the council wants another to release than imported.
CREATE FUNCTION releases_another() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN setting_value('release_by_another') = 'yes';
END
$$;

-- Two accounts of one person, by the names that are known of them.
CREATE FUNCTION same_person(one integer, other integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN one = other OR EXISTS (
    WITH known (person_id, name) AS (
      SELECT p.person_id, as_words(lower(p.name)) FROM person p WHERE p.person_id IN (one, other)
      UNION ALL
      SELECT c.person_id, as_words(lower(c.name)) FROM person_called c WHERE c.person_id IN (one, other))
    SELECT FROM known a JOIN known b USING (name) WHERE a.person_id = one AND b.person_id = other);
END
$$;

-- Whether the one who asks is who imported: the same account, the same person by another, or the same system account on
-- the command line, whose user could take anybody's rights.
CREATE FUNCTION has_imported(i import, by_name text, account text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN lower(i.loaded_by) = lower(by_name) OR coalesce(i.loaded_account = account, false)
    OR coalesce(same_person(i.loaded_person, asking_person()), false);
END
$$;

-- Who releases kinds of file, where whoever imported them may not.
CREATE FUNCTION other_releasers(kinds text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  roles text := (SELECT concat_ws(' or ',
                          CASE WHEN bool_and(NOT is_ledger(k) AND NOT is_of_meetings(k)) THEN 'analyst' END,
                          CASE WHEN bool_and(is_money(k)) THEN 'finance' END)
                 FROM unnest(kinds) k);
BEGIN
  RETURN concat(CASE WHEN roles <> '' THEN format('another user with the role %s, or the operator', roles)
                     ELSE 'another operator' END, ', under a system account of their own,');
END
$$;

-- Before anything is loaded that is to be released at once.
CREATE FUNCTION release_check(kinds text[]) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF releases_another() THEN
    PERFORM refuse('MH403', format('who imports does not release (setting release_by_another): import it unreleased, '
      'and %s releases it', other_releasers(kinds)));
  END IF;
END
$$;

-- What was closed after an import for it was loaded changes all the same when that is released: not without a reason
-- either.
CREATE FUNCTION release_closed(id integer, reason text, account text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  closed text := (SELECT string_agg(DISTINCT format('%s on %s', p.period, moment_day(p.closed_at)), ', ')
                  FROM closed_changes(id) c JOIN closed_period p USING (closing_id)
                  WHERE NOT EXISTS (SELECT FROM closed_change k
                                    WHERE k.import_id = id AND k.closing_id = c.closing_id));
BEGIN
  IF closed IS NULL THEN
    RETURN;
  ELSIF reason IS NULL THEN
    PERFORM refuse('MH409', format('import %s holds rows for what was closed since it was loaded (%s): give a reason '
      '(--reason), which the statement prints', id, closed));
  END IF;
  PERFORM closed_explain(id, reason, account);
  PERFORM audit_note('closed-period-changed', id::text);
END
$$;
SELECT for_nobody('release_closed(integer, text, text)');

-- What was written on the site and then written anew, or taken back, is not what its author wants members to read: not
-- by itself, while the later one is not released.
CREATE FUNCTION must_stand(id integer) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  later record;
BEGIN
  SELECT i.ref, p.label, max(g.import_id) AS import INTO later
  FROM import_file f JOIN commentary c USING (file_id)
       JOIN commentary n ON n.indicator_id = c.indicator_id AND n.period_id = c.period_id AND n.kind = c.kind
                            AND n.file_id > c.file_id
       JOIN import_file g ON g.file_id = n.file_id JOIN import j ON j.import_id = g.import_id
       JOIN indicator i ON i.indicator_id = c.indicator_id JOIN period p ON p.period_id = c.period_id
  WHERE f.import_id = id AND f.name LIKE 'commentary of %' AND j.released_at IS NULL
  GROUP BY i.ref, p.label LIMIT 1;
  IF later.import IS NOT NULL THEN
    PERFORM refuse('MH409', format('the commentary of %s, %s, was written anew or taken back since: release import %s, '
                                   'which holds now, or neither', later.ref, later.label, later.import));
  END IF;
END
$$;

-- SECURITY DEFINER: the application may not change imports. What whoever is asking may not see does not exist.
CREATE FUNCTION import_release(id integer, account text, reason text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  held import;
  kinds text[];
  refused text;
  by_name text := asking_name(account);
BEGIN
  PERFORM figures_lock();
  SELECT i.* INTO held FROM import i
  WHERE i.import_id = id AND (sees_unreleased() OR i.released_at IS NOT NULL AND sees_meetings()
                                 OR i.import_id IN (SELECT own_imports()))
  FOR UPDATE;
  IF held.import_id IS NULL THEN
    PERFORM refuse('MH404', format('there is no import %s', id));
  ELSIF held.released_at IS NOT NULL THEN
    PERFORM refuse('MH409', format('import %s was released by %s on %s', id, held.released_by,
      moment_day(held.released_at)));
  END IF;
  SELECT string_agg(f.name || ' (' || importers(f.kind) || ')', ', ' ORDER BY f.file_id)
           FILTER (WHERE NOT may_import(f.kind)),
         array_agg(f.kind)
    INTO refused, kinds FROM import_file f WHERE f.import_id = id;
  IF refused IS NOT NULL THEN
    PERFORM refuse('MH403', format('import %s holds what you may not release: %s', id, refused));
  ELSIF NOT imports() THEN
    PERFORM refuse('MH403', format('you may not release import %s', id));
  ELSIF releases_another() AND has_imported(held, by_name, account) THEN
    PERFORM refuse('MH403', format('import %s was imported by %s%s, and who imports does not release (setting '
      'release_by_another): %s releases it', id, held.loaded_by,
      CASE WHEN lower(held.loaded_by) = lower(by_name) THEN ''
           WHEN held.loaded_account = account THEN format(' under the system account %s, as this would be', account)
           ELSE format(', the same person as %s', by_name) END,
      other_releasers(kinds)));
  END IF;
  PERFORM must_stand(id);
  PERFORM release_closed(id, reason_read(reason), account);
  UPDATE import i SET released_by = by_name, released_person = asking_person(), released_at = now()
  WHERE i.import_id = id;
  PERFORM audit_note('import-released', id::text);
  PERFORM audit_head_keep(id);
  PERFORM figures_keep();
END
$$;

SELECT for_application('import_release(integer, text, text)');
