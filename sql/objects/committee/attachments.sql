-- What is attached to the items of an agenda, and putting it there.

-- The newest row of each item, unless it says that the attachment was withdrawn.
CREATE VIEW attachment_now WITH (security_invoker) AS
  SELECT * FROM (
    SELECT DISTINCT ON (meeting, item) * FROM attachment ORDER BY meeting, item, attachment_id DESC) newest
  WHERE bytes IS NOT NULL;

-- The newest row of each item with, if it says that the attachment was withdrawn, the title of what was.
CREATE VIEW attachment_newest WITH (security_invoker) AS
  SELECT n.*, w.title AS withdrawn_title
  FROM (SELECT DISTINCT ON (meeting, item) * FROM attachment ORDER BY meeting, item, attachment_id DESC) n
       LEFT JOIN LATERAL (
         SELECT a.title FROM attachment a
         WHERE n.bytes IS NULL AND a.meeting = n.meeting AND a.item = n.item AND a.bytes IS NOT NULL
         ORDER BY a.attachment_id DESC LIMIT 1) w ON true;

-- What stands in the place of an attachment that was erased; null: it was not.
CREATE FUNCTION attachment_erased_words(number integer) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  RETURN (SELECT erased_words(e.decided_at) FROM erasure_content c JOIN erasure e USING (erasure_id)
          WHERE c.attachment_id = number);
END
$$;

-- 812 KB, 1.2 MB: as a person says the size of a file.
CREATE FUNCTION size_words(bytes bigint) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN bytes < 1048576 THEN greatest(1, round(bytes / 1024.0)) || ' KB'
              ELSE round(bytes / 1048576.0, 1) || ' MB' END;

-- Raises unless whoever is asking puts packs together.
CREATE FUNCTION must_assemble() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT assembles_packs() THEN
    PERFORM refuse('MH403', 'only a committee officer may do this');
  END IF;
END
$$;

-- The item's name as the agenda has it; raises if the meeting or the item is not there for whoever is asking.
CREATE FUNCTION must_have_item(of_meeting text, of_item text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  title text;
BEGIN
  IF NOT EXISTS (SELECT FROM meeting_now m WHERE m.meeting = of_meeting) THEN
    PERFORM refuse('MH404', format('there is no meeting "%s"', of_meeting));
  END IF;
  SELECT a.title INTO title FROM agenda_item_now a WHERE a.meeting = of_meeting AND a.item = of_item;
  IF title IS NULL THEN
    PERFORM refuse('MH404', format('the agenda of %s has no item "%s"', of_meeting, of_item));
  END IF;
  RETURN title;
END
$$;

-- Attaches a file that was checked; a blank title is the item's own.
CREATE FUNCTION attach(of_meeting text, of_item text, file_name text, file_title text, contents bytea, sent bytea,
  page_count integer, has_tags boolean, says_pdfua boolean, account text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  item_title text;
  number integer;
BEGIN
  PERFORM must_assemble();
  item_title := must_have_item(of_meeting, of_item);
  IF length(file_title) > 300 THEN
    PERFORM refuse('MH400', 'the title is longer than 300 characters');
  END IF;
  INSERT INTO attachment (meeting, item, name, title, bytes, sent_sha256, pages, tagged, pdfua, added_by)
    VALUES (of_meeting, of_item, right(file_name, 255), coalesce(nullif(btrim(file_title), ''), left(item_title, 300)),
      contents, sent, page_count, has_tags, says_pdfua, asking_name(account))
    RETURNING attachment_id INTO number;
  PERFORM audit_note('paper-attached', of_meeting, jsonb_build_object('item', of_item, 'edition', number));
  RETURN number;
END
$$;

-- Withdraws what is attached to an item; the rows of before are kept.
CREATE FUNCTION detach(of_meeting text, of_item text, account text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_assemble();
  PERFORM must_have_item(of_meeting, of_item);
  IF NOT EXISTS (SELECT FROM attachment_now b WHERE b.meeting = of_meeting AND b.item = of_item) THEN
    PERFORM refuse('MH404', format('nothing is attached to item %s', item_number(of_meeting, of_item)));
  END IF;
  INSERT INTO attachment (meeting, item, added_by) VALUES (of_meeting, of_item, asking_name(account));
  PERFORM audit_note('paper-withdrawn', of_meeting, jsonb_build_object('item', of_item));
END
$$;

-- Attaches again what was withdrawn from an item last.
CREATE FUNCTION put_back(of_meeting text, of_item text, account text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_assemble();
  PERFORM must_have_item(of_meeting, of_item);
  IF EXISTS (SELECT FROM attachment_now b WHERE b.meeting = of_meeting AND b.item = of_item) THEN
    PERFORM refuse('MH409', format('another PDF is attached to item %s meanwhile',
      item_number(of_meeting, of_item)));
  END IF;
  INSERT INTO attachment (meeting, item, name, title, bytes, sent_sha256, pages, tagged, pdfua, added_by)
    SELECT a.meeting, a.item, a.name, a.title, a.bytes, a.sent_sha256, a.pages, a.tagged, a.pdfua,
           asking_name(account)
    FROM attachment a WHERE a.meeting = of_meeting AND a.item = of_item AND a.bytes IS NOT NULL
    ORDER BY a.attachment_id DESC LIMIT 1;
  IF NOT FOUND THEN
    PERFORM refuse('MH404', format('nothing was attached to item %s', of_item));
  END IF;
  PERFORM audit_note('paper-put-back', of_meeting, jsonb_build_object('item', of_item));
END
$$;
