-- What was done to accounts, in words, out of the audit trail and the days of roles.

-- The events that are about an account. What somebody read or loaded is the auditors' alone.
CREATE FUNCTION account_events() RETURNS text[] LANGUAGE sql IMMUTABLE
  RETURN ARRAY['user-added', 'user-invited', 'link-made', 'invitation-used', 'user-disabled', 'user-enabled',
    'details-changed', 'role-given', 'role-changed', 'role-ended', 'name-given', 'name-taken', 'password-changed',
    'session-ended',
    'factor-added', 'factor-removed', 'recovery-used', 'recovery-renewed',
    'factor-resealed'];

-- " from 1 May 2017 until 3 June 2017".
CREATE FUNCTION days_words(from_day text, to_day text) RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(' from ' || day_words(from_day::date), '') || coalesce(' until ' || day_words(to_day::date), '');

CREATE FUNCTION account_event_words(event text, detail jsonb) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE event
    WHEN 'user-added' THEN 'Added with a password' || r.roles
    WHEN 'user-invited' THEN 'Invited' || r.roles
    WHEN 'link-made' THEN 'A new link to set a password was made'
    WHEN 'invitation-used' THEN 'Set a password by the link'
    WHEN 'user-disabled' THEN 'Disabled'
    WHEN 'user-enabled' THEN 'Enabled'
    WHEN 'details-changed' THEN concat_ws('; ',
        'Called ' || (detail ->> 'name') || ', before that ' || (detail ->> 'was_name'),
        CASE WHEN detail ? 'email' THEN 'E-mail ' || coalesce(nullif(detail ->> 'email', ''), 'taken away')
          || coalesce(', before that ' || nullif(detail ->> 'was_email', ''), '') END)
    WHEN 'role-given' THEN r.role || ' given' || days_words(detail ->> 'from', detail ->> 'to')
    WHEN 'role-changed' THEN format('%s%s, before that%s', r.role,
        coalesce(nullif(days_words(r.begins, detail ->> 'to'), ''), ' without an end'),
        coalesce(nullif(days_words(r.began, detail ->> 'was_to'), ''), ' without an end'))
    WHEN 'role-ended' THEN r.role || coalesce(' ends on ' || day_words((detail ->> 'to')::date), ' ended')
    WHEN 'name-given' THEN format('Known to lists as %s', detail ->> 'name')
    WHEN 'name-taken' THEN format('No longer known to lists as %s', detail ->> 'name')
    WHEN 'password-changed' THEN 'Password changed'
    WHEN 'session-ended' THEN 'Signed out from elsewhere'
    WHEN 'factor-added' THEN 'Second factor added'
    WHEN 'factor-removed' THEN 'Second factor removed' || coalesce(', seen to be them: ' || (detail ->> 'proof'), '')
    WHEN 'recovery-used' THEN 'Recovery code used'
    WHEN 'recovery-renewed' THEN 'New recovery codes made'
    WHEN 'factor-resealed' THEN 'Second factor sealed with another key'
    ELSE event END
  FROM (SELECT role_label(detail ->> 'role') AS role,
               nullif(detail ->> 'from', detail ->> 'was_from') AS begins,
               nullif(detail ->> 'was_from', detail ->> 'from') AS began,
               coalesce(' as ' || (SELECT string_agg(role_label(l.role), ', ')
                                   FROM unnest(string_to_array(detail ->> 'roles', ', ')) l (role)), '')
                 || days_words(NULL, detail ->> 'to') AS roles) r;
END;

