-- Whoever runs a meeting reads what is to go into its pack: papers of an import that is not released yet too, as drafts
-- that are written on the site already.
CREATE OR REPLACE FUNCTION readable_files(of_meetings boolean) RETURNS SETOF integer
  LANGUAGE plpgsql STABLE ROWS 100 SECURITY DEFINER SET search_path = moothall, pg_temp AS $$
DECLARE
  roles CONSTANT text[] := asking_roles();
BEGIN
  IF sees_unreleased(roles) THEN
    RETURN QUERY SELECT f.file_id FROM import_file f;
  ELSIF of_meetings AND 'committee_officer' = ANY (roles) AND edition_made() IS NULL THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL OR is_of_meetings(f.kind) OR f.kind = 'papers';
  ELSIF sees_figures(roles) OR of_meetings AND sees_meetings(roles) THEN
    RETURN QUERY SELECT f.file_id FROM import_file f JOIN import i USING (import_id)
                 WHERE i.released_at IS NOT NULL;
  END IF;
END
$$;
