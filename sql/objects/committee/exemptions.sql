-- Why parts of papers are exempt, for whom and until when: what is said of each, what is missing, what is due.

-- The exempt parts of a paper: why, for whom, until when; text: what the paper is now, as it is stored.
CREATE FUNCTION exemption_list(of_paper text, open text)
  RETURNS TABLE (block text, paragraph text, reason text, public_interest text, audience text, audience_label text,
                 audience_names text, approved_by text, review_on date, entry bigint, is_there boolean,
                 classifies boolean) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.block, e.paragraph, e.reason, e.public_interest, e.audience,
         (SELECT a.label FROM audiences() a WHERE a.audience = coalesce(e.audience, 'committee')), e.audience_names,
         e.approved_by, e.review_on, e.entry, k.is_there, classifies(of_paper, k.block)
  FROM (SELECT b.name AS block, b.place, true AS is_there
        FROM unnest(paper_blocks(open)) WITH ORDINALITY b (name, place)
        UNION ALL
        SELECT e.block, NULL, false FROM exemption_now e
        WHERE e.paper = of_paper AND NOT ARRAY[e.block] <@ paper_blocks(open)) k
       LEFT JOIN exemption_now e ON e.paper = of_paper AND e.block = k.block
  ORDER BY k.place, k.block;
END;

