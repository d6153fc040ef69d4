-- How long the audit trail is kept: holds, and pruning what is past its retention; and what it holds about one person.

CREATE FUNCTION must_operate() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT is_operator() THEN
    PERFORM refuse('MH403', 'only the operator may do this');
  END IF;
END
$$;

-- Puts a hold on what a user did and what was done to their account (null: on everybody's), from a day to a day (null:
-- without a beginning, without an end).
CREATE FUNCTION audit_hold_place(of_username text, from_text text, to_text text, why text, account text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  placed integer;
BEGIN
  PERFORM must_operate();
  IF of_username IS NOT NULL AND NOT EXISTS (SELECT FROM person p WHERE p.username = of_username) THEN
    PERFORM refuse('MH404', format('there is no user "%s"', of_username));
  ELSIF coalesce(btrim(why), '') = '' OR length(why) > 300 THEN
    PERFORM refuse('MH400', 'a hold has a reason, of at most 300 characters');
  END IF;
  IF day_read(to_text) < day_read(from_text) THEN
    PERFORM refuse('MH400', format('%s is before %s', to_text, from_text));
  END IF;
  INSERT INTO audit_hold (username, from_day, to_day, reason, placed_by)
    VALUES (of_username, day_read(from_text), day_read(to_text), btrim(why), asking_name(account))
    RETURNING hold_id INTO placed;
  PERFORM audit_note('hold-placed', placed::text, jsonb_strip_nulls(jsonb_build_object(
    'user', of_username, 'from', from_text, 'to', to_text)));
  RETURN placed;
END
$$;

CREATE FUNCTION audit_hold_end(number integer, account text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_operate();
  UPDATE audit_hold SET ended_by = asking_name(account), ended_at = now() WHERE hold_id = number AND ended_at IS NULL;
  IF NOT FOUND THEN
    PERFORM refuse('MH404', format('there is no hold %s that has not ended', number));
  END IF;
  PERFORM audit_note('hold-ended', number::text);
END
$$;

-- Takes out what is past its retention and nobody holds, up to the first entry that is not. A checkpoint, itself an
-- event and chained like all, says up to where, and how many stayed for being held; the links stay all, so that the
-- chain is verified from its first to its last as before. A trail in which something is wrong is evidence, and is not
-- pruned.
CREATE FUNCTION audit_prune() RETURNS TABLE (pruned bigint, kept bigint, upto bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  last bigint;
  going bigint;
  staying record;
  here bytea;
BEGIN
  PERFORM must_operate();
  IF EXISTS (SELECT FROM audit_verify(NULL)) THEN
    PERFORM refuse('MH409', 'something is wrong with the trail (moothall audit verify says what), and so nothing is '
      'taken out of it');
  END IF;
  last := coalesce((SELECT min(l.seq) FROM audit_link l JOIN audit_event e USING (event_id)
                    WHERE e.at >= now() - audit_retention()) - 1,
                   (SELECT max(l.seq) FROM audit_link l), 0);
  going := (SELECT count(*) FROM audit_link l JOIN audit_event e USING (event_id)
            WHERE l.seq <= last AND NOT audit_is_held(e.username, e.about, e.at));
  SELECT count(*) AS kept, audit_places_digest(array_agg(l.seq ORDER BY l.seq)) AS digest INTO staying
    FROM audit_link l JOIN audit_event e USING (event_id)
    WHERE l.seq <= last AND audit_is_held(e.username, e.about, e.at);
  IF going > 0 THEN
    SELECT l.hash INTO here FROM audit_link l WHERE l.seq = last;
    PERFORM audit_add('trail-pruned', NULL, jsonb_build_object('to', last, 'digest', left(encode(here, 'hex'), 32),
      'pruned', going, 'kept', staying.kept, 'kept_digest', staying.digest));
    DELETE FROM audit_event e USING audit_link l
      WHERE l.event_id = e.event_id AND l.seq <= last AND NOT audit_is_held(e.username, e.about, e.at);
  END IF;
  RETURN QUERY SELECT going, staying.kept, last;
END
$$;

-- All that is held about an account, for whoever asks to see it (subject access): never a password's hash, a token or a
-- secret of a second factor. `what` and `value` are words; `at`, where something happened.
CREATE FUNCTION audit_person(of_username text)
  RETURNS TABLE (part text, at timestamptz, what text, value text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  p person;
BEGIN
  PERFORM must_audit();
  SELECT * INTO p FROM person WHERE username = of_username;
  IF p.person_id IS NULL THEN
    PERFORM refuse('MH404', format('there is no user "%s"', left(of_username, 80)));
  END IF;
  RETURN QUERY
    SELECT 'account', a.at, a.what, a.value
    FROM (VALUES (NULL::timestamptz, 'user name', p.username), (NULL, 'name', p.name), (NULL, 'email', p.email),
                 (p.created_at, 'account made', NULL), (p.disabled_at, 'account disabled', NULL),
                 (p.signed_in_at, 'last signed in', NULL),
                 (NULL, 'has a password', CASE WHEN p.password_hash IS NULL THEN 'no' ELSE 'yes' END))
           a (at, what, value)
    WHERE coalesce(a.at::text, a.value) IS NOT NULL
    UNION ALL
    SELECT 'role', NULL, r.role, nullif(concat_ws(' ', 'from ' || r.from_day, 'to ' || r.to_day), '')
    FROM person_role r WHERE r.person_id = p.person_id
    UNION ALL
    SELECT 'account', f.added_at, 'second factor added', NULL FROM factor f WHERE f.person_id = p.person_id
    UNION ALL
    SELECT 'account', NULL, 'recovery codes', format('%s, %s used', count(*), count(c.used_at))
    FROM recovery_code c WHERE c.person_id = p.person_id HAVING count(*) > 0
    UNION ALL
    SELECT 'account', i.made_at, 'invited', 'until ' || to_char(i.ends_at, 'YYYY-MM-DD HH24:MI:SS')
    FROM invitation i WHERE i.person_id = p.person_id
    UNION ALL
    SELECT 'name in lists', NULL, c.name, NULL FROM person_called c WHERE c.person_id = p.person_id;
  RETURN QUERY
    SELECT 'session', s.created_at, 'from ' || s.address,
           concat_ws('; ', 'last seen ' || to_char(s.seen_at, 'YYYY-MM-DD HH24:MI:SS'),
                     'ends ' || to_char(s.ends_at, 'YYYY-MM-DD HH24:MI:SS'), s.browser)
    FROM session s WHERE s.person_id = p.person_id ORDER BY s.created_at;
  RETURN QUERY
    SELECT 'browser', d.used_at, 'known: they have signed in with it', NULL::text
    FROM device d WHERE d.person_id = p.person_id ORDER BY d.used_at;
  RETURN QUERY
    SELECT 'import', i.loaded_at, 'imported', i.import_id::text FROM import i WHERE i.loaded_person = p.person_id
    UNION ALL
    SELECT 'import', i.released_at, 'released', i.import_id::text FROM import i WHERE i.released_person = p.person_id
    UNION ALL
    SELECT 'attachment', b.added_at, CASE WHEN b.bytes IS NULL THEN 'withdrew' ELSE 'attached' END,
           format('%s, item %s', b.meeting, b.item)
    FROM attachment b WHERE b.added_by = p.username
    UNION ALL
    SELECT 'closed period', c.closed_at, 'closed', n.period FROM period_closing c JOIN period n USING (period_id)
    WHERE c.closed_by = p.username
    UNION ALL
    SELECT 'closed period', c.reopened_at, 'opened again', n.period
    FROM period_closing c JOIN period n USING (period_id)
    WHERE c.reopened_by = p.username
    UNION ALL
    SELECT DISTINCT 'closed period', h.given_at, 'gave a reason for import ' || h.import_id, h.reason
    FROM closed_change h
    WHERE h.given_by = p.username;
  RETURN QUERY
    SELECT 'hold', h.placed_at, 'on what the trail has of them',
           concat_ws(' ', 'from ' || h.from_day, 'to ' || h.to_day)
    FROM audit_hold h WHERE h.username = p.username AND h.ended_at IS NULL;
  RETURN QUERY
    SELECT 'trail', e.at, e.event,
           nullif(concat_ws('; ', e.about, e.edition, 'from ' || e.address, 'by the operator ' || e.account,
                            nullif(e.detail::text, '{}')), '')
    FROM audit_event e WHERE e.person_id = p.person_id
    UNION ALL
    SELECT 'trail about them', e.at, e.event,
           nullif(concat_ws('; ', 'by ' || coalesce(e.username, 'the operator ' || e.account, 'nobody signed in'),
                            nullif(e.detail::text, '{}')), '')
    FROM audit_event e WHERE e.about = p.username AND e.person_id IS DISTINCT FROM p.person_id
    ORDER BY 1, 2;
  -- What is looked at here is personal: that it was goes on record by whoever calls this.
END
$$;

SELECT for_application('audit_hold_place(text, text, text, text, text)', 'audit_hold_end(integer, text)',
  'audit_prune()', 'audit_person(text)');
