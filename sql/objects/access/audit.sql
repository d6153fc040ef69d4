-- The audit trail: what pages and programs note in it, and verifying it. Noting and chaining: base/audit.sql.

-- What was taken away in a face other than a page, if it has more rows than the council has set.
CREATE FUNCTION audit_export(what text, face text, row_count bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  IF row_count > (SELECT s.value::bigint FROM setting s WHERE s.key = 'audit_export_rows') THEN
    PERFORM audit_note('export', what, jsonb_build_object('face', face, 'rows', row_count));
  END IF;
END
$$;

-- Whether there is something at an address that is shown only to some; or, of a command, of the name that it ends in.
CREATE FUNCTION is_at(path text) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
DECLARE
  part text[] := string_to_array(regexp_replace(ltrim(path, '/'), '[.](json|csv|xlsx|pdf|csv-metadata[.]json)$', ''),
                                 '/');
BEGIN
  RETURN CASE
    WHEN path LIKE 'moothall %' THEN
      EXISTS (SELECT FROM meeting m WHERE m.meeting = substring(path FROM '[^ ]*$'))
      OR EXISTS (SELECT FROM import i
                 WHERE path IN ('moothall imports ' || i.import_id, 'moothall release ' || i.import_id))
    WHEN part[1] = 'meetings' AND part[3] = 'attachments' AND part[4] IS NOT NULL THEN
      EXISTS (SELECT FROM attachment a WHERE a.meeting = part[2] AND a.item = part[4])
    WHEN part[1] = 'meetings' THEN EXISTS (SELECT FROM meeting m WHERE m.meeting = part[2])
    WHEN part[1] = 'performance' AND part[2] IN ('indicators', 'cards', 'breakdowns', 'localities') THEN
      EXISTS (SELECT FROM indicator i WHERE i.ref = part[3])
    WHEN part[1] = 'finance' AND part[2] = 'cost-centres' THEN
      EXISTS (SELECT FROM cost_centre c WHERE c.cost_centre = part[3])
    WHEN part[1] = 'risks' THEN EXISTS (SELECT FROM risk r WHERE r.number = part[2])
    WHEN part[1] = 'imports' AND part[2] ~ '^[0-9]{1,9}$' THEN
      EXISTS (SELECT FROM import i WHERE i.import_id = part[2]::integer)
    ELSE false END;
END
$$;

-- A refusal, by the path of the address, without its query. Of what is not there, or is not for this reader, the
-- record says which of the two it was; the reader is not told, and waits as long. What an invitation's address goes on
-- with lets somebody set a password: it stays out.
CREATE FUNCTION audit_refused(status integer, method text, path text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
DECLARE
  hidden CONSTANT boolean := is_at(path);
BEGIN
  PERFORM audit_note(CASE WHEN status = 404 AND NOT hidden THEN 'not-found' ELSE 'refused' END,
                     regexp_replace(path, '^(/invitation/).*$', '\1...'),
                     jsonb_build_object('status', status, 'method', method));
END
$$;

SELECT for_application('audit_export(text, text, bigint)', 'audit_refused(integer, text, text)');
SELECT for_nobody('is_at(text)');
