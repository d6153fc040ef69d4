# shellcheck shell=sh
# For tests that ask the database as people do: source it.
number() { psql -U postgres -qAtX -c "SELECT person_id FROM moothall.person WHERE username = '$1'"; }
# as NAME SQL: by the application, for that person; what is refused with its code and sentence.
as() {
	psql -U moothall_app -qAtX -v ON_ERROR_STOP=1 -v VERBOSITY=verbose <<-END 2>&1 | sed -nE '/^(LINE|CONTEXT|LOCATION|NOTICE)/d; p'
		SET search_path = moothall_code, moothall;
		BEGIN;
		SELECT set_config('moothall.person', '$(number "$1")', true) \gset
		$2;
		COMMIT;
	END
}
