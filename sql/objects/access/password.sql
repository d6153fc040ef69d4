-- What a password of this user must be more than (src/auth/password_check.c): their names and the council's. Of a user
-- that there is not yet, the council's alone. For administrators, the operator and the person.
CREATE FUNCTION password_names(of_username text) RETURNS TABLE (name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF of_username IS DISTINCT FROM asking_username() THEN
    PERFORM must_administer();
  END IF;
  RETURN QUERY
    SELECT n.name FROM (
      SELECT of_username
      UNION SELECT p.name FROM person p WHERE p.username = of_username
      UNION SELECT council_name()
      UNION SELECT s.value FROM setting s WHERE s.key IN ('council', 'council_name')) n (name)
    WHERE n.name <> '';
END
$$;

REVOKE ALL ON FUNCTION password_names(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION password_names(text) TO moothall_app;