-- What is missing or does not fit, of the exempt parts of a paper; fails: it is not published so.
CREATE FUNCTION exemption_findings(of_paper text, open text, meets date)
  RETURNS TABLE (block text, fails boolean, problem text, advice text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT e.block, f.fails, format('The exempt part “%s” ', e.block) || f.problem, f.advice
  FROM exemption_list(of_paper, open) e CROSS JOIN LATERAL (
    SELECT true, 'has no record of why it is exempt.', 'Enter it on the paper''s page.'
    WHERE e.is_there AND e.entry IS NULL
    UNION ALL
    SELECT true, 'does not say ' || m.what || '.', 'Enter it on the paper''s page.'
    FROM (VALUES (e.paragraph, 'by which paragraph it is exempt'), (e.reason, 'what in it is exempt'),
            (e.public_interest, 'why that outweighs the public''s interest in it'),
            (e.approved_by, 'who approved that'), (e.review_on::text, 'when that is looked at again')) m (held, what)
    WHERE e.is_there AND e.entry IS NOT NULL AND m.held IS NULL
    UNION ALL
    SELECT true, format('is exempt until %s, which is before the meeting.', day_words(e.review_on)),
           'Look at it again: make it public, or enter a later day.'
    WHERE e.is_there AND e.review_on < meets
    UNION ALL
    SELECT false, format('is for %s, and no list of members has that name.', n.name),
           'Write the name as the list of seats or substitutes has it.'
    FROM regexp_split_to_table(e.audience_names, '\s*;\s*') n (name)
    WHERE e.is_there AND NOT EXISTS (SELECT FROM seat_now s WHERE s.person = n.name)
      AND NOT EXISTS (SELECT FROM substitute_now s WHERE s.person = n.name)
    UNION ALL
    SELECT false, 'has a record of why it is exempt, and is not in the paper.',
           'Correct its name in the paper, or take the record away.'
    WHERE NOT e.is_there) f (fails, problem, advice);
END;

-- What is said of a part, as its form has it. since: the entry that the form was filled from.
CREATE FUNCTION exemption_save(of_paper text, of_block text, form jsonb, takes_away boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  r CONSTANT jsonb := form_row(form, 'paragraph', 'reason', 'public_interest', 'audience', 'approved_by', 'review')
    || jsonb_strip_nulls(jsonb_build_object('audience_names', audience_names(form ->> 'audience_names')));
  p paper_facts := paper_held(of_paper);
  m record;
BEGIN
  IF NOT classifies(of_paper, of_block) THEN
    PERFORM refuse('MH403', 'only who reads this part and leads on the item, and committee and chief officers, say why '
      'it is exempt');
  ELSIF NOT EXISTS (SELECT FROM exemption_list(of_paper, p.text) e WHERE e.block = of_block) THEN
    PERFORM refuse('MH404', format('the paper has no exempt part "%s"', left(of_block, 80)));
  END IF;
  PERFORM must_be_newest((SELECT e.entry FROM exemption_now e WHERE e.paper = of_paper AND e.block = of_block),
                         form ->> 'since');
  FOR m IN SELECT * FROM (VALUES
      ('paragraph', 'Choose the paragraph by which the part is exempt'),
      ('reason', 'Enter what in the part is exempt: it is printed in its place'),
      ('public_interest', 'Enter why keeping it private outweighs the public''s interest in it: the law asks for this '
        'test'),
      ('approved_by', 'Enter who approved that: a name and a post'),
      ('review', 'Enter the day on which it is asked again whether it is still exempt')) w (field, words)
  LOOP
    IF NOT takes_away AND NOT r ? m.field THEN
      PERFORM refuse_at(m.field, 'MH400', m.words);
    END IF;
  END LOOP;
  IF (r ->> 'review')::date < p.day AND NOT takes_away THEN
    PERFORM refuse_at('review', 'MH400', format('The part would be exempt until %s, and the meeting is on %s: enter a '
      'later day, or take the lines {{exempt %s}} and {{end-exempt}} out of the paper',
      day_words((r ->> 'review')::date), day_words(p.day), of_block));
  END IF;
  PERFORM enter('exemptions', jsonb_build_array(r || jsonb_build_object('paper', of_paper, 'block', of_block)
    || CASE WHEN takes_away THEN '{"gone": true}' ELSE '{}' END::jsonb));
  PERFORM audit_note('exemption-saved', p.meeting, jsonb_strip_nulls(jsonb_build_object('item', p.item,
    'part', of_block, 'audience', coalesce(r ->> 'audience', 'committee'),
    'removed', CASE WHEN takes_away THEN true END)));
END
$$;

-- What is exempt and was to be looked at again by now: items, and parts of the papers that items print, newest first.
CREATE FUNCTION exemptions_due()
  RETURNS TABLE (meeting text, item text, number text, title text, part text, paper text, short_day text,
                 committee_name text, paragraph text, review text, exempt boolean) LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT d.meeting, d.item, coalesce(a.number, a.item), a.title, d.part, d.paper, day_words(m.day), c.name, d.paragraph,
         day_words(d.review_on), a.exempt_paragraph IS NOT NULL
  FROM (SELECT x.meeting, x.item, NULL AS part, NULL AS paper, n.exempt_paragraph AS paragraph, n.review_on
        FROM (SELECT DISTINCT i.meeting, i.item FROM moothall.agenda_item i WHERE i.review_on <= today()) x
             CROSS JOIN LATERAL (SELECT v.* FROM agenda_item_now v
                                 WHERE v.meeting = x.meeting AND v.item = x.item OFFSET 0) n
        WHERE n.exempt_paragraph IS NOT NULL
        UNION ALL
        SELECT k.meeting, k.item, n.block, n.paper, n.paragraph, n.review_on
        FROM (SELECT DISTINCT i.paper, i.block FROM moothall.exemption i WHERE i.review_on <= today()) x
             CROSS JOIN LATERAL (SELECT v.* FROM exemption_now v
                                 WHERE v.paper = x.paper AND v.block = x.block OFFSET 0) n
             CROSS JOIN LATERAL (SELECT v.meeting, v.item, v.text FROM paper_of(n.paper) v) k
        WHERE ARRAY[n.block] <@ paper_blocks(k.text)) d
       JOIN LATERAL (SELECT v.* FROM agenda_item_now v
                     WHERE v.meeting = d.meeting AND v.item = d.item OFFSET 0) a ON true
       JOIN LATERAL (SELECT v.* FROM meeting_now v WHERE v.meeting = d.meeting OFFSET 0) m ON true
       JOIN committee_now c USING (committee)
  WHERE d.review_on <= today()
  ORDER BY d.review_on, m.day, d.meeting, a.place, d.part
  LIMIT 100;
END
$$;