-- What was done to one account, the newest first.
CREATE FUNCTION person_history(of_username text) RETURNS TABLE (moment text, what text, by_whom text, address text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  events CONSTANT text[] := account_events();
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
    SELECT moment_words(e.at), account_event_words(e.event, e.detail),
           coalesce(e.username, e.account, '') || CASE WHEN e.account IS NULL THEN '' ELSE ' (command line)' END,
           e.address
    FROM audit_event e
    WHERE e.about = of_username AND e.event = ANY (events)
    ORDER BY e.event_id DESC LIMIT 200;
END
$$;

-- Joiners, movers and leavers between two days, the newest first: what was done then, and roles that began or ended by
-- their days. Who is left without any role, or is disabled, leaves; who is added, or comes back, joins.
CREATE FUNCTION person_changes(first_day date, last_day date)
RETURNS TABLE (on_day date, day text, username text, name text, sort text, what text, by_whom text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_see_people();
  RETURN QUERY
  WITH done AS (
    SELECT (e.at AT TIME ZONE 'Europe/London')::date AS on_day, e.event_id, e.about AS username, e.event, e.detail,
           coalesce(e.username, e.account) AS by_whom
    FROM audit_event e
    WHERE e.event = ANY (ARRAY['user-added', 'user-invited', 'user-disabled', 'user-enabled', 'role-given',
                               'role-changed', 'role-ended', 'name-given', 'name-taken'])
      AND e.at >= first_day::timestamp AT TIME ZONE 'Europe/London'
      AND e.at < (last_day + 1)::timestamp AT TIME ZONE 'Europe/London'),
  joined AS (SELECT d.username, d.on_day FROM done d WHERE d.event IN ('user-added', 'user-invited')),
  gone AS (                             -- the day after which a person has no role
    SELECT r.person_id, max(coalesce(r.to_day, 'infinity'::date)) AS last FROM person_role r GROUP BY r.person_id),
  listed AS (
    SELECT d.on_day, d.event_id, d.username, account_event_words(d.event, d.detail) AS what, d.by_whom,
           CASE WHEN d.event IN ('user-added', 'user-invited', 'user-enabled') THEN 'Joiner'
                WHEN d.event = 'user-disabled' THEN 'Leaver'
                WHEN d.event = 'role-ended' AND d.detail ->> 'to' IS NULL AND g.last = d.on_day - 1 THEN 'Leaver'
                ELSE 'Mover' END AS sort
    FROM done d LEFT JOIN person p USING (username) LEFT JOIN gone g USING (person_id)
    WHERE d.event <> 'name-given' OR (d.username, d.on_day) NOT IN (SELECT j.username, j.on_day FROM joined j)
    UNION ALL
    SELECT b.day, NULL, p.username, format('%s begins', role_label(r.role)), '', 'Mover'
    FROM person_role r JOIN person p USING (person_id), LATERAL (SELECT r.from_day) b (day)
    WHERE b.day BETWEEN first_day AND last_day AND b.day <= today()
      AND NOT EXISTS (SELECT FROM done d WHERE d.username = p.username AND d.on_day = b.day
                        AND d.event = 'role-given' AND d.detail ->> 'role' = r.role)
      AND (p.username, b.day) NOT IN (SELECT j.username, j.on_day FROM joined j)
    UNION ALL
    SELECT r.to_day, NULL, p.username, format('Last day of %s', role_label(r.role)), '',
           CASE WHEN r.to_day = g.last THEN 'Leaver' ELSE 'Mover' END
    FROM person_role r JOIN person p USING (person_id) JOIN gone g USING (person_id)
    WHERE r.to_day BETWEEN first_day AND last_day AND r.to_day < today()
      AND NOT EXISTS (SELECT FROM audit_event e
                      WHERE e.event = 'role-ended' AND e.about = p.username AND e.detail ->> 'role' = r.role
                        AND e.detail ->> 'to' IS NULL
                        AND (e.at AT TIME ZONE 'Europe/London')::date = r.to_day + 1))
  SELECT l.on_day, day_words(l.on_day), l.username, coalesce(p.name, l.username), l.sort, l.what, l.by_whom
  FROM listed l LEFT JOIN person p USING (username)
  ORDER BY l.on_day DESC, l.event_id DESC NULLS LAST, l.username;
END
$$;

SELECT for_application('person_history(text)', 'person_changes(date, date)');
