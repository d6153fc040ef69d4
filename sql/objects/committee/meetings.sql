-- Meetings of committees: when and where, who sits, what is on the agenda.

-- sees_drafts: the reader would see an agenda before its publication, so that none seen is none held.
CREATE VIEW meeting_shown WITH (security_invoker) AS
  SELECT m.meeting, m.committee, c.name AS committee_name, m.day AS iso_day,
         to_char(m.day, 'FMDay, FMDD FMMonth YYYY') AS day, day_words(m.day) AS short_day,
         to_char(m.starts, 'HH24:MI') AS starts, m.venue, m.link, is_published(m.meeting) AS is_published,
         sees_drafts() AS sees_drafts, day_words(m.published) AS published,
         notice_words(m.published, m.day) AS notice, m.late_reason, m.held, meeting_change_words(m) AS change
  FROM meeting_now m JOIN committee_now c USING (committee);

-- The one that a reader waits for, of the committees on which they sit, or else of all: the next, or, if none is held,
-- the last. No row: there is none for this reader.
CREATE FUNCTION meeting_next()
  RETURNS TABLE (meeting text, committee_name text, day text, short_day text, starts text, venue text, change text,
                 is_published boolean, sees_drafts boolean, has_agenda boolean, is_to_come boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, c.name, to_char(m.day, 'FMDay, FMDD FMMonth YYYY'), day_words(m.day), to_char(m.starts, 'HH24:MI'),
         m.venue, meeting_change_words(m.m), is_published(m.meeting), sees_drafts(),
         EXISTS (SELECT FROM agenda_item_now a WHERE a.meeting = m.meeting), m.day >= today()
  FROM (SELECT DISTINCT s.committee
        FROM seat_now s JOIN unnest(asking_called()) AS called (name) ON s.person = called.name
        UNION ALL SELECT NULL) own
       CROSS JOIN LATERAL (
         SELECT n.*, n AS m FROM meetings_between(own.committee, today(), NULL, false, 1) n
         UNION ALL
         SELECT n.*, n AS m FROM meetings_between(own.committee, NULL, today() - 1, true, 1) n) m
       JOIN committee_now c ON c.committee = m.committee
  ORDER BY own.committee IS NULL, m.day < today(), abs(m.day - today()), m.starts, m.meeting LIMIT 1;
END;

-- What its page, its pack and its preflight begin with; no row: there is no such meeting for the reader.
CREATE FUNCTION meeting_scope(of_meeting text)
  RETURNS TABLE (meeting text, title text, committee text, committee_name text, iso_day date, day text, short_day text,
                 starts text, venue text, link text,
                 is_published boolean, sees_drafts boolean, published text, notice text, late_reason text, held text,
                 change text, joining text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, m.committee_name || ', ' || m.short_day, m.committee, m.committee_name, m.iso_day, m.day,
         m.short_day, m.starts, m.venue, m.link, m.is_published, m.sees_drafts, m.published, m.notice, m.late_reason,
         m.held, m.change, (SELECT j.link FROM meeting_joining_now j WHERE j.meeting = m.meeting)
  FROM meeting_shown m WHERE m.meeting = of_meeting;
END;

-- The same for who puts packs together; raises for everybody else.
CREATE FUNCTION preflight_scope(of_meeting text) RETURNS TABLE (meeting text, title text, iso_day date)
  LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_assemble();
  RETURN QUERY SELECT m.meeting, m.title, m.iso_day FROM meeting_scope(of_meeting) m;
END
$$;

-- Who sits on a committee on a day: the chair, the vice-chair, the other members of the council, then those who
-- are co-opted or come from elsewhere, body by body in the order of the list. A capacity may name a detail behind a
-- colon ("Co-opted adviser: Schools Forum"); body: what is before it; seats: how many there are of the body. Of a seat
-- that nobody has the person is what lists say: "Vacancy".
CREATE FUNCTION committee_seats(of_committee text, on_day date)
  RETURNS TABLE (person text, capacity text, voting boolean, of_council boolean, body text, detail text, seats bigint,
                 from_day date, to_day date, place bigint, group_name text, votes_on text, vacant boolean, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH seat AS (
    SELECT s.*, trim(split_part(s.capacity, ':', 1)) AS body,
           nullif(trim(split_part(s.capacity, ':', 2)), '') AS detail,
           CASE WHEN s.capacity LIKE 'Chair%' THEN 0 WHEN s.capacity LIKE 'Vice-Chair%' THEN 1
                WHEN s.capacity = 'Member' THEN 2 ELSE 3 END AS rank
    FROM seat_now s
    WHERE s.committee = of_committee AND on_day BETWEEN coalesce(s.from_day, on_day) AND coalesce(s.to_day, on_day))
  SELECT seat_shown(s.person, s.vacant), s.capacity, s.voting, s.rank < 3, s.body, s.detail, s.seats, s.from_day,
         s.to_day, row_number() OVER (ORDER BY s.rank, CASE WHEN s.rank = 3 THEN s.first END, s.body, s.place, s.entry),
         s.group_name, s.votes_on, s.vacant, s.entry
  FROM (SELECT s.*, count(*) OVER (PARTITION BY s.body) AS seats, min(s.place) OVER (PARTITION BY s.body) AS first
        FROM seat s) s;
END;

-- Who sat on it before a day, the last to leave first, and who will sit later.
CREATE FUNCTION committee_seats_other(of_committee text, on_day date)
  RETURNS TABLE (person text, capacity text, voting boolean, from_day date, to_day date, is_past boolean,
                 group_name text, entry bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT seat_shown(s.person, s.vacant), s.capacity, s.voting, s.from_day, s.to_day, s.to_day < on_day, s.group_name,
         s.entry
  FROM seat_now s WHERE s.committee = of_committee AND (s.to_day < on_day OR s.from_day > on_day)
  ORDER BY s.to_day < on_day, CASE WHEN s.to_day < on_day THEN s.to_day END DESC, s.from_day, s.place, s.entry;
END;

-- Those of a meeting's committee on its day.
CREATE FUNCTION meeting_seats(of_meeting text)
  RETURNS TABLE (person text, capacity text, voting boolean, of_council boolean, body text, detail text, seats bigint,
                 group_name text, votes_on text, vacant boolean)
    LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.person, s.capacity, s.voting, s.of_council, s.body, s.detail, s.seats, s.group_name, s.votes_on, s.vacant
  FROM meeting_now m CROSS JOIN LATERAL committee_seats(m.committee, m.day) s
  WHERE m.meeting = of_meeting
  ORDER BY s.place;
END;

-- The committees: how many sit on each today, and its next meeting, or, where none is to come, its last. Those that
-- report to another stand under it.
CREATE FUNCTION committee_list()
  RETURNS TABLE (committee text, name text, seats bigint, voting bigint, meeting text, iso_day date, day text,
                 starts text, venue text, is_published boolean, to_come boolean, kind text, parent text,
                 parent_name text, vacant bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.committee, c.name, s.seats, s.voting, m.meeting, m.day, day_words(m.day), to_char(m.starts, 'HH24:MI'),
         m.venue, is_published(m.meeting), m.day >= today(), c.kind, c.parent, p.name, s.vacant
  FROM committee_now c LEFT JOIN committee_now p ON p.committee = c.parent
       CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE NOT s.vacant) AS seats,
                                  count(*) FILTER (WHERE s.voting AND NOT s.vacant) AS voting,
                                  count(*) FILTER (WHERE s.vacant) AS vacant
                           FROM committee_seats(c.committee, today()) s) s
       LEFT JOIN LATERAL (
         SELECT * FROM (SELECT n.*, 1 AS turn FROM meetings_between(c.committee, today(), NULL, false, 1) n
                        UNION ALL
                        SELECT n.*, 2 FROM meetings_between(c.committee, NULL, today() - 1, true, 1) n) n
         ORDER BY n.turn LIMIT 1) m ON true
  ORDER BY coalesce(p.name, c.name), coalesce(p.committee, c.committee), p.committee IS NOT NULL, c.name, c.committee;
END;

-- The meetings of one, the next and those after it first, then those past, the newest first.
CREATE FUNCTION committee_meetings(of_committee text)
  RETURNS TABLE (meeting text, iso_day date, day text, starts text, venue text, is_published boolean, to_come boolean)
    LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.meeting, m.iso_day, m.day, m.starts, m.venue, m.is_published, m.iso_day >= today()
  FROM meeting_shown m WHERE m.committee = of_committee
  ORDER BY m.iso_day >= today() DESC, abs(m.iso_day - today()), m.starts, m.meeting;
END;

-- The meeting whose minutes a meeting is to confirm, if they are for its pack: the one before it of its committee, once
-- they are circulated. Null: none.
CREATE FUNCTION minutes_before(of_meeting text) RETURNS text
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT p.meeting
          FROM (SELECT b.meeting FROM meeting_now m JOIN meeting_now b ON b.committee = m.committee AND b.day < m.day
                WHERE m.meeting = of_meeting ORDER BY b.day DESC, b.starts DESC, b.meeting LIMIT 1) p
               JOIN minutes_state_now s ON s.meeting = p.meeting AND s.state <> 'draft');
END
$$;

-- The items of its agenda in order, with what is attached to each. needs_paper: an item of this kind has a paper. late:
-- that it was published after the agenda, and why so late. number: as it is printed; item: in addresses. minutes:
-- the meeting whose minutes are printed under it. paper_import: its text came with that import, which is not released.
-- parts: the exempt ones of its paper that the reader reads.
CREATE FUNCTION meeting_agenda(of_meeting text)
  RETURNS TABLE (meeting text, item text, number text, title text, lead text, exempt_paragraph text,
                 needs_paper boolean, paper text, paper_text text, attached text, attached_pages integer,
                 attached_size text, attached_tagged boolean,
                 attached_pdfua boolean, late text, minutes text, words text, recommendations text,
                 follows text, exempt_reason text, is_added boolean, paper_import integer, parts text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.meeting, a.item, coalesce(a.number, a.item), a.title, a.lead, a.exempt_paragraph,
         needs_paper(a.kind), a.paper,
         nullif(concat_ws(E'\n\n', paper_joined(a.paper, NULL, p.entry, p.text, true),
                          attachment_erased_words(b.attachment_id)), ''),
         b.title, b.pages, size_words(b.size), b.tagged, b.pdfua,
         CASE WHEN a.published > m.published OR a.late_reason IS NOT NULL
              THEN concat_ws(' ', 'Published ' || day_words(coalesce(a.published, m.published)) || ', '
                                  || notice_words(coalesce(a.published, m.published), m.day) || '.',
                             a.late_reason) END,
         CASE WHEN a.kind = 'minutes' AND a.paper IS NULL AND b.title IS NULL THEN minutes_before(a.meeting) END,
         a.words, a.recommendations, day_words(a.follows_on), a.exempt_reason,
         coalesce(a.published > m.published, false),
         CASE WHEN NOT was_released(p.file_id)
              THEN (SELECT f.import_id FROM import_file f WHERE f.file_id = p.file_id) END,
         paper_parts_read(a.paper, p.entry, p.text)
  FROM agenda_item_now a
       LEFT JOIN LATERAL (SELECT m.published, m.day FROM meeting_now m WHERE m.meeting = of_meeting) m ON true
       LEFT JOIN LATERAL (SELECT p.text, p.file_id, p.entry FROM paper_now p WHERE p.paper = a.paper OFFSET 0) p ON true
       LEFT JOIN LATERAL (SELECT b.* FROM attachment_newest b
                          WHERE b.meeting = a.meeting AND b.item = a.item OFFSET 0) b ON true
  WHERE a.meeting = of_meeting
  ORDER BY a.place, a.entry;
END;

-- Where the audit trail stood when the meeting was released: what its pack prints. No row: it was before there was one.
CREATE FUNCTION meeting_head(of_meeting text) RETURNS TABLE (head text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT audit_head_words(h.seq, h.hash)
  FROM (SELECT m.file_id FROM meeting m WHERE m.meeting = of_meeting AND was_released(m.file_id)
        ORDER BY m.entry DESC LIMIT 1) m
       JOIN import_file f USING (file_id) JOIN audit_head h USING (import_id);
END
$$;

-- Whom to ask about an item, or, item '', about the meeting.
CREATE FUNCTION meeting_contacts(of_meeting text)
  RETURNS TABLE (item text, name text, post text, phone text, email text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.item, coalesce(CASE WHEN c.erased THEN file_erased_words(c.file_id) END, c.name), c.post, c.phone, c.email
  FROM contact_now c WHERE c.meeting = of_meeting ORDER BY c.place, c.entry;
END;

-- Facts that cannot both hold, among the figures that the papers of a pack print: of an indicator, of the vital signs
-- (report "performance") or of all, in an area (null: the council), at a period (null: the latest that is released).
CREATE FUNCTION printed_faults(refs text[], in_areas text[], periods text[], reports text[])
  RETURNS TABLE (ref text, name text, area_name text, label text, cohort text, words text)
  LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH printed AS (
    SELECT a.area_id, a.name AS area_name, p.period_id, p.label, p.first_day,
           array_agg(DISTINCT i.indicator_id) AS indicators
    FROM unnest(refs, in_areas, periods, reports) AS u (ref, area, period, report)
         JOIN area_now a ON a.area = coalesce(u.area, council())
         JOIN LATERAL (
           SELECT q.* FROM period q
           WHERE q.period = u.period OR u.period IS NULL AND q.period_id = (
             SELECT h.period_id FROM held_periods(vital_signs(), a.area_id, 'month') h WHERE h.released
             ORDER BY h.last_day DESC LIMIT 1)) p ON true
         JOIN indicator_now i ON CASE WHEN u.ref IS NOT NULL THEN i.ref = u.ref
                                      WHEN u.report = 'performance' THEN i.vital_sign IS NOT NULL ELSE true END
    GROUP BY a.area_id, a.name, p.period_id, p.label, p.first_day)
  SELECT i.ref, i.name, w.area_name, w.label, f.cohort, f.words
  FROM printed w CROSS JOIN LATERAL figure_faults(w.indicators, w.area_id, w.first_day, w.period_id) f
       JOIN indicator_now i USING (indicator_id)
  WHERE NOT f.impossible
  ORDER BY w.first_day, w.area_name, i.ref COLLATE natural_order, f.cohort, f.words;
END
$$;
