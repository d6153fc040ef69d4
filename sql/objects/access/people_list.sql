-- What administrators and auditors see of users: who they are, what needs doing, what they may do and from when to
-- when, what they have open. Others see at most themselves.

CREATE FUNCTION sees_people() RETURNS boolean LANGUAGE sql STABLE
  RETURN is_operator() OR has_role('admin', 'auditor');

CREATE FUNCTION must_see_people() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT sees_people() THEN
    PERFORM refuse('MH403', 'you do not have the right to see this: it takes the role admin or auditor');
  END IF;
END
$$;

-- "Chief officer".
CREATE FUNCTION role_label(role text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE role WHEN 'admin' THEN 'Administrator'
                   ELSE upper(left(role, 1)) || replace(substr(role, 2), '_', ' ') END;

-- "Analyst until 3 May 2017", "Auditor from 1 June 2017": of a role that holds, or will.
CREATE FUNCTION role_words(role text, from_day date, to_day date, on_day date) RETURNS text LANGUAGE sql STABLE
  RETURN concat_ws(' ', role_label(role), CASE WHEN from_day > on_day THEN 'from ' || day_words(from_day) END,
                   'until ' || day_words(to_day));

-- Who there is, those first of whom something needs doing: `need` is the heading of why, `state` says it of each.
CREATE FUNCTION person_list()
RETURNS TABLE (username text, name text, called text, roles text, disabled boolean, created_at timestamptz,
  email text, role_words text, need text, state text, signed_in text, signed_in_at timestamptz, urgency integer,
  person_id integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  all_of_them CONSTANT boolean := sees_people();
  asked_by CONSTANT integer := asking_person();
  day CONSTANT date := today();
BEGIN
  RETURN QUERY
  WITH people AS (
    SELECT p.*, i.ends_at AS link_ends, r.held, r.words, r.ending, c.called
    FROM person p
         LEFT JOIN invitation i USING (person_id)
         LEFT JOIN LATERAL (
           SELECT string_agg(r.role, ', ' ORDER BY r.role) FILTER (WHERE coalesce(r.from_day, day) <= day) AS held,
                  string_agg(role_words(r.role, r.from_day, r.to_day, day), '; '
                             ORDER BY r.from_day > day, role_label(r.role)) AS words,
                  string_agg(format('%s ends on %s', role_label(r.role), day_words(r.to_day)), '; ' ORDER BY r.to_day)
                    FILTER (WHERE r.to_day <= day + interval '1 month') AS ending
           FROM person_role r
           WHERE r.person_id = p.person_id AND (r.to_day IS NULL OR r.to_day >= day)) r ON true
         LEFT JOIN LATERAL (
           SELECT string_agg(c.name, ', ' ORDER BY c.name) AS called
           FROM person_called c WHERE c.person_id = p.person_id) c ON true
    WHERE all_of_them OR p.person_id = asked_by),
  placed AS (
    SELECT k.*, CASE
        WHEN k.disabled_at IS NOT NULL THEN 4
        WHEN k.password_hash IS NULL AND k.signed_in_at IS NULL THEN 1
        WHEN k.ending IS NOT NULL THEN 2
        WHEN coalesce(k.signed_in_at, k.created_at) < now() - interval '90 days' THEN 3
        ELSE 5 END AS place
    FROM people k)
  SELECT p.username, p.name, p.called, coalesce(p.held, ''), p.disabled_at IS NOT NULL, p.created_at, p.email,
         coalesce(p.words, 'None'),
         (ARRAY['Waiting for their invitation', 'A role ends within a month', 'Not signed in for 90 days', 'Disabled',
                'All others'])[p.place],
         CASE p.place
           WHEN 1 THEN CASE WHEN p.link_ends > now() THEN 'Invited: the link ends on ' || moment_words(p.link_ends)
                            WHEN p.link_ends IS NOT NULL THEN 'Invited: the link ended on ' || moment_words(p.link_ends)
                            ELSE 'Has no password and no link' END
           WHEN 2 THEN p.ending
           WHEN 3 THEN CASE WHEN p.signed_in_at IS NULL THEN 'Has never signed in'
                            ELSE 'Last signed in on ' || day_words((p.signed_in_at AT TIME ZONE 'Europe/London')::date)
                       END
           WHEN 4 THEN 'Disabled on ' || day_words((p.disabled_at AT TIME ZONE 'Europe/London')::date)
           ELSE CASE WHEN p.held IS NULL THEN 'May sign in, but has no role' ELSE 'May sign in' END END
           || CASE WHEN p.place IN (2, 3, 5) AND p.link_ends > now()
                   THEN '; a new link works until ' || moment_words(p.link_ends) ELSE '' END,
         coalesce(day_words((p.signed_in_at AT TIME ZONE 'Europe/London')::date), 'Never'), p.signed_in_at, p.place,
         p.person_id
  FROM placed p
  ORDER BY p.place, lower(p.name), p.username;
END
$$;

-- One of them, for a page of their own; no row for nobody. `may` is whether whoever asks may change them.
CREATE FUNCTION person_page(of_username text)
RETURNS TABLE (username text, title text, email text, state text, signed_in text, created text, version integer,
  may boolean, is_self boolean, disabled boolean, waits boolean, has_factor boolean, factor text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  administrator CONSTANT boolean := is_operator() OR has_role('admin');
  asked_by CONSTANT integer := asking_person();
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
    SELECT l.username, l.name, l.email, l.state, coalesce(moment_words(l.signed_in_at), 'Never'),
           day_words((l.created_at AT TIME ZONE 'Europe/London')::date), p.version, administrator,
           p.person_id IS NOT DISTINCT FROM asked_by, l.disabled, l.urgency = 1,
           f.person_id IS NOT NULL,
           coalesce('Yes, since ' || day_words((f.added_at AT TIME ZONE 'Europe/London')::date), 'No')
    FROM person_list() l JOIN person p USING (person_id) LEFT JOIN factor f ON f.person_id = p.person_id
    WHERE l.username = of_username;
END
$$;

-- Their roles, those first that hold; those that have ended last.
CREATE FUNCTION person_roles(of_username text)
RETURNS TABLE (role text, label text, from_day date, to_day date, since text, until text, state text, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  day CONSTANT date := today();
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
    SELECT r.role, role_label(r.role), r.from_day, r.to_day, to_char(r.from_day, 'FMDD Mon YYYY'),
           to_char(r.to_day, 'FMDD Mon YYYY'),
           CASE WHEN r.from_day > day THEN 'To come' WHEN r.to_day < day THEN 'Ended' ELSE 'Holds' END,
           CASE WHEN r.to_day < day THEN format('%s, which ended on %s', role_label(r.role), day_words(r.to_day))
                WHEN r.from_day > day THEN role_words(r.role, r.from_day, r.to_day, day)
                ELSE concat_ws(' ', role_label(r.role), 'since ' || day_words(r.from_day),
                               'until ' || day_words(r.to_day)) END
    FROM person_role r JOIN person p USING (person_id)
    WHERE p.username = of_username
    ORDER BY r.to_day < day, r.from_day > day, role_label(r.role);
END
$$;

-- What follows from the names of the lists: seats, and what they lead on. Of what is released and open alone, so that
-- who looks after accounts learns of no figure, no draft and nothing exempt.
CREATE FUNCTION names_listed() RETURNS TABLE (name text, kind text, what text, first_day date, last_day date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  released CONSTANT integer[] := ARRAY(SELECT released_files());
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
    SELECT s.person, 'Seat',
           concat_ws(', ', coalesce((SELECT c.name FROM committee c
                                     WHERE c.committee = s.committee AND c.file_id = ANY (released)
                                     ORDER BY c.entry DESC LIMIT 1), s.committee), s.capacity),
           s.from_day, s.to_day
    FROM (SELECT DISTINCT ON (committee, person, capacity) * FROM seat WHERE file_id = ANY (released)
          ORDER BY committee, person, capacity, entry DESC) s
    WHERE NOT s.gone
    UNION ALL
    SELECT l.name, l.kind, string_agg(i.ref, ', ' ORDER BY i.ref COLLATE natural_order), NULL, NULL
    FROM (SELECT DISTINCT ON (indicator_id) * FROM indicator_definition WHERE file_id = ANY (released)
          ORDER BY indicator_id, file_id DESC) d
         JOIN indicator i USING (indicator_id),
         LATERAL (VALUES (d.lead, 'Lead officer of'), (d.data_owner, 'Owner of the data of')) l (name, kind)
    WHERE l.name <> ''
    GROUP BY l.name, l.kind
    UNION ALL
    SELECT a.lead, 'Author at', string_agg(format('%s, item %s', a.meeting, a.item), '; '
                                           ORDER BY a.meeting, a.item COLLATE natural_order), NULL, NULL
    FROM (SELECT DISTINCT ON (meeting, item) * FROM agenda_item WHERE file_id = ANY (released)
          ORDER BY meeting, item, entry DESC) a
    WHERE NOT a.gone AND a.lead <> '' AND a.exempt_paragraph IS NULL AND is_published(a.meeting)
    GROUP BY a.lead;
END
$$;

CREATE FUNCTION person_names(of_username text)
RETURNS TABLE (name text, kind text, what text, since text, until text, first boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT c.name, l.kind, l.what, day_words(l.first_day), day_words(l.last_day),
           row_number() OVER (PARTITION BY c.name ORDER BY l.kind, l.what) = 1
    FROM person_called c JOIN person p USING (person_id) LEFT JOIN names_listed() l ON l.name = c.name
    WHERE p.username = of_username
    ORDER BY c.name, l.kind, l.what;
END
$$;

-- Names that lists have and that nobody is known by yet, with where they stand.
CREATE FUNCTION names_free() RETURNS TABLE (name text, kind text, what text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT l.name, CASE WHEN bool_or(l.kind = 'Seat') THEN 'Seats' ELSE 'Leads, owners of data and authors' END,
           regexp_replace(string_agg(concat_ws(' ', nullif(l.kind, 'Seat'), l.what), '; ' ORDER BY l.kind DESC, l.what),
                          '^(.{100}[^,;]*)[,;].*', '\1 …')
    FROM names_listed() l
    WHERE NOT EXISTS (SELECT FROM person_called c WHERE c.name = l.name)
    GROUP BY l.name
    ORDER BY 2 DESC, lower(l.name);
END
$$;

-- What they have open now.
CREATE FUNCTION person_sessions(of_username text)
RETURNS TABLE (session_id integer, since text, seen text, address text, browser text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
    SELECT s.session_id, moment_words(s.created_at), moment_words(s.seen_at), s.address, browser_words(s.browser)
    FROM session s JOIN person p USING (person_id)
    WHERE p.username = of_username AND s.ends_at > now()
    ORDER BY s.seen_at DESC;
END
$$;

SELECT for_application('person_list()', 'person_page(text)', 'person_roles(text)', 'names_listed()',
  'person_names(text)', 'names_free()', 'person_sessions(text)');
