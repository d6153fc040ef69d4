/*
 * walk: reads lines "ADDRESS AREA PERIOD" (- for none, + for a space) and makes the PDF of each, one after the
 * other, as the operator. Prints what failed, as comments, and at the end "written W refused R failed F"; what
 * takes no such parameter is passed over. The work is done in child processes: one that dies is a
 * failure, and the next goes on behind it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/stmt.h"
#include "out/out.h"
#include "report/report.h"

struct line {
	char address[200], area[40], period[40];
};

static bool
set(struct report_params *params, const struct report *report, const char *name, const char *value)
{
	return strcmp(value, "-") == 0 || report_param_set(params, report, name, value);
}

/* The PDF; `out` stays empty where the report takes no such parameter. */
static int
make(struct db *db, struct arena *arena, const struct line *line, struct buf *out, struct err *err)
{
	struct report_job job = {.db = db, .arena = arena, .name = line->address, .paper = true, .named = true};
	const struct report *report = report_find(arena, line->address, &job.subject);
	struct doc *doc = NULL;
	int rc = -1;

	if (report == NULL || !report->pdf || !set(&job.params, report, "area", line->area) ||
		!set(&job.params, report, "period", line->period))
		return 0;
	if (db_begin(db, err) == 0 && db_query(db, STMT_OPERATOR_BEGIN, DB_PARAMS(NULL, NULL), NULL, NULL, err) == 0)
		rc = report_make(report, &job, &doc, err);
	db_rollback(db);
	if (rc == 0 && pdf_write(out, doc, &page_plan_a4, NULL, err) != 0) {
		err->code = ERR_SYSTEM; /* what can be read can be printed */
		rc = -1;
	}
	return rc;
}

/* A letter for what came of it: written, refused, failed; - for nothing. */
static char
step(struct db *db, const struct line *line)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct buf out;
	char result;

	buf_init(&out);
	if (make(db, arena, line, &out, &err) != 0)
		result = err.code == ERR_SYSTEM || err.code == ERR_DB ? 'f' : 'r';
	else
		result = out.length > 0 ? 'w' : '-';
	if (result == 'f')
		printf("# %s %s %s: %s\n", line->address, line->area, line->period, err.text);
	fflush(stdout);
	buf_close(&out);
	arena_free(arena);
	return result;
}

static _Noreturn void
child(const struct line *lines, size_t at, size_t count, int fd)
{
	struct err err = {0};
	struct db *db = db_open("", &err);

	for (; db != NULL && at < count; at++) {
		char result = step(db, &lines[at]);

		if (write(fd, &result, 1) != 1)
			break;
	}
	db_close(db);
	_exit(at < count);
}

/* How far a child came; counts what it told. */
static size_t
go_on(const struct line *lines, size_t at, size_t count, size_t results[256])
{
	int ends[2], status;
	char result;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		exit(1);
	if (pid == 0) {
		close(ends[0]);
		child(lines, at, count, ends[1]);
	}
	close(ends[1]);
	for (; read(ends[0], &result, 1) == 1; at++)
		results[(unsigned char)result]++;
	close(ends[0]);
	waitpid(pid, &status, 0);
	if (at < count) {
		printf("# %s %s %s: the process ended with status %d\n", lines[at].address, lines[at].area,
			lines[at].period, status);
		results['f']++;
	}
	return at + 1;
}

int
main(void)
{
	size_t count = 0, room = 0, results[256] = {0};
	struct arena *arena = arena_new();
	struct line *lines = NULL, line;

	while (scanf("%199s %39s %39s", line.address, line.area, line.period) == 3) {
		for (char *c = line.period; *c != '\0'; c++)
			if (*c == '+')
				*c = ' ';
		lines = arena_grow(arena, lines, count, &room, sizeof(*lines));
		lines[count++] = line;
	}
	for (size_t at = 0; at < count;)
		at = go_on(lines, at, count, results);
	printf("written %zu refused %zu failed %zu\n", results['w'], results['r'], results['f']);
	arena_free(arena);
	return results['f'] > 0;
}
