-- The audit trail: noting what happens, and chaining what was noted. Reading and verifying it: access/audit.sql.

-- Adds a row. Who, from where and when are the transaction's own: nobody says them.
CREATE FUNCTION audit_add(what text, of_what text, details jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  added bigint;
BEGIN
  INSERT INTO audit_event (person_id, username, account, address, request, event, about, edition, detail)
    SELECT asking_person(), (SELECT p.username FROM person p WHERE p.person_id = asking_person()),
           CASE WHEN pg_has_role(session_user, 'moothall_owner', 'MEMBER')
                THEN coalesce(nullif(current_setting('moothall.account', true), ''), session_user) END,
           left(nullif(current_setting('moothall.address', true), ''), 100),
           left(nullif(current_setting('moothall.request', true), ''), 100),
           what, left(nullif(of_what, ''), 300), left(nullif(details ->> 'edition', ''), 100),
           coalesce(details, '{}') - 'edition'
    RETURNING event_id INTO added;
  INSERT INTO audit_waiting (event_id) VALUES (added);
  -- The program hears it, and chains once this is committed: see db_noted().
  RAISE NOTICE USING ERRCODE = 'MH200', MESSAGE = 'noted';
END
$$;

-- What others call, in the transaction of what happens: audit_note('user-disabled', 'jo') or, with more to say,
-- audit_note('role-given', 'jo', jsonb_build_object('role', 'analyst')). `about` is a username, a meeting, the number
-- of an import, a cost centre: what somebody would search for. `edition` in the details gets a column of its own. No
-- figures, nothing typed. Of nobody's events (nobody is signed in) an address has twenty of a kind a minute on record:
-- whoever only knocks does not fill the disk.
CREATE FUNCTION audit_note(event text, about text, detail jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  of_nobody CONSTANT boolean := asking() = '' AND NOT pg_has_role(session_user, 'moothall_owner', 'MEMBER');
  from_address CONSTANT text := current_setting('moothall.address', true);
  what CONSTANT text := event;
  before bigint := 0;
BEGIN
  IF NOT is_application() THEN
    PERFORM refuse('MH403', 'only the program itself writes the audit trail');
  ELSIF event ~ '^trail-' THEN
    PERFORM refuse('MH403', 'what is done to the trail is written by what does it');
  END IF;
  IF of_nobody THEN
    before := (SELECT count(*)
               FROM (SELECT FROM audit_event e
                     WHERE e.person_id IS NULL AND e.account IS NULL AND e.address = from_address AND e.event = what
                       AND e.at > clock_timestamp() - interval '1 minute' LIMIT 20) AS late);
  END IF;
  IF before = 19 THEN
    PERFORM audit_add(event, about, detail || '{"more": "not recorded until a minute has passed"}');
  ELSIF before < 19 THEN
    PERFORM audit_add(event, about, detail);
  END IF;
END
$$;

-- The hash of an event at its place in the chain: SHA-256 of the hash before it and of the list of all that is known of
-- it, as JSON in UTF-8, moments in UTC. STABLE, as json_build_array() is, so that it is part of the statement that
-- asks: of a million rows a call each would take longer than the hashes.
CREATE FUNCTION audit_hash(before bytea, seq bigint, linked_at timestamptz, e audit_event) RETURNS bytea
  LANGUAGE sql STABLE
  RETURN sha256(before || convert_to(json_build_array(seq, linked_at, (e).event_id, (e).at, (e).person_id, (e).username,
    (e).account, (e).address, (e).request, (e).event, (e).about, (e).edition, (e).detail)::text, 'UTF8'));

-- Chains what waits, in the order of their numbers; how many that were. Only rows that are committed are seen, so that
-- an import under way is chained when it has ended, and holds nobody up. One at a time: the lock is of a table that
-- nothing else touches, and a statement after it sees what the one before has chained.
CREATE FUNCTION audit_chain() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
DECLARE
  e audit_event;
  number bigint;
  before bytea;
  count bigint := 0;
BEGIN
  LOCK TABLE audit_turn IN EXCLUSIVE MODE;
  SELECT l.seq, l.hash INTO number, before FROM audit_link l ORDER BY l.seq DESC LIMIT 1;
  number := coalesce(number, 0);
  before := coalesce(before, '\x');
  FOR e IN SELECT a.* FROM audit_waiting w JOIN audit_event a USING (event_id) ORDER BY a.event_id LOOP
    number := number + 1;
    INSERT INTO audit_link (seq, event_id, linked_at, hash)
      VALUES (number, e.event_id, now(), audit_hash(before, number, now(), e)) RETURNING hash INTO before;
    DELETE FROM audit_waiting w WHERE w.event_id = e.event_id;
    count := count + 1;
  END LOOP;
  RETURN count;
END
$$;

-- Keeps, with an import that this transaction releases, up to where the chain has come: packs print it, so that the
-- head of the chain lies where nobody can change it.
CREATE FUNCTION audit_head_keep(of_import integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  INSERT INTO audit_head (import_id, seq, hash)
    SELECT of_import, l.seq, l.hash FROM audit_link l
    WHERE EXISTS (SELECT FROM import i WHERE i.import_id = of_import AND i.released_at = now())
    ORDER BY l.seq DESC LIMIT 1;
END
$$;

SELECT for_application('audit_note(text, text, jsonb)', 'audit_chain()', 'audit_head_keep(integer)');
SELECT for_nobody('audit_add(text, text, jsonb)');
