-- Views and functions live in a schema of their own, which is made anew whenever one of them has
-- changed: nothing old can be left behind. Data are in the schema moothall, made by migrations.
--
-- The views of the schema `reporting` stay, and with them what other people have built on them, granted and said of
-- them: each is emptied here of what it reads and gets it back at the end (reporting.sql). Whatever else of other
-- people's stands on this schema would be dropped with it: it is named, and nothing is done.

DO $$
DECLARE
  v record;
  found text;
BEGIN
  FOR v IN
    SELECT c.oid, c.relname, string_agg(format('NULL::%s AS %I', format_type(a.atttypid, a.atttypmod), a.attname), ', '
                                        ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = to_regnamespace('reporting') AND c.relkind = 'v' AND c.relowner = 'moothall_owner'::regrole
      AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                  WHERE r.ev_class = c.oid AND d.refclassid = 'pg_proc'::regclass
                    AND d.refobjid = to_regproc('moothall_code.reporting_' || c.relname))
    GROUP BY c.oid, c.relname
  LOOP
    EXECUTE format('CREATE OR REPLACE VIEW reporting.%I AS SELECT %s WHERE false', v.relname, v.columns);
    found := concat_ws(',', found, v.relname);
  END LOOP;
  PERFORM set_config('moothall.views_emptied', coalesce(found, ''), true);

  WITH code AS (
    SELECT 'pg_class'::regclass AS class, oid AS object FROM pg_class
      WHERE relnamespace = to_regnamespace('moothall_code')
    UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = to_regnamespace('moothall_code')
    UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace = to_regnamespace('moothall_code')
    UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation
      WHERE collnamespace = to_regnamespace('moothall_code')),
  dependent AS (
    SELECT DISTINCT d.classid, d.objid,
           coalesce((SELECT r.ev_class FROM pg_rewrite r WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid),
                    (SELECT t.tgrelid FROM pg_trigger t WHERE d.classid = 'pg_trigger'::regclass AND t.oid = d.objid),
                    (SELECT f.adrelid FROM pg_attrdef f WHERE d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid),
                    (SELECT p.polrelid FROM pg_policy p WHERE d.classid = 'pg_policy'::regclass AND p.oid = d.objid),
                    CASE WHEN d.classid = 'pg_class'::regclass THEN d.objid END) AS relation
    FROM pg_depend d JOIN code ON code.class = d.refclassid AND code.object = d.refobjid
    WHERE d.deptype IN ('n', 'a')),
  foreigner AS (
    SELECT coalesce(relation::regclass::text, pg_describe_object(classid, objid, 0)) AS name,
           coalesce((SELECT c.relnamespace FROM pg_class c WHERE c.oid = relation),
                    (SELECT p.pronamespace FROM pg_proc p WHERE classid = 'pg_proc'::regclass AND p.oid = objid),
                    (SELECT t.typnamespace FROM pg_type t
                     WHERE classid = 'pg_type'::regclass AND t.oid = objid)) AS schema
    FROM dependent)
  SELECT string_agg(DISTINCT name, ', ') INTO found FROM foreigner
    WHERE schema NOT IN (to_regnamespace('moothall_code'), to_regnamespace('moothall'));
  IF found IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'MH409', MESSAGE = format('the schema moothall_code is to be made anew, and what '
      'is not of this program stands on it: %s; build it on the views of the schema reporting, or drop it '
      'first', found);
  END IF;
END
$$;

DROP SCHEMA IF EXISTS moothall_code CASCADE;
CREATE SCHEMA moothall_code;
GRANT USAGE ON SCHEMA moothall_code TO moothall_app, moothall_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA moothall_code GRANT SELECT ON TABLES TO moothall_app;
SET LOCAL search_path = moothall_code, moothall, pg_temp;

-- Functions that run as the owner are nobody's but those of whom it is said. These, given as "name(types)", are called
-- by other functions of the owner alone ...
CREATE FUNCTION for_nobody(VARIADIC functions text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY functions LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;

-- ... and these by the application.
CREATE FUNCTION for_application(VARIADIC functions text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  f text;
BEGIN
  PERFORM for_nobody(VARIADIC functions);
  FOREACH f IN ARRAY functions LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO moothall_app', f);
  END LOOP;
END
$$;
SELECT for_nobody('for_nobody(text[])', 'for_application(text[])');
