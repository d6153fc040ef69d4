-- What a password of this user must be more than (src/auth/password_check.c): their names and the council's. Of a user
-- that there is not yet, the council's alone.
CREATE FUNCTION password_names_of(of_username text) RETURNS TABLE (name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT n.name FROM (
      SELECT of_username
      UNION SELECT p.name FROM person p WHERE p.username = of_username
      UNION SELECT c.name FROM person p JOIN person_called c USING (person_id) WHERE p.username = of_username
      UNION SELECT council_name()
      UNION SELECT s.value FROM setting s WHERE s.key IN ('council', 'council_name')) n (name)
    WHERE n.name <> '';
END
$$;

-- For administrators, the operator and the person.
CREATE FUNCTION password_names(of_username text) RETURNS TABLE (name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = moothall_code, moothall, pg_temp AS $$
BEGIN
  IF of_username IS DISTINCT FROM asking_username() THEN
    PERFORM must_administer();
  END IF;
  RETURN QUERY SELECT n.name FROM password_names_of(of_username) n;
END
$$;

SELECT for_nobody('password_names_of(text)');
SELECT for_application('password_names(text)');
