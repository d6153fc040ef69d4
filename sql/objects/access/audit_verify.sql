-- Verifying the audit trail: docs/audit.md says what can be found, and what cannot.

CREATE FUNCTION must_audit() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT sees_audit() THEN
    PERFORM refuse('MH403', 'you do not have the right to do this: it takes the role auditor');
  END IF;
END
$$;

-- The newest checkpoint: up to which place events that are past their retention are gone, how many of before it were
-- held and stayed, and a digest of their places. No row: nothing was ever pruned.
CREATE FUNCTION audit_checkpoint()
  RETURNS TABLE (event_id bigint, at timestamptz, upto bigint, kept bigint, kept_digest text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.event_id, e.at, (e.detail ->> 'to')::bigint, (e.detail ->> 'kept')::bigint, e.detail ->> 'kept_digest'
  FROM audit_event e WHERE e.event = 'trail-pruned' ORDER BY e.event_id DESC LIMIT 1;
END;

-- A digest of places in the chain.
CREATE FUNCTION audit_places_digest(places bigint[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN left(encode(sha256(convert_to(coalesce(array_to_string(places, ','), ''), 'UTF8')), 'hex'), 32);

-- The events up to a place that are still there.
CREATE FUNCTION audit_kept(upto bigint) RETURNS TABLE (kept bigint, digest text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT count(*), audit_places_digest(array_agg(l.seq ORDER BY l.seq))
  FROM audit_link l JOIN audit_event e USING (event_id) WHERE l.seq <= upto;
END;

-- A place in the chain and what is printed of its digest: "1234:0123456789abcdef0123456789abcdef".
CREATE FUNCTION audit_head_words(seq bigint, hash bytea) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN seq || ':' || left(encode(hash, 'hex'), 32);

-- The same as somebody typed it. Nulls: nothing was.
CREATE FUNCTION audit_head_read(typed text, OUT seq bigint, OUT digest text) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF typed !~* '^ *[0-9]{1,18} *: *[0-9a-f]{16,64} *$' THEN
    PERFORM refuse('MH400', format('a head is the number of an entry and the digits of its digest, as '
      '"1234:0123456789abcdef0123456789abcdef", not "%s"', left(typed, 100)));
  END IF;
  seq := split_part(typed, ':', 1)::bigint;
  digest := lower(trim(split_part(typed, ':', 2)));
END
$$;

-- How the trail stands. `head`: the end of the chain, which proves all that is before it.
CREATE FUNCTION audit_state()
  RETURNS TABLE (events bigint, chained bigint, waiting bigint, waiting_since timestamptz, head text,
                 head_at timestamptz, pruned_to bigint, pruned_at timestamptz, held bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_audit();
  RETURN QUERY
    SELECT (SELECT count(*) FROM audit_event), (SELECT count(*) FROM audit_link), w.waiting, w.since, l.head,
           l.linked_at, c.upto, c.at, (SELECT count(*) FROM audit_hold h WHERE h.ended_at IS NULL)
    FROM (SELECT count(*) AS waiting, min(e.at) AS since FROM audit_waiting JOIN audit_event e USING (event_id)) w
         LEFT JOIN (SELECT audit_head_words(l.seq, l.hash) AS head, l.linked_at FROM audit_link l
                    ORDER BY l.seq DESC LIMIT 1) l ON true
         LEFT JOIN audit_checkpoint() c ON true;
END
$$;

-- What a finding calls an entry.
CREATE FUNCTION audit_entry_words(seq bigint, e audit_event) RETURNS text LANGUAGE sql STABLE
  RETURN format('entry %s (%s, %s)', seq, (e).event, to_char((e).at, 'YYYY-MM-DD HH24:MI:SS "UTC"'));

-- Which of the entries that are not as they were chained were changed, and which only moved or stand behind one that
-- was. A link swapped with another, or what two events say, is found by trying: the hash of an entry is then that of
-- what stands elsewhere among them.
CREATE FUNCTION audit_changed(wrong bigint[]) RETURNS TABLE (seq bigint, event_id bigint, problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp SET timezone = 'UTC' AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH bad AS MATERIALIZED (
    SELECT l.seq, l.event_id, l.linked_at, l.hash, coalesce(b.hash, '\x') AS before, e,
           audit_hash(coalesce(b.hash, '\x'), l.seq, l.linked_at, e) AS computed
    FROM audit_link l LEFT JOIN audit_link b ON b.seq = l.seq - 1 JOIN audit_event e ON e.event_id = l.event_id
    WHERE l.seq = ANY (wrong)),
  earlier AS (                          -- what may have stood before an entry
    SELECT b.before AS hash FROM bad b UNION SELECT b.hash FROM bad b UNION SELECT b.computed FROM bad b)
  SELECT b.seq, b.event_id, CASE
    WHEN EXISTS (SELECT FROM earlier w WHERE audit_hash(w.hash, b.seq, b.linked_at, b.e) = b.hash) THEN 'follows'
    WHEN EXISTS (SELECT FROM bad o WHERE o.seq <> b.seq AND b.hash IN (
           audit_hash(b.before, b.seq, b.linked_at, o.e),
           audit_hash(b.before, b.seq, b.linked_at,
                      jsonb_populate_record(o.e, jsonb_build_object('event_id', b.event_id)))))
      OR EXISTS (SELECT FROM bad o CROSS JOIN earlier w
                 WHERE o.seq <> b.seq AND audit_hash(w.hash, o.seq, b.linked_at, b.e) = b.hash) THEN 'reordered'
    ELSE 'edited' END
  FROM bad b;
END
$$;

-- Everything that is wrong with the trail; with nothing, it is whole. `head` is the end of the chain as somebody wrote
-- it down or a pack printed it (null: none is at hand): only that tells a trail that ends early, or was written anew
-- from some entry on, from a whole one. Of many that are wrong the first thousand are named. A statement that asks this
-- and audit_state() sees one and the same moment.
CREATE FUNCTION audit_verify(head text) RETURNS TABLE (seq bigint, event_id bigint, problem text, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp SET timezone = 'UTC'
SET work_mem = '64MB' AS $$
#variable_conflict use_column
DECLARE
  checked record;
  pruned record;
  wrong bigint[];
BEGIN
  PERFORM must_audit();
  SELECT r.seq, r.digest INTO checked FROM audit_head_read(head) r;
  SELECT c.upto, c.kept, c.kept_digest INTO pruned FROM (VALUES (1)) one LEFT JOIN audit_checkpoint() c ON true;

  -- Each entry against the one before it: the hashes do not need each other's results.
  wrong := ARRAY(
    SELECT l.seq
    FROM audit_link l LEFT JOIN audit_link b ON b.seq = l.seq - 1 JOIN audit_event e ON e.event_id = l.event_id
    WHERE (b.seq IS NOT NULL OR l.seq = 1)
      AND l.hash <> audit_hash(coalesce(b.hash, '\x'), l.seq, l.linked_at, e)
    ORDER BY l.seq LIMIT 1000);
  RETURN QUERY
    SELECT c.seq, c.event_id, c.problem, audit_entry_words(c.seq, e) || CASE c.problem
        WHEN 'edited' THEN ' is not as it was when it was chained'
        ELSE ' stands in another place than it was chained in' END
    FROM (SELECT w.seq, l.event_id, 'edited' AS problem FROM unnest(wrong) w (seq) JOIN audit_link l USING (seq)
          WHERE cardinality(wrong) > 40
          UNION ALL
          SELECT a.seq, a.event_id, a.problem FROM audit_changed(wrong) a WHERE cardinality(wrong) <= 40) c
         JOIN audit_event e USING (event_id)
    WHERE c.problem <> 'follows';

  RETURN QUERY
    (SELECT l.seq, l.event_id, 'removed', format('entry %s: its event %s has been removed', l.seq, l.event_id)
     FROM audit_link l LEFT JOIN audit_event e USING (event_id)
     WHERE e.event_id IS NULL AND l.seq > coalesce(pruned.upto, 0)
     ORDER BY l.seq LIMIT 1000)
    UNION ALL
    SELECT g.before + 1, NULL, 'removed', CASE g.seq - g.before
        WHEN 2 THEN format('entry %s has been removed', g.before + 1)
        ELSE format('entries %s to %s have been removed', g.before + 1, g.seq - 1) END
    FROM (SELECT l.seq, lag(l.seq, 1, 0::bigint) OVER (ORDER BY l.seq) AS before FROM audit_link l) g
    WHERE g.seq > g.before + 1
    UNION ALL
    SELECT NULL, w.event_id, 'removed', format('event %s has been removed before it was chained', w.event_id)
    FROM audit_waiting w LEFT JOIN audit_event e USING (event_id) WHERE e.event_id IS NULL
    UNION ALL
    (SELECT NULL, e.event_id, 'inserted', format('event %s (%s, %s) was put in past the chain', e.event_id, e.event,
                                                 to_char(e.at, 'YYYY-MM-DD HH24:MI:SS "UTC"'))
     FROM audit_event e LEFT JOIN audit_link l USING (event_id) LEFT JOIN audit_waiting w USING (event_id)
     WHERE l.seq IS NULL AND w.event_id IS NULL
     ORDER BY e.event_id LIMIT 1000);

  RETURN QUERY
    SELECT NULL::bigint, NULL::bigint, 'removed', format('up to entry %s the last pruning left %s that were held, and '
      'there are %s: some have been removed since', pruned.upto, pruned.kept, k.kept)
    FROM audit_kept(pruned.upto) k
    WHERE pruned.upto IS NOT NULL AND (k.kept, k.digest) IS DISTINCT FROM (pruned.kept, pruned.kept_digest);

  -- Heads: the one at hand, and those that were kept for packs.
  RETURN QUERY
    SELECT h.seq, NULL::bigint, CASE WHEN l.seq IS NULL THEN 'cut' ELSE 'rewritten' END,
           CASE WHEN l.seq IS NULL THEN format('the chain has no entry %s, which it had %s: it has been cut off', h.seq,
                                               h.known)
                ELSE format('the chain up to entry %s is not the one %s: it has been written anew', h.seq, h.known) END
    FROM (SELECT checked.seq, checked.digest, 'whose head you give'
          UNION ALL
          SELECT h.seq, encode(h.hash, 'hex'), format('that stood when import %s was released', h.import_id)
          FROM audit_head h) h (seq, digest, known)
         LEFT JOIN audit_link l ON l.seq = h.seq
    WHERE h.seq IS NOT NULL AND left(encode(l.hash, 'hex'), length(h.digest)) IS DISTINCT FROM h.digest;
END
$$;

-- Puts it on record that the trail was verified, against which head, and how much was found.
CREATE FUNCTION audit_verified(findings bigint, head text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  PERFORM must_audit();
  PERFORM audit_add('trail-verified', NULL, jsonb_strip_nulls(jsonb_build_object('found', findings, 'head',
    (SELECT r.seq || ':' || r.digest FROM audit_head_read(head) r))));
END
$$;

SELECT for_nobody('audit_changed(bigint[])');
SELECT for_application('audit_state()', 'audit_verify(text)', 'audit_verified(bigint, text)');
