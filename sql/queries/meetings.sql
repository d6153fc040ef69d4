-- Committees' meetings, agendas, papers and packs: src/report/meeting.c, pack.c, paper.c, home.c.

-- name: pack_begin
-- What is read in this transaction is read as part of a pack.
SELECT set_config('moothall.reading', 'pack', true)

-- name: meeting
-- No row: there is no such meeting.
SELECT m.meeting, m.committee, c.name AS committee_name, to_char(m.day, 'FMDay, FMDD FMMonth YYYY') AS day,
       to_char(m.day, 'FMDD FMMonth YYYY') AS short_day, m.day AS iso_day, to_char(m.starts, 'HH24:MI') AS starts, m.venue, m.link,
       is_published(m.meeting) AS is_published, sees_drafts() AS sees_drafts, to_char(m.published, 'FMDD FMMonth YYYY') AS published,
       (SELECT a.name FROM area_now a WHERE a.area = council()) AS council
FROM meeting_now m JOIN committee_now c USING (committee)
WHERE m.meeting = $1
-- part: seats
-- Who sits on the committee on the day, officers of the committee first. What follows a colon in a
-- capacity ("Co-opted adviser: Schools Forum") is the detail within its group.
SELECT s.person, s.capacity, s.voting,
       CASE WHEN c.of_council THEN 'Members of the council'
            ELSE c.name || CASE WHEN count(*) OVER (PARTITION BY c.name) > 1 THEN 's' ELSE '' END END AS of_group,
       CASE WHEN c.of_council THEN nullif(s.capacity, 'Member') ELSE nullif(trim(split_part(s.capacity, ':', 2)), '') END AS detail
FROM meeting_now m JOIN seat_now s USING (committee)
     CROSS JOIN LATERAL (SELECT trim(split_part(s.capacity, ':', 1)), s.capacity ~ '^(Vice-)?Chair' OR s.capacity = 'Member')
       AS c (name, of_council)
WHERE m.meeting = $1 AND m.day BETWEEN coalesce(s.from_day, m.day) AND coalesce(s.to_day, m.day)
ORDER BY CASE WHEN s.capacity LIKE 'Chair%' THEN 0 WHEN s.capacity LIKE 'Vice-Chair%' THEN 1 WHEN c.of_council THEN 2 ELSE 3 END, s.line
-- part: agenda
-- The items in order. needs_paper: an item of this kind has a paper; a paper that is not there is "to follow".
SELECT a.item, a.title, a.kind, a.lead, a.exempt_paragraph, a.paper, p.text AS paper_text,
       a.kind IN ('report', 'minutes') AS needs_paper,
       b.title AS attached, b.pages AS attached_pages, size_words(b.size) AS attached_size,
       b.tagged AS attached_tagged, b.pdfua AS attached_pdfua
FROM agenda_item_now a LEFT JOIN paper_now p ON p.paper = a.paper
     LEFT JOIN attachment_now b USING (meeting, item)
WHERE a.meeting = $1
ORDER BY a.line
-- part: contacts
SELECT item, name, post, phone, email FROM contact_now WHERE meeting = $1 ORDER BY line

-- name: home
-- part: meetings
SELECT m.meeting, c.name AS committee_name, to_char(m.day, 'FMDD FMMonth YYYY') AS day, m.day AS iso_day, to_char(m.starts, 'HH24:MI') AS starts,
       m.venue, CASE WHEN is_published(m.meeting) THEN 'Published ' || to_char(m.published, 'FMDD FMMonth YYYY') ELSE 'Draft' END AS state,
       EXISTS (SELECT FROM agenda_item_now a WHERE a.meeting = m.meeting) AS has_agenda
FROM meeting_now m JOIN committee_now c USING (committee)
ORDER BY m.day DESC, m.meeting
-- part: ratings
-- How the vital signs stand at the latest released period; no rows for who sees no figures.
SELECT a.name AS area_name, p.label, p.period, d.rag, count(*) AS signs,
       string_agg(d.ref || ' ' || d.name, '; ' ORDER BY d.ref COLLATE natural_order) AS names, prepares_papers() AS writes
FROM area_now a
     CROSS JOIN LATERAL (SELECT h.period_id FROM held_periods(vital_signs(), a.area_id, 'month') h
                         WHERE h.released ORDER BY h.last_day DESC LIMIT 1) h
     JOIN period p USING (period_id)
     CROSS JOIN LATERAL (SELECT DISTINCT ON (g.ref) g.ref, g.name, g.rag FROM dashboard(a.area_id, h.period_id) g
                         WHERE g.text IS NOT NULL ORDER BY g.ref, g.period DESC) d
WHERE a.area = council()
GROUP BY a.name, p.label, p.period, d.rag
ORDER BY array_position(ARRAY['red', 'amber', 'green'], d.rag)
-- part: unreleased
-- What officers see and members do not yet.
SELECT i.import_id, i.loaded_by, to_char(i.loaded_at, 'FMDD FMMonth YYYY') AS loaded,
       string_agg(DISTINCT f.name, ', ') AS files,
       (SELECT string_agg(DISTINCT p.period, ', ') FROM observation o JOIN period p USING (period_id)
        WHERE o.file_id IN (SELECT g.file_id FROM import_file g WHERE g.import_id = i.import_id)) AS periods
FROM import i JOIN import_file f USING (import_id)
WHERE i.released_at IS NULL
GROUP BY i.import_id
ORDER BY i.import_id DESC
