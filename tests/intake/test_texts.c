/*
 * Texts with figures: every one is looked into once all is loaded, one that does not resolve is
 * a problem, and those after it are still looked into although the database refused a statement.
 * Runs itself again under with-db.sh.
 */
#include "intake/intake.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "../check.h"
#include "base/str.h"
#include "db/migrate.h"

static unsigned asked;

/* Refuses the indicator 9.9 by having the database raise an error. */
static int
check_text(void *context, struct db *db, struct arena *arena, const char *name, const char *text, struct err *err)
{
	CHECK_TEXT(context, "context");
	asked++;
	if (strstr(text, "{{figure 9.9") != NULL)
		return db_query(db, STMT_IMPORT_RELEASE, DB_PARAMS("99", "x", NULL), arena, NULL, err);
	CHECK((name == NULL) == (strstr(text, "# Paper") == NULL));
	return 0;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!CHECK(file != NULL))
		return;
	fputs(text, file);
	fclose(file);
}

static void
write_files(const char *folder)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/indicators.csv", folder);
	write_file(path,
		"ref,name,section,polarity,measure,basis,frequency\n"
		"7.1,Children,s,low,count,stock,monthly\n");
	snprintf(path, sizeof(path), "%s/commentary.csv", folder);
	write_file(path,
		"indicator,period,kind,text\n7.1,2017-01,why,{{figure 9.9 2017-01}}\n"
		"7.1,2017-01,action,{{figure 7.1 2017-01}}\n"
		"7.1,2017-01,success,\"Two\nlines {{figure 9.9 2016-01}}\"\n");
	snprintf(path, sizeof(path), "%s/paper.md", folder);
	write_file(path, "# Paper\n\n{{figure 7.1 2017-01}}\n");
}

static void
load(struct db *db, struct arena *arena, const char *folder)
{
	const struct text_check check = {(void *)(uintptr_t) "context", check_text};
	const struct intake_terms terms = {.account = "tester"};
	struct intake *intake = intake_new(arena, folder);
	const struct problem *problems;
	struct err err = {0};

	CHECK(intake_file(intake, "papers", arena_printf(arena, "%s/paper.md", folder), &err) == 0);
	CHECK(intake_folder(intake, folder, &err) == 0);
	CHECK(db_begin(db, &err) == 0);
	CHECK(db_query(db, STMT_OPERATOR_BEGIN, DB_PARAMS(NULL, NULL), NULL, NULL, &err) == 0);
	CHECK(intake_load(intake, db, &terms, &check, &err) == 0);
	CHECK_TEXT(err.text, "");
	CHECK(asked == 4);
	if (!CHECK(intake_problems(intake, &problems) == 2))
		return;
	CHECK_TEXT(problem_text(arena, &problems[0]),
		"commentary.csv: line 2, column text: \"{{figure 9.9 2017-01}}\": there is no import 99");
	CHECK(problems[1].line == 4);
	CHECK(db_commit(db, &err) == 0);
}

int
main(int argc, char *argv[])
{
	const char *srcdir = getenv("srcdir");
	char folder[] = "/tmp/moothall-texts.XXXXXX", command[512];
	struct err err = {0};
	struct arena *arena;
	struct db *db;

	if (getenv("MOOTHALL_TEST_PGDATA") == NULL) {
		snprintf(command, sizeof(command), "%s/tests/with-db.sh", srcdir != NULL ? srcdir : ".");
		execl(command, command, "--schema", argv[0], (char *)NULL);
		return 99;
	}
	if (argc < 1 || sodium_init() < 0 || mkdtemp(folder) == NULL)
		return 99;
	arena = arena_new();
	db = db_open("", &err);
	CHECK(db != NULL && migrate(db, arena, NULL, &err) == 0);
	write_files(folder);
	load(db, arena, folder);
	db_close(db);
	arena_free(arena);
	for (const char *const *name = (const char *const[]){"indicators.csv", "commentary.csv", "paper.md", NULL};
		*name != NULL; name++) {
		snprintf(command, sizeof(command), "%s/%s", folder, *name);
		unlink(command);
	}
	rmdir(folder);
	return check_done();
}
